"""Whoever is erased leaves nothing in a CRM, at whatever moment of its line it happens."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from central.adapters.store.sales.tickets import Filter
from central.core.messaging.conversation import Memo
from central.core.messaging.message import Text
from central.core.messaging.update import Heard
from central.core.people.identity import Sender
from central.core.selling.ticket import AddNote, Move, SetStatus
from central.core.turn import Arrival, Outcome
from tests.crm_world import ACCOUNTS, CrmWorld, crm_world

UNSEEN = ("hold", "hints", "read_again", "keep", "discover")
"""What nothing of a ticket is known by, or what is followed by nothing."""
Point = Callable[[], Awaitable[None]]


class Watched:
    """Something the line asks, with a moment of its own after every answer."""

    def __init__(self, inner: Any, point: Point) -> None:
        self._inner, self._point = inner, point

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._inner, name)

        async def called(*args: Any, **kwargs: Any) -> Any:
            answer = await method(*args, **kwargs)
            if name not in UNSEEN:
                await self._point()
            return answer

        return called


@pytest.fixture(params=ACCOUNTS.values(), ids=ACCOUNTS)
async def world(request: pytest.FixtureRequest) -> AsyncIterator[CrmWorld]:
    async with crm_world(account=request.param) as opened:
        yield opened


async def test_an_erasure_at_any_moment_of_the_line_leaves_nothing_over_there(world: CrmWorld) -> None:
    moment = 0
    while await _life(world, moment):
        moment += 1
    assert moment > 20


async def test_the_words_of_a_loss_go_with_whoever_was_lost(world: CrmWorld) -> None:
    person = await _lead(world, "Rosângela", "5511981820000")
    ticket = await world.store.tickets.of_person(person)
    assert ticket is not None
    await world.change(ticket, SetStatus("perdido", "Rosângela mudou para Lages"))
    await world.work()
    await world.store.privacy.erase(person, "dona", world.clock.now())
    await world.work()
    kept = world.office.everything()
    assert [told for told in ("Rosângela", "81820000", "Lages") if told in kept] == []
    assert world.card(ticket).status == "perdido"


async def _life(world: CrmWorld, moment: int) -> bool:
    """A lead who is shown, noted and moved there, and erased after so many answers; False when there were fewer."""
    name, phone = f"Lead {moment:04d}", f"551198182{moment:04d}"
    person, store, crm = await _lead(world, name, phone), world.store, world.crm
    (ticket,) = await store.tickets.newest(Filter(person=person))
    answers, erased = 0, False

    async def answered() -> None:
        nonlocal answers, erased
        answers += 1
        if answers > moment and not erased:
            erased = True
            assert await store.privacy.erase(person, "dona", world.clock.now()) is not None

    plain, sync = crm._client, world.sync
    crm._client = Watched(plain, answered)
    sync._links, sync._tickets = Watched(store.crm_links, answered), Watched(store.tickets, answered)  # type: ignore
    await world.work()
    if not erased:
        await world.change(ticket, AddNote(f"a {name} mora em Lages"))
    world.office.person(world.card(ticket).ref, "pediu_desconto")
    await world.work()
    crm._client, sync._links, sync._tickets = plain, store.crm_links, store.tickets
    if erased:
        link = await store.crm_links.of_ticket(world.name, ticket.id)
        kept = world.office.everything() + str(link)
        assert [told for told in (name, phone[-8:], "Lages") if told in kept] == [], f"after {moment} answers"
        assert link is not None
        assert (link.state, len(world.shown(ticket))) == ("idle", 1)
    else:
        await store.privacy.erase(person, "dona", world.clock.now())
        await world.work()
    return erased


async def _lead(world: CrmWorld, name: str, phone: str) -> str:
    """Somebody who wrote and was answered, and has a ticket."""
    now = world.clock.now()
    heard = Heard("c", "w", f"wamid.{phone}", now, Sender(wa_id=phone, name=name), Text("oi"), b"{}")
    journal = world.store.journal
    await journal.accept(now, arrivals=[Arrival(heard, "p", 0, 0)])
    (scene,) = await journal.claim(now + 1, 10)
    move = Move("interessado", "livia", "serum", "meta", "c-serum", "ad1", touched=True)
    done = Outcome(scene.conversation, scene.turn, scene.epoch, scene.upto, now, Memo(), move=move)
    assert await journal.finish(done)
    await world.store.tickets.apply_moves(now)
    return scene.person
