"""Webhooks that leave: signed, in order within a lane, tried again with growing pauses while the receiver is down.

Source: Meta, webhooks (2026): anything but 200 is tried again, less and less often.
"""

from __future__ import annotations

import asyncio
import hmac
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field

import aiohttp

from central.ports import Clock

PATIENCE_S = 20
AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Push:
    """One body to deliver; `done` is called after the 200."""

    body: bytes
    secret: str
    done: Callable[[], None]
    after: float = 0


@dataclass(slots=True)
class Pusher:
    """Delivers pushes to `callback_url`; the first pause after a failure is `first_ms`, the longest `longest_ms`."""

    clock: Clock
    callback_url: str | None
    first_ms: int = 1_000
    longest_ms: int = 60_000
    sent: int = 0
    retries: int = 0
    waiting: int = 0
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    deliver: Callable[[bytes, dict[str, str]], Awaitable[int]] | None = None
    """Hands a body and its headers to a receiver in this process, in place of HTTP; gives its status."""
    _lanes: dict[str, deque[Push]] = field(default_factory=dict)
    _session: aiohttp.ClientSession | None = None
    _gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    def push(self, lane: str | None, push: Push) -> None:
        """Queue a push behind the others of its lane; without a lane it goes its own way."""
        self.waiting += 1
        if lane is None:
            self._start(self._deliver(push))
        elif lane in self._lanes:
            self._lanes[lane].append(push)
        else:
            self._lanes[lane] = deque([push])
            self._start(self._drain(lane))

    async def close(self) -> None:
        """Stop delivering; what waits stays undelivered."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _drain(self, lane: str) -> None:
        queue = self._lanes[lane]
        while queue:
            await self._deliver(queue[0])
            queue.popleft()
        del self._lanes[lane]

    async def _deliver(self, push: Push) -> None:
        if push.after:
            await self.clock.sleep(push.after)
        pause = self.first_ms
        while not await self._post(push):
            self.retries += 1
            await self.clock.sleep(pause)
            pause = min(pause * 2, self.longest_ms)
        self.sent += 1
        self.waiting -= 1
        push.done()

    async def _post(self, push: Push) -> bool:
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "facebookexternalua",
            "X-Hub-Signature-256": "sha256=" + hmac.digest(push.secret.encode(), push.body, "sha256").hex(),
        }
        if self.deliver is not None:
            return await self.deliver(push.body, headers) == 200
        if self.callback_url is None:
            return False
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=PATIENCE_S)
            self._session = aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=AT_ONCE))
        async with self._gate:
            try:
                async with self._session.post(self.callback_url, data=push.body, headers=headers) as answer:
                    return answer.status == 200
            except (aiohttp.ClientError, TimeoutError, OSError):
                return False
