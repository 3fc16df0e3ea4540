"""How the hold is spent: silently before the turn, typing after it, and never twice."""

from __future__ import annotations

import pytest

from central.adapters.llm.reader import LexicalReader
from central.core.messaging.conversation import Address, Line, Memo, Scene
from central.core.messaging.message import Choice, Content, Text
from central.core.messaging.patience import BRISK_MS, TAP_MS, hold, windows
from central.core.messaging.update import Heard
from central.core.people.identity import Sender
from central.core.turn import Accepted, Arrival
from central.flow.inbox import Inbox
from central.flow.turn.desk import Desk
from central.flow.turn.turn import take
from central.ports import Brief, Draft
from tests.flow.shop import SHOP

NOW = 1_800_000_000_000


class HandClock:
    """Goes on only when somebody moves it."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> int:
        return self.at

    async def sleep(self, ms: float) -> None: ...


class SlowWriter:
    """Needs `ms` for a reply."""

    def __init__(self, clock: HandClock, ms: int) -> None:
        self.clock, self.ms = clock, ms

    async def write(self, brief: Brief) -> Draft:
        self.clock.at += self.ms
        return Draft("Claro, me conta mais.", "modelo-x")


class Gate:
    """A journal that only remembers what arrived."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []

    async def accept(self, now, arrivals, statuses, notices) -> list[Accepted]:
        self.arrivals += arrivals
        return [Accepted(True) for _ in arrivals]


async def first_bubble(*contents: Content, memo: Memo | None = None, thinking: int = 0, pace: float = 1.0) -> int:
    """Milliseconds from the turn's beginning to its first bubble."""
    lines = tuple(Line(n, f"w{n}", NOW, content) for n, content in enumerate(contents, 1))
    scene = Scene("conv", "person", "100", Address("5581999990000"), 3, "t1", memo or Memo(), None, None, NOW, lines)
    clock = HandClock()

    async def typing(scene: Scene) -> None: ...

    desk = Desk(SHOP, LexicalReader(), {"forte": SlowWriter(clock, thinking)}, clock, typing, pace)
    return (await take(scene, desk)).sends[0].send_at - NOW


async def windows_of(content: Content, pace: float = 1.0) -> tuple[int, int]:
    gate = Gate()
    heard = Heard("100", "waba", "w1", NOW, Sender(wa_id="5581999990000"), content, b"{}")
    await Inbox(gate, HandClock(), lambda channel, waba: "folio", pace).take_in([heard])
    return gate.arrivals[0].wait, gate.arrivals[0].wait_if_asked


@pytest.mark.parametrize("words", ["oi", "quanto custa?", "eu queria saber se", "quero comprar"])
@pytest.mark.parametrize("asked", [None, "cep"])
async def test_window_and_typing_together_are_the_hold(words: str, asked: str | None) -> None:
    content, waits = Text(words), await windows_of(Text(words))
    assert waits == windows(content)
    typed = await first_bubble(content, memo=Memo(asked=asked))
    silent = waits[asked is not None]
    assert silent + typed == max(hold(content, 0, asked is not None), silent + BRISK_MS)


async def test_a_tap_is_answered_in_a_second() -> None:
    tap = Choice("button", "preco", "Preço")
    assert await windows_of(tap) == (0, 0)
    assert await first_bubble(tap) == TAP_MS


async def test_a_model_that_thinks_longer_than_the_hold_adds_nothing_to_it() -> None:
    doubt = Text("será que funciona mesmo? já testei outros e não funcionou")
    quick = await first_bubble(doubt)
    assert await first_bubble(doubt, thinking=quick // 2) == quick
    assert await first_bubble(doubt, thinking=quick + 700) == quick + 700


async def test_without_a_pace_nothing_waits() -> None:
    assert await windows_of(Text("oi"), pace=0) == (0, 0)
    assert await first_bubble(Text("oi"), pace=0) == 0
