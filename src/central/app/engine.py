"""The engine: wakes when a burst closes or a bubble is due, and keeps the house in order between."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from central.app.work.round import ended, nap
from central.core.messaging.conversation import Scene
from central.core.turn import Due, Outcome, Outgoing, Sent
from central.flow.outbox import Outbox
from central.ports import Clock, Journal

log = logging.getLogger("central.engine")

TURNS_AT_ONCE = 8_000
SENDS_AT_ONCE = 64
CLAIM_AT_ONCE = 200
BREATH_MS = 15
RENEW_EVERY_MS = 10_000
RETRY_TURN_MS = 5_000
LONGEST_NAP_MS = 2_000
SWEEP_EVERY_MS = 5_000
PRUNE_EVERY_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often an engine looks up without being woken, in ms."""

    nap: int = LONGEST_NAP_MS
    sweep: int = SWEEP_EVERY_MS
    gather: int = 0
    """How long to wait after being woken, so that one look serves whatever else happens then."""
    refit: int | None = None
    """How often new beliefs are thought of; None: as often as their maker says."""


DEFAULT_RHYTHM = Rhythm()


class Engine:
    """Runs turns and sends of one process; any number of engines may share a Postgres."""

    def __init__(
        self,
        journal: Journal,
        outbox: Outbox,
        take: Callable[[Scene], Awaitable[Outcome]],
        clock: Clock,
        *,
        uncertain_after: int,
        keep_raw: int,
        rhythm: Rhythm = DEFAULT_RHYTHM,
    ) -> None:
        self._journal, self._outbox, self._take, self._clock = journal, outbox, take, clock
        self._uncertain_after, self._keep_raw, self._rhythm = uncertain_after, keep_raw, rhythm
        self._turns, self._sends = asyncio.Event(), asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()
        self._leased: dict[str, int] = {}
        self._open_turns = self._open_sends = 0
        self._loops: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to work."""
        self._journal.on_wake(self._turns.set, Due.TURNS)
        self._journal.on_wake(self._sends.set, Due.SENDS)
        loops = (self._turn_loop, self._send_loop, self._renew_loop, self._house_loop)
        self._loops = [asyncio.create_task(_for_ever(loop, self._clock), name=loop.__name__) for loop in loops]

    async def stop(self, patience_s: float = 8.0) -> None:
        """Take nothing new, let what runs finish for a while, then leave it to its leases."""
        await ended(self._loops)
        if self._running:
            await asyncio.wait(self._running, timeout=patience_s)
        await ended(self._running)

    # ── turns ────────────────────────────────────────────────────────────────────────────────────

    async def _turn_loop(self) -> None:
        while True:
            await self._due(self._turns, self._journal.next_due)
            room = min(CLAIM_AT_ONCE, TURNS_AT_ONCE - self._open_turns)
            scenes = await self._journal.claim(self._clock.now(), room) if room > 0 else []
            for scene in scenes:
                self._open_turns += 1
                self._spawn(self._turn(scene))
            if not scenes:
                await self._clock.sleep(BREATH_MS)

    async def _turn(self, scene: Scene) -> None:
        self._leased[scene.conversation] = scene.epoch
        try:
            outcome = await self._take(scene)
            await self._journal.finish(outcome)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            log.exception("turn %s failed", scene.turn)
            now = self._clock.now()
            await self._journal.postpone(scene, now, now + RETRY_TURN_MS, type(error).__name__)
        finally:
            self._leased.pop(scene.conversation, None)
            self._open_turns -= 1
            self._turns.set()

    async def _renew_loop(self) -> None:
        """Long turns keep their lease as long as they live."""
        while True:
            await self._clock.sleep(RENEW_EVERY_MS)
            now = self._clock.now()
            for conversation, epoch in list(self._leased.items()):
                await self._journal.renew(conversation, epoch, now)

    # ── sends ────────────────────────────────────────────────────────────────────────────────────

    async def _send_loop(self) -> None:
        while True:
            await self._due(self._sends, self._journal.next_send)
            room = self._outbox.room(SENDS_AT_ONCE - self._open_sends)
            rows = await self._journal.claim_sends(self._clock.now(), room) if room > 0 else []
            for row in rows:
                self._open_sends += 1
                self._spawn(self._send(row))
            if not rows:
                await self._clock.sleep(BREATH_MS)

    async def _send(self, row: Outgoing) -> None:
        try:
            sent: Sent = await self._outbox.deliver(row)
            await self._journal.settle([sent])
        finally:
            self._open_sends -= 1
            self._sends.set()

    # ── house ────────────────────────────────────────────────────────────────────────────────────

    async def _house_loop(self) -> None:
        """Settle what is uncertain; forget what is old."""
        pruned, since = 0, self._clock.now()
        while True:
            now = self._clock.now()
            await self._journal.sweep(now, self._uncertain_after, since)
            if now - pruned > PRUNE_EVERY_MS:
                await self._journal.prune(now, self._keep_raw)
                pruned = now
            await self._clock.sleep(self._rhythm.sweep)

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _due(self, woken: asyncio.Event, look: Callable[[int], Awaitable[int | None]]) -> None:
        """Come back when something is due. What a look saw holds until something wakes us, or a nap is over."""
        while True:
            if self._rhythm.gather:
                await self._clock.sleep(self._rhythm.gather)
            woken.clear()
            due = await look(self._clock.now())
            longest = self._rhythm.nap
            wait = longest if due is None else min(longest, due - self._clock.now())
            if wait > 0:
                await nap(self._clock, wait, woken)
            if due is not None and due <= self._clock.now() and not (wait > 0 and woken.is_set()):
                return


async def _for_ever(loop: Callable[[], Awaitable[None]], clock: Clock) -> None:
    """A loop that meets a broken store says so and goes on when it can."""
    while True:
        try:
            await loop()
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("engine loop %s failed, again in a second", getattr(loop, "__name__", ""))
            await clock.sleep(1000)
