"""From nothing to a connected number: the guide in the terminal and on its page, against the pretend Meta."""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from aiohttp import web

from central.adapters.clock import SystemClock, new_id
from central.adapters.operation import parse
from central.adapters.store import Store, open_store
from central.app.assets import asset_folders
from central.app.cli import main
from central.app.config import read_settings
from central.app.panel import Panel, panel_app
from central.app.setup.env_file import load, read, write
from central.app.setup.guide import HANDSHAKE, Guide
from central.app.setup.knock import Knocks
from central.app.tickets import ELSEWHERE
from central.core.errors import AskHuman
from central.core.selling.crm import CrmAccount, CrmKind
from central.pretend.crm import crm_app
from tests.acceptance.world import FIRST_SHOP, SECRET, TOKEN
from tests.app.wrong_world import Outside, outside
from tests.crm_world import PRETENDERS
from tests.ports import free_port


@pytest.fixture(scope="module")
def world() -> Iterator[Outside]:
    with outside() as running:
        yield running


@pytest.fixture(autouse=True)
def well(world: Outside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world.reset()
    monkeypatch.chdir(tmp_path)
    for name in ("WHATSAPP_TOKEN", "META_APP_SECRET", "META_VERIFY_TOKEN", "OPENAI_API_KEY", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


async def _store() -> Store:
    return await open_store(":memory:", clock=SystemClock(), ids=new_id, owner="guia", parse_operation=parse)


def _guide(world: Outside, store: Store, **more: str) -> Guide:
    environment = {"GRAPH_URL": f"{world.address}/fingir/graph", **more}
    return Guide(read_settings(environment), store, SystemClock())


async def test_a_token_and_a_secret_are_enough_to_find_app_accounts_and_numbers(world: Outside) -> None:
    store = await _store()
    guide = _guide(world, store)
    result = await guide.attempt("numero", {"WHATSAPP_TOKEN": TOKEN, "META_APP_SECRET": SECRET}, "ana")
    assert any("+55 11 90000-0001" in said for said in result.said)
    assert result.lines["WHATSAPP_TOKEN"] == TOKEN
    assert len(result.lines["META_VERIFY_TOKEN"]) >= 20
    await guide.attempt("loja", FIRST_SHOP, "ana")
    operation = await store.operations.current()
    assert operation is not None
    assert [(c.id, c.waba) for c in operation.channels] == [
        ("900200000000001", "900300000000001"),
        ("900200000000002", "900300000000002"),
    ]
    assert operation.apps[0].id == "900100000000001"
    assert "Veridá" not in repr(operation.scripts)
    assert all(p.phase == "scripts" for p in operation.personas)
    states = {s.step.id: s.state for s in await guide.standings()}
    assert (states["numero"], states["loja"], states["modelo"]) == ("certo", "certo", "falta")
    kept = repr(await store.setup.steps())
    assert TOKEN not in kept
    assert SECRET not in kept
    await store.close()


@pytest.mark.parametrize(
    ("answers", "cure"),
    [
        ({"WHATSAPP_TOKEN": "EAAx", "META_APP_SECRET": SECRET}, "copie-o inteiro, ou gere outro"),
        ({"WHATSAPP_TOKEN": TOKEN, "META_APP_SECRET": "outro"}, "copie-a do painel da Meta"),
        ({"WHATSAPP_TOKEN": TOKEN}, "Falta preencher: Chave secreta do aplicativo"),
    ],
)
async def test_what_is_typed_wrong_says_the_cure_and_is_noted(
    world: Outside, answers: dict[str, str], cure: str
) -> None:
    store = await _store()
    guide = _guide(world, store)
    with pytest.raises(AskHuman, match=cure):
        await guide.attempt("numero", answers, "ana")
    assert (await guide.standings())[0].state == "erro"
    await store.close()


async def test_an_unregistered_number_asks_for_a_pin_and_is_registered_with_it(world: Outside) -> None:
    world.office.unregistered = ["900200000000001"]
    store = await _store()
    guide, typed = _guide(world, store), {"WHATSAPP_TOKEN": TOKEN, "META_APP_SECRET": SECRET}
    with pytest.raises(AskHuman, match="PIN de seis dígitos"):
        await guide.attempt("numero", typed, "ana")
    result = await guide.attempt("numero", typed | {"pin": "314159"}, "ana")
    assert any("registrado" in said for said in result.said)
    assert world.office.unregistered == []
    await store.close()


async def test_the_webhook_is_connected_only_where_hands_are_shaken(world: Outside) -> None:
    store = await _store()
    env = {"META_APP_SECRET": SECRET, "WHATSAPP_TOKEN": TOKEN, "META_VERIFY_TOKEN": "palavra-nova"}
    guide = _guide(world, store, CENTRAL_ENDERECO=world.address, **env)
    with pytest.raises(AskHuman, match="não teve a resposta certa"):
        await guide.attempt("webhook", {}, "ana")
    world.word = "palavra-nova"
    world.office.unheard, world.office.fields = ["900300000000001"], []
    result = await guide.attempt("webhook", {}, "ana")
    assert f"{world.address}/webhook" in result.said[0]
    assert world.office.unheard == []
    assert "messages" in world.office.fields
    with pytest.raises(AskHuman, match="cole as linhas"):
        await _guide(world, store, CENTRAL_ENDERECO=world.address).attempt("webhook", {}, "ana")
    await store.close()


async def test_who_knocks_is_noted_but_a_stranger_cannot_fill_the_store() -> None:
    store = await _store()
    knocks = Knocks(store, SystemClock())
    await knocks(False)
    first = (await store.setup.steps())[HANDSHAKE]
    await knocks(False)
    assert (await store.setup.steps())[HANDSHAKE] == first
    await knocks(True)
    assert (await store.setup.steps())[HANDSHAKE].state == "certo"
    await store.close()


async def test_models_checkouts_and_platforms_are_tried_and_put_into_the_operation(world: Outside) -> None:
    store = await _store()
    guide = _guide(world, store)
    await guide.attempt("numero", {"WHATSAPP_TOKEN": TOKEN, "META_APP_SECRET": SECRET}, "ana")
    await guide.attempt("loja", FIRST_SHOP, "ana")
    server = {"OPENAI_BASE_URL": f"{world.address}/v1"}
    with pytest.raises(AskHuman, match="recusa a chave"):
        await guide.attempt("modelo", server | {"OPENAI_API_KEY": "errada"}, "ana")
    found = await guide.attempt("modelo", server | {"OPENAI_API_KEY": world.model_key}, "ana")
    assert found.lines["OPENAI_API_KEY"] == world.model_key
    sold = await guide.attempt("checkout", {"provedor": "kiwify", "PEDIDOS_SEGREDO": "s3"}, "ana")
    assert any("/pedidos/kiwify" in said for said in sold.said)
    await guide.attempt("anuncios", {"pixel": "123", "KWAI_TOKEN": "k"}, "ana")
    operation = await store.operations.current()
    assert operation is not None
    assert [c.id for c in operation.checkouts] == ["kiwify"]
    assert operation.ads.kwai is not None
    assert operation.ads.trial
    await guide.skip("crm", "ana")
    with pytest.raises(AskHuman, match="necessário"):
        await guide.skip("numero", "ana")
    await store.close()


CRMS: tuple[tuple[CrmKind, dict[str, str], dict[str, str]], ...] = (
    ("flowlu", {"FLOWLU_CHAVE": "errada"}, {"empresa": "https://atelie.flowlu.com"}),
    ("zendesk", {"comprado": "Vendidinho"}, {"empresa": "atelie"}),
    ("hubspot", {"central": "Campanha"}, {}),
)


async def test_a_crm_is_read_before_the_operation_names_it_in_the_place_of_another(world: Outside) -> None:
    offices = {kind: PRETENDERS[kind](now=SystemClock().now) for kind, _, _ in CRMS}
    served = {kind: web.AppRunner(crm_app(office), access_log=None) for kind, office in offices.items()}
    for runner in served.values():
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
    ports = {kind: runner.addresses[0][1] for kind, runner in served.items()}
    elsewhere = {ELSEWHERE[kind]: f"http://127.0.0.1:{port}{offices[kind].prefix}" for kind, port in ports.items()}
    store = await _store()
    guide = _guide(world, store, **elsewhere)
    await guide.attempt("numero", {"WHATSAPP_TOKEN": TOKEN, "META_APP_SECRET": SECRET}, "ana")
    await guide.attempt("loja", FIRST_SHOP, "ana")
    for kind, wrong, right in CRMS:
        account = CrmAccount(kind)
        told = {"provedor": kind, account.key: offices[kind].key} | right
        with pytest.raises(AskHuman, match=r"(confira|crie)"):
            await guide.attempt("crm", told | wrong, "ana")
        result = await guide.attempt("crm", told, "ana")
        assert f"O {account.title} respondeu" in result.said[0]
        assert result.lines == {account.key: offices[kind].key}
        operation = await store.operations.current()
        assert operation is not None
        assert operation.crm.outside is not None
        assert (operation.crm.outside.kind, operation.crm.outside.company) == (kind, "atelie" if right else "")
    await store.close()
    for runner in served.values():
        await runner.cleanup()


async def test_the_page_tries_a_step_shows_its_lines_once_and_never_keeps_them(world: Outside) -> None:
    store = await _store()
    panel = Panel(store, SystemClock(), new_id, guide=_guide(world, store))
    app = panel_app(panel, asset_folders())
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),
        base_url="http://painel.teste",
        headers={"origin": "http://painel.teste"},
    ) as browser:
        link = await panel.first_entry()
        assert link is not None
        fields = {
            "nome": "Ana",
            "login": "ana@loja.com",
            "senha": "uma-senha-comprida",
            "repetida": "uma-senha-comprida",
        }
        entered = await browser.post(link, data=fields)
        assert entered.status_code == 303, entered.text
        page = await browser.get("/ajustes/comecar")
        assert page.status_code == 200
        assert "Aplicativo e número" in page.text
        token = re.search(r'name="_csrf" value="([^"]+)"', page.text)
        assert token is not None
        typed = {"_csrf": token[1], "WHATSAPP_TOKEN": TOKEN, "META_APP_SECRET": SECRET}
        said = await browser.post("/ajustes/comecar/numero", data=typed)
        assert f"WHATSAPP_TOKEN={TOKEN}" in said.text
        assert said.headers["cache-control"] == "no-store"
        again = await browser.get("/ajustes/comecar")
        assert TOKEN not in again.text
        wrong = await browser.post("/ajustes/comecar/numero", data=typed | {"META_APP_SECRET": "<b>x"})
        assert "copie-a do painel" in wrong.text
        assert "<b>x" not in wrong.text
    await store.close()


