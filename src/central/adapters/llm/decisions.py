"""Asks OpenAI's Decisions API about a burst: all questions in one call, each answered with a probability.

A public beta of OpenAI alone since October 2026 (`POST /v1/decisions`, model gpt-6-luna); input is billed, answers are
free. Shapes: `openai.types.decision` of the client library 3.54.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from central.adapters.llm.model import Model
from central.adapters.llm.prices import DECISIONS
from central.adapters.llm.prompt import fenced, questions
from central.core.reading.meaning import INTENTS, Reading
from central.core.selling.cost import Usage
from central.ports import NoDraft, Spoken

if TYPE_CHECKING:
    from openai.types.decision import Answer

LEAST_SURE = 0.5
"""Below this the likeliest intent is a guess."""
WORTH_TELLING = 0.1


@dataclass(frozen=True, slots=True)
class DecisionsAsker:
    """One call; the ledger books it under the API's own price."""

    model: Model

    async def ask(self, said: str, context: Spoken) -> tuple[Reading, Sequence[Usage]]:
        from central.adapters.llm.questions import decided

        asked = questions(context.asked, context.stage)

        async def call(seconds: float, spent: Any) -> Reading:
            answer = await self.model.server.decisions.create(
                model=self.model.spec.name,
                input=[
                    {"role": "system", "content": asked.text},
                    {"role": "user", "content": fenced(said, asked.fence)},
                ],
                questions=decided(),
                timeout=seconds,
            )
            spent.input_tokens, spent.output_tokens = answer.usage.input_tokens, answer.usage.output_tokens
            return _reading({one.name: one for one in answer.answers if one.name})

        try:
            reading, used = await self.model.ask("leitura", call)
        except NoDraft as error:
            error.used = self._booked(error.used)
            raise
        return reading, self._booked(used)

    def _booked(self, used: Sequence[Usage]) -> tuple[Usage, ...]:
        return tuple(replace(one, model=DECISIONS + one.model) for one in used)


def _reading(answers: dict[str, Answer]) -> Reading:
    """Raises ValueError where the intent was refused or is none of ours; silence needs both answers that tell it."""
    chosen = answers.get("intencao")
    if chosen is None or chosen.type != "choice" or chosen.choice not in INTENTS:
        raise ValueError("no intent")
    chances = {str(one.value): one.probability for one in chosen.probabilities if one.value in INTENTS}
    first = str(chosen.choice)
    chances["sair"] = min(chances.get("sair", 0.0), _chance(answers.get("silencio")))
    rest = [one for one in chances.items() if one[0] != first and one[1] >= WORTH_TELLING]
    rest.sort(key=lambda one: -one[1])
    complexity = _chance(answers.get("complexa"))
    return Reading(
        tuple((label, round(chance, 4)) for label, chance in ((first, chances.get(first, 0.0)), *rest)),
        complex=complexity >= LEAST_SURE,
        sure=chances.get(first, 0.0) >= LEAST_SURE,
        complexity=round(complexity, 4),
        by="modelo",
    )


def _chance(answer: Answer | None) -> float:
    """How likely a statement is; one that was refused is not."""
    return answer.probability if answer is not None and answer.type == "predicate" else 0.0
