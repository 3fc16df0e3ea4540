"""The adapters against a real model on loopback: schema, tools, timeouts, usage, fallback. Its wit is not judged."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace

import aiohttp
import pytest

from central.adapters.llm.form import FormAsker
from central.adapters.llm.model import Model, ModelSpec
from central.adapters.llm.model_reader import ModelReader
from central.adapters.llm.prices import ListedPrices
from central.adapters.llm.reader import LexicalReader
from central.adapters.llm.writer import ModelWriter
from central.core.reading.meaning import INTENTS, Reading
from central.core.selling.cost import Usage
from central.flow.turn.desk import Desk
from central.flow.turn.spending import Spending
from central.flow.turn.turn import take
from central.ports import NoDraft, Spoken
from tests.adapters.llm.test_writer import BRIEF
from tests.flow.test_draft import KNOWN, STRONG, Books
from tests.flow.test_turn import StillClock, scene

PATIENT, SHORT = 300_000, 48
"""Milliseconds for a busy machine, tokens for a quick end."""
SMALL = replace(BRIEF, history=BRIEF.history[:1])


@dataclass
class Pens:
    """Models of one test, closed when it is over."""

    url: str
    made: list[Model] = field(default_factory=list)

    def model(self, wait: int = PATIENT, url: str | None = None) -> Model:
        self.made.append(Model(ModelSpec("mini", "smollm2", url or self.url, "", wait, SHORT)))
        return self.made[-1]


@pytest.fixture
async def pens(server: str) -> AsyncIterator[Pens]:
    found = Pens(server)
    yield found
    for model in found.made:
        await model.close()


async def test_the_server_is_real(server: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{server}/models") as answer:
        assert answer.status == 200
        assert (await answer.json())["data"]


async def test_it_writes_whole_with_tools_on_offer_and_tokens_counted(pens: Pens) -> None:
    draft = await ModelWriter(pens.model()).write(SMALL)
    assert draft.text
    assert draft.writer == "smollm2"
    (used,) = draft.used
    assert used.input > 300
    assert 0 < used.output <= 4 * SHORT
    assert used.ok
    assert ListedPrices().price("smollm2") is None


async def test_a_reading_obeys_the_schema(pens: Pens) -> None:
    used: list[Usage] = []

    class Open:
        async def read(self, words: Sequence[str], context: Spoken) -> Reading:
            return Reading((("outro", 0.4),), sure=False)

    async def whom() -> FormAsker:
        return FormAsker(pens.model())

    async def paid(found: Sequence[Usage]) -> None:
        used.extend(found)

    reading = await ModelReader(Open(), whom, paid).read(["tá meio salgado, hein"], Spoken())
    assert reading.by == "modelo"
    assert all(label in INTENTS for label, _ in reading.intents)
    assert used[-1].ok
    assert used[-1].input > 200


async def test_it_is_left_when_it_takes_too_long(pens: Pens) -> None:
    began = time.monotonic()
    with pytest.raises(NoDraft) as failed:
        await ModelWriter(pens.model(wait=60)).write(SMALL)
    assert failed.value.code == "demora"
    assert time.monotonic() - began < 10


async def test_a_turn_falls_from_a_dead_server_to_it_and_counts_what_it_took(pens: Pens) -> None:
    async def typing(scene) -> None: ...

    dead = ModelWriter(pens.model(wait=1_000, url="http://127.0.0.1:9/v1"))
    books = Books(price_=None)
    writers = {"forte": dead, "mini": ModelWriter(pens.model())}
    desk = Desk(STRONG, LexicalReader(), writers, StillClock(), typing)  # type: ignore[arg-type]
    outcome = await take(
        scene("serve pra pele oleosa?", memo=KNOWN), replace(desk, spending=Spending(books, books, StillClock()))
    )
    assert outcome.decision is not None
    assert outcome.sends, "never silence"
    assert outcome.decision.extra["caminho"][0].startswith("forte: ")
    assert outcome.decision.writer in ("smollm2", "script"), "what it says may be refused by the guard"
    real = [cost for cost in books.kept if cost.ok]
    assert real
    assert real[0].input > 300
    assert real[0].micro is None
