"""The front process: `python -m central.app.front.process LISTENING LINK HANDOVER`, three inherited sockets.

It answers a webhook when the house says that its updates are stored. It holds nothing: when the house is gone, so is
it, and Meta sends again what got no answer.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import Sequence
from typing import cast

from central.adapters.store.engine import codec
from central.app.doors.doorman import Doorman, Refused
from central.app.frames import Frames
from central.app.front.lane import Answer, Lane
from central.app.front.wire import Answered, Body, Message, Rules, decoder, framed
from central.app.garbage import spare_collecting
from central.core.messaging.update import Heard, Notice, StatusChange
from central.flow.inbox import waits

log = logging.getLogger("central.front")

IDLE_S = 60.0
"""A connection that is silent for one to two of these is closed."""
UNDER_WAY = 3
"""Frames that wait for their answer: while they are stored, the next one grows."""
_RULES, _ANSWERED = decoder(Rules), decoder(Answered)


def main(arguments: Sequence[str]) -> None:
    """Serve until the link breaks or the house asks to leave. Signals are for the house."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    listening, link, handover = (socket.socket(fileno=int(number)) for number in arguments)
    with asyncio.Runner(loop_factory=_loop) as runner:
        runner.run(_serve(listening, link, handover))


async def _serve(listening: socket.socket, link: socket.socket, handover: socket.socket) -> None:
    handover.setblocking(False)
    front = Front(handover)
    loop = asyncio.get_running_loop()
    await loop.create_unix_connection(lambda: front, sock=link)
    await front.briefed
    server = await loop.create_server(front.lane, sock=listening, backlog=2048)
    spare_collecting()
    await front.leaving
    server.close()
    await front.finish()


class Front(asyncio.Protocol):
    """The end of the link in the front process."""

    def __init__(self, handover: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        self.briefed, self.leaving = loop.create_future(), loop.create_future()
        self._loop, self._handover = loop, handover
        self._link: asyncio.Transport | None = None
        self._frames = Frames()
        self._lanes: set[Lane] = set()
        self._bodies: list[Body] = []
        self._open: dict[int, Answer] = {}
        self._under_way = 0
        self._answered = asyncio.Event()
        self._number = 0

    def lane(self) -> Lane:
        """A new connection."""
        return Lane(self._lanes, self._take, self._give)

    async def finish(self) -> None:
        """Answer what is open and close every connection."""
        for lane in list(self._lanes):
            lane.leave()
        while self._open:
            self._answered.clear()
            await self._answered.wait()
        await asyncio.sleep(0.05)  # the last answers are on their way

    # ── the link ─────────────────────────────────────────────────────────────────────────────────

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._link = cast(asyncio.Transport, transport)

    def connection_lost(self, error: Exception | None) -> None:
        os._exit(0)  # the house is gone: nobody is left to store anything, and its port must be free at once

    def data_received(self, data: bytes) -> None:
        for frame in self._frames.feed(data):
            if not frame:
                self.leaving.set_result(None)
            elif not self.briefed.done():
                self._brief(_RULES.decode(frame))
            else:
                for number, status in _ANSWERED.decode(frame):
                    self._open.pop(number)(status, b"" if status == 200 else b"tente de novo")
                self._answered.set()
                self._under_way -= 1
                self._flush()

    def _brief(self, rules: Rules) -> None:
        self._doorman, self._pace = Doorman(rules.secrets, rules.apps), rules.pace
        self._loop.call_later(IDLE_S, self._close_idle)
        self.briefed.set_result(None)

    # ── connections ──────────────────────────────────────────────────────────────────────────────

    def _take(self, body: bytes, signature: bytes | None, answer: Answer) -> None:
        try:
            updates = self._doorman.admit(body, signature)
        except Refused as refused:
            return answer(refused.status, refused.text)
        except ValueError as error:
            return self._send(answer, [], [], [], (body, str(error)))
        except Exception:
            log.exception("webhook not read")
            return answer(503, b"tente de novo")
        messages: list[Message] = []
        statuses: list[StatusChange] = []
        notices: list[Notice] = []
        for update in updates:
            if isinstance(update, StatusChange):
                statuses.append(update)
            elif isinstance(update, Heard):
                messages.append(_message(update, self._pace))
            else:
                notices.append(update)
        return self._send(answer, messages, statuses, notices)

    def _send(
        self,
        answer: Answer,
        messages: list[Message],
        statuses: list[StatusChange],
        notices: list[Notice],
        broken: tuple[bytes, str] | None = None,
    ) -> None:
        """Everything read in one round of the loop, or while frames are under way, goes to the house together."""
        self._number += 1
        self._open[self._number] = answer
        if not self._bodies:
            self._loop.call_soon(self._flush)
        self._bodies.append(Body(self._number, messages, statuses, notices, broken))

    def _flush(self) -> None:
        if self._bodies and self._under_way < UNDER_WAY:
            assert self._link is not None
            self._under_way += 1
            self._link.write(framed(self._bodies))
            self._bodies = []

    def _give(self, transport: asyncio.Transport, seen: bytes) -> None:
        """Pass a connection to the house, with what was read of it."""
        try:
            socket.send_fds(self._handover, [seen], [transport.get_extra_info("socket").fileno()])
        except OSError as error:
            log.warning("a connection could not be handed over: %s", error)
        transport.abort()

    def _close_idle(self) -> None:
        for lane in list(self._lanes):
            if lane.idle:
                lane.leave()
            lane.awake = False
        self._loop.call_later(IDLE_S, self._close_idle)


def _message(heard: Heard, pace: float) -> Message:
    return Message(
        heard.channel,
        heard.waba,
        heard.wamid,
        heard.at,
        heard.sender,
        codec.CONTENT.encode(heard.content),
        heard.raw,
        heard.reply_to,
        heard.referral,
        heard.forwarded,
        heard.referred_product,
        *waits(heard.content, pace),
    )


def _loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:  # not on every platform
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


if __name__ == "__main__":
    main(sys.argv[1:])
