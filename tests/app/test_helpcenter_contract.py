"""The HelpCenter's OpenAPI is true: an API fuzzer finds no gap, and a client generated from it works."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import httpx
import pytest

from tests.app.helpcenter_world import Running, running_helpcenter

EXAMPLES = 6


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with running_helpcenter() as server:
        yield server


def test_schemathesis_finds_nothing(running: Running, tmp_path: Path) -> None:
    for name in ("um", "dois"):
        made = httpx.post(f"{running.url}/api/v1/tickets", json={"name": name}, headers=running.headers(), timeout=60)
        assert made.status_code == 201
    command = [
        *(str(Path(sys.executable).with_name("schemathesis")), "run", f"{running.url}/api/v1/openapi.json"),
        *("--header", f"Authorization: Bearer {running.writer}", "--max-examples", str(EXAMPLES), "--seed", "7"),
        *("--checks", "all", "--phases", "examples,coverage,fuzzing,stateful", "--workers", "1", "--no-color"),
        *("--generation-database", "none", "--request-timeout", "120", "--suppress-health-check", "too_slow"),
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


@pytest.fixture(scope="module")
def generated(running: Running, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """A client made by openapi-python-client from the served document."""
    folder = tmp_path_factory.mktemp("cliente")
    document = httpx.get(f"{running.url}/api/v1/openapi.json", timeout=60).json()
    (folder / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    (folder / "config.yaml").write_text("package_name_override: gerado\npost_hooks: []\n", encoding="utf-8")
    command = [
        *(str(Path(sys.executable).with_name("openapi-python-client")), "generate", "--path", "openapi.json"),
        *("--config", "config.yaml", "--meta", "none", "--output-path", str(folder / "gerado"), "--fail-on-warning"),
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    yield importlib.import_module("gerado")
    sys.path.remove(str(folder))


def test_a_generated_client_opens_sells_and_lists_a_ticket(running: Running, generated: ModuleType) -> None:
    def module(path: str) -> ModuleType:
        return importlib.import_module(f"gerado.{path}")

    models = module("models")
    client = generated.AuthenticatedClient(base_url=running.url, token=running.writer, timeout=httpx.Timeout(60))
    with client:
        made = module("api.tickets.open_ticket").sync(
            client=client, body=models.TicketIn(name="Ana", product="serum", tags=["vip"]), idempotency_key="g-1"
        )
        sold = module("api.tickets.change_ticket").sync(
            made.id, client=client, body=models.TicketChange(status="comprado", value=8990)
        )
        assert (sold.id, sold.status, sold.value) == (made.id, "comprado", 8990)
        page = module("api.tickets.list_tickets").sync(client=client, product="serum")
        assert [(ticket.id, ticket.status) for ticket in page.items] == [(made.id, "comprado")]
        history = module("api.tickets.ticket_history").sync(made.id, client=client)
        assert [line.kind for line in history.items] == ["aberto", "status"]
        refused = module("api.tickets.change_ticket").sync(
            made.id, client=client, body=models.TicketChange(status="perdido")
        )
        assert isinstance(refused, models.Problem)
