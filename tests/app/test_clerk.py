"""Clerks: what they make of a turn is what the house makes of it, and whatever becomes of one, the turn is taken."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import fields
from types import SimpleNamespace
from typing import Any

import pytest

from central.adapters.clock import SystemClock
from central.adapters.llm.reader import LexicalReader
from central.app.clerk import keeper, process
from central.app.clerk.keeper import Clerks
from central.app.clerk.process import Clerk
from central.app.clerk.wire import ASKED, AWAY, Kit, Turn, framed, read
from central.app.frames import Frames
from central.core.messaging.conversation import Scene
from central.core.messaging.halt import NOTHING_HALTED
from central.core.messaging.message import Media
from central.core.replying.arms import Means
from central.core.replying.choice import Asked, Chosen, by_rule
from central.flow.turn.desk import Desk, never, utc
from central.flow.turn.turn import take
from tests.flow.shop import SHOP
from tests.flow.test_turn import Author, StillClock, scene, texts

SAID = (
    "oi, tudo bem?",
    "qual o valor do sérum?",
    "quanto fica o frete pra 50030-230?",
    "tem outras cores?",
    "achei caro",
    "já testei outros e não funcionou",
    "quero falar com uma pessoa",
    "para de me mandar mensagem",
)
KIT = Kit(
    StillClock(), 1.0, Means(), NOTHING_HALTED, utc, never, (), unsure_away=False, by_rules=True, tiers=(), has=()
)


class Link:
    """Hears what a clerk says."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def sendall(self, data: bytes) -> None:
        self.told += [message for frame in Frames().feed(data) for message in read(frame)]


