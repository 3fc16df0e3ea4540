"""Live regions: what moves reaches the tabs that watch it, rendered once; nobody sees what they may not."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from central.adapters.clock import SystemClock, new_id
from central.adapters.operation import parse
from central.adapters.store import open_store
from central.app.panel import live
from central.app.panel.application import running
from central.core.messaging.message import Text
from central.core.messaging.update import Heard
from central.core.people.account import Role
from central.core.people.identity import Sender
from central.core.turn import Arrival
from tests.app.panel.panel_world import PanelWorld, panel_world

CHANNEL = "900200000000001"


class Socket:
    """A browser's end of a WebSocket."""

    def __init__(self) -> None:
        self.said: asyncio.Queue[str] = asyncio.Queue()
        self.got: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def accept(self) -> None:
        """Always."""

    async def receive_text(self) -> str:
        said = await self.said.get()
        if not said:
            raise WebSocketDisconnect
        return said

    async def send_text(self, text: str) -> None:
        await self.got.put(json.loads(text))

    def watch(self, *subjects: str, position: int = 0) -> None:
        """What the page asks for."""
        self.said.put_nowait(json.dumps({"assuntos": subjects, "desde": position}))

    async def next(self) -> dict[str, Any]:
        """The next push."""
        return await asyncio.wait_for(self.got.get(), 60)


async def hear(world: PanelWorld, words: str, lead: str = "Ana", number: int = 1, store: Any = None) -> str:
    """A lead writes."""
    now = world.clock.now()
    sender = Sender(bsuid=f"BR.{number}", wa_id=f"551199999{number:04d}", name=lead)
    heard = Heard(CHANNEL, "waba", f"wamid.{number}.{words}", now, sender, Text(words), b"{}")
    arrival = Arrival(heard, "portfolio", 1_000, 1_000)
    (accepted,) = await (store or world.store).journal.accept(now, arrivals=[arrival])
    return str(accepted.conversation)


async def _tab(world: PanelWorld, role: Role = "leitura") -> tuple[Socket, asyncio.Task[None]]:
    socket = Socket()
    session = await world.signed_in(role)
    return socket, asyncio.create_task(world.panel.hub.serve(socket, session))  # type: ignore[arg-type]


async def _watching(world: PanelWorld, tabs: int = 1) -> None:
    """So many tabs have told what they watch."""
    async with asyncio.timeout(60):
        while sum(bool(tab.subjects) for tab in world.panel.hub._tabs) < tabs:
            await asyncio.sleep(0.005)


async def _leave(socket: Socket, serving: asyncio.Task[None]) -> None:
    socket.said.put_nowait("")
    await asyncio.wait_for(serving, 60)


async def test_a_row_that_moves_reaches_every_tab_that_watches_the_list(world: PanelWorld) -> None:
    async with running(world.panel):
        one, serving_one = await _tab(world)
        two, serving_two = await _tab(world, "atendente")
        for socket in (one, two):
            socket.watch("lista", "lista?aba=pagas")
        await _watching(world, 2)
        conversation = await hear(world, "oi <b>gente</b>")
        first, second = [(await socket.next(), await socket.next()) for socket in (one, two)]
        assert sorted(push["html"] for push in first) == sorted(push["html"] for push in second)
        html = "".join(push["html"] for push in first)
        assert f'id="c-{conversation}"' in html
        assert f'data-some="c-{conversation}"' in html
        assert "oi &lt;b&gt;gente&lt;/b&gt;" in html
        assert first[0]["ate"] == await world.store.events.last()
        await _leave(one, serving_one)
        await _leave(two, serving_two)


async def test_a_list_lets_go_of_what_no_longer_belongs_to_it(world: PanelWorld) -> None:
    async with running(world.panel):
        socket, serving = await _tab(world)
        socket.watch("lista?aba=pagas")
        await _watching(world)
        conversation = await hear(world, "oi")
        assert f'data-some="c-{conversation}"' in (await socket.next())["html"]
        await _leave(socket, serving)


