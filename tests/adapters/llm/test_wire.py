"""No personal data on the wire: whole turns against a server on loopback, in what was said now and before."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import pytest

from central.adapters.llm.model import Model, ModelSpec
from central.adapters.llm.writer import ModelWriter
from central.core.messaging.conversation import Address, Line, Memo, Scene
from central.core.messaging.message import Text, spoken
from central.core.operation import Operation
from central.core.reading.meaning import Reading
from central.core.replying.rules import Rule
from central.core.turn import Outcome
from central.flow.turn.desk import Desk
from central.flow.turn.turn import take
from central.ports import Spoken
from central.ports.models import Past
from tests.adapters.llm.server import FakeOpenAI, calling, fake_openai
from tests.core.hostile import ALL, leaks
from tests.flow.shop import SHOP

NOW = 1_800_000_000_000
SOLD: Operation = replace(SHOP, rules=(Rule("tudo", tier="mini"),))
TOKEN = re.compile(r"\[[A-Z]+_\d+(?:, [^\]]*)?\]")


class StillClock:
    def now(self) -> int:
        return NOW

    async def sleep(self, ms: float) -> None: ...


class Fixed:
    """A reader that reads a question about the product in everything."""

    async def read(self, words: list[str], context: Spoken) -> Reading:
        return Reading((("produto", 0.9),))


@dataclass
class Remembered:
    """A past of these lines."""

    lines: list[tuple[str, str]] = field(default_factory=list)

    async def recent(self, conversation: str, turn: str, persona: str, lines: int) -> Past:
        return Past(tuple(self.lines[-lines:]), ("preco",))


@dataclass
class House:
    fake: FakeOpenAI
    writer: ModelWriter
    past: Remembered

    async def turn(self, words: str, name: str = "Ana Brandt", **changes: object) -> Outcome:
        async def typing(scene: Scene) -> None: ...

        memo = Memo(persona="livia", product="serum", introduced=True, stage="interessado")
        line = Line(1, "w1", NOW - 1000, Text(words))
        scene = Scene(
            "conv", "person", "100", Address("5581999990000"), 3, "t1", memo, "livia", name, NOW, (line,), **changes
        )
        desk = Desk(SOLD, Fixed(), {"mini": self.writer}, StillClock(), typing, history=self.past)
        return await take(scene, desk)

    def wire(self) -> str:
        """Everything the server was sent, without the numbers of our own tokens."""
        return "\n".join(TOKEN.sub(" # ", raw.decode()) for raw in self.fake.raw)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with fake_openai("Claro, me diz como posso ajudar?") as fake:
        writer = ModelWriter(Model(ModelSpec("mini", "gpt-6-luna", fake.url, "chave", 60_000)))
        yield House(fake, writer, Remembered())
        await writer.model.close()


def parts(house: House) -> list[str]:
    """Every text of every message, arguments and answers of tools included."""
    found = []
    for body in house.fake.bodies:
        found += [TOKEN.sub(" # ", json.dumps(message, ensure_ascii=False)) for message in body["messages"]]
    return found


async def test_no_hostile_format_reaches_the_wire_in_what_the_lead_says(house: House) -> None:
    for message, secret in ALL:
        house.fake.bodies.clear()
        await house.turn(f"oi. {message}. quanto fica?")
        assert house.fake.bodies, message
        assert not any(leaks(secret, part) for part in parts(house)), message


async def test_none_reaches_it_from_the_past_of_either_side(house: House) -> None:
    for start in range(0, len(ALL), 12):
        portion = ALL[start : start + 12]
        house.past.lines = [("lead" if n % 2 else "persona", message) for n, (message, _) in enumerate(portion)]
        house.fake.bodies.clear()
        await house.turn("e aí?")
        assert len(house.fake.bodies[0]["messages"]) == 2 + len(portion)
        for message, secret in portion:
            assert not any(leaks(secret, part) for part in parts(house)), message


async def test_none_reaches_it_through_a_tool_and_the_tool_still_works(house: House) -> None:
    house.fake.answers = [calling("frete", cep="[CEP_1]"), "Para [CEP_1] fica R$ 19,90, viu?"]
    outcome = await house.turn("meu cep é 50030-230, cpf 529.982.247-25")
    text = spoken(outcome.sends[0].bubble)
    assert "50030-230" in text
    assert "R$ 19,90" in text
    assert "50030" not in house.wire()
    assert "529" not in house.wire()
    (result,) = [m for m in house.fake.bodies[1]["messages"] if m["role"] == "tool"]
    assert "Recife" in result["content"]


async def test_nothing_of_who_the_lead_is_goes_along(house: House) -> None:
    await house.turn("sou a ana brandt, tudo bem?")
    wire = house.wire().casefold()
    for secret in ("brandt", "5581999990000", "person", "conv"):
        assert secret not in wire.replace("persona", "").replace("conversa", ""), secret


async def test_a_surname_comes_back_in_our_reply(house: House) -> None:
    house.fake.answers = ["Obrigada, Ana [SOBRENOME_1]! Quer saber mais?"]
    outcome = await house.turn("pode por em nome de Ana Brandt")
    assert "Ana Brandt" in spoken(outcome.sends[0].bubble)


async def test_what_the_guard_turned_down_is_hidden_when_the_model_is_told(house: House) -> None:
    house.fake.answers = ["Anotei: [TELEFONE_1]! Por R$ 12,00 eu faço no 11 98888-7777.", "Posso te explicar melhor?"]
    outcome = await house.turn("meu zap é 11 98765-4321, me liga")
    assert len(house.fake.bodies) == 2
    again = house.fake.bodies[1]["messages"][0]["content"]
    assert "foi recusada" in again
    assert outcome.decision is not None
    kept = repr(outcome.decision.verdicts)
    assert "telefone" in kept
    assert not leaks("988887777", kept)
    assert not leaks("987654321", kept)
    assert not any(leaks(secret, part) for part in parts(house) for secret in ("987654321", "988887777"))


async def test_a_token_the_model_made_up_never_leaves(house: House) -> None:
    house.fake.answers = ["Seu CPF [CPF_7] está certo?"]
    outcome = await house.turn("oi, me explica?")
    assert outcome.decision is not None
    assert outcome.decision.writer == "script"
    assert outcome.decision.extra["caminho"] == ["mini: marca desconhecida"]
    assert "CPF_7" not in spoken(outcome.sends[0].bubble)
