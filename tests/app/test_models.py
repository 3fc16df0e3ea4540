"""The models of an installation: what the environment says, and whole turns with a server on loopback behind them."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp
import pytest

from central.adapters.operation import default_demo_folder, read_yaml
from central.app.config import Settings, read_settings
from central.app.models import Models, models_of
from central.app.simulation.rehearsal import BEGINNING, LeapingClock, Rehearsal, rehearsal
from central.app.taker import taker
from central.core.errors import AskHuman
from central.core.messaging.message import Text, spoken
from central.core.messaging.update import Heard
from central.core.people.identity import Sender
from central.core.replying.rules import Rule
from central.core.selling.budget import Budget, local_day
from tests.adapters.llm.server import FakeOpenAI, fake_openai

DEMO = read_yaml(default_demo_folder())
EAGER = replace(DEMO, rules=(Rule("tudo", tier="mini"),))
LEAD = Sender(bsuid="BR.9", wa_id="5511999990009", name="Ana Brandt")


def settings(**environment: str) -> Settings:
    return read_settings(environment)


@asynccontextmanager
async def models(given: Settings) -> AsyncIterator[Models]:
    async with aiohttp.ClientSession() as session:
        found = models_of(given, session, LeapingClock())
        yield found
        await found.close()


async def test_without_a_key_the_rehearsed_writer_answers() -> None:
    async with models(settings()) as found:
        assert not found.real
        assert found.ears is None
        assert not found.askers
        assert found.prices.price("gpt-6-luna") is None


async def test_a_key_or_a_server_opens_both_tiers() -> None:
    for given in (settings(OPENAI_API_KEY="k"), settings(OPENAI_BASE_URL="http://localhost:11434/v1/")):
        async with models(given) as found:
            assert found.real
            assert set(found.writers) == {"mini", "forte"}
            assert found.ears is None
            assert set(found.askers) == {"mini", "decisoes"}
    assert given.model_url == "http://localhost:11434/v1"


async def test_models_are_a_setting() -> None:
    given = settings(
        OPENAI_API_KEY="k", MODELO_MINI="a", MODELO_FORTE="b", MODELO_AUDIO="c", MODELO_LEITOR="não", MODELO_ESPERA="9"
    )
    async with models(given) as found:
        names = [found.writers[tier].model.spec for tier in ("mini", "forte")]  # type: ignore[attr-defined]
        assert [(spec.name, spec.wait) for spec in names] == [("a", 9_000), ("b", 9_000)]
        assert not found.askers
        assert found.ears is not None


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"OPENAI_BASE_URL": "localhost"}, "OPENAI_BASE_URL=localhost"),
        ({"MODELO_ESPERA": "logo"}, "MODELO_ESPERA=logo"),
    ],
)
def test_a_mistake_is_told_with_what_to_write(environment: dict[str, str], said: str) -> None:
    with pytest.raises(AskHuman) as wrong:
        read_settings(environment)
    assert said in wrong.value.reason


async def test_a_missing_library_is_told_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pydantic_ai.models.openai", None)
    with pytest.raises(AskHuman) as missing:
        async with models(settings(OPENAI_API_KEY="k")):
            pass
    assert "scripts/install models" in missing.value.reason


@asynccontextmanager
async def talking(fake: FakeOpenAI, budget: Budget | None = None) -> AsyncIterator[Rehearsal]:
    """The demo with a model behind every reply."""
    given = settings(OPENAI_API_KEY="chave", OPENAI_BASE_URL=fake.url, MODELO_LEITOR="não")
    document = replace(EAGER, budget=budget or Budget())
    async with models(given) as found, rehearsal(document) as stage:
        stage.take = taker(stage.store, stage.clock, stage.channel, found, 1.0)
        yield stage


async def say(stage: Rehearsal, number: int, words: str) -> str:
    at = BEGINNING + 120_000 * number
    channel = stage.operation.channels[0]
    await stage.hear(Heard(channel.id, channel.waba, f"w{number}", at, LEAD, Text(words), b"{}"), at)
    await stage.work(at + 100_000)
    return " / ".join(spoken(p.bubble) for p in stage.channel.posted if p.turn == stage.outcomes[-1].turn)


async def test_a_conversation_remembers_and_its_ledger_adds_up() -> None:
    async with fake_openai("Claro, me conta mais?") as fake, talking(fake) as stage:
        assert "me conta mais?" in await say(stage, 1, "oi, sou a Ana Brandt, quero o sérum aurora")
        assert "me conta mais?" in await say(stage, 2, "serve pra pele oleosa?")
        first, second = fake.bodies
        assert [m["role"] for m in first["messages"]] == ["system", "user"]
        assert [m["role"] for m in second["messages"]] == ["system", "user", "assistant", "user"]
        assert "Brandt" not in str(fake.bodies)
        decision = stage.outcomes[-1].decision
        assert decision is not None
        assert (decision.writer, decision.tier) == ("gpt-6-luna", "mini")
        day = local_day(stage.clock.now())
        lines = [line for line in await stage.store.costs.lines(day, day + 1) if line.kind == "resposta"]
        assert [(line.model, line.count, line.brl, line.unknown) for line in lines] == [("gpt-6-luna", 2, 2 * 618, 0)]
        (cost, *_) = [c for c in await stage.store.costs.of_decision(decision.id) if c.kind == "resposta"]
        assert (cost.input, cost.cached, cost.output, cost.micro, cost.currency) == (1500, 1000, 120, 120, "USD")


async def test_a_budget_that_is_used_up_leaves_the_scripts() -> None:
    async with fake_openai("Claro!") as fake, talking(fake, Budget(lead=1, dollar=100_000)) as stage:
        await say(stage, 1, "oi, quero o sérum aurora")
        assert fake.calls == 1
        said = await say(stage, 2, "quanto custa?")
        assert fake.calls == 1
        assert "R$" in said
        decision = stage.outcomes[-1].decision
        assert decision is not None
        assert decision.extra["caminho"] == ["mini: orçamento esgotado (lead)"]


async def test_when_every_model_is_down_the_scripts_answer() -> None:
    async with fake_openai(500) as fake, talking(fake) as stage:
        assert "R$" in await say(stage, 1, "oi, quanto custa o sérum aurora?")
        decision = stage.outcomes[-1].decision
        assert decision is not None
        assert decision.extra["caminho"] == ["mini: 500"]
