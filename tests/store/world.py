"""A store under test with a clock of its own, and short words for what a webhook, a worker and a sender do to it."""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Sequence
from typing import Any
from unittest.mock import patch

from central.adapters.store import Store, open_store
from central.adapters.store.engine import postgres
from central.core.messaging.conversation import Memo, Scene
from central.core.messaging.message import Content, SayText, Text
from central.core.messaging.update import Fault, Heard, Pricing, Rank, StatusChange
from central.core.operation import Operation
from central.core.people.identity import Sender
from central.core.turn import Accepted, Arrival, Outcome, Outgoing, Send, Sent
from tests.clock import START, FakeClock

CHANNEL = "5511"
ANA = Sender(bsuid="BR.1", wa_id="5511999990001", name="Ana")
BIA = Sender(bsuid="BR.2", wa_id="5511999990002", name="Bia")
STEPS = {"sent": Rank.SENT, "delivered": Rank.DELIVERED, "read": Rank.READ, "played": Rank.PLAYED, "failed": Rank.NONE}


class World:
    """One open store; `now` is the clock's time."""

    def __init__(self, store: Store, clock: FakeClock) -> None:
        self.store, self.journal, self.clock = store, store.journal, clock
        self._wamids = itertools.count(1)

    @property
    def now(self) -> int:
        return self.clock.now()

    def wait(self, ms: int) -> None:
        """Let time pass."""
        self.clock.time += ms

    async def hear(self, words: str | Content = "oi", sender: Sender = ANA, **changes: Any) -> Accepted:
        """A message comes in; see `arrival` for the changes."""
        (accepted,) = await self.journal.accept(self.now, arrivals=[self.arrival(words, sender, **changes)])
        return accepted

    def arrival(
        self,
        words: str | Content = "oi",
        sender: Sender = ANA,
        *,
        wamid: str | None = None,
        channel: str = CHANNEL,
        wait: int = 1_000,
        wait_if_asked: int = 200,
        at: int | None = None,
    ) -> Arrival:
        """A message on its way in, with a wamid of its own unless one is given."""
        content = Text(words) if isinstance(words, str) else words
        wamid = wamid or f"wamid.in.{next(self._wamids)}"
        heard = Heard(channel, "waba", wamid, self.now if at is None else at, sender, content, b'{"id":"x"}')
        return Arrival(heard, "portfolio", wait, wait_if_asked)

    async def status(self, step: str, wamid: str = "", callback: str | None = None, code: int = 0) -> None:
        """A status comes in."""
        await self.journal.accept(self.now, statuses=[self.change(step, wamid, callback, code)])

    def change(self, step: str, wamid: str = "", callback: str | None = None, code: int = 0) -> StatusChange:
        """A status on its way in."""
        fault = Fault(code, "não entregue") if code else None
        pricing = Pricing("service", "regular") if step in ("sent", "delivered") else None
        wamid = wamid or f"wamid.out.{callback}"
        return StatusChange(
            CHANNEL, "waba", wamid, self.now, step, STEPS[step], b"{}", callback=callback, fault=fault, pricing=pricing
        )

    async def claim(self, limit: int = 100) -> list[Scene]:
        """What is due now."""
        return await self.journal.claim(self.now, limit)

    async def scene(self) -> Scene:
        """The one conversation that is due, when it is due."""
        due = await self.journal.next_due(self.now)
        assert due is not None
        self.clock.time = max(self.clock.time, due)
        (scene,) = await self.claim()
        return scene

    def outcome(self, scene: Scene, *bubbles: str, gap: int = 0, **changes: Any) -> Outcome:
        """A turn that says these bubbles, `gap` ms apart, unless changed."""
        sends = tuple(Send(f"{scene.turn}.{n}", SayText(b), self.now + n * gap) for n, b in enumerate(bubbles))
        values: dict[str, Any] = {"memo": Memo(persona="livia", introduced=True), "sends": sends} | changes
        return Outcome(scene.conversation, scene.turn, scene.epoch, scene.upto, self.now, **values)

    async def reply(self, scene: Scene, *bubbles: str, gap: int = 0, **changes: Any) -> bool:
        """Finish a turn."""
        return await self.journal.finish(self.outcome(scene, *bubbles, gap=gap, **changes))

    async def answer(self, *bubbles: str, **changes: Any) -> Scene:
        """Claim the one due conversation and finish its turn."""
        scene = await self.scene()
        assert await self.reply(scene, *bubbles, **changes)
        return scene

    async def sends(self, limit: int = 100) -> list[Outgoing]:
        """What may go out now; marked as being sent."""
        return await self.journal.claim_sends(self.now, limit)

    async def settle(self, outgoing: Outgoing, state: str = "accepted", **changes: Any) -> None:
        """Write what became of a send."""
        wamid = f"wamid.out.{outgoing.id}" if state == "accepted" else None
        await self.journal.settle([Sent(outgoing.id, state, self.now, **{"wamid": wamid, **changes})])  # type: ignore[arg-type]

    async def deliver(self) -> list[str]:
        """Send everything that may go out, one after the other; what was said."""
        said = []
        while rows := await self.sends():
            for row in rows:
                said.append(words(row))
                await self.settle(row)
        return said

    async def states(self, conversation: str) -> list[str]:
        """The states of all bubbles of a conversation, in their order."""
        return [line.state for line in await self.store.lists.transcript(conversation) if line.bubble is not None]

    async def ranks(self, conversation: str) -> list[int]:
        """The ranks of all bubbles of a conversation, in their order."""
        return [line.rank for line in await self.store.lists.transcript(conversation) if line.bubble is not None]


def words(outgoing: Outgoing) -> str:
    """What a bubble says."""
    assert isinstance(outgoing.bubble, SayText)
    return outgoing.bubble.body


def lines(scene: Scene) -> list[str]:
    """What a burst says."""
    return [line.content.body for line in scene.lines if isinstance(line.content, Text)]


def no_operation(number: int, digest: str, document: str) -> Operation:
    """What a journal needs of operations: nothing."""
    raise AssertionError("no test of the journal reads an operation")


async def open_world(url: str, owner: str, clock: FakeClock, parse: Any = no_operation) -> World:
    """A world over the store at `url`."""
    made = itertools.count(1)

    def ids() -> str:
        return f"{clock.now():012x}7{next(made):03x}8{zlib.crc32(owner.encode()):015x}"

    with patch.object(postgres, "_database_time", _stands_still), patch.object(postgres, "LANE_WAIT_S", 300.0):
        return World(await open_store(url, clock=clock, ids=ids, owner=owner, parse_operation=parse), clock)


async def _stands_still(connection: object) -> int:
    """The clock of a Postgres, the same for all worlds over it, however long it takes to open them."""
    return START


def orders(things: Sequence[Any]) -> list[tuple[Any, ...]]:
    """All orders of a few things."""
    return list(itertools.permutations(things))
