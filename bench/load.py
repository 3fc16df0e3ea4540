"""The load generator: one thread, one epoll, blocking sockets, requests that already are bytes.

It must be light, for it shares two cores with the server it measures: a request costs it one ``send``, one ``recv``
and one look at the response's head. Each connection is a closed loop: the next request leaves when the whole response
to the last one is there.
"""

from __future__ import annotations

import gc
import select
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass

CONNECTIONS = 64
SILENCE_S = 240.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What one load saw. ``accepted`` also counts the requests of the warm-up; the rates and times do not."""

    accepted: int
    refused: int
    measured: int
    elapsed_s: float
    p50_ms: float
    p99_ms: float
    generator_cpu_s: float

    @property
    def per_second(self) -> float:
        return self.measured / self.elapsed_s


def drive(port: int, requests: Sequence[bytes], seconds: float, warm_up: int = 1_000) -> Measured:
    """Send ``requests`` over 64 kept connections until ``seconds`` have passed or none is left.

    Every response is read whole and must be a 200; others are counted in ``refused``.
    """
    sockets = {s.fileno(): s for s in (_connect(port) for _ in range(CONNECTIONS))}
    gc.collect()
    gc.disable()
    try:
        heat = _Run(sockets, requests[:warm_up]).until(float("inf"))
        cpu = time.process_time()
        run = _Run(sockets, requests[warm_up:]).until(seconds)
        cpu = time.process_time() - cpu
    finally:
        gc.enable()
        for s in sockets.values():
            s.close()
    waits = sorted(run.waits)
    return Measured(
        accepted=len(heat.waits) + len(run.waits),
        refused=heat.refused + run.refused,
        measured=len(run.waits),
        elapsed_s=run.elapsed_s,
        p50_ms=quantile(waits, 0.50) / 1e6,
        p99_ms=quantile(waits, 0.99) / 1e6,
        generator_cpu_s=cpu,
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the ordered values lie (nearest rank).

    >>> quantile([1, 2, 3, 4], 0.5), quantile([1, 2, 3, 4], 0.99), quantile([], 0.5)
    (2, 4, nan)
    """
    if not ordered:
        return float("nan")
    return ordered[min(len(ordered) - 1, max(0, -int(-share * len(ordered) // 1) - 1))]


class _Run:
    """One pass over a list of requests on connections that are already open."""

    def __init__(self, sockets: dict[int, socket.socket], requests: Sequence[bytes]) -> None:
        self.sockets = sockets
        self.requests = requests
        self.waits: list[int] = []
        self.refused = 0
        self.elapsed_s = 0.0

    def until(self, seconds: float) -> _Run:
        clock, sockets, waits = time.perf_counter_ns, self.sockets, self.waits
        left = iter(self.requests)
        poll = select.epoll()
        sent_at: dict[int, int] = {}
        half: dict[int, bytes] = {}
        start = clock()
        end = start + seconds * 1e9
        for fd, request in zip(sockets, left, strict=False):
            poll.register(fd, select.EPOLLIN)
            sent_at[fd] = clock()
            sockets[fd].sendall(request)
        while sent_at:
            ready = poll.poll(SILENCE_S)
            if not ready:
                raise TimeoutError(f"{len(sent_at)} requests got no answer within {SILENCE_S:.0f} s")
            for fd, _ in ready:
                answer = sockets[fd].recv(65_536)
                if not answer:
                    raise ConnectionError("the server closed a kept connection")
                if fd in half:
                    answer = half.pop(fd) + answer
                if not _whole(answer):
                    half[fd] = answer
                    continue
                now = clock()
                if answer.startswith(b"HTTP/1.1 200"):
                    waits.append(now - sent_at[fd])
                else:
                    self.refused += 1
                request = next(left, None) if now < end else None
                if request is None:
                    del sent_at[fd]
                    poll.unregister(fd)
                else:
                    sent_at[fd] = now
                    sockets[fd].sendall(request)
        self.elapsed_s = (clock() - start) / 1e9
        poll.close()
        return self


def _whole(answer: bytes) -> bool:
    """Whether a response with a content-length has fully arrived."""
    head_end = answer.find(b"\r\n\r\n")
    if head_end < 0:
        return False
    head = answer[:head_end].lower()
    at = head.find(b"content-length:")
    if at < 0:
        raise ValueError(f"a response without content-length: {answer[:200]!r}")
    length = head[at + 15 : (head + b"\r").index(b"\r", at)]
    return len(answer) >= head_end + 4 + int(length)


def _connect(port: int) -> socket.socket:
    s = socket.create_connection(("127.0.0.1", port), timeout=SILENCE_S)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return s
