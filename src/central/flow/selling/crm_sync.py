"""Keeping an outside CRM and our tickets alike: ours go out in order and once, a person's changes come in once.

The CRM being away delays nothing else: what it should show waits in the store. A row is tried again for a day and then
stands in Atenção; a whole CRM that is away costs no row a try.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from central.core.errors import AskHuman, GiveUp, OutcomeUnknown, TryLater
from central.core.selling.ticket import SetStatus, Ticket
from central.core.selling.ticket_order import is_sale
from central.ports import Clock
from central.ports.crm import AWAY, CALM, GONE, Crm, CrmLinks, Known, Link, Record, Tickets

log = logging.getLogger("central.crm")

AWAY_CODES = (AWAY, CALM)
LEASE_MS = 300_000
LINE_MS, KEEP_LINE_MS = 30_000, 7_500
"""How long a process that died keeps the line, and how often one that lives says so."""
AT_ONCE = 20
MOST_TRIES = 12
FIRST_PAUSE_MS, LONGEST_PAUSE_MS = 5_000, 7_200_000
HOLD_MS, LONGEST_HOLD_MS, SETTINGS_HOLD_MS = 2_000, 300_000, 600_000
DOUBT_MS = 90_000
"""How long a creation whose outcome is unknown may still be done behind our back before it is looked for."""

AT_BIRTH_MS = 120_000
"""So long after a ticket opens, a portal may still assign it by a rule of its own: nobody took it over."""

Told = Callable[[Ticket, str], Awaitable[None]]
Works = Callable[[Ticket, bool], Awaitable[None]]


async def _nobody(ticket: Ticket, before: str | bool) -> None:
    """Nobody is told of what people do in the CRM."""


def new_hands(known: Known, seen: Known) -> bool:
    """Whether a record went to somebody else over there since we looked."""
    return known.held is not None and seen.held is not None and seen.held != known.held


class CrmSync:
    """One CRM's line. `decided` is told when a person won or lost a ticket over there (with its status before), `works`
    when somebody began to work on an open one there (True) or let it go (False)."""

    def __init__(
        self,
        crm: Crm,
        links: CrmLinks,
        tickets: Tickets,
        clock: Clock,
        *,
        decided: Told = _nobody,
        works: Works | None = None,
        doubt_ms: int = DOUBT_MS,
    ) -> None:
        self.crm, self._links, self._tickets, self._clock = crm, links, tickets, clock
        self._decided, self._works, self._doubt_ms = decided, works or _nobody, doubt_ms
        self._hold_until, self._fell, self._has_line = 0, 0, False
        self.trouble = ""
        """What a person has to mend before anything goes on; empty when all is well."""

    async def step(self) -> int:
        """Follow hints, then show what is due; returns how much was done. Never raises for the CRM's sake."""
        if self._clock.now() < self._hold_until or not await self.holds_line():
            return 0
        done = 0
        for ref in await self._links.hints(self.crm.name, AT_ONCE):
            if not await self._followed(ref):
                return done
            done += 1
        now = self._clock.now()
        for link in await self._links.lease(self.crm.name, now, now + LEASE_MS, AT_ONCE):
            done += 1
            if self._clock.now() < self._hold_until or not await self.holds_line():
                await self._put_back(link)
            else:
                await self._show(link)
        return done

    async def holds_line(self) -> bool:
        """Whether this process may speak to the CRM: two lines would take each other's writes for a person's."""
        now = self._clock.now()
        self._has_line = await self._links.hold(self.crm.name, now, now + LINE_MS)
        return self._has_line

    async def keep_line(self) -> None:
        """Keep the line, if this process has it, however long an answer takes."""
        if self._has_line:
            await self.holds_line()

    @property
    def held_until(self) -> int:
        """Nothing is asked of the CRM before this time."""
        return self._hold_until

    async def follow(self, ref: str) -> None:
        """Read a record again and take in what a person changed there."""
        link = await self._links.of_ref(self.crm.name, ref)
        if link is not None:
            record = await self.crm.read(ref)
            if record is None:
                await self._links.remake(self.crm.name, link.ticket, self._clock.now())
            else:
                await self.take_in(link, record)
        await self._links.read_again(self.crm.name, ref)

    async def take_in(self, link: Link, record: Record) -> bool:
        """Take in what a person changed; False when nobody did (our own writes come back as what we know)."""
        known = link.known
        if known is None:
            return False
        moved, handed = record.known.status != known.status, new_hands(known, record.known)
        ticket = await self._tickets.get(link.ticket) if moved or handed else None
        if ticket is None:
            return False
        await self._tell_hands(ticket, record, handed)
        link = replace(link, known=replace(known, held=record.known.held))
        if not moved:
            await self._links.know(self.crm.name, link.ticket, replace(known, held=record.known.held))
            return True
        return await self._take_status(link, ticket, record)

    async def _tell_hands(self, ticket: Ticket, record: Record, handed: bool) -> None:
        """Whoever works on an open record there has the lead; a rule of the portal at its birth is nobody."""
        if self._clock.now() - ticket.opened_at < AT_BIRTH_MS:
            return
        if handed and not record.known.held:
            await self._works(ticket, False)
        elif not record.over:
            await self._works(ticket, True)

    async def _take_status(self, link: Link, ticket: Ticket, record: Record) -> bool:
        assert link.known is not None, "what was never seen did not move"
        if _overruled(ticket, record):
            known = Known(record.known.status, link.known.content, held=link.known.held)
            await self._links.reshow(self.crm.name, link.ticket, known, self._clock.now())
            return True
        told = link.known.told
        if record.status is not None:
            change = SetStatus(record.status, record.reason or _reason(record, self.crm.name), record.value)
            before = ticket.status
            changed = await self._tickets.change(ticket.id, [change], self.crm.name, self._clock.now())
            if changed is not None:
                told = (changed.status, changed.reason, changed.value)
                if changed.status != before and not changed.open:
                    await self._decided(changed, before)
        known = replace(link.known, status=record.known.status, told=told)
        await self._links.know(self.crm.name, link.ticket, known)
        return True

    # ── out ──────────────────────────────────────────────────────────────────────────────────────

    async def _show(self, link: Link) -> None:
        try:
            await self._shown(link)
            self._well()
        except OutcomeUnknown as error:
            await self._later(replace(link, state="doubt"), error.code, error.reason, self._doubt_ms)
        except TryLater as error:
            if error.code in AWAY_CODES:
                self._hold(error)
                await self._put_back(link)
            else:
                await self._later(link, error.code, error.reason, error.after_ms)
        except AskHuman as error:
            self._stop(error)
            await self._put_back(link)
        except GiveUp as error:
            now = self._clock.now()
            await self._links.delay(self.crm.name, replace(link, state="dead"), now, now, error.code, error.reason)

    async def _shown(self, link: Link) -> None:
        ticket = await self._tickets.get(link.ticket)
        if ticket is None:
            return None
        link = await self._with_record(link, ticket)
        assert link.ref is not None
        if link.known is not None and link.known.told != (ticket.status, ticket.reason, ticket.value):
            record = await self.crm.read(link.ref)
            if record is None:
                return await self._links.remake(self.crm.name, link.ticket, self._clock.now())
            if await self.take_in(link, record):
                link = await self._links.of_ticket(self.crm.name, link.ticket) or link
                ticket = await self._tickets.get(link.ticket) or ticket
        try:
            known = await self.crm.show(ticket, link)
        except GiveUp as error:
            if error.code != GONE:
                raise
            return await self._links.remake(self.crm.name, link.ticket, self._clock.now())
        done = replace(link, known=known, shown=ticket.version)
        await self._links.keep(self.crm.name, done, link.shown, self._clock.now())
        return None

    async def _with_record(self, link: Link, ticket: Ticket) -> Link:
        """The link with a record behind it: the one it has, the one a doubt left behind, or a new one."""
        if link.ref is not None:
            return link
        if link.checkpoint is not None and (ref := await self.crm.find(ticket.id, link.checkpoint)):
            return await self._named(link, ref)
        if link.contact is None:
            link = replace(link, contact=await self.crm.contact(ticket))
        checkpoint = link.checkpoint or await self.crm.newest()
        await self._links.begin(self.crm.name, link, checkpoint)
        return await self._named(link, await self.crm.create(ticket, link.contact or ""))

    async def _named(self, link: Link, ref: str) -> Link:
        """The record's name is durable before anything else is written into it."""
        link = replace(link, ref=ref, state="due", checkpoint=None, known=None)
        now = self._clock.now()
        await self._links.delay(self.crm.name, link, now + LEASE_MS, now, "", "")
        return link

    # ── troubles ─────────────────────────────────────────────────────────────────────────────────

    async def _followed(self, ref: str) -> bool:
        """Follow a hint; False when the CRM is away."""
        try:
            await self.follow(ref)
        except TryLater as error:
            self._hold(error)
            return False
        except AskHuman as error:
            self._stop(error)
            return False
        except GiveUp as error:
            log.warning("crm %s: a record could not be read (%s)", self.crm.name, error.code)
            await self._links.read_again(self.crm.name, ref)
        return True

    async def _later(self, link: Link, code: str, reason: str, after_ms: int | None) -> None:
        """The row waits; after too many tries it is a dead letter, unless a creation is in doubt."""
        now, tries = self._clock.now(), link.tries + 1
        current = await self._links.of_ticket(self.crm.name, link.ticket) or link
        if tries >= MOST_TRIES and current.state != "doubt":
            dead = replace(current, state="dead", tries=tries, wanted=link.wanted)
            return await self._links.delay(self.crm.name, dead, now, now, code, reason)
        pause = after_ms or min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << (tries - 1))
        state = "doubt" if current.state == "doubt" else "due"
        waiting = replace(current, state=state, tries=tries)  # type: ignore[arg-type]
        return await self._links.delay(self.crm.name, waiting, now + pause, now, code, reason)

    async def _put_back(self, link: Link) -> None:
        """The row is tried again when the CRM is back; that cost it nothing."""
        now = self._clock.now()
        current = await self._links.of_ticket(self.crm.name, link.ticket) or link
        told = ("pessoa", self.trouble) if self.trouble else (AWAY, "")
        await self._links.delay(self.crm.name, current, max(now, self._hold_until), now, *told)

    def _hold(self, error: TryLater) -> None:
        pause = error.after_ms or min(LONGEST_HOLD_MS, HOLD_MS << min(self._fell, 10))
        self._fell += 1
        self._hold_until = self._clock.now() + pause
        log.warning("crm %s is away (%s), again in %d ms", self.crm.name, error.code, pause)

    def _stop(self, error: AskHuman) -> None:
        self.trouble = error.reason
        self._hold_until = self._clock.now() + SETTINGS_HOLD_MS
        log.warning("crm %s needs a person (%s)", self.crm.name, error.code)

    def _well(self) -> None:
        self._fell, self.trouble = 0, ""


def _overruled(ticket: Ticket, record: Record) -> bool:
    """Money that came outweighs a stage over there; no other word of ours outweighs a person's."""
    return is_sale(ticket) and record.status in ("interessado", "pediu_desconto")


def _reason(record: Record, crm: str) -> str:
    return f"marcado como perdido no {crm}" if record.status == "perdido" else ""