async def test_a_tab_that_was_away_hears_what_it_missed_or_is_told_to_fetch(world: PanelWorld) -> None:
    async with running(world.panel):
        before = await hear(world, "antes")
        position = await world.store.events.last()
        missed = await hear(world, "perdida", "Bia", 2)
        async with asyncio.timeout(60):
            while world.panel.hub.position < await world.store.events.last():
                await asyncio.sleep(0.01)
        socket, serving = await _tab(world)
        socket.watch("lista", position=position)
        html = (await socket.next())["html"]
        assert f"c-{missed}" in html
        assert f"c-{before}" not in html
        await _leave(socket, serving)


async def test_a_slow_tab_is_told_to_fetch_anew_and_holds_nobody_up(world: PanelWorld) -> None:
    tab = live.Tab(await world.signed_in("leitura"))
    for number in range(live.MOST_WAITING + 1):
        tab.push(str(number))
    assert tab.queue.qsize() == 1
    assert json.loads(tab.queue.get_nowait()) == {"de_novo": True}


async def test_topics_are_for_those_who_may_and_strange_wishes_end_the_tab(world: PanelWorld) -> None:
    async with running(world.panel):
        session = await world.signed_in("leitura")
        assert list(live._subjects(["lista?aba=todas", "nada", "conversa?x"], session)) == [
            ("lista", "aba=todas"),
            ("conversa", "x"),
        ]
        socket, serving = await _tab(world)
        socket.said.put_nowait("[1, 2")
        await asyncio.wait_for(serving, 60)


async def test_two_panels_on_one_postgres_show_the_same(postgres_url: str) -> None:
    async with panel_world(postgres_url) as world, running(world.panel):
        clock = SystemClock()
        other = await open_store(postgres_url, clock=clock, ids=new_id, owner="outro", parse_operation=parse)
        try:
            socket, serving = await _tab(world)
            socket.watch("lista")
            await _watching(world)
            conversation = await hear(world, "oi do outro processo", store=other)
            assert f"c-{conversation}" in (await socket.next())["html"]
            await _leave(socket, serving)
        finally:
            await other.close()


@pytest.mark.parametrize("origin", ["https://outro.lugar", "null", ""])
async def test_a_websocket_from_elsewhere_is_not_ours(world: PanelWorld, origin: str) -> None:
    from starlette.requests import HTTPConnection

    from central.app.panel.visit import from_our_pages

    headers = [(b"host", b"painel.teste"), (b"origin", origin.encode())]
    assert not from_our_pages(HTTPConnection({"type": "websocket", "headers": headers}))


async def test_whoever_writes_is_seen_by_the_others_until_they_pause_or_send(world: PanelWorld) -> None:
    conversation = await hear(world, "oi")
    async with await world.browser("atendente") as marina, await world.browser("dono") as owner:
        await marina.post(f"/conversas/{conversation}/assumir")
        assert (await marina.post(f"/conversas/{conversation}/digitando")).status_code == 204
        assert "Atendente está digitando" in (await owner.get(f"/conversas/{conversation}")).text
        await world.clock.sleep(7_000)
        assert "está digitando" not in (await owner.get(f"/conversas/{conversation}")).text
        await marina.post(f"/conversas/{conversation}/digitando")
        await marina.post(f"/conversas/{conversation}/mensagem", data={"texto": "Oi, aqui é a Marina."})
        assert "está digitando" not in (await owner.get(f"/conversas/{conversation}")).text
        assert (await marina.post("/conversas/nada/digitando")).status_code == 422


async def test_a_stop_in_the_moment_something_moves_is_not_lost(world: PanelWorld) -> None:
    for moment in range(6):
        hub = live.Hub(world.panel)
        await hub.start()
        await asyncio.sleep(0)
        hub.wake()
        for _ in range(moment):
            await asyncio.sleep(0)
        stopping = asyncio.ensure_future(hub.stop())
        _, running_on = await asyncio.wait([stopping], timeout=30)
        assert not running_on, f"the stop was lost {moment} steps after the wake"
