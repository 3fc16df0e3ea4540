"""The Callbacks port over a store: counts, consents, and templates as Meta judges them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Engine, Tx
from central.core.messaging.broadcast import DAY_MS, allowance
from central.core.messaging.conversation import Memo, Timer
from central.core.messaging.standing import Standing
from central.core.messaging.template import Judged
from central.ports import Clock

FRESH_MS = 10_000


class SqlCallbacks:
    """Calling back, on either engine."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock
        self._read_at, self._templates = -FRESH_MS, tuple[Judged, ...]()
        self._room_at, self._room = -FRESH_MS, 0

    async def count(self, person: str, since: int) -> int:
        """How often anybody called this person back."""
        ((count,),) = await self._engine.read("count_callbacks", person, since)
        return int(count)

    async def count_offers(self, person: str, since: int) -> int:
        """How often this person was offered what goes with a purchase."""
        ((count,),) = await self._engine.read("count_offers", person, since)
        return int(count)

    async def offer_groups(self, window: int, now: int) -> tuple[list[int], list[int]]:
        """What buyers bought in the `window` ms after their offer fell due: those asked, those never asked."""
        return await self._groups("offer_groups", window, now)

    async def call_groups(self, window: int, now: int) -> tuple[list[int], list[int]]:
        """What people paid in the `window` ms after a call back to them first fell due: those called, those never."""
        return await self._groups("call_groups", window, now)

    async def _groups(self, name: str, window: int, now: int) -> tuple[list[int], list[int]]:
        rows = await self._engine.read(name, window, now)
        spent = [(int(untouched), int(total)) for untouched, total in rows]
        return [total for group, total in spent if not group], [total for group, total in spent if group]

    async def consented(self, person: str) -> bool:
        """Whether the person allowed messages they did not ask for."""
        return bool(await self._engine.read("has_consent", person))

    async def templates(self) -> tuple[Judged, ...]:
        """Every template Meta spoke of, at most ten seconds old."""
        now = self._clock.now()
        if now - self._read_at >= FRESH_MS:
            self._templates = tuple(Judged(*row) for row in await self._engine.read("templates"))
            self._read_at = now
        return self._templates

    async def room(self, warm_up: bool) -> int:
        """How many more people may get a template in these 24 hours, as it was at most ten seconds ago; whoever asked
        since is counted as one who did."""
        now = self._clock.now()
        if now - self._room_at >= FRESH_MS:
            ((used, first),) = await self._engine.read("templates_used", now - DAY_MS)
            limits = [Standing(*row).limit for row in await self._engine.read("readings")]
            known = min((one for one in limits if one is not None), default=None)
            self._room_at, self._room = now, allowance(known, int(used), first, now, warm_up)
        room = self._room
        self._room = max(0, room - 1)
        return room

    async def keep(self, verdicts: Sequence[Judged]) -> None:
        """Keep what Meta says; the last word on a template counts."""
        now = self._clock.now()
        last = {(v.waba, v.name, v.language): v for v in verdicts}
        rows = [(*key, v.status, v.category, v.quality, v.reason, now) for key, v in sorted(last.items())]

        async def work(tx: Tx) -> None:
            await tx.each("keep_template", rows)

        if rows:
            await self._engine.transact(work)
            self._read_at = -FRESH_MS

    async def wake(self, product: str, since: int, plan: Callable[[str, Memo], Sequence[Timer]]) -> int:
        """Set timers in conversations about a product whose lead wrote since; `plan` says which, by person and memo."""

        async def work(tx: Tx) -> int:
            talks = await tx.rows("talks_of", product, since)
            planned = [(id, timer) for id, person, memo in talks for timer in plan(person, codec.decode_memo(memo))]
            await tx.each("set_timer", [(id, timer.key, timer.due_at, "{}") for id, timer in planned])
            await tx.each("refresh_timer", sorted({(id,) for id, _ in planned}))
            return len(planned)

        return await self._engine.transact(work, wakes=True)

    async def seen(self, name: str, version: int | None = None) -> int:
        """Up to which version of the operation somebody looked; with `version`, that it is this one now."""

        async def work(tx: Tx) -> None:
            await tx.rows("follow", name, version)

        if version is not None:
            await self._engine.transact(work)
        rows = await self._engine.read("follower", name)
        return int(rows[0][0]) if rows else 0

    async def stop(self, verdict: Judged, channels: Sequence[str], now: int) -> int:
        """Take back what waits of this template: all of it, or what is for people without marketing consent."""
        name = "stop_template" if verdict.against() else "stop_unallowed"
        reason = verdict.against() or "virou marketing, e a pessoa não deixou avisar"

        async def work(tx: Tx) -> int:
            found = [await tx.rows(name, c, verdict.name, verdict.language, now, reason) for c in channels]
            return sum(map(len, found))

        return await self._engine.transact(work)
