"""What the house makes of the bodies a front process brings."""

from __future__ import annotations

import socket
from collections.abc import Sequence

from central.app.frames import Frames
from central.app.front.keeper import Keeper
from central.app.front.wire import Body, Rules, decoder, framed
from central.core.messaging.update import Notice, Rank, StatusChange
from central.core.turn import Arrival


class Inbox:
    """Keeps everything but the status of one message."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.broken: list[bytes] = []

    async def keep(
        self, arrivals: Sequence[Arrival], statuses: Sequence[StatusChange], notices: Sequence[Notice]
    ) -> None:
        if any(status.wamid == "ruim" for status in statuses):
            raise RuntimeError("the store refuses this one")
        self.kept += [status.wamid for status in statuses]

    async def keep_body(self, body: bytes, reason: str) -> None:
        self.broken.append(body)


async def test_a_body_the_store_refuses_spoils_no_other() -> None:
    inbox = Inbox()
    with socket.socket() as listening:
        keeper = Keeper(listening, Rules({}, [], 1.0), inbox, lambda *_: None)  # type: ignore[arg-type]
        verdicts = await keeper.store(
            [_body(1, "a"), _body(2, "ruim"), Body(3, [], [], [], (b"?", "no JSON")), _body(4, "b")]
        )
    assert sorted(verdicts) == [(1, 200), (2, 503), (3, 200), (4, 200)]
    assert (inbox.kept, inbox.broken) == (["a", "b"], [b"?"])


def test_frames_come_out_whole_however_the_bytes_arrive() -> None:
    stream = framed([_body(1, "a")]) + bytes(4) + framed([_body(2, "b" * 3_000)])
    for step in (1, 3, 1000, len(stream)):
        frames, seen = Frames(), []
        for start in range(0, len(stream), step):
            seen += [bytes(frame) for frame in frames.feed(stream[start : start + step])]
        first, leave, second = seen
        assert leave == b""
        assert [decoder(list[Body]).decode(f)[0].statuses[0].wamid for f in (first, second)] == ["a", "b" * 3_000]


def _body(number: int, wamid: str) -> Body:
    return Body(number, [], [StatusChange("1", "2", wamid, 3, "sent", Rank.SENT, b"{}")], [])
