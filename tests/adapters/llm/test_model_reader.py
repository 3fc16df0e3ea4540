"""The reader with a model behind it: asked only about what the words leave open, once, masked, within the budget."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace

import pytest
from aiohttp import web

from central.adapters.llm.decisions import DecisionsAsker
from central.adapters.llm.form import FormAsker
from central.adapters.llm.meanings import MEANINGS
from central.adapters.llm.model import Model, ModelSpec
from central.adapters.llm.model_reader import Asker, ModelReader
from central.adapters.llm.prices import ListedPrices
from central.adapters.llm.questions import Form
from central.core.reading.meaning import INTENTS, Reading
from central.core.selling.cost import Usage, charge
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
    asker: Asker
    words: Words = field(default_factory=Words)
    used: list[Usage] = field(default_factory=list)
    full: bool = False
    reader: ModelReader = field(init=False)

    def __post_init__(self) -> None:
        self.reader = ModelReader(self.words, self._whom, self._paid)

    async def read(self, text: str, asked: str | None = None) -> Reading:
        return await self.reader.read([text], Spoken(asked=asked))

    async def _whom(self) -> Asker | None:
        return None if self.full else self.asker

    async def _paid(self, used: Sequence[Usage]) -> None:
        self.used += used


def form(intent: str, certainty: str = "alta", **more: object) -> str:
    return json.dumps({"intencao": intent, "complexa": False, "certeza": certainty} | more)


@pytest.fixture
async def model() -> AsyncIterator[Model]:
    found = Model(ModelSpec("leitor", "gpt-6-luna", "", "chave", 60_000))
    yield found
    await found.close()


@pytest.fixture
async def desk(model: Model) -> AsyncIterator[Desk]:
    async with fake_openai(form("objecao_eficacia")) as fake:
        model.spec = replace(model.spec, url=fake.url)
        yield Desk(fake, FormAsker(model))


@pytest.fixture
async def decisions(model: Model) -> AsyncIterator[Desk]:
    async with fake_openai("objecao_eficacia") as fake:
        model.spec = replace(model.spec, url=fake.url)
        yield Desk(fake, DecisionsAsker(model))


@pytest.fixture(params=["desk", "decisions"])
def either(request: pytest.FixtureRequest) -> Desk:
    found: Desk = request.getfixturevalue(request.param)
    return found


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


async def test_the_same_question_is_asked_once(either: Desk) -> None:
    for _ in range(3):
        await either.read("sei não viu")
    assert either.fake.calls == 1
    await either.read("sei não viu", "sim_nao")
    assert either.fake.calls == 2


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
async def test_it_is_never_asked_before_silence_a_person_danger_or_a_minor(either: Desk, reading: Reading) -> None:
    either.words.reading = reading
    assert await either.read("qualquer coisa") == reading
    assert either.fake.calls == 0


async def test_without_room_in_the_budget_the_words_stand(either: Desk) -> None:
    either.full = True
    assert await either.read("sei não viu") == OPEN
    assert either.fake.calls == 0


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


async def test_what_the_lead_wrote_is_masked_and_fenced(either: Desk) -> None:
    await either.reader.read(["olha, brandt aqui, zap 11 98765-4321"], Spoken(name="Ana Brandt"))
    (body,) = either.fake.bodies
    said = body.get("messages", body.get("input"))[-1]["content"]
    assert "98765" not in said
    assert "brandt" not in said
    assert said.splitlines()[0] == said.splitlines()[-1]


async def test_the_decisions_api_is_asked_everything_in_one_call_and_booked_at_its_own_price(decisions: Desk) -> None:
    decisions.fake.answers = [
        lambda body: {"intencao": {"objecao_eficacia": 0.62, "preco": 0.3, "outro": 0.08}, "complexa": 0.8},
    ]
    found = await decisions.read("sei não viu, já caí nessa de outro creme", "sim_nao")
    assert found.intents == (("objecao_eficacia", 0.62), ("preco", 0.3))
    assert (found.complex, found.complexity, found.sure, found.by) == (True, 0.8, True, "modelo")
    (body,) = decisions.fake.bodies
    first, *statements = body["questions"]
    assert {choice["value"] for choice in first["choices"]} == set(INTENTS) == set(MEANINGS)
    assert [statement["type"] for statement in statements] == ["predicate", "predicate"]
    assert "sim_nao" in body["input"][0]["content"]
    (used,) = decisions.used
    assert (used.kind, used.model, used.input, used.ok) == ("leitura", "openai-decisions/gpt-6-luna", 420, True)
    assert charge(used, ListedPrices().price(used.model)) == 42


@pytest.mark.parametrize("answer", [500, 404, "inventada", {"intencao": None}, {"answers": 1}])
async def test_decisions_that_fail_leave_what_the_words_said(decisions: Desk, answer: int | str | dict) -> None:
    broken = isinstance(answer, dict) and "answers" in answer
    decisions.fake.answers = [lambda body: web.json_response(answer) if broken else answer]
    assert await decisions.read("sei não viu") == OPEN
    assert decisions.used
    assert not any(u.ok for u in decisions.used)


async def test_silence_needs_both_answers_that_speak_of_it(decisions: Desk) -> None:
    for plain, heard in ((0.2, False), (None, False), (0.95, True)):
        decisions.fake.answers = [lambda body, plain=plain: {"intencao": {"sair": 0.97}, "silencio": plain}]
        assert (await decisions.read(f"ai chega {plain}")).has("sair") is heard


async def test_an_unsure_choice_is_a_guess(decisions: Desk) -> None:
    decisions.fake.answers = [lambda body: {"intencao": {"preco": 0.4, "frete": 0.35}}]
    found = await decisions.read("quanto sai aí em casa")
    assert (found.intents, found.sure) == ((("preco", 0.4), ("frete", 0.35)), False)


async def test_what_words_found_of_somebodys_health_stays(either: Desk) -> None:
    either.words.reading = replace(OPEN, health=True)
    found = await either.read("sei não viu")
    assert (found.by, found.health, found.complex) == ("modelo", True, True)
