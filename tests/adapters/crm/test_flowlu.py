"""Flowlu's answers as they are told in its documentation and in other connectors' tests: what each means to us."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from central.adapters.crm.fields import centavos, reais, record_of, shows
from central.adapters.crm.flowlu import PACE_MS, WHO, FlowluClient, FlowluEar
from central.adapters.crm.flowlu.setup import plan
from central.adapters.crm.line import Line
from central.adapters.crm.plan import Field, Found
from central.core.errors import AskHuman, CentralError, GiveUp, OutcomeUnknown, TryLater
from central.core.selling.crm import CrmAccount
from central.ports import Delivery
from tests.adapters.crm.wire import Wire, wired
from tests.clock import FakeClock

KEY = "segredo-que-nunca-aparece"
PORTAL = Found(
    pipelines={"Vendas": "2"},
    stages={"2": (("Novo", "5"), ("Negociação", "6"))},
    reasons={"Preço": "3"},
    fields={"Central": Field("cf_9")},
)
ACCOUNT = CrmAccount("flowlu", "loja", stages=(("pediu_desconto", "Negociação"),), fields=(("central", "Central"),))
PLAN = plan(PORTAL, ACCOUNT)


LEAD = {"module": "crm", "model": "lead"}


@pytest.fixture
async def talk() -> AsyncIterator[tuple[Wire, FlowluClient, FakeClock]]:
    clock = FakeClock()
    async with wired() as (wire, session, address):
        yield wire, _client(session, address, clock), clock


def _client(session: aiohttp.ClientSession, address: str, clock: FakeClock) -> FlowluClient:
    return FlowluClient(Line(session, address, clock, who=WHO, pace_ms=PACE_MS), lambda: KEY)


Talk = tuple[Wire, FlowluClient, FakeClock]
NESTED = {"error": {"error_code": 20, "error_msg": "not found"}}
FLAT = {"error": "validation", "description": "Form filling error", "details": {"name": "name cannot be empty"}}


@pytest.mark.parametrize(
    ("body", "status", "kind", "code"),
    [
        (NESTED, 200, GiveUp, "sumiu"),
        (FLAT, 200, GiveUp, "validation"),
        (FLAT, 400, GiveUp, "validation"),
        ({"error": {"error_code": 11, "error_msg": "api key not found"}}, 200, AskHuman, "11"),
        ({"error": {"error_code": "30", "error_msg": "access denied"}}, 200, AskHuman, "30"),
        ({"error": {"error_code": 13, "error_msg": "internal"}}, 200, TryLater, "13"),
        (b"<html>login</html>", 200, TryLater, "fora"),
        (b"", 502, TryLater, "fora"),
        ({"response": None}, 200, TryLater, "200"),
        (b"", 302, AskHuman, "empresa"),
    ],
)
async def test_a_body_is_believed_before_a_status(
    talk: Talk, body: object, status: int, kind: type[CentralError], code: str
) -> None:
    wire, client, _ = talk
    wire.says(body, status, location="https://other.example/")
    with pytest.raises(kind) as error:
        await client.get("crm/lead/get/1")
    assert error.value.code == code
    assert KEY not in str(error.value)
    assert len(wire.asked) == 1


@pytest.mark.parametrize("body", [{"error": {"error_code": 13, "error_msg": "internal"}}, b"<html>", b""])
async def test_a_creation_without_a_clear_answer_is_in_doubt(talk: Talk, body: object) -> None:
    wire, client, _ = talk
    wire.says(body, 500 if body == b"" else 200)
    with pytest.raises(OutcomeUnknown):
        await client.post("crm/lead/create", {"name": "x"}, makes=True)
    with pytest.raises(TryLater):
        await client.post("crm/lead/update/1", {"name": "x"})


async def test_too_fast_says_when_to_come_back_if_the_portal_does(talk: Talk) -> None:
    wire, client, _ = talk
    for header, expected in (({"retry-after": "7"}, 7_000), ({}, None), ({"retry-after": "soon"}, None)):
        wire.says(b"", 429, **header)
        with pytest.raises(TryLater) as error:
            await client.get("crm/lead/list")
        assert (error.value.code, error.value.after_ms) == ("429", expected)


async def test_requests_keep_their_distance_and_carry_the_key_in_the_query(talk: Talk) -> None:
    wire, client, clock = talk
    wire.says({"response": {"id": "11", "_resultMessage": "ok"}})
    began = clock.now()
    for _ in range(4):
        await client.post("crm/lead/create", {"name": "Ana & Cia", "budget": "10.50"}, makes=True)
    assert clock.now() - began == 3 * 650
    assert wire.asked[0].query["api_key"] == KEY
    assert wire.forms[0] == {"name": "Ana & Cia", "budget": "10.50"}
    assert wire.asked[0].content_type == "application/x-www-form-urlencoded"


async def test_nobody_at_home_is_certainly_not_done(talk: Talk) -> None:
    _, _, clock = talk
    async with aiohttp.ClientSession() as session:
        client = _client(session, "http://127.0.0.1:9/api", clock)
        with pytest.raises(TryLater) as error:
            await client.post("crm/lead/create", {"name": "x"}, makes=True)
    assert error.value.code == "fora"


@pytest.mark.parametrize(
    ("row", "status", "reason", "value"),
    [
        ({"active": 1, "pipeline_stage_id": 5}, "interessado", "", None),
        ({"active": "1", "pipeline_stage_id": "6"}, "pediu_desconto", "", None),
        ({"active": 1, "pipeline_stage_id": 99}, None, "", None),
        ({"active": 3, "budget": 89.9}, "comprado", "", 8990),
        ({"active": 3, "budget": "1200"}, "comprado", "", 120000),
        ({"active": 2, "closing_status_id": 3, "budget": 10}, "perdido", "Preço", None),
        ({"active": 2, "closing_status_id": None, "closing_comment": "sumiu"}, "perdido", "sumiu", None),
    ],
)
def test_an_opportunity_says_one_of_the_four(
    row: dict[str, Any], status: str | None, reason: str, value: int | None
) -> None:
    record = record_of({"id": "7", "pipeline_id": 2, "description": f"x\nCentral: {'a' * 32}"} | row, PLAN)
    assert (record.ref, record.ticket, record.status, record.reason, record.value) == (
        *("7", "a" * 32, status, reason),
        value,
    )


def test_money_is_never_a_float_on_our_side() -> None:
    assert [centavos(reais(cents)) for cents in (1, 10, 99, 100, 8990, 12_345_678)] == [1, 10, 99, 100, 8990, 12345678]


def test_what_was_written_is_recognised_however_the_portal_keeps_it() -> None:
    written = {"description": "a & b\nCentral: 1", "budget": "89.90", "pipeline_id": "2"}
    assert shows({"description": "<p>a &amp; b</p>\r\n<br>Central: 1", "budget": 89.9, "pipeline_id": 2}, written)
    assert not shows({"description": "", "budget": 89.9, "pipeline_id": 2}, written)


@pytest.mark.parametrize(
    ("body", "refs"),
    [
        ({"meta": LEAD | {"action": "update"}, "current": {"id": 7}, "previous": {"id": 7}}, ["7"]),
        ({"meta": LEAD | {"action": "delete"}, "current": None, "previous": {"id": "8"}}, ["8"]),
        ({"meta": LEAD | {"model": "account"}, "current": {"id": 1}, "previous": {}}, []),
        ({"meta": {"model": "lead"}, "current": {"id": "1 OR 1"}}, []),
        ({"meta": {"model": "lead"}, "current": {"id": True}}, []),
        ([1, None, "x"], []),
    ],
)
def test_a_webhook_is_a_hint_at_a_record_and_nothing_else(body: object, refs: list[str]) -> None:
    assert FlowluEar().heard(Delivery((), "", json.dumps(body).encode()), "", 0) == refs
    assert FlowluEar().heard(Delivery((), "", b"\xff"), "", 0) == []
