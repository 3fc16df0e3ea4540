"""Voice notes in a turn: heard, read, answered and kept; or asked for in writing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from central.adapters.llm.prices import NoPrices
from central.adapters.llm.reader import LexicalReader
from central.core.errors import GiveUp
from central.core.messaging.conversation import Line, Memo
from central.core.messaging.message import Media, spoken
from central.core.selling.budget import Budget, Spent
from central.core.selling.cost import Cost, Usage
from central.core.turn import Outcome
from central.flow.turn.desk import Desk
from central.flow.turn.listening import Listening
from central.flow.turn.spending import Spending
from central.flow.turn.turn import take
from central.ports import NoDraft
from central.ports.models import Heard
from tests.flow.shop import SHOP
from tests.flow.test_turn import StillClock, scene

NOTE = Media("audio", "m1", "audio/ogg", voice=True)
KNOWN = Memo(persona="livia", product="serum", introduced=True)


@dataclass
class Ledger:
    kept: list[Cost] = field(default_factory=list)
    so_far: Spent = field(default_factory=Spent)

    async def keep(self, costs: tuple[Cost, ...]) -> None:
        self.kept += costs

    async def spent(self, now: int, budget: Budget, persona: str | None, person: str | None) -> Spent:
        return self.so_far

    async def replies(self, now: int) -> dict[str, tuple[int, int]]:
        return {}

    def replies_charged(self, channel: str, budget: Budget) -> bool:
        return False


@dataclass
class World:
    heard: Heard | NoDraft = field(default_factory=lambda: Heard("qual o valor?", True))
    content: bytes | GiveUp = bytes(6_000)
    ledger: Ledger = field(default_factory=Ledger)
    kept: list[Line] = field(default_factory=list)
    asked: int = 0

    async def download(self, channel: str, media_id: str, most: int) -> bytes:
        if isinstance(self.content, GiveUp):
            raise self.content
        return self.content

    async def transcribe(self, content: bytes, mime_type: str, millis: int) -> Heard:
        self.asked += 1
        if isinstance(self.heard, NoDraft):
            raise self.heard
        return replace(self.heard, used=(Usage("transcricao", "audio", "ouvido", heard=millis),))

    async def keep(self, conversation: str, line: Line) -> None:
        self.kept.append(line)

    async def turn(self, budget: Budget | None = None) -> Outcome:
        async def typing(scene) -> None: ...

        spending = Spending(self.ledger, NoPrices(), StillClock())
        operation = replace(SHOP, budget=budget or Budget())
        desk = Desk(operation, LexicalReader(), {}, StillClock(), typing, spending=spending)
        return await take(scene(NOTE, memo=KNOWN), replace(desk, listening=Listening(self, self, self.keep, spending)))


def said(outcome: Outcome) -> str:
    return "\n".join(spoken(send.bubble) for send in outcome.sends)


async def test_a_note_is_answered_like_words_and_kept() -> None:
    world = World()
    outcome = await world.turn()
    assert "R$ 89,90" in said(outcome)
    assert outcome.decision is not None
    assert outcome.decision.intent == "preco"
    assert [line.content.caption for line in world.kept] == ["qual o valor?"]
    (cost,) = world.ledger.kept
    assert (cost.kind, cost.heard, cost.micro, cost.decision) == ("transcricao", 3_000, None, "t1")


async def test_what_was_not_clear_is_said_back() -> None:
    outcome = await World(Heard("qual o valor?", False)).turn()
    assert "entendi assim: “qual o valor?”" in said(outcome)
    assert "R$ 89,90" in said(outcome)


async def test_figures_that_were_not_clear_are_not_said_back() -> None:
    outcome = await World(Heard("faz por R$ 50 no pix 11987654321", False)).turn()
    assert "não entendi tudo" in said(outcome)
    assert "987" not in said(outcome)


async def test_where_it_cannot_be_heard_it_is_asked_for_in_writing() -> None:
    worlds = (
        World(NoDraft("x", code="demora", used=(Usage("transcricao", "audio", "ouvido", ok=False),))),
        World(content=GiveUp("gone")),
        World(content=bytes(2_000_000)),
        World(Heard("", False)),
        World(ledger=Ledger(so_far=Spent(heard=60 * 60_000))),
    )
    for world in worlds:
        outcome = await world.turn()
        assert "Me escreve?" in said(outcome)
        assert world.kept == []
    assert worlds[0].ledger.kept[0].ok is False
    assert worlds[2].asked == worlds[4].asked == 0


async def test_without_money_nobody_hears() -> None:
    world = World(ledger=Ledger(so_far=Spent(day=10_000_000)))
    assert "Me escreve?" in said(await world.turn(Budget(day=100)))
    assert world.asked == 0
