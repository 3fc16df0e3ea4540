"""What was approved of the operation's words: acts that are only added, and the operation that may speak by them."""

from __future__ import annotations

from collections.abc import Sequence

from central.adapters.store.engine.glance import Glance
from central.adapters.store.engine.tx import Engine, Tx
from central.core.operation import Operation
from central.core.replying.approval import BY_IMPORT, Approval, Approvals, State, Wording, approved, wordings
from central.ports import Clock, Ids

LOOK_EVERY_MS = 1_000


class SqlApprovals:
    """Approvals on either engine; what another process approves is seen within a second."""

    def __init__(self, engine: Engine, clock: Clock, ids: Ids) -> None:
        self._engine, self._clock, self._ids = engine, clock, ids
        self._known = Approvals(())
        self._count = 0
        self._glance = Glance(engine, clock, LOOK_EVERY_MS, self._look)
        self._speaking: tuple[int, str, int, Operation] | None = None
        """The operation that speaks, for a version, its digest and a number of acts."""

    async def current(self) -> Approvals:
        """Everything that was said so far."""
        await self._glance.look()
        return self._known

    async def _look(self) -> None:
        ((count,),) = await self._engine.read("approval_count")
        if count != self._count:
            self._known = Approvals(Approval(*row) for row in await self._engine.read("approvals"))
            self._count = count

    async def acts(self) -> list[Approval]:
        """Every act, the newest first."""
        return [Approval(*row) for row in await self._engine.read("approvals")][::-1]

    async def begin(self, operation: Operation) -> None:
        """Where nothing was ever approved, what there is counts as approved by its import."""
        if not await self.current():
            await self._add(wordings(operation), "aprovado", BY_IMPORT, only_first=True)

    async def speaking(self, operation: Operation) -> Operation:
        """The operation with only approved words; itself where all of them are."""
        await self.begin(operation)
        known = await self.current()
        seen = self._speaking
        if seen is None or seen[:3] != (operation.version, operation.digest, self._count):
            seen = (operation.version, operation.digest, self._count, approved(operation, known))
            self._speaking = seen
        return seen[3]

    async def decide(self, told: Sequence[Wording], state: State, by: str) -> None:
        """Approve or refuse these words."""
        await self._add(told, state, by)

    async def _add(self, told: Sequence[Wording], state: State, by: str, *, only_first: bool = False) -> None:
        now = self._clock.now()

        async def work(tx: Tx) -> None:
            if only_first and (await tx.rows("approval_count"))[0][0]:
                return
            rows = [(self._ids(), w.kind, w.item, w.digest, w.said, state, by, now) for w in told]
            if rows:
                await tx.each("add_approval", rows)

        await self._engine.transact(work, wakes=True)
        self._glance.again()
