"""The house's side of a front process: starts it, stores what it brings, takes over the connections it gives away."""

from __future__ import annotations

import asyncio
import logging
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import cast

from central.adapters.store.engine import codec
from central.app.frames import Frames
from central.app.front.wire import LEAVE, Body, Message, Rules, Verdict, decoder, framed, merged
from central.core.messaging.update import Heard
from central.core.turn import Arrival
from central.flow.inbox import Inbox

log = logging.getLogger("central.front")

AGAIN_AFTER_S = 0.5
LEAVE_WITHIN_S = 5.0
MOST_READ = 1 << 19
"""More than a front process has read of a connection when it gives it away."""
_BODIES = decoder(list[Body])

Adopt = Callable[[socket.socket, bytes], None]
"""Serves a connection from here on; the bytes were already read from it."""


class Keeper:
    """Keeps one front process at the door until `stop`."""

    def __init__(self, listening: socket.socket, rules: Rules, inbox: Inbox, adopt: Adopt) -> None:
        self._listening, self._rules, self._inbox, self._adopt = listening, rules, inbox, adopt
        self._stopping = False
        self._link: _Link | None = None

    async def start(self) -> None:
        """Start the process; it accepts connections a moment later."""
        link, mine = self._spawn()
        self._link = link
        transport, _ = await asyncio.get_running_loop().create_unix_connection(lambda: link, sock=mine)
        transport.write(framed(self._rules))

    def _spawn(self) -> tuple[_Link, socket.socket]:
        mine, theirs = socket.socketpair()
        handover, their_handover = socket.socketpair(type=socket.SOCK_SEQPACKET)
        their_handover.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MOST_READ)
        inherited = [s.fileno() for s in (self._listening, theirs, their_handover)]
        command = [sys.executable, "-m", "central.app.front.process", *map(str, inherited)]
        with theirs, their_handover:
            process = subprocess.Popen(command, pass_fds=inherited, stdin=subprocess.DEVNULL)  # noqa: S603 - our own
        return _Link(process, handover, self), mine

    async def stop(self) -> None:
        """Let the process finish what is open; it is gone afterwards."""
        self._stopping = True
        if self._link is not None:
            await self._link.dismiss()

    def lost(self) -> None:
        """The process is gone; another one takes its place."""
        if not self._stopping:
            log.error("the front process ended, starting another one")
            asyncio.get_running_loop().call_later(AGAIN_AFTER_S, self._again)

    def _again(self) -> None:
        if not self._stopping:
            self._starting = asyncio.ensure_future(self.start())

    # ── what it brings ───────────────────────────────────────────────────────────────────────────

    async def store(self, bodies: Sequence[Body]) -> list[Verdict]:
        """Keep what they hold, together if that works; 503 for those the store refused, so that Meta repeats."""
        whole = [body for body in bodies if body.broken is None]
        try:
            if whole:
                await self._keep(whole)
            verdicts = [(body.number, 200) for body in whole]
        except Exception:
            verdicts = list(await asyncio.gather(*map(self._keep_alone, whole)))
        return verdicts + [await self._keep_broken(body) for body in bodies if body.broken is not None]

    async def _keep_alone(self, body: Body) -> Verdict:
        try:
            await self._keep([body])
        except Exception:
            log.exception("webhook not stored")
            return body.number, 503
        return body.number, 200

    async def _keep(self, bodies: Sequence[Body]) -> None:
        messages, statuses, notices = merged(bodies)
        await self._inbox.keep([self._arrival(message) for message in messages], statuses, notices)

    def _arrival(self, message: Message) -> Arrival:
        heard = Heard(
            message.channel,
            message.waba,
            message.wamid,
            message.at,
            message.sender,
            codec.CONTENT.decode(message.content),
            message.raw,
            message.reply_to,
            message.referral,
            message.forwarded,
            message.referred_product,
        )
        return self._inbox.arrival(heard, message.wait, message.wait_if_asked)

    async def _keep_broken(self, body: Body) -> Verdict:
        assert body.broken is not None
        try:
            await self._inbox.keep_body(*body.broken)
        except Exception:
            log.exception("webhook not stored")
            return body.number, 503
        return body.number, 200

    def adopt(self, handover: socket.socket) -> bool:
        """Take over one connection; False when there will be no more."""
        try:
            seen, numbers, _, _ = socket.recv_fds(handover, MOST_READ, 1)
        except BlockingIOError:
            return True
        except OSError:
            return False
        for number in numbers:
            self._adopt(socket.socket(fileno=number), seen)
        return bool(seen)


class _Link(asyncio.Protocol):
    """The end of the link in the house, for one life of the process."""

    def __init__(self, process: subprocess.Popen[bytes], handover: socket.socket, keeper: Keeper) -> None:
        self._process, self._handover, self._keeper = process, handover, keeper
        self._loop = asyncio.get_running_loop()
        self._frames = Frames()
        self._storing: set[asyncio.Task[None]] = set()
        self._gone = self._loop.create_future()
        handover.setblocking(False)
        self._loop.add_reader(handover, self._take_over)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._loop.remove_reader(self._handover)
        self._handover.close()
        self._gone.set_result(None)
        self._loop.run_in_executor(None, self._process.wait)
        self._keeper.lost()

    def data_received(self, data: bytes) -> None:
        for frame in self._frames.feed(data):
            task = self._loop.create_task(self._store(_BODIES.decode(frame)))
            self._storing.add(task)
            task.add_done_callback(self._storing.discard)

    async def _store(self, bodies: list[Body]) -> None:
        """A frame is answered as soon as it is stored, before the next transaction keeps the loop."""
        self._transport.write(framed(await self._keeper.store(bodies)))

    async def dismiss(self) -> None:
        self._transport.write(LEAVE)
        await asyncio.wait([self._gone], timeout=LEAVE_WITHIN_S)
        if not self._gone.done():
            self._process.kill()
            await self._gone
        await self._loop.run_in_executor(None, self._process.wait)

    def _take_over(self) -> None:
        if not self._keeper.adopt(self._handover):
            self._loop.remove_reader(self._handover)
