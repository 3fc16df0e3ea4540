"""The Journal port over a store: every call is a unit of a group commit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from central.adapters.store.engine.group import Group, Work
from central.adapters.store.engine.tx import Engine, Row, Tx
from central.adapters.store.journal import accept, care, claim, events, finish, sends
from central.core.messaging.conversation import Scene
from central.core.messaging.health import STATES
from central.core.messaging.update import Notice, StatusChange
from central.core.people.silence import Marker
from central.core.turn import Accepted, Arrival, Concern, Due, Outcome, Outgoing, Sent
from central.ports import Ids

CRMS = ("attention_crm", "attention_hooks", "attention_conversions", "attention_spend")
ORDERS = ("attention_orders", "attention_deliveries")
"""Paid orders without a person, deliveries nobody could read."""
TALKS = ("attention_drafts", "attention_handoffs", "attention_sends", "attention_dead_letters", "attention_held")
SENDS = ("attention_refused", "attention_broadcasts")
"""Replies Meta refuses for the account's sake, sends that stopped by themselves."""
CONCERNS = (*TALKS, *SENDS, *CRMS, *ORDERS)


class SqlJournal:
    """The journal on either engine; `owner` names this process on leases and sends."""

    def __init__(self, engine: Engine, lanes: int, ids: Ids, owner: str, mark: Marker) -> None:
        self._engine, self._owner = engine, owner
        self._group = Group(engine, lanes, self.wake)
        self._wakes: list[tuple[Callable[[], None], Due]] = []
        self._accept = events.telling(partial(accept.accept, ids=ids), events.heard)
        self._finish = events.telling(finish.finish, events.finished)
        self._postpone = events.telling(finish.postpone, events.postponed)
        self._settle = events.telling_sends(sends.settle)
        self._hand_back = events.telling(care.end_handoff, events.handed_back)
        self._renew: Work = partial(claim.renew, skew=engine.skew)
        self._claim: Work = partial(claim.claim, ids=ids, owner=owner, skew=engine.skew, mark=mark)

    async def accept(
        self,
        now: int,
        arrivals: Sequence[Arrival] = (),
        statuses: Sequence[StatusChange] = (),
        notices: Sequence[Notice] = (),
    ) -> list[Accepted]:
        """Statuses, the bulk of all updates, make nothing due: they wake nobody."""
        unit = accept.incoming(now, arrivals, statuses, notices)
        wakes = Due.TURNS if arrivals else Due.NOTHING
        accepted: list[Accepted] = await self._group.ask(self._accept, unit, wakes=wakes)
        return accepted

    async def keep_body(self, now: int, body: bytes, reason: str) -> None:
        await self._group.ask(care.keep_bodies, care.Body(now, body, reason))

    async def claim(self, now: int, limit: int) -> list[Scene]:
        scenes: list[Scene] = await self._group.ask(self._claim, claim.Wanted(now, limit))
        return scenes

    async def next_due(self, now: int) -> int | None:
        ((due,),) = await self._engine.peek("next_due")
        return None if due is None else int(due)

    async def renew(self, conversation: str, epoch: int, now: int) -> bool:
        return bool(await self._group.ask(self._renew, claim.Renewal(conversation, epoch, now)))

    async def finish(self, outcome: Outcome) -> bool:
        return bool(await self._group.ask(self._finish, outcome, wakes=Due.ALL))

    async def postpone(self, scene: Scene, now: int, retry_at: int, reason: str) -> bool:
        return bool(await self._group.ask(self._postpone, finish.Failure(scene, now, retry_at, reason), wakes=Due.ALL))

    async def claim_sends(self, now: int, limit: int) -> list[Outgoing]:
        rows: list[Outgoing] = await self._group.ask(sends.claim_sends, claim.Wanted(now, limit))
        return rows

    async def next_send(self, now: int) -> int | None:
        found = await self._engine.peek("next_send")
        return int(found[0][0]) if found else None

    async def settle(self, results: Sequence[Sent]) -> None:
        bad = any(sent.state in events.BAD for sent in results)
        await self._group.ask(self._settle, results, wakes=Due.ALL if bad else Due.NOTHING)

    async def sweep(self, now: int, uncertain_after: int, since: int = 0) -> int:
        return int(await self._group.ask(sends.sweep, sends.Sweeping(now, uncertain_after, since), wakes=Due.ALL))

    async def prune(self, now: int, keep_raw_ms: int) -> int:
        gone = 0
        while portion := int(await self._group.ask(care.prune, now - keep_raw_ms)):
            gone += portion
            await asyncio.sleep(0)
        return gone

    async def attention(self, limit: int = 100) -> list[Concern]:
        names = (*CONCERNS, "attention_identities", "attention_numbers")
        *lists, pairs, numbers = await asyncio.gather(*(self._engine.read(name, limit) for name in names))
        found = [Concern(*row) for rows in lists for row in rows]
        found += [_same_person(row) for row in pairs]
        found += [_sick_number(row) for row in numbers]
        return sorted(found, key=lambda concern: concern.at, reverse=True)[:limit]

    async def replay(self, ref: str, now: int) -> bool:
        return bool(await self._group.ask(care.replay, care.Replay(ref, now), wakes=Due.ALL))

    async def end_handoff(self, conversation: str, by: str, now: int) -> bool:
        return bool(await self._group.ask(self._hand_back, care.HandBack(conversation, by, now), wakes=Due.ALL))

    def on_wake(self, wake: Callable[[], None], what: Due = Due.ALL) -> None:
        self._wakes.append((wake, what))

    async def close(self) -> None:
        if not self._group.closed:
            freed = self._group.ask(_free_leases, self._owner)
            await self._group.close()
            await freed

    def wake(self, due: Due = Due.ALL) -> None:
        """Tell whoever asked that work may be due."""
        for wake, what in self._wakes:
            if what & due:
                wake()


def _same_person(row: Row) -> Concern:
    kind, person, at, other, conversation, name = row
    reason = f"um telefone ou id desta pessoa também é de outra; junte (central juntar {other} {person}) "
    return Concern(kind, person, at, f"{reason}ou separe (central separar {other} {person})", conversation, name)


def _sick_number(row: Row) -> Concern:
    channel, state, at, reason = row
    return Concern("numero", channel, at, f"número {STATES[state]}: {reason}; o que fazer: central numeros")


async def _free_leases(tx: Tx, batch: Sequence[str]) -> list[None]:
    for owner in batch:
        await tx.rows("free_leases", owner)
    return [None] * len(batch)
