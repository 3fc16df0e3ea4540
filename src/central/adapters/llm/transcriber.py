"""The Transcriber port over any server with OpenAI's /audio/transcriptions."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from central.adapters.llm.breaker import Breaker
from central.adapters.llm.model import NO_KEY, ModelSpec
from central.core.selling.cost import Usage
from central.ports import Clock, NoDraft
from central.ports.models import Heard

OPENAI_URL = "https://api.openai.com/v1"
LEAST_SURE = 0.7
"""The mean chance of a word below which we ask whether that was it."""
LEAST_LETTERS_A_SECOND = 2.0
"""Less than this in a note of some length: most of it was not understood."""
SHORT_MS = 4_000


@dataclass(slots=True)
class ModelTranscriber:
    """Hears with one model; one try, for the lead waits."""

    spec: ModelSpec
    session: aiohttp.ClientSession
    clock: Clock
    breaker: Breaker = field(default_factory=Breaker)

    async def transcribe(self, content: bytes, mime_type: str, millis: int) -> Heard:
        if not self.breaker.allows(self.clock.now()):
            raise NoDraft("quem ouve os áudios está em descanso", code="descanso")
        try:
            answer = await self._posted(content, mime_type)
        except NoDraft:
            self.breaker.failed(self.clock.now())
            raise
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            self.breaker.failed(self.clock.now())
            code = "demora" if isinstance(error, TimeoutError) else type(error).__name__
            raise NoDraft(
                "não consegui ouvir o áudio agora", code=code, used=(self._usage({}, millis, False),)
            ) from error
        self.breaker.succeeded()
        text = str(answer.get("text") or "").strip()
        return Heard(text, _sure(text, answer, millis), (self._usage(answer, millis, True),))

    async def _posted(self, content: bytes, mime_type: str) -> dict[str, Any]:
        kind = mime_type.split(";")[0] or "audio/ogg"
        form = aiohttp.FormData({"model": self.spec.name, "language": "pt", "response_format": "json"})
        if "transcribe" in self.spec.name:
            form.add_field("include[]", "logprobs")
        form.add_field("file", content, filename=f"audio.{kind.split('/')[-1]}", content_type=kind)
        url = f"{self.spec.url or OPENAI_URL}/audio/transcriptions"
        headers = {"Authorization": f"Bearer {self.spec.key or NO_KEY}"}
        timeout = aiohttp.ClientTimeout(total=self.spec.wait / 1000)
        async with self.session.post(url, data=form, headers=headers, timeout=timeout) as response:
            if response.status != 200:
                raise NoDraft("não consegui ouvir o áudio agora", code=str(response.status))
            answer = await response.json(content_type=None)
        if not isinstance(answer, dict):
            raise ValueError("no object")
        return answer

    def _usage(self, answer: dict[str, Any], millis: int, ok: bool) -> Usage:
        counted = answer.get("usage")
        tokens = counted if isinstance(counted, dict) else {}
        return Usage(
            "transcricao",
            "audio",
            self.spec.name,
            input=_count(tokens.get("input_tokens")),
            output=_count(tokens.get("output_tokens")),
            heard=millis,
            ok=ok,
        )


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _sure(text: str, answer: dict[str, Any], millis: int) -> bool:
    """Whether it was understood: by the model's own chances where it tells them, and enough of it."""
    letters = sum(character.isalpha() for character in text)
    if not letters or (millis > SHORT_MS and letters * 1000 < LEAST_LETTERS_A_SECOND * millis):
        return False
    chances = [math.exp(p) for p in _logprobs(answer)]
    return not chances or sum(chances) / len(chances) >= LEAST_SURE


def _logprobs(answer: dict[str, Any]) -> list[float]:
    tokens, segments = answer.get("logprobs"), answer.get("segments")
    found = [t.get("logprob") for t in tokens if isinstance(t, dict)] if isinstance(tokens, list) else []
    found += [s.get("avg_logprob") for s in segments if isinstance(s, dict)] if isinstance(segments, list) else []
    return [p for p in found if isinstance(p, (int, float)) and p <= 0]
