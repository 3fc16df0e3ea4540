"""Ears against a server on loopback: what is sent, how sure the answer is, and what a failure is called."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from central.adapters.clock import SystemClock
from central.adapters.llm.model import ModelSpec
from central.adapters.llm.transcriber import ModelTranscriber
from central.core.selling.cost import Usage
from central.ports import NoDraft
from central.ports.models import Heard
from tests.adapters.llm.server import FakeOpenAI, fake_openai

SAID = "Oi, queria saber se esse sérum serve pra pele oleosa"


@dataclass
class Ear:
    fake: FakeOpenAI
    session: aiohttp.ClientSession

    async def hear(self, millis: int = 3_000, model: str = "gpt-transcribe", wait: int = 60_000) -> Heard:
        spec = ModelSpec("audio", model, self.fake.url, "chave", wait)
        return await ModelTranscriber(spec, self.session, SystemClock()).transcribe(
            b"OggS", "audio/ogg; codecs=opus", millis
        )


@pytest.fixture
async def ear() -> AsyncIterator[Ear]:
    async with fake_openai(SAID) as fake, aiohttp.ClientSession() as session:
        yield Ear(fake, session)


async def test_a_note_is_sent_whole_and_comes_back_as_words(ear: Ear) -> None:
    ear.fake.answers = [{"text": SAID, "usage": {"type": "tokens", "input_tokens": 30, "output_tokens": 14}}]
    heard = await ear.hear()
    assert (heard.text, heard.sure) == (SAID, True)
    assert heard.used == (Usage("transcricao", "audio", "gpt-transcribe", 30, 0, 14, 3_000),)
    form = ear.fake.bodies[0]
    assert (form["model"], form["language"], form["response_format"], form["file"]) == (
        "gpt-transcribe", "pt", "json", "audio.ogg",
    )  # fmt: skip
    assert form["include[]"] == "logprobs"


async def test_other_servers_are_not_asked_for_chances(ear: Ear) -> None:
    await ear.hear(model="whisper-1")
    assert "include[]" not in ear.fake.bodies[0]


@pytest.mark.parametrize(
    ("answer", "millis", "sure"),
    [
        ({"text": SAID}, 3_000, True),
        ({"text": SAID, "logprobs": [{"logprob": math.log(0.95)}] * 9}, 3_000, True),
        ({"text": SAID, "logprobs": [{"logprob": math.log(0.5)}] * 9}, 3_000, False),
        ({"text": SAID, "segments": [{"avg_logprob": -1.2}]}, 3_000, False),
        ({"text": "hum"}, 30_000, False),
        ({"text": ""}, 3_000, False),
        ({"text": SAID, "logprobs": "strange"}, 3_000, True),
    ],
)
async def test_it_says_when_it_is_not_sure(ear: Ear, answer: dict, millis: int, sure: bool) -> None:
    ear.fake.answers = [answer]
    assert (await ear.hear(millis)).sure is sure


@pytest.mark.parametrize("status", [401, 429, 500])
async def test_a_refusal_is_no_draft(ear: Ear, status: int) -> None:
    ear.fake.answers = [status]
    with pytest.raises(NoDraft) as failed:
        await ear.hear()
    assert failed.value.code == str(status)
    assert ear.fake.calls == 1


async def test_a_late_ear_is_left_and_what_it_cost_is_unknown(ear: Ear) -> None:
    ear.fake.delay = 60
    with pytest.raises(NoDraft) as failed:
        await ear.hear(wait=300)
    assert failed.value.code == "demora"
    (used,) = failed.value.used
    assert (used.ok, used.heard) == (False, 3_000)
