"""The Reader port with a model behind it: words first; what they leave open is asked once, in a typed form."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from central.adapters.llm.model import Model
from central.adapters.llm.prompt import fenced, questions
from central.core.people.mask import Mask
from central.core.reading.meaning import Reading
from central.core.selling.cost import Usage
from central.ports import NoDraft, Reader, Spoken

REMEMBERED = 4_096
MOST_CHARACTERS = 1_000
MOST_TOKENS = 120
_SURE = {"alta": 0.9, "media": 0.7, "baixa": 0.45}
SECOND = 0.6
NEVER_FOR_MODELS = ("sair", "humano")
"""Wishes the words decide; where they were heard, nobody else is asked."""


@dataclass(slots=True)
class ModelReader:
    """Asks the model only when the words abstain, the budget has room and nothing urgent was heard.

    `room` says whether a question may be paid for, `paid` is told what it took.
    """

    words: Reader
    model: Model
    room: Callable[[], Awaitable[bool]]
    paid: Callable[[Sequence[Usage]], Awaitable[None]]
    _known: OrderedDict[tuple[str, str | None, str], Reading] = field(default_factory=OrderedDict)
    _agent: Any = None

    async def read(self, words: Sequence[str], context: Spoken) -> Reading:
        """One reading for the whole burst; a model that fails leaves what the words said."""
        plain = await self.words.read(words, context)
        if not _open(plain) or not any(words) or not await self.room():
            return plain
        said = Mask(context.name).hide(" / ".join(words))[:MOST_CHARACTERS]
        key = (said, context.asked, context.stage)
        if (known := self._known.get(key)) is None:
            try:
                known = await self._asked(said, context)
            except NoDraft as error:
                await self.paid(error.used)
                return plain
            self._known[key] = known
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return _joined(plain, known)

    async def _asked(self, said: str, context: Spoken) -> Reading:
        from pydantic_ai import Agent, ModelSettings, NativeOutput
        from pydantic_ai.usage import UsageLimits

        from central.adapters.llm.questions import Form

        if self._agent is None:
            self._agent = Agent(
                self.model.chat, output_type=NativeOutput(Form, name="leitura"), retries=1, name="leitor"
            )
        asked = questions(context.asked, context.stage)

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
        await self.paid(used)
        return _reading(form.intencao, form.tambem, form.complexa, form.certeza)


def _open(reading: Reading) -> bool:
    """The words abstain and nothing that outranks a model was heard."""
    urgent = reading.danger or reading.minor or any(reading.has(label, 0.3) for label in NEVER_FOR_MODELS)
    return not reading.sure and not urgent


def _reading(intent: str, second: str | None, complex: bool, certainty: str) -> Reading:
    found = [(intent, _SURE[certainty])]
    if second is not None and second != intent:
        found.append((second, min(SECOND, _SURE[certainty])))
    return Reading(tuple(found), complex=complex, sure=certainty != "baixa", by="modelo")


def _joined(plain: Reading, read: Reading) -> Reading:
    """What the model read, with what only words find. Silence is asked for plainly or not at all."""
    if read.intent == "sair" and read.probability < _SURE["alta"]:
        return plain
    return replace(read, cep=plain.cep, danger=plain.danger, minor=plain.minor, complexity=float(read.complex))