def test_the_terminal_walks_from_nothing_to_an_env_file(
    world: Outside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_URL", f"{world.address}/fingir/graph")
    monkeypatch.setenv("CENTRAL_DATA", str(tmp_path / "dados"))
    monkeypatch.setenv("HOST", "127.0.0.1")
    port = free_port()
    monkeypatch.setenv("PORT", str(port))
    here = f"http://127.0.0.1:{port}"
    answers = ["EAAerrado", SECRET, "", "s", TOKEN, SECRET, "", *FIRST_SHOP.values(), here, "n", "n", "n", "n", "n"]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(answers) + "\n"))
    before = dict(os.environ)
    assert main(["configurar"]) == 0
    said = capsys.readouterr().out
    assert "✗ A Meta não aceita esse token" in said
    assert "apertamos as mãos" in said
    assert "✓ A Meta apertou as mãos" in said
    assert TOKEN not in said
    kept = read(tmp_path / ".env")
    assert kept["WHATSAPP_TOKEN"] == TOKEN
    assert kept["CENTRAL_ENDERECO"] == here
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["configurar"]) == 0
    again = capsys.readouterr().out
    assert "Loja: Versão 1" in again
    assert main(["configurar", "--linhas"]) == 0
    assert f"META_APP_SECRET={SECRET}" in capsys.readouterr().out
    for name in set(os.environ) - set(before):
        monkeypatch.delenv(name)


def test_the_env_file_is_read_as_people_write_it(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text('# nota\nexport A=1\nB = "dois \\"três\\""\n\nC=\'quatro\'\nD=cinco # seis\n', encoding="utf-8")
    assert read(file) == {"A": "1", "B": 'dois "três"', "C": "quatro", "D": "cinco"}
    environment = {"A": "antes"}
    load(environment, file)
    assert (environment["A"], environment["D"]) == ("antes", "cinco")
    write({"D": 'se"te oito', "E": ""}, file)
    assert read(file)["D"] == 'se"te oito'
    file.write_text("isto não é linha\n", encoding="utf-8")
    with pytest.raises(AskHuman, match="linha 1"):
        load({}, file)
