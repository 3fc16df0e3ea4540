"""The clerk: `python -m central.app.clerk.process LINK`, an inherited socket.

It takes turns by words alone, one after the other, without an event loop: what a turn asks of the world is asked of
the house, and the turn rests until the answer comes. A turn that needs more than words is given back. It holds
nothing: when the house is gone, so is it, and the leases of its turns run out.
"""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Coroutine, Generator, Sequence
from typing import Any

from central.adapters.llm.model_reader import leaves_open
from central.adapters.llm.reader import LexicalReader
from central.app.clerk.wire import ASKED, AWAY, READY, TYPING, Kit, Told, Turn, framed, read
from central.app.frames import Frames
from central.app.garbage import spare_collecting
from central.core.messaging.conversation import Scene
from central.core.operation import Operation
from central.core.reading.meaning import Reading
from central.core.records import replace
from central.core.turn import Outcome
from central.flow.turn.choice import RuleChooser
from central.flow.turn.desk import Desk
from central.flow.turn.turn import take
from central.ports import Spoken

log = logging.getLogger("central.clerk")

MOST_READ = 1 << 18
TOGETHER = 32
"""So many outcomes are told together; the house begins with them while the next ones are made."""


class Elsewhere(BaseException):
    """This turn needs more than words. No error of a turn's own: nothing on the way may answer for it."""


class _Call:
    """A method of a port of the house, awaited by a turn."""

    def __init__(self, port: str, method: str, arguments: tuple[Any, ...]) -> None:
        self.port, self.method, self.arguments = port, method, arguments

    def __await__(self) -> Generator[_Call, Any, Any]:
        return (yield self)


class _Far:
    """A port whose methods the house answers."""

    def __init__(self, port: str) -> None:
        self._port = port

    def __getattr__(self, method: str) -> Any:
        async def call(*arguments: Any) -> Any:
            return await _Call(self._port, method, arguments)

        return call


class _Away:
    """A port that no clerk has."""

    def __getattr__(self, method: str) -> Any:
        raise Elsewhere


class _Reader:
    """Reads by words; what they leave open is the house's where it may ask a model."""

    def __init__(self, words: LexicalReader, unsure_away: bool) -> None:
        self._words, self._unsure_away = words, unsure_away

    async def read(self, words: Sequence[str], context: Spoken) -> Reading:
        reading = await self._words.read(words, context)
        if self._unsure_away and leaves_open(reading) and any(words):
            raise Elsewhere
        return reading


class Clerk:
    """Takes the turns that are brought and says what came of them."""

    def __init__(self, link: socket.socket) -> None:
        self._link = link
        self._resting: dict[int, Coroutine[Any, Any, Outcome]] = {}
        self._told: list[Told] = []
        self._operation: Operation
        self._desk: Desk

    def hear(self, message: Any) -> None:
        """One message of the house. The operation and the kit come before the first turn."""
        if isinstance(message, Turn):
            self._go_on(message.number, take(message.scene, self._desk_of(message)), None)
        elif isinstance(message, Operation):
            self._operation = message
        elif isinstance(message, Kit):
            self._desk = _laid(self._operation, message)
        else:
            _, number, well, value = message
            turn = self._resting.pop(number)
            if well:
                self._go_on(number, turn, value)
            else:
                self._give_back(number, turn)

    def flush(self) -> None:
        """Say what was not said yet."""
        if self._told:
            self._link.sendall(framed(self._told))
            self._told = []

    def _go_on(self, number: int, turn: Coroutine[Any, Any, Outcome], answer: Any) -> None:
        try:
            call = turn.send(answer)
        except StopIteration as end:
            self._tell(("done", number, end.value))
        except Elsewhere:
            self._tell(("done", number, None))
        except Exception:
            log.exception("a turn failed here, the house takes it")
            self._tell(("done", number, None))
        else:
            if isinstance(call, _Call):
                self._resting[number] = turn
                self._tell(("call", number, call.port, call.method, call.arguments))
            else:  # it waits for something that only a loop has
                self._give_back(number, turn)

    def _give_back(self, number: int, turn: Coroutine[Any, Any, Outcome]) -> None:
        turn.close()
        self._tell(("done", number, None))

    def _tell(self, told: Told) -> None:
        self._told.append(told)
        if len(self._told) >= TOGETHER:
            self.flush()

    def _desk_of(self, turn: Turn) -> Desk:
        async def typing(scene: Scene) -> None:
            self._tell(("call", turn.number, TYPING, "", ()))

        return replace(self._desk, operation=self._operation, typing=typing, charged=lambda scene: turn.charged)


def _laid(operation: Operation, kit: Kit) -> Desk:
    """The desk of a clerk."""
    ports: dict[str, Any] = {port: _Far(port) for port in ASKED if port in kit.has}
    ports |= {port: _Away() for port in AWAY if port in kit.has}
    if kit.by_rules:
        ports["chooser"] = RuleChooser()
    away: Any = _Away()
    return Desk(
        operation=operation,
        reader=_Reader(LexicalReader(lambda: kit.taught), kit.unsure_away),
        writers=dict.fromkeys(kit.tiers, away),
        clock=kit.clock,
        typing=_nobody_looks,
        pace=kit.pace,
        means=kit.means,
        local=kit.local,
        holiday=kit.holiday,
        halts=kit.halts,
        **ports,
    )


async def _nobody_looks(scene: Scene) -> None:
    """Until a turn says whose house it is."""


def main(arguments: Sequence[str]) -> None:
    """Serve until the link breaks. Signals are for the house."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    LexicalReader()
    spare_collecting()
    with socket.socket(fileno=int(arguments[0])) as link:
        serve(link)


def serve(link: socket.socket) -> None:
    """Take turns over this link until its other end closes."""
    clerk, frames = Clerk(link), Frames()
    try:
        link.sendall(READY)
        while data := link.recv(MOST_READ):
            for frame in frames.feed(data):
                for message in read(frame):
                    clerk.hear(message)
            clerk.flush()
    except ConnectionError:
        return


if __name__ == "__main__":
    main(sys.argv[1:])
