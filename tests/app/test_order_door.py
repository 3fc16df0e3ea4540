"""The door of checkouts: signed posts come in, all else is turned away, a store that fails asks for another try."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from central.adapters.checkout.seal import STAMPED, stamped
from central.adapters.clock import SystemClock
from central.adapters.operation import default_demo_folder
from central.app.bootstrap import House, house
from central.app.config import read_settings
from central.pretend.inside import Answer, ask

SECRET = "segredo-da-loja"
BODY = json.dumps(
    {
        "orderId": "9",
        "status": "paid",
        "createdAt": "2026-11-22 10:00:00",
        "customer": {"phone": "11999990001"},
        "commission": {"totalPriceInCents": 8990},
    }
).encode()


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[House]:
    settings = read_settings(
        {"CENTRAL_DATA": str(tmp_path), "DATABASE_URL": "sqlite:///:memory:", "PEDIDOS_SEGREDO": SECRET}
    )
    async with house(settings, parts=frozenset({"porta"}), operation_folder=default_demo_folder()) as running:
        yield running


async def post(running: House, body: bytes = BODY, path: str = "/pedidos/generico", secret: str = SECRET) -> Answer:
    headers = {STAMPED: stamped(secret, body, SystemClock().now())}
    return await ask(running.gate, "POST", path, headers, body)


async def test_a_signed_order_comes_in_once(running: House) -> None:
    for _ in range(3):
        answer = await post(running)
        assert (answer.status, answer.body.decode()) == (200, "guardado")
    (event,) = await running.store.orders.events(0)
    assert (event.checkout, event.number, event.total) == ("generico", "9", 8990)


async def test_what_is_not_signed_by_us_stays_outside(running: House) -> None:
    assert (await post(running, secret="outro")).status == 401
    assert (await ask(running.gate, "POST", "/pedidos/generico", {}, BODY)).status == 401
    assert (await post(running, path="/pedidos/loja-de-ninguem")).status == 404
    assert (await ask(running.gate, "GET", "/pedidos/generico")).status == 405
    assert not await running.store.orders.events(0)


async def test_a_body_too_large_is_turned_away(running: House) -> None:
    assert (await post(running, b"x" * (1 << 20) + b"x")).status == 413


async def test_a_store_that_fails_asks_the_checkout_to_come_again(
    running: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*given: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(running.store.orders, "keep", broken)
    assert (await post(running)).status == 503
    monkeypatch.undo()
    assert (await post(running)).status == 200
