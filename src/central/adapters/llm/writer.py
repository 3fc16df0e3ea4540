"""The Writer port over a model: persona, history and fenced words in, one short text out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from central.adapters.llm.model import MOST_REQUESTS, Model
from central.adapters.llm.prompt import Instructions, fenced, instructions
from central.adapters.llm.quick import Completion, Messages, QuickLine
from central.ports import Brief, Draft, NoDraft

if TYPE_CHECKING:
    from pydantic_ai import Agent
    from pydantic_ai.messages import ModelMessage

OPENAI_URL = "https://api.openai.com/v1"
MOST_CHARACTERS = 1_200
MOST_WORDS = 2_000
"""Characters of one message of a lead that a model reads."""


@dataclass(slots=True)
class ModelWriter:
    """Writes with one model; a turn falls back by asking another writer."""

    model: Model
    _agents: dict[bool, Any] = field(default_factory=dict)
    _line: QuickLine = field(init=False)

    def __post_init__(self) -> None:
        spec = self.model.spec
        self._line = QuickLine(spec, spec.url or OPENAI_URL)
        self.model.on_request = self._learn
        self.model.closing.append(self._line.close)

    def _learn(self, content: bytes) -> None:
        """The library's first request with tools shows what all of them look like."""
        if self._line.frame is None and b'"tools"' in content:
            self._line.learn(content)

    async def write(self, brief: Brief) -> Draft:
        from pydantic_ai import ModelSettings
        from pydantic_ai.usage import UsageLimits

        from central.adapters.llm.tools import Counter

        asked = instructions(brief)
        counter = Counter(brief.shelf) if brief.shelf is not None else None
        agent, line = self._agent(counter is not None), self._line
        said = fenced("\n".join(brief.words)[:MOST_WORDS], asked.fence)

        async def call(seconds: float, spent: Any) -> str:
            history = _history(brief, asked)
            begun = None
            if counter is not None and line.frame is not None:
                found = await line.ask(_plainly(brief, asked, said), seconds)
                _count(found, spent)
                if not found.message.tool_calls:
                    return _checked(found.message.content or "", asked)
                history += _begun(said, found)
                begun = True
            result = await agent.run(
                None if begun else said,
                instructions=asked.text,
                message_history=history or None,
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


def _plainly(brief: Brief, asked: Instructions, said: str) -> Messages:
    """The same conversation as the server knows it."""
    roles = {"lead": "user", "persona": "assistant"}
    past = [
        {"role": roles[who], "content": fenced(words[:MOST_WORDS], asked.fence) if who == "lead" else words}
        for who, words in brief.history
    ]
    return [{"role": "system", "content": asked.text}, *past, {"role": "user", "content": said}]


def _begun(said: str, found: Completion) -> list[ModelMessage]:
    """The question and the tools the model called, for the library to go on from."""
    from pydantic_ai.messages import ModelRequest, ModelResponse, ToolCallPart, UserPromptPart

    calls = [
        ToolCallPart(call.function.name, call.function.arguments, tool_call_id=call.id or f"c{number}")
        for number, call in enumerate(found.message.tool_calls or ())
    ]
    return [ModelRequest(parts=[UserPromptPart(said)]), ModelResponse(parts=calls)]


def _count(found: Completion, spent: Any) -> None:
    """Add what the answer took to the run's usage."""
    if found.usage is not None:
        details = found.usage.prompt_tokens_details
        spent.requests += 1
        spent.input_tokens += found.usage.prompt_tokens
        spent.output_tokens += found.usage.completion_tokens
        spent.cache_read_tokens += (details.cached_tokens or 0) if details is not None else 0


def _checked(text: str, asked: Instructions) -> str:
    """The text as it may go on to the guard; raises NoDraft for what is no reply."""
    text = text.strip().strip('"').replace(asked.fence, "").strip()
    if not text or len(text) > MOST_CHARACTERS:
        raise NoDraft("o modelo respondeu vazio ou longo demais", code="tamanho")
    if asked.canary.casefold() in text.casefold():
        raise NoDraft("o modelo mostrou as próprias instruções", code="canario")
    return text
