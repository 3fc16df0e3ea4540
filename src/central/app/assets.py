"""Where the files of the pages are: our css and js, and the third-party files the build hook brings.

An installed package carries all three beside this module. In a checkout our own stay in web/, so that an edit shows at
the next reload.
"""

from __future__ import annotations

from pathlib import Path

PACKAGED = Path(__file__).parent / "static"
CHECKOUT = Path(__file__).parents[3] / "web"
KINDS = ("css", "js", "vendor")


def asset_folders() -> dict[str, Path]:
    """The folder of each kind of file, to be served as /static/<kind>/."""
    return {kind: _folder(kind) for kind in KINDS}


def _folder(kind: str) -> Path:
    packaged = PACKAGED / kind
    return packaged if packaged.is_dir() else CHECKOUT / kind
