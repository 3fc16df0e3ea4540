"""What `pip install .` gives is whole: pages, third-party files and the demo operation travel in the wheel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/central"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from this checkout with the locked tools."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("central-*.whl")
    return set(ZipFile(built).namelist())


def test_every_file_of_the_package_is_in_the_wheel(wheel: set[str]) -> None:
    tracked = subprocess.run(["git", "ls-files", "src"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    missing = {name.removeprefix("src/") for name in tracked.split("\n") if name} - wheel
    assert not missing, missing


def test_the_pages_travel_with_it(wheel: set[str]) -> None:
    static = "central/app/static/"
    own = {f"{static}{path.relative_to(ROOT / 'web')}" for kind in ("css", "js") for path in ROOT.glob(f"web/{kind}/*")}
    vendor = {f"{static}vendor/{name}" for name in ("htmx.min.js", "inter-latin-wght-normal.woff2")}
    assert own
    assert own | vendor <= wheel
    assert "central/py.typed" in wheel


def test_nothing_else_travels_with_it(wheel: set[str]) -> None:
    strangers = {name for name in wheel if not name.startswith(("central/", "central-"))}
    assert not strangers
