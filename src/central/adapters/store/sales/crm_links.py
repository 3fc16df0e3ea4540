"""The outbox of outside CRMs: per ticket the version it should show, the one it shows, and what was seen there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from central.adapters.store.engine.tx import Engine, Row, Tx
from central.ports.crm import Known, Link


@dataclass(frozen=True, slots=True)
class Drift:
    """One comparison of a CRM with ours."""

    crm: str
    at: int
    checked: int
    drift: int
    mended: int


class SqlCrmLinks:
    """Links of a store."""

    def __init__(self, engine: Engine, owner: str) -> None:
        self._engine, self._owner = engine, owner

    async def hold(self, crm: str, now: int, until: int) -> bool:
        """Take or keep the one line to a CRM, False while another process has it; what the one before began is due."""

        async def work(tx: Tx) -> bool:
            before = await tx.rows("line_of", crm)
            if not await tx.rows("hold_line", crm, self._owner, now, until):
                return False
            if before != [(self._owner,)]:
                await tx.rows("free_links", crm, now)
            return True

        return await self._engine.transact(work)

    async def free(self, crm: str) -> None:
        """Give the line away."""
        await self._do("free_line", crm, self._owner)

    async def lease(self, crm: str, now: int, until: int, limit: int) -> list[Link]:
        """Links that are due; due again at `until` unless settled before."""
        return [_link(row) for row in await self._do("lease_links", crm, now, until, limit)]

    async def next_due(self, crm: str) -> int | None:
        """When the next link is due."""
        ((due,),) = await self._engine.read("links_due_at", crm)
        return due if due is None else int(due)

    async def begin(self, crm: str, link: Link, checkpoint: str) -> None:
        """A record is about to be made; if we fall now its outcome is in doubt."""
        await self._do("doubt_link", crm, link.ticket, link.contact, checkpoint)

    async def keep(self, crm: str, link: Link, before: int, now: int) -> None:
        """The CRM shows `link.shown`; more may be wanted already. Due anew if it is not at `before` any more."""
        told = (link.ref, link.contact, link.shown, _json(link.known), now, before)
        await self._do("keep_link", crm, link.ticket, *told)

    async def delay(self, crm: str, link: Link, due_at: int, now: int, code: str, reason: str) -> None:
        """Not now; `link.state` says whether it is due, in doubt or dead, which it is not if more is wanted since."""
        told = (link.state, due_at, link.tries, link.checkpoint, code, reason, now, link.wanted)
        await self._do("delay_link", crm, link.ticket, link.ref, link.contact, *told)

    async def know(self, crm: str, ticket: str, known: Known) -> None:
        """What we saw there; nothing, if it was forgotten since."""
        await self._do("know_link", crm, ticket, _json(known))

    async def reshow(self, crm: str, ticket: str, known: Known, now: int) -> None:
        """It shows what it should not: write all of it anew."""
        await self._do("reshow_link", crm, ticket, _json(known), now)

    async def remake(self, crm: str, ticket: str, now: int) -> None:
        """The record is gone over there: make it again."""
        await self._do("forget_ref", crm, ticket, now)

    async def of_ref(self, crm: str, ref: str) -> Link | None:
        """The ticket behind a record."""
        found = await self._engine.read("link_of_ref", crm, ref)
        return _link(found[0]) if found else None

    async def of_ticket(self, crm: str, ticket: str) -> Link | None:
        """A ticket's link."""
        found = await self._engine.read("link_of_ticket", crm, ticket)
        return _link(found[0]) if found else None

    async def page(self, crm: str, after: str, limit: int) -> list[Link]:
        """Links in the order of their tickets."""
        return [_link(row) for row in await self._engine.read("links_page", crm, after, limit)]

    async def open_refs(self, crm: str) -> list[str]:
        """Records whose tickets are open."""
        return [ref for (ref,) in await self._engine.read("open_refs", crm)]

    async def counts(self, crm: str) -> dict[str, int]:
        """How many tickets are idle, due, in doubt, dead."""
        return dict(await self._engine.read("link_counts", crm))

    async def adopt(self, crm: str, now: int, limit: int) -> int:
        """Want tickets shown that the CRM never heard of; how many that were."""
        return len(await self._do("want_all_shown", crm, now, limit))

    async def hint(self, crm: str, refs: Sequence[str], now: int) -> None:
        """These records may have changed."""
        rows = [(crm, ref, now) for ref in sorted(set(refs))]

        async def work(tx: Tx) -> None:
            await tx.put("add_hint", rows)

        if rows:
            await self._engine.transact(work, wakes=True)

    async def hints(self, crm: str, limit: int) -> list[str]:
        """The oldest hints."""
        return [ref for (ref,) in await self._engine.read("hints", crm, limit)]

    async def read_again(self, crm: str, ref: str) -> None:
        """A hint was followed."""
        await self._do("drop_hint", crm, ref)

    async def drifted(self, crm: str, at: int, checked: int, drift: int, mended: int) -> None:
        """How far the CRM was from us."""
        await self._do("add_drift", crm, at, checked, drift, mended)

    async def drifts(self, limit: int = 30) -> list[Drift]:
        """The last comparisons, the newest first."""
        return [Drift(*row) for row in await self._engine.read("drifts", limit)]

    async def _do(self, name: str, *params: Any) -> list[Row]:
        async def work(tx: Tx) -> list[Row]:
            return await tx.rows(name, *params)

        return await self._engine.transact(work)


def _link(row: Row) -> Link:
    ticket, ref, contact, wanted, shown, state, tries, known, checkpoint = row
    seen = None if known is None else _KNOWN.decode(known)
    return Link(ticket, ref, contact, wanted, shown, state, tries, seen, checkpoint)


def _json(known: Known | None) -> str | None:
    return None if known is None else msgspec.json.encode(known).decode()


_KNOWN = msgspec.json.Decoder(Known)


async def replay_told(tx: Tx, ref: str, now: int) -> bool:
    """Try again what a CRM (`crm/ticket`) or a hook (`hook/ticket/version`) did not take; False for anything else."""
    crm, _, ticket = ref.partition("/")
    return bool(ticket and await tx.rows("replay_crm", crm, ticket, now)) or bool(
        await tx.rows("replay_delivery", ref, now)
    )