class Quotes:
    """Nobody was told a price; whoever asks waits until `open`."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.open = asyncio.Event()
        self.open.set()

    async def of(self, person: str, operation: int, now: int) -> Sequence[Any]:
        self.asked.append(person)
        await self.open.wait()
        return ()


class Chooser:
    """Chooses by the rules, and remembers where."""

    def __init__(self) -> None:
        self.points: list[str] = []

    async def choose(self, asked: Asked) -> Chosen:
        self.points.append(asked.point)
        return by_rule(asked)


def brought(clerk: Clerk, *messages: Any) -> None:
    """As it comes over the link."""
    for frame in Frames().feed(framed(messages)):
        for message in read(frame):
            clerk.hear(message)
    clerk.flush()


def desk(**ports: Any) -> Desk:
    async def typing(scene: Scene) -> None: ...

    return Desk(SHOP, LexicalReader(), {}, StillClock(), typing, **ports)


async def test_a_clerk_makes_of_a_turn_what_the_house_makes_of_it() -> None:
    link = Link()
    clerk = Clerk(link)  # type: ignore[arg-type]
    brought(clerk, SHOP, KIT)
    before = scene("oi").memo
    for number, words in enumerate(SAID):
        given = scene(words, memo=before)
        here = await take(given, desk())
        brought(clerk, Turn(number, given, charged=False))
        assert link.told.pop() == ("done", number, here)
        before = here.memo


async def test_what_a_turn_asks_of_the_world_is_asked_of_the_house() -> None:
    link = Link()
    clerk = Clerk(link)  # type: ignore[arg-type]
    given = scene("qual o valor do sérum?")
    brought(clerk, SHOP, KIT._replace(has=("quotes",)), Turn(1, given, charged=False))
    assert link.told == [("call", 1, "quotes", "of", ("person", 7, StillClock().now()))]
    brought(clerk, ("answer", 1, True, ()))
    assert [told for told in link.told if told[0] == "done"] == [("done", 1, await take(given, desk()))]


async def test_a_turn_whose_question_failed_is_given_back() -> None:
    link = Link()
    clerk = Clerk(link)  # type: ignore[arg-type]
    brought(clerk, SHOP, KIT._replace(has=("quotes",)), Turn(1, scene("oi"), charged=False), ("answer", 1, False, None))
    assert link.told[-1] == ("done", 1, None)


@pytest.mark.parametrize(
    ("given", "kit"),
    [
        (scene("já testei outros e não funcionou"), KIT._replace(tiers=("forte",))),
        (scene(Media("audio", "m1", "audio/ogg", voice=True)), KIT._replace(has=("listening",))),
    ],
    ids=["a model writes", "a voice note is heard"],
)
def test_what_needs_more_than_words_is_given_back(given: Scene, kit: Kit) -> None:
    link = Link()
    clerk = Clerk(link)  # type: ignore[arg-type]
    brought(clerk, SHOP, kit, Turn(1, given, charged=False))
    assert link.told[-1] == ("done", 1, None)


def test_what_the_words_leave_open_is_given_back_where_a_model_may_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "leaves_open", lambda reading: True)
    link = Link()
    clerk = Clerk(link)  # type: ignore[arg-type]
    brought(clerk, SHOP, KIT, Turn(1, scene("oi"), charged=False))
    brought(clerk, KIT._replace(unsure_away=True), Turn(2, scene("oi"), charged=False))
    assert [outcome is None for _, number, outcome in (told for told in link.told if told[0] == "done")] == [
        False,
        True,
    ]


async def test_turns_are_taken_whatever_becomes_of_a_clerk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A real process: it takes turns, asks the house, gives one back, and is killed while a turn of it waits."""
    author, quotes, chooser = Author("Claro! Posso te contar mais?"), Quotes(), Chooser()
    typed: list[str] = []

    async def typing(scene: Scene) -> None:
        typed.append(scene.turn)

    at = Desk(SHOP, LexicalReader(), {"forte": author}, SystemClock(), typing, quotes=quotes, chooser=chooser)
    clerks = Clerks(1)
    try:
        await clerks.hire()
        (clerk,) = clerks._clerks
        assert clerk.ready
        answers = await asyncio.gather(*(clerks.take(scene(words), at) for words in SAID[:4]))
        assert "R$ 89,90" in texts(answers[1])
        assert [texts(one) for one in answers] == [texts(await take(scene(words), at)) for words in SAID[:4]]
        assert len(quotes.asked) == 8
        assert len(chooser.points) == 8
        await _until(lambda: len(typed) == 8)

        given_back = await clerks.take(scene(SAID[5]), at)
        assert author.briefs
        assert "contar mais" in texts(given_back)

        quotes.open.clear()
        silent = asyncio.ensure_future(clerks.take(scene(SAID[1]), at))
        await _until(lambda: len(quotes.asked) == 11)
        monkeypatch.setattr(keeper, "HUNG_S", -1.0)
        clerk._look()
        await _until(lambda: not clerks._clerks)
        quotes.open.set()
        assert "R$ 89,90" in texts(await silent)
    finally:
        await clerks.close()
    assert not clerks._clerks


async def test_a_clerk_comes_when_turns_take_most_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = cpu = 0.0
    monkeypatch.setattr(keeper, "time", SimpleNamespace(monotonic=lambda: now, process_time=lambda: cpu))
    came: list[float] = []

    async def hire(self: Clerks) -> None:
        came.append(now)

    monkeypatch.setattr(Clerks, "hire", hire)
    clerks = Clerks(1)
    for share, turns in ((0.2, 300), (0.9, 4), (0.9, 300)):
        for _ in range(turns):
            clerks._look()
        now, cpu = now + 2.0, cpu + 2.0 * share
        clerks._look()
        await asyncio.sleep(0)
    assert came == [6.0]


def test_every_port_of_the_desk_is_asked_of_the_house_or_away() -> None:
    optional = {field.name for field in fields(Desk) if field.default is None}
    assert optional | {"chooser"} == {*ASKED, *AWAY}


async def test_where_no_process_can_be_started_the_house_goes_on_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(keeper.subprocess, "Popen", refused)
    clerks = Clerks(1)
    await clerks.hire()
    assert await clerks.take(scene(SAID[1]), desk()) == await take(scene(SAID[1]), desk())
    await clerks.close()


async def test_without_clerks_the_house_takes_every_turn() -> None:
    outcome = await Clerks(0).take(scene(SAID[1]), desk())
    assert outcome == await take(scene(SAID[1]), desk())


async def _until(holds: Callable[[], bool], within_s: float = 60) -> None:
    async with asyncio.timeout(within_s):
        while not holds():
            await asyncio.sleep(0.005)
