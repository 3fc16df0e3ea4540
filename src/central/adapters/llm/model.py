"""Any server that speaks OpenAI's chat protocol: its address and key, and what its failures mean. Loaded when used."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from central.adapters.llm.breaker import Breaker
from central.core.errors import AskHuman
from central.core.selling.cost import Kind, Usage
from central.ports import NoDraft

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.usage import RunUsage

MOST_TOKENS = 700
"""Room for a short reply, and for models that think before it."""
MOST_REQUESTS = 4
RETRIED = frozenset({408, 409, 429, 500, 502, 503, 504})
"""Answers after which the same call may succeed at once."""
NO_KEY = "sem-chave"
MISSING = 'Há um modelo configurado e falta a biblioteca: scripts/install models, ou pip install "central[modelos]"'


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A model as configured; `wait` is the longest a whole call may take, in milliseconds."""

    tier: str
    name: str
    url: str
    key: str
    wait: int = 6_000
    most_tokens: int = MOST_TOKENS
    """The longest answer."""


@dataclass(slots=True)
class Model:
    """One model of one server, with its breaker. `ask` runs a call, once more if it failed fast enough."""

    spec: ModelSpec
    breaker: Breaker = field(default_factory=Breaker)
    now: Callable[[], int] = lambda: time.monotonic_ns() // 1_000_000
    on_request: Callable[[bytes], None] | None = None
    """Told the body of every request the library makes."""
    closing: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    """What else is closed with it."""
    _chat: Any = None
    _client: Any = None

    @property
    def server(self) -> AsyncOpenAI:
        """The library's connection to the server; raises AskHuman when the library is not installed."""
        if self._client is None:
            self._client = client(self.spec, self._seen)
        return self._client  # type: ignore[no-any-return]

    @property
    def chat(self) -> OpenAIChatModel:
        """The library's model; raises AskHuman when the library is not installed."""
        if self._chat is None:
            try:
                from pydantic_ai.models.openai import OpenAIChatModel
                from pydantic_ai.providers.openai import OpenAIProvider
            except ImportError as error:
                raise AskHuman(MISSING, code="biblioteca") from error
            self._chat = OpenAIChatModel(self.spec.name, provider=OpenAIProvider(openai_client=self.server))
        return self._chat  # type: ignore[no-any-return]

    async def ask(self, kind: Kind, call: Callable[[float, RunUsage], Awaitable[Any]]) -> tuple[Any, tuple[Usage, ...]]:
        """The answer and what every try used. Raises NoDraft: resting, late, or failed twice."""
        from pydantic_ai.usage import RunUsage

        if not self.breaker.allows(self.now()):
            raise NoDraft(f"o modelo {self.spec.name} está em descanso", code="descanso")
        used: list[Usage] = []
        end = self.now() + self.spec.wait
        while True:
            spent = RunUsage()
            left = (end - self.now()) / 1000
            try:
                async with asyncio.timeout(left):
                    answer = await call(left, spent)
            except Exception as error:
                used.append(replace(self._usage(kind, spent), ok=False))
                code = _code(error)
                if not self._again(error, len(used), end):
                    self.breaker.failed(self.now())
                    raise NoDraft(f"o modelo {self.spec.name} falhou ({code})", code=code, used=tuple(used)) from error
                continue
            self.breaker.succeeded()
            used.append(self._usage(kind, spent))
            return answer, tuple(used)

    async def _seen(self, request: Any) -> None:
        """A request of the library on its way out."""
        if self.on_request is not None:
            self.on_request(request.content)

    async def close(self) -> None:
        """Close the connections to the server."""
        if self._client is not None:
            await self._client.close()
        for close in self.closing:
            await close()

    def _again(self, error: Exception, tries: int, end: int) -> bool:
        """At most one retry, and only with half of the time left."""
        if tries > 1 or end - self.now() < self.spec.wait // 2 or isinstance(error, TimeoutError):
            return False
        status = getattr(error, "status_code", None)
        return status is None or status in RETRIED

    def _usage(self, kind: Kind, spent: RunUsage) -> Usage:
        return Usage(
            kind,
            self.spec.tier,
            self.spec.name,
            input=spent.input_tokens,
            cached=spent.cache_read_tokens,
            output=spent.output_tokens,
        )


def client(spec: ModelSpec, seen: Callable[[Any], Awaitable[None]]) -> AsyncOpenAI:
    """A client that never retries by itself; `seen` is told of each request."""
    try:
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient
    except ImportError as error:
        raise AskHuman(MISSING, code="biblioteca") from error
    return AsyncOpenAI(
        base_url=spec.url or None,
        api_key=spec.key or NO_KEY,
        max_retries=0,
        timeout=spec.wait / 1000,
        http_client=DefaultAsyncHttpxClient(event_hooks={"request": [seen]}),
    )


def _code(error: Exception) -> str:
    """A short word for logs and records; never what the server said."""
    if isinstance(error, TimeoutError):
        return "demora"
    if isinstance(error, NoDraft):
        return error.code
    status = getattr(error, "status_code", None)
    return str(status) if isinstance(status, int) else type(error).__name__
