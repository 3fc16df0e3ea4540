"""How a persona would answer: a few messages through the real pipeline on a store in memory, kept nowhere."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from central.adapters.operation import Document
from central.app.simulation.rehearsal import BEGINNING, Rehearsal, rehearsal
from central.core.messaging.message import Text, spoken
from central.core.messaging.update import Heard
from central.core.people.identity import Sender

LEAD = Sender(bsuid="BR.amostra", wa_id="5511987654321", name="Bia Prado")
AFTER_MS = 60_000
OF_AGE = "tenho 30 anos"


@dataclass(frozen=True, slots=True)
class Sample:
    """A message, the answer, and who wrote it: `script`, or `ensaiado` in the place of a model."""

    words: str
    answer: tuple[str, ...]
    writer: str


def samples(document: Document, persona: str) -> list[Sample]:
    """Four typical messages to her, answered; in a thread of its own, for it makes a loop."""
    return asyncio.run(_sampled(replace(document, modes=()), persona))


async def _sampled(document: Document, persona: str) -> list[Sample]:
    product = next(p for p in document.catalog.products if p.persona == persona and p.active)
    adult = next(p.adult for p in document.personas if p.id == persona)
    asked = [f"Oi! Quero saber de {product.name}", *([OF_AGE] if adult else [])]
    asked += ["quanto custa?", "é confiável? já caí em golpe", "achei caro, faz um desconto?"]
    async with rehearsal(document) as stage:
        return [await _one(stage, persona, number, words) for number, words in enumerate(asked)]


async def _one(stage: Rehearsal, persona: str, number: int, words: str) -> Sample:
    channel = next(c for c in stage.operation.channels if persona in c.personas)
    at, seen, judged = BEGINNING + (number + 1) * AFTER_MS, len(stage.channel.posted), len(stage.outcomes)
    await stage.hear(Heard(channel.id, channel.waba, f"wamid.amostra.{number}", at, LEAD, Text(words), b"{}"), at)
    await stage.work(at + AFTER_MS)
    answer = tuple(text for posted in stage.channel.posted[seen:] if (text := spoken(posted.bubble)))
    made = [o.decision.writer for o in stage.outcomes[judged:] if o.decision is not None]
    return Sample(words, answer, made[-1] if made else "")
