"""The house's side of the clerks: one comes when turns take most of this process's time, and goes when it is quiet."""

from __future__ import annotations

import asyncio
import logging
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from central.app.clerk.wire import ASKED, AWAY, TYPING, Brought, Kit, Turn, framed, read
from central.app.frames import Frames
from central.core.messaging.conversation import Scene
from central.core.operation import Operation
from central.core.reading.teaching import Correction
from central.core.turn import Outcome
from central.flow.turn.choice import RuleChooser
from central.flow.turn.desk import Desk
from central.flow.turn.turn import take

log = logging.getLogger("central.clerk")

LOOK_EVERY_S = 2.0
BUSY = 0.6
"""A clerk comes when this process computed for such a share of the time, and not for a few dear turns alone."""
LEAST_PER_S = 50
TOGETHER = 32
"""So many turns go to a clerk together; the rest of a claim follows while it works."""
MOST_OPEN = 128
"""A clerk has no more turns than this; meanwhile the house takes some itself."""
QUIET_S = 300.0
"""A clerk without a turn for so long goes."""
HUNG_S = 20.0
"""One that says nothing for so long, while turns wait, is given up."""
AGAIN_AFTER_S = 60.0
"""When to try again after one that could not be had."""


class Clerks:
    """Takes turns, by clerks while there are any; `most`: so many of them.

    `taught` gives the corrections in force; `asks`: a model may be asked what the words leave open.
    """

    def __init__(self, most: int, taught: Callable[[], Sequence[Correction]] = tuple, *, asks: bool = False) -> None:
        self._most, self._taught, self._asks = most, taught, asks
        self._clerks: list[_Clerk] = []
        self._next = asyncio.Lock()
        self._since, self._cpu, self._begun = time.monotonic(), time.process_time(), 0
        self._not_before = 0.0

    async def take(self, scene: Scene, desk: Desk) -> Outcome:
        """What `flow.turn.take` gives, wherever it is made: here if no clerk can."""
        if self._most and scene.lines:
            self._look()
            if (clerk := self._free()) is None and self._clerks:
                async with self._next:  # what a clerk brings is heard between two turns of the house
                    await asyncio.sleep(0)
                clerk = self._free()
            if clerk is not None and (found := await clerk.take(scene, desk, self._kit(desk))) is not None:
                return found
        return await take(scene, desk)

    async def hire(self) -> None:
        """One more clerk, at work when this returns; one that cannot be had is not tried again for a while."""
        if len(self._clerks) >= self._most:
            return
        clerk = _Clerk(self._clerks.remove)
        self._clerks.append(clerk)
        try:
            here = await clerk.start()
        except OSError as error:
            log.warning("no clerk could be started: %s", error)
            self._clerks.remove(clerk)
            here = False
        if not here:
            self._not_before = time.monotonic() + AGAIN_AFTER_S

    async def close(self) -> None:
        """End every clerk; the turns they still have are taken here."""
        self._most = 0
        await asyncio.gather(*(clerk.end() for clerk in self._clerks))

    def _free(self) -> _Clerk | None:
        able = (clerk for clerk in self._clerks if clerk.ready and clerk.open < MOST_OPEN)
        return min(able, key=lambda clerk: clerk.open, default=None)

    def _look(self) -> None:
        self._begun += 1
        passed = (now := time.monotonic()) - self._since
        if passed < LOOK_EVERY_S:
            return
        cpu, begun = time.process_time(), self._begun
        busy = (cpu - self._cpu) / passed > BUSY and begun / passed > LEAST_PER_S
        self._since, self._cpu, self._begun = now, cpu, 0
        if busy and now >= self._not_before:
            self._hiring = asyncio.ensure_future(self.hire())

    def _kit(self, desk: Desk) -> Kit:
        return Kit(
            desk.clock,
            desk.pace,
            desk.means,
            desk.halts,
            desk.local,
            desk.holiday,
            self._taught(),
            self._asks,
            isinstance(desk.chooser, RuleChooser),
            tuple(desk.writers),
            tuple([port for port in (*ASKED, *AWAY) if getattr(desk, port) is not None]),
        )


