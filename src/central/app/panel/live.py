"""What moves, pushed as HTML: one follower of the ledger a process, each region rendered once for all who watch it.

A tab names topics ("conversa" with a key such as an id). A page module says how a topic renders:

    @topic("alertas", least="leitura")
    async def alerts(panel: Panel, key: str, moved: Sequence[Event]) -> str: ...

`moved` are the events since the last call; an empty one is the pulse of every two seconds, for what no event tells. The
answer is HTML whose top-level elements have ids (see web/js/panel-live.js); an empty one or the same again is not sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from central.adapters.store.journal.events import Event, Tail
from central.app.work.round import ended
from central.core.people.account import Role, Session

if TYPE_CHECKING:
    from central.app.panel.panel import Panel

log = logging.getLogger("central.panel")

EVERY_S = 0.25
PULSE_S = 2.0
MOST_TOPICS = 12
MOST_WAITING = 64
MOST_BEHIND = 1_000
CHECK_SESSION_S = 30
Region: TypeAlias = "Callable[[Panel, str, Sequence[Event]], Awaitable[str]]"
Subject = tuple[str, str]
"""The name of a topic and its key."""


@dataclass(frozen=True, slots=True)
class Topic:
    """How something that moves is shown, and to whom."""

    render: Region
    least: Role
    pulse: bool


TOPICS: dict[str, Topic] = {}


def topic(name: str, *, least: Role, pulse: bool = False) -> Callable[[Region], Region]:
    """Register the region that a topic renders; with `pulse` it is also asked when nothing was told."""

    def register(render: Region) -> Region:
        TOPICS[name] = Topic(render, least, pulse)
        return render

    return register


@dataclass(eq=False, slots=True)
class Tab:
    """An open page; what does not fit in its queue is dropped and the tab fetches its regions anew."""

    session: Session
    subjects: frozenset[Subject] = frozenset()
    queue: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))

    def push(self, message: str) -> None:
        """Let the tab have it when it can take it."""
        try:
            self.queue.put_nowait(message)
        except asyncio.QueueFull:
            while not self.queue.empty():
                self.queue.get_nowait()
            self.queue.put_nowait(_RESYNC)


class Wish(msgspec.Struct, rename={"position": "desde", "subjects": "assuntos"}):
    """What a tab asks for: its topics as `name` or `name?key`, and the position its page was made at."""

    subjects: list[str] = []
    position: int = 0


_RESYNC = '{"de_novo":true}'
_LEAVE = '{"sair":true}'
_WISH = msgspec.json.Decoder(Wish)
_PUSH = msgspec.json.Encoder()


class Hub:
    """Follows the ledger while tabs are open, and tells each what it watches."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._tabs: set[Tab] = set()
        self._woken = asyncio.Event()
        self._tail: Tail | None = None
        self._shown: dict[Subject, str] = {}
        self._following: asyncio.Task[None] | None = None

    @property
    def position(self) -> int:
        """Up to where the tabs of this process know the ledger."""
        return self._tail.position if self._tail is not None else 0

    async def start(self) -> None:
        """Begin to follow."""
        self._tail = self._panel.store.events.tail(await self._panel.store.events.last())
        self._panel.store.journal.on_wake(self._woken.set)
        self._following = asyncio.create_task(self._follow(), name="panel-hub")

    async def stop(self) -> None:
        """Stop following."""
        if self._following is not None:
            await ended((self._following,))

    def wake(self) -> None:
        """Something moved just now; do not wait for the next look."""
        self._woken.set()

    # ── the follower ─────────────────────────────────────────────────────────────────────────────

    async def _follow(self) -> None:
        quiet = 0.0
        while True:
            try:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(PULSE_S):  # wait_for of Python 3.11 can lose a cancel
                        await self._woken.wait()
                self._woken.clear()
                moved = await self._news()
                quiet = 0.0 if moved else quiet + EVERY_S
                if moved or quiet >= PULSE_S / 2:
                    await self._tell(moved)
                    quiet = 0.0
            except Exception:
                log.exception("the panel's follower failed, again in a second")
                await asyncio.sleep(1)
            await asyncio.sleep(EVERY_S)

    async def _news(self) -> list[Event]:
        assert self._tail is not None
        return await self._tail.news(self._panel.clock.now())

    async def _tell(self, moved: Sequence[Event]) -> None:
        wanted: dict[Subject, list[Tab]] = {}
        for tab in self._tabs:
            for subject in tab.subjects:
                wanted.setdefault(subject, []).append(tab)
        for gone in self._shown.keys() - wanted.keys():
            del self._shown[gone]
        for subject, tabs in wanted.items():
            if not moved and not TOPICS[subject[0]].pulse:
                continue
            message = await self._rendered(subject, moved)
            if message:
                for tab in tabs:
                    tab.push(message)

    async def _rendered(self, subject: Subject, moved: Sequence[Event]) -> str:
        html = await TOPICS[subject[0]].render(self._panel, subject[1], moved)
        if not html or self._shown.get(subject) == html:
            return ""
        self._shown[subject] = html
        return self._message(html)

    def _message(self, html: str) -> str:
        return _PUSH.encode({"ate": self.position, "html": html}).decode()

    # ── a tab ────────────────────────────────────────────────────────────────────────────────────

    async def serve(self, socket: WebSocket, session: Session) -> None:
        """Serve a tab until it goes away or its session ends."""
        tab = Tab(session)
        await socket.accept()
        self._tabs.add(tab)
        work = [asyncio.create_task(part) for part in (self._listen(socket, tab), _send(socket, tab), self._watch(tab))]
        try:
            await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._tabs.discard(tab)
            await ended(work)

    async def _listen(self, socket: WebSocket, tab: Tab) -> None:
        while True:
            try:
                wish = _WISH.decode(await socket.receive_text())
            except (WebSocketDisconnect, msgspec.DecodeError, KeyError):
                return
            tab.subjects = frozenset(_subjects(wish.subjects[:MOST_TOPICS], tab.session))
            await self._catch_up(tab, wish.position)

    async def _catch_up(self, tab: Tab, position: int) -> None:
        """What moved between the making of the page and now."""
        if not 0 < position < self.position:
            return
        tail = self._panel.store.events.tail(position)
        moved = await tail.news(self._panel.clock.now()) if self.position - position < MOST_BEHIND else []
        if not moved:
            tab.push(_RESYNC)
            return
        for name, key in tab.subjects:
            if html := await TOPICS[name].render(self._panel, key, moved):
                tab.push(self._message(html))

    async def _watch(self, tab: Tab) -> None:
        """A session that was ended stops seeing."""
        while True:
            await asyncio.sleep(CHECK_SESSION_S)
            if await self._panel.store.accounts.session(tab.session.token, self._panel.clock.now()) is None:
                tab.push(_LEAVE)
                await asyncio.sleep(1)
                return


async def _send(socket: WebSocket, tab: Tab) -> None:
    while True:
        message = await tab.queue.get()
        try:
            await socket.send_text(message)
        except (WebSocketDisconnect, RuntimeError):
            return


def _subjects(wanted: Iterable[str], session: Session) -> Iterable[Subject]:
    for text in wanted:
        name, _, key = text[:500].partition("?")
        found = TOPICS.get(name)
        if found is not None and session.account.may(found.least):
            yield name, key
