"""Many leads in memory: they write to the real journal and read what the real engine sends them.

The crowd is the ``Channel`` of the engine under measurement, so that nothing leaves the process. A turn is whole when
every bubble of its reply was accepted.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from central.adapters.clock import SystemClock, new_id
from central.adapters.llm.reader import LexicalReader
from central.adapters.operation import default_demo_folder, digest, numbered, parse, read_yaml
from central.adapters.store import Store, open_store
from central.app.engine import Engine
from central.core.decision import Tier
from central.core.messaging.conversation import Address, Scene
from central.core.messaging.message import Bubble, Content
from central.core.messaging.pacing import Bucket
from central.core.messaging.update import Heard
from central.core.operation import Operation
from central.core.people.identity import Sender
from central.core.turn import Outcome
from central.flow.inbox import Inbox
from central.flow.outbox import Outbox
from central.flow.turn.desk import Desk
from central.flow.turn.turn import take
from central.ports import Clock, Writer

DAY_MS = 86_400_000
NO_LIMIT = 10**9
FIRST_PHONE = 5_511_900_000_000


Taking = Callable[[Scene, Desk], Awaitable[Outcome]]


class Ear(Protocol):
    """Hears what leads are told."""

    def heard(self, lead: int, number: int, left: int) -> None:
        """Bubble ``number`` of a reply was accepted, ``left`` of it are still to come."""

    def silence(self, lead: int) -> None:
        """A turn ended without a reply."""


class Crowd:
    """Leads by number, all on the demo operation's first channel."""

    def __init__(self, ear: Ear, store: Store, operation: Operation, clock: Clock, pace: float) -> None:
        """With pace 0 a burst ends with its first message and bubbles leave at once; 1 is human."""
        self._ear, self._store, self._operation, self._clock, self._pace = ear, store, operation, clock, pace
        self._bubbles: dict[str, int] = {}
        self._written = 0
        self.channel = operation.channels[0]
        self._inbox = Inbox(store.journal, clock, lambda channel, waba: self.channel.portfolio, pace)

    def message(self, lead: int, content: Content) -> Heard:
        """A new message of this lead."""
        self._written += 1
        return Heard(
            channel=self.channel.id,
            waba=self.channel.waba,
            wamid=f"wamid.IN{self._written:029d}",
            at=self._clock.now(),
            sender=Sender(bsuid=f"BR.{lead:020d}", wa_id=str(FIRST_PHONE + lead), name=f"Lead {lead}"),
            content=content,
            raw=b'{"update":{}}',
        )

    async def write(self, lead: int, content: Content) -> None:
        """A message of this lead, durable when this returns."""
        await self._inbox.take_in([self.message(lead, content)])

    async def send(self, channel: str, to: Address, bubble: Bubble, callback: str) -> str:
        """Accept a bubble at once, as Meta would."""
        turn, _, number = callback.rpartition(".")
        left = self._bubbles[turn] - int(number) - 1
        if not left:
            del self._bubbles[turn]
        self._ear.heard(lead_of(to), int(number), left)
        return f"wamid.OUT{callback}"

    async def typing(self, channel: str, wamid: str) -> None:
        """Nobody looks."""

    def expect(self, turn: str, bubbles: int) -> None:
        """So many bubbles of this turn will come."""
        self._bubbles[turn] = bubbles

    def engine(self, writers: dict[Tier, Writer], taking: Taking = take) -> Engine:
        """The real engine on this crowd; only the number's throughput has no limit here."""
        reader = LexicalReader()

        async def typing(scene: Scene) -> None:
            await self.typing(scene.channel, "")

        async def taken(scene: Scene) -> Outcome:
            outcome = await taking(scene, Desk(self._operation, reader, writers, self._clock, typing, self._pace))
            self.expect(scene.turn, len(outcome.sends))
            if not outcome.sends:
                self._ear.silence(lead_of(scene.address))
            return outcome

        unlimited = Bucket.full(NO_LIMIT, 1, self._clock.now())
        outbox = Outbox(self, self._clock, numbers={self.channel.id: unlimited})
        return Engine(self._store.journal, outbox, taken, self._clock, uncertain_after=DAY_MS, keep_raw=30 * DAY_MS)


def lead_of(address: Address) -> int:
    """The number of the lead at this address."""
    return int(address.wa_id or 0) - FIRST_PHONE


def demo_operation() -> Operation:
    """The operation that ships with Central."""
    document = read_yaml(default_demo_folder())
    return numbered(1, digest(document), document)


async def opened(database: str, clock: Clock | None = None) -> Store:
    """A store at this URL with all it needs."""
    return await open_store(database, clock=clock or SystemClock(), ids=new_id, owner=new_id(), parse_operation=parse)
