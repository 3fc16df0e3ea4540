"""The pages find their files in a checkout; tests/acceptance/test_package.py says the same of the installed package."""

from __future__ import annotations

from central.app.assets import asset_folders


def test_our_own_files_are_the_ones_of_the_checkout() -> None:
    folders = asset_folders()
    assert folders["css"].parent.name == folders["js"].parent.name == "web"
    assert folders["css"].is_dir()
    assert folders["js"].is_dir()


def test_the_build_hook_brought_what_others_wrote_with_its_licenses() -> None:
    brought = {path.name for path in asset_folders()["vendor"].iterdir()}
    assert {"htmx.min.js", "htmx.LICENSE.txt", "inter-latin-wght-normal.woff2", "inter.LICENSE.txt"} <= brought
