"""The outbox of webhooks: each line again until it is taken, those of a ticket in their order, given up in the end."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from central.adapters.store import Store, open_store
from central.adapters.store.sales.tickets import Draft
from central.core.errors import GiveUp, TryLater
from central.core.selling.ticket import AddNote
from central.flow.selling.hooks import WAITS_MS, HookSender
from tests.clock import FakeClock


class Ear:
    """Fails as often as told, then hears."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.fail: list[Exception] = []

    async def post(self, url: str, hook: str, id: str, at_ms: int, body: bytes) -> None:
        if self.fail:
            raise self.fail.pop()
        self.heard.append(id)


@pytest.fixture
async def parts() -> AsyncIterator[tuple[Store, Ear, HookSender, FakeClock]]:
    clock, ear = FakeClock(), Ear()
    ids = iter(f"{n:032x}" for n in range(1, 99))
    store = await open_store(
        ":memory:",
        clock=clock,
        ids=lambda: next(ids),
        owner="t",
        parse_operation=lambda *_: None,  # type: ignore[arg-type,return-value]
    )
    yield store, ear, HookSender(store.hooks, store.tickets, ear, clock, lambda ticket, line: b"{}"), clock
    await store.close()


Parts = tuple[Store, Ear, HookSender, FakeClock]


async def _work(parts: Parts) -> None:
    store, _, sender, clock = parts
    while (due := await store.hooks.next_due()) is not None:
        clock.time = max(clock.time, due)
        await sender.step()


async def test_lines_of_a_ticket_wait_for_the_first_that_is_not_taken(parts: Parts) -> None:
    store, ear, sender, clock = parts
    await store.hooks.add("https://a.example/x", clock.now())
    ticket = await store.tickets.open(Draft(), "api:a", clock.now())
    await store.tickets.change(ticket.id, [AddNote("um"), AddNote("dois")], "api:a", clock.now())
    ear.fail = [TryLater("500", code="500"), TryLater("500", code="500")]
    await sender.step()
    assert ear.heard == []
    assert await sender.step() == 0
    began = clock.time
    await _work(parts)
    assert ear.heard == [f"{ticket.id}.{n}" for n in (1, 2, 3)]
    assert clock.time - began == WAITS_MS[0] + WAITS_MS[1]


async def test_what_nobody_takes_for_days_stands_in_attention_and_can_be_told_again(parts: Parts) -> None:
    store, ear, _, clock = parts
    await store.hooks.add("https://a.example/x", clock.now())
    ticket = await store.tickets.open(Draft(), "api:a", clock.now())
    ear.fail = [TryLater("500", code="500")] * 99
    await _work(parts)
    (concern,) = await store.journal.attention()
    assert concern.kind == "webhook"
    assert ear.heard == []
    ear.fail = []
    assert await store.journal.replay(concern.ref, clock.now())
    await _work(parts)
    assert ear.heard == [f"{ticket.id}.1"]
    assert await store.journal.attention() == []


async def test_an_address_that_never_may_be_told_is_given_up_at_once(parts: Parts) -> None:
    store, ear, sender, clock = parts
    await store.hooks.add("https://10.0.0.1/x", clock.now())
    await store.tickets.open(Draft(), "api:a", clock.now())
    ear.fail = [GiveUp("endereço não permitido", code="endereco")]
    await sender.step()
    assert await store.hooks.next_due() is None
    assert len(await store.journal.attention()) == 1


async def test_a_hook_that_was_removed_hears_nothing_that_waited(parts: Parts) -> None:
    store, ear, _, clock = parts
    hook = await store.hooks.add("https://a.example/x", clock.now())
    other = await store.hooks.add("https://b.example/x", clock.now())
    await store.tickets.open(Draft(), "api:a", clock.now())
    assert await store.hooks.remove(hook.id, clock.now())
    await _work(parts)
    assert len(ear.heard) == 1
    assert [h.id for h in await store.hooks.all()] == [other.id]