class _Clerk(asyncio.Protocol):
    """The end of the link in the house, for one life of the process."""

    def __init__(self, left: Callable[[_Clerk], None]) -> None:
        self._left = left
        self._loop = asyncio.get_running_loop()
        self._frames = Frames()
        self._here, self._gone = self._loop.create_future(), self._loop.create_future()
        self._operation: Operation | None = None
        self._kit: Kit | None = None
        self._number = 0
        self._waiting: dict[int, tuple[asyncio.Future[Outcome | None], Scene, Desk]] = {}
        self._brought: list[Brought] = []
        self._calls: set[asyncio.Task[None]] = set()
        self._heard = self._loop.time()
        self.ready = False

    @property
    def open(self) -> int:
        """The turns it has."""
        return len(self._waiting)

    async def start(self) -> bool:
        """Start the process; whether it is ready."""
        mine = self._spawn()
        self._transport, _ = await self._loop.create_unix_connection(lambda: self, sock=mine)
        await asyncio.wait([self._here, self._gone], return_when=asyncio.FIRST_COMPLETED)
        return self.ready

    def _spawn(self) -> socket.socket:
        mine, theirs = socket.socketpair()
        command = [sys.executable, "-m", "central.app.clerk.process", str(theirs.fileno())]
        try:
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)  # noqa: S603 - our own
        except OSError:
            mine.close()
            raise
        finally:
            theirs.close()
        return mine

    async def end(self) -> None:
        """It holds nothing that could be lost."""
        self._process.kill()
        await self._gone

    async def take(self, scene: Scene, desk: Desk, kit: Kit) -> Outcome | None:
        """What it makes of a turn; None when that is not for it, or it is gone."""
        if desk.operation is not self._operation:
            self._operation = desk.operation
            self._bring(desk.operation)
        if kit != self._kit:
            self._kit = kit
            self._bring(kit)
        self._number += 1
        number = self._number
        found: asyncio.Future[Outcome | None] = self._loop.create_future()
        if not self._waiting:
            self._heard = self._loop.time()
        self._waiting[number] = found, scene, desk
        self._bring(Turn(number, scene, desk.charged(scene)))
        try:
            return await found
        finally:
            self._waiting.pop(number, None)

    def _bring(self, message: Brought) -> None:
        if not self._brought:
            self._loop.call_soon(self._flush)
        self._brought.append(message)
        if len(self._brought) >= TOGETHER:
            self._flush()

    def _flush(self) -> None:
        brought, self._brought = self._brought, []
        if brought and self.ready:
            try:
                self._transport.write(framed(brought))
            except Exception:
                log.exception("a clerk could not be told of a turn, its turns are taken here")
                self._process.kill()

    # ── what comes back ──────────────────────────────────────────────────────────────────────────

    def data_received(self, data: bytes) -> None:
        self._heard = self._loop.time()
        for frame in self._frames.feed(data):
            if not frame:
                self.ready = True
                self._here.set_result(None)
                self._loop.call_later(HUNG_S, self._look)
                continue
            for message in read(frame):
                if message[0] == "done":
                    self._end(message[1], message[2])
                elif message[1] in self._waiting:
                    task = self._loop.create_task(self._answer(*message[1:]))
                    self._calls.add(task)
                    task.add_done_callback(self._calls.discard)

    def _end(self, number: int, outcome: Outcome | None) -> None:
        found = self._waiting.get(number)
        if found is not None and not found[0].done():
            found[0].set_result(outcome)

    async def _answer(self, number: int, port: str, method: str, arguments: tuple[Any, ...]) -> None:
        _, scene, desk = self._waiting[number]
        if port == TYPING:
            return await desk.typing(scene)
        try:
            answer = await getattr(getattr(desk, port), method)(*arguments)
        except Exception:
            log.exception("a turn of a clerk could not ask %s", port)
            return self._bring(("answer", number, False, None))
        return self._bring(("answer", number, True, answer))

    def _look(self) -> None:
        """End it after a quiet time, or when turns wait and it says nothing."""
        silent = self._loop.time() - self._heard
        if self._waiting and silent > HUNG_S:
            log.error("a clerk says nothing, its turns are taken here")
            self._process.kill()
        elif not self._waiting and silent > QUIET_S:
            self._process.kill()
        elif self.ready:
            self._loop.call_later(HUNG_S, self._look)

    def connection_lost(self, error: Exception | None) -> None:
        self.ready = False
        for found, _, _ in self._waiting.values():
            if not found.done():
                found.set_result(None)
        self._left(self)
        self._reaping = self._loop.run_in_executor(None, self._process.wait)
        self._reaping.add_done_callback(lambda _: self._gone.set_result(None))
