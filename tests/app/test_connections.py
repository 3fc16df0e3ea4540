"""Integrations: keys are never shown whole, a test asks the other side and says what it answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.app.config import read_settings
from central.app.desk.connections import Connections, Integration
from central.core.errors import AskHuman
from central.core.operation import Operation
from central.core.selling.conversion import AdsSpec, GoogleAds, MetaAds
from tests.clock import FakeClock

TOKEN = "EAAsegredo-de-verdade-7788"


def _operation() -> Operation:
    made = numbered(1, "x", read_yaml(default_demo_folder()))
    return replace(made, ads=AdsSpec(meta=MetaAds("700"), google=GoogleAds("1", "2")))


def _of(environment: dict[str, str]) -> dict[str, Integration]:
    found = Connections(read_settings(environment), FakeClock()).of(_operation())
    return {one.id: one for one in found}


def test_a_key_shows_its_last_four_and_a_short_one_nothing() -> None:
    found = _of({"WHATSAPP_TOKEN": TOKEN, "META_APP_SECRET": "curto", "META_VERIFY_TOKEN": ""})
    number = found["numero-900200000000001"]
    assert (number.ready, [v.last for v in number.variables]) == (True, ["7788"])
    webhook = found["webhook"]
    assert (webhook.ready, [(v.filled, v.last) for v in webhook.variables]) == (False, [(True, ""), (False, "")])
    assert TOKEN not in repr(list(found.values()))
    assert next(v.name for v in found["google"].variables) == "GOOGLE_ADS_CLIENT_ID"


def test_a_server_of_ones_own_needs_no_key() -> None:
    assert not _of({})["ia"].ready
    assert _of({"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"})["ia"].ready


async def test_the_other_side_is_asked_with_the_token_and_its_no_is_said() -> None:
    seen: list[str] = []

    async def graph(request: web.Request) -> web.Response:
        seen.append(request.headers["Authorization"])
        if request.headers["Authorization"] != f"Bearer {TOKEN}":
            return web.json_response({"error": {}}, status=401)
        return web.json_response({"verified_name": "Casa Veridá"})

    app = web.Application()
    app.router.add_get("/{rest:.*}", graph)
    async with TestServer(app) as server:
        url = str(server.make_url("")).rstrip("/")
        asks = Connections(read_settings({"WHATSAPP_TOKEN": TOKEN, "GRAPH_URL": url}), FakeClock())
        assert "Casa Veridá" in await asks.test(_operation(), "numero-900200000000001")
        wrong = Connections(read_settings({"WHATSAPP_TOKEN": "outro", "GRAPH_URL": url}), FakeClock())
        with pytest.raises(AskHuman, match="recusou o nosso acesso"):
            await wrong.test(_operation(), "numero-900200000000001")
    assert seen[0] == f"Bearer {TOKEN}"
    with pytest.raises(AskHuman, match="Falta a variável WHATSAPP_TOKEN"):
        await Connections(read_settings({"GRAPH_URL": url}), FakeClock()).test(_operation(), "numero-900200000000001")
    with pytest.raises(AskHuman, match="não tem teste"):
        await asks.test(_operation(), "webhook")
