"""Asks a chat model to fill in a form about a burst: any server that can write JSON of a given shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from central.adapters.llm.meanings import MEANINGS
from central.adapters.llm.model import Model
from central.adapters.llm.prompt import fenced, questions
from central.core.reading.meaning import Reading
from central.core.selling.cost import Usage
from central.ports import Spoken

MOST_TOKENS = 120
_SURE = {"alta": 0.9, "media": 0.7, "baixa": 0.45}
SECOND = 0.6


@dataclass(slots=True)
class FormAsker:
    """One call of the small model."""

    model: Model
    _agent: Any = None

    async def ask(self, said: str, context: Spoken) -> tuple[Reading, Sequence[Usage]]:
        from pydantic_ai import Agent, ModelSettings, NativeOutput
        from pydantic_ai.usage import UsageLimits

        from central.adapters.llm.questions import Form

        if self._agent is None:
            self._agent = Agent(
                self.model.chat, output_type=NativeOutput(Form, name="leitura"), retries=1, name="leitor"
            )
        asked = questions(context.asked, context.stage, MEANINGS)

        async def call(seconds: float, spent: Any) -> Form:
            result = await self._agent.run(
                fenced(said, asked.fence),
                instructions=asked.text,
                usage=spent,
                usage_limits=UsageLimits(request_limit=2),
                model_settings=ModelSettings(max_tokens=MOST_TOKENS, timeout=seconds, thinking=False),
            )
            form: Form = result.output
            return form

        form, used = await self.model.ask("leitura", call)
        return _reading(form.intencao, form.tambem, form.complexa, form.certeza), used


def _reading(intent: str, second: str | None, complex: bool, certainty: str) -> Reading:
    found = [(intent, _SURE[certainty])]
    if second is not None and second != intent:
        found.append((second, min(SECOND, _SURE[certainty])))
    sure = certainty != "baixa"
    return Reading(tuple(found), complex=complex, sure=sure, complexity=float(complex), by="modelo")
