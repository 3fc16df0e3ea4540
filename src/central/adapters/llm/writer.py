"""The Writer port over a model: persona, history and fenced words in, one short text out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from central.adapters.llm.model import MOST_REQUESTS, Model
from central.adapters.llm.prompt import Instructions, fenced, instructions
from central.ports import Brief, Draft, NoDraft

if TYPE_CHECKING:
    from pydantic_ai import Agent
    from pydantic_ai.messages import ModelMessage

MOST_CHARACTERS = 1_200
MOST_WORDS = 2_000
"""Characters of one message of a lead that a model reads."""


@dataclass(slots=True)
class ModelWriter:
    """Writes with one model; a turn falls back by asking another writer."""

    model: Model
    _agents: dict[bool, Any] = field(default_factory=dict)

    async def write(self, brief: Brief) -> Draft:
        from pydantic_ai import ModelSettings
        from pydantic_ai.usage import UsageLimits

        from central.adapters.llm.tools import Counter

        asked = instructions(brief)
        counter = Counter(brief.shelf) if brief.shelf is not None else None
        agent = self._agent(counter is not None)

        async def call(seconds: float, spent: Any) -> str:
            result = await agent.run(
                fenced("\n".join(brief.words)[:MOST_WORDS], asked.fence),
                instructions=asked.text,
                message_history=_history(brief, asked) or None,
                deps=counter,
                usage=spent,
                usage_limits=UsageLimits(request_limit=MOST_REQUESTS, tool_calls_limit=2 * MOST_REQUESTS),
                model_settings=ModelSettings(max_tokens=self.model.spec.most_tokens, timeout=seconds, thinking=False),
            )
            return _checked(result.output, asked)

        text, used = await self.model.ask("resposta", call)
        return Draft(
            text,
            self.model.spec.name,
            told=tuple(counter.told) if counter is not None else (),
            used=used,
            prompt=asked.version,
            canary=asked.canary,
        )

    def _agent(self, tools: bool) -> Agent[Any, str]:
        if tools not in self._agents:
            from pydantic_ai import Agent

            from central.adapters.llm.tools import TOOLS, Counter

            self._agents[tools] = Agent(
                self.model.chat, deps_type=Counter, tools=TOOLS if tools else (), retries=1, name="persona"
            )
        return self._agents[tools]  # type: ignore[no-any-return]


def _history(brief: Brief, asked: Instructions) -> list[ModelMessage]:
    """The last lines of both sides, as a model knows conversations."""
    from pydantic_ai.messages import ModelRequest, ModelResponse, TextPart, UserPromptPart

    messages: list[ModelMessage] = []
    for who, words in brief.history:
        if who == "lead":
            messages.append(ModelRequest(parts=[UserPromptPart(fenced(words[:MOST_WORDS], asked.fence))]))
        else:
            messages.append(ModelResponse(parts=[TextPart(words)]))
    return messages


def _checked(text: str, asked: Instructions) -> str:
    """The text as it may go on to the guard; raises NoDraft for what is no reply."""
    text = text.strip().strip('"').replace(asked.fence, "").strip()
    if not text or len(text) > MOST_CHARACTERS:
        raise NoDraft("o modelo respondeu vazio ou longo demais", code="tamanho")
    if asked.canary.casefold() in text.casefold():
        raise NoDraft("o modelo mostrou as próprias instruções", code="canario")
    return text
