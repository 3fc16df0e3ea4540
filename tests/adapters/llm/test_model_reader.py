"""The reader with a model behind it: asked only about what the words leave open, once, masked, within the budget."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

import pytest

from central.adapters.llm.model import Model, ModelSpec
from central.adapters.llm.model_reader import ModelReader
from central.adapters.llm.questions import Form
from central.core.reading.meaning import INTENTS, Reading
from central.core.selling.cost import Usage
from central.ports import Spoken
from tests.adapters.llm.server import FakeOpenAI, fake_openai

OPEN = Reading((("outro", 0.4),), sure=False, cep="50030230")


@dataclass
class Words:
    """A reader that reads this."""

    reading: Reading = OPEN

    async def read(self, words: Sequence[str], context: Spoken) -> Reading:
        return self.reading


@dataclass
class Desk:
    fake: FakeOpenAI
    reader: ModelReader
    words: Words
    used: list[Usage] = field(default_factory=list)
    full: bool = False

    async def read(self, text: str, asked: str | None = None) -> Reading:
        return await self.reader.read([text], Spoken(asked=asked))


def form(intent: str, certainty: str = "alta", **more: object) -> str:
    return json.dumps({"intencao": intent, "complexa": False, "certeza": certainty} | more)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with fake_openai(form("objecao_eficacia")) as fake:
        model = Model(ModelSpec("leitor", "gpt-6-luna", fake.url, "chave", 2_000))
        words = Words()

        async def room() -> bool:
            return not desk.full

        async def paid(used: Sequence[Usage]) -> None:
            desk.used += used

        desk = Desk(fake, ModelReader(words, model, room, paid), words)
        yield desk
        await model.close()


async def test_what_words_leave_open_is_asked_in_a_typed_form(desk: Desk) -> None:
    found = await desk.read("sei não viu, já caí nessa de outro creme", "sim_nao")
    assert (found.intents, found.sure, found.by, found.cep) == (
        (("objecao_eficacia", 0.9),),
        True,
        "modelo",
        "50030230",
    )
    (body,) = desk.fake.bodies
    schema = body["response_format"]["json_schema"]["schema"]
    assert set(schema["properties"]) == {"intencao", "tambem", "complexa", "certeza"}
    assert set(Form.model_json_schema()["properties"]["intencao"]["enum"]) == set(INTENTS)
    assert "sim_nao" in body["messages"][0]["content"]
    assert not body.get("stream")
    assert [(u.kind, u.input, u.ok) for u in desk.used] == [("leitura", 1500, True)]


async def test_the_same_question_is_asked_once(desk: Desk) -> None:
    for _ in range(3):
        await desk.read("sei não viu")
    assert desk.fake.calls == 1
    await desk.read("sei não viu", "sim_nao")
    assert desk.fake.calls == 2


@pytest.mark.parametrize(
    "reading",
    [
        Reading((("preco", 0.9),)),
        Reading((("sair", 0.5),), sure=False),
        Reading((("outro", 0.5), ("humano", 0.4)), sure=False),
        Reading((("outro", 0.5),), sure=False, danger=True),
        Reading((("outro", 0.5),), sure=False, minor=True),
    ],
)
async def test_it_is_never_asked_before_silence_a_person_danger_or_a_minor(desk: Desk, reading: Reading) -> None:
    desk.words.reading = reading
    assert await desk.read("qualquer coisa") == reading
    assert desk.fake.calls == 0


async def test_without_room_in_the_budget_the_words_stand(desk: Desk) -> None:
    desk.full = True
    assert await desk.read("sei não viu") == OPEN
    assert desk.fake.calls == 0


@pytest.mark.parametrize("answer", [500, 400, "não sei", form("inventada"), "{}"])
async def test_a_model_that_fails_leaves_what_the_words_said(desk: Desk, answer: str | int) -> None:
    desk.fake.answers = [answer]
    assert await desk.read("sei não viu") == OPEN
    assert desk.used
    assert not any(u.ok for u in desk.used)


async def test_a_second_wish_and_doubt_are_kept(desk: Desk) -> None:
    desk.fake.answers = [form("preco", "baixa", tambem="frete", complexa=True)]
    found = await desk.read("quanto sai aí em casa")
    assert found.intents == (("preco", 0.45), ("frete", 0.45))
    assert (found.sure, found.complex) == (False, True)


async def test_silence_that_only_a_doubtful_model_hears_is_none(desk: Desk) -> None:
    desk.fake.answers = [form("sair", "media"), form("sair", "alta")]
    assert await desk.read("ai chega") == OPEN
    assert (await desk.read("ai chega disso")).intent == "sair"


async def test_what_the_lead_wrote_is_masked_and_fenced(desk: Desk) -> None:
    await desk.reader.read(["olha, brandt aqui, zap 11 98765-4321"], Spoken(name="Ana Brandt"))
    said = desk.fake.bodies[0]["messages"][-1]["content"]
    assert "98765" not in said
    assert "brandt" not in said
    assert said.splitlines()[0] == said.splitlines()[-1]
