"""The short way to a model: the library's own request, learned from its first one, sent again with other messages.

Two hundred leads at once need a reply each, and the library takes milliseconds of CPU a call, this a tenth of that.
Whatever is more than one answer in words (a tool, an odd body) goes the library's way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import aiohttp
import msgspec

from central.adapters.llm.model import NO_KEY, ModelSpec

Messages = list[dict[str, Any]]
PATH = "/chat/completions"


class Refused(Exception):
    """The server answered with another status than 200."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status_code = status


class _Called(msgspec.Struct):
    name: str = ""
    arguments: str = ""


class _ToolCall(msgspec.Struct):
    id: str = ""
    function: _Called = msgspec.field(default_factory=_Called)


class _Message(msgspec.Struct):
    content: str | None = None
    tool_calls: list[_ToolCall] | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Cached(msgspec.Struct):
    cached_tokens: int | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0
    prompt_tokens_details: _Cached | None = None


class Completion(msgspec.Struct):
    """What matters of an answer."""

    choices: list[_Choice]
    usage: _Usage | None = None

    @property
    def message(self) -> _Message:
        """The one answer."""
        return self.choices[0].message


@dataclass(slots=True)
class QuickLine:
    """Connections of its own to one server; `frame` is the library's request without its messages."""

    spec: ModelSpec
    url: str
    frame: dict[str, Any] | None = None
    _session: aiohttp.ClientSession | None = field(default=None)

    def learn(self, content: bytes) -> None:
        """Take the frame from a request of the library."""
        body = msgspec.json.decode(content)
        body.pop("messages", None)
        self.frame = body

    async def ask(self, messages: Messages, seconds: float) -> Completion:
        """One answer; raises Refused, aiohttp's errors, or ValueError for a body that is none."""
        assert self.frame is not None
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        headers = {"Authorization": f"Bearer {self.spec.key or NO_KEY}", "Content-Type": "application/json"}
        body = msgspec.json.encode({**self.frame, "messages": messages})
        timeout = aiohttp.ClientTimeout(total=seconds)
        async with self._session.post(f"{self.url}{PATH}", data=body, headers=headers, timeout=timeout) as response:
            content = await response.read()
            if response.status != 200:
                raise Refused(response.status)
        completion = _decode(content)
        if not completion.choices:
            raise ValueError("no choice")
        return completion

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()


_decode = msgspec.json.Decoder(Completion).decode
