"""schemathesis over every route of the panel, as the owner, with ids that exist and ids that do not: no 500."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp

from central.app.panel.settings.forms import PAGES
from central.app.panel.visit import COOKIE
from tests.app.panel.panel_world import panel_world
from tests.app.panel.test_access import ENDS_THE_SESSION, REAL
from tests.app.panel.test_live import hear
from tests.app.panel.test_strange import FIELDS
from tests.app.serving import serving

EXAMPLES = 2
NAMED = {"sheet": [sheet.id for page in PAGES for sheet in page.sheets], "place": ["0", "1", "novo"]}
SHEETS = ("/ajustes/regras/", "/ajustes/crm/", "/ajustes/canais/")
"""Of the pages of sheets, which are all served by the same code, one ordered, one of single entries, one with both."""


def test_schemathesis_finds_no_error_of_ours(tmp_path: Path) -> None:
    with serving(_panel) as (url, document, _):
        (tmp_path / "painel.json").write_text(json.dumps(document), encoding="utf-8")
        headers = (f"Cookie: {COOKIE}=bolacha-dono", "x-csrf: csrf-dono", f"Origin: {url}")
        command = [
            *(str(Path(sys.executable).with_name("schemathesis")), "run", "painel.json", "--url", url),
            *(part for header in headers for part in ("--header", header)),
            *("--checks", "not_a_server_error", "--max-examples", str(EXAMPLES), "--phases", "fuzzing", "--seed", "7"),
            *("--mode", "all", "--generation-database", "none", "--workers", "1", "--no-color"),
            *("--request-timeout", "120", "--suppress-health-check", "too_slow"),
        ]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    tried = re.search(r"(\d+) generated", done.stdout)
    assert tried is not None
    assert int(tried[1]) > len(document["paths"]), done.stdout


@asynccontextmanager
async def _panel() -> AsyncIterator[tuple[ASGIApp, dict[str, Any]]]:
    async with panel_world() as world:
        await world.signed_in("dono")
        conversation = await hear(world, "oi, quanto custa o sérum?")
        yield world.app, _described(world.app.openapi(), {"/conversas/": conversation} | REAL)


def _described(document: dict[str, Any], real: dict[str, str]) -> dict[str, Any]:
    """The routes, their ids half of the time real ones, and a body of known fields where a form is read by hand."""
    fields = {"type": "object", "properties": {name: {"type": "string"} for name in FIELDS}}
    form = {"content": {"application/x-www-form-urlencoded": {"schema": fields}}}
    for path in list(document["paths"]):
        if path in ENDS_THE_SESSION or ("{sheet}" in path and not path.startswith(SHEETS)):
            del document["paths"][path]
    for path, route in document["paths"].items():
        known = next((id for start, id in real.items() if path.startswith(start)), None)
        for method, operation in route.items():
            for parameter in operation.get("parameters", ()):
                if parameter["name"] in NAMED:
                    parameter["schema"] = {"anyOf": [{"enum": NAMED[parameter["name"]]}, parameter["schema"]]}
                elif parameter["in"] == "path" and known is not None and path.count("{") == 1:
                    parameter["schema"] = {"anyOf": [{"enum": [known]}, parameter["schema"]]}
            if method == "post":
                operation.setdefault("requestBody", form)
    return document
