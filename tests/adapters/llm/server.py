"""A server on loopback that speaks OpenAI's protocol, keeps every body it gets and answers as a test says."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Answer = Callable[[dict[str, Any]], web.Response | dict[str, Any] | str]


@dataclass
class FakeOpenAI:
    """`answers` are used one after the other, the last one for ever; a text is what the model says."""

    answers: list[Answer | str | int] = field(default_factory=lambda: ["Claro!"])
    bodies: list[dict[str, Any]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    delay: float = 0.0
    url: str = ""
    now: int = 0
    most: int = 0

    @property
    def calls(self) -> int:
        return len(self.bodies)

    async def chat(self, request: web.Request) -> web.Response:
        content = await request.read()
        self.raw.append(content)
        body = json.loads(content)
        self.bodies.append(body)
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await asyncio.sleep(self.delay)
        finally:
            self.now -= 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        found = answer(body) if callable(answer) else answer
        if isinstance(found, int):
            return web.json_response({"error": {"message": "segredo do servidor", "code": "x"}}, status=found)
        if isinstance(found, web.Response):
            return found
        return web.json_response(completion(found) if isinstance(found, str) else found)

    async def decide(self, request: web.Request) -> web.Response:
        """Every question answered in order; a text as answer is what was chosen of the first one, with certainty."""
        self.raw.append(content := await request.read())
        body = json.loads(content)
        self.bodies.append(body)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        found = answer(body) if callable(answer) else answer
        if isinstance(found, int):
            return web.json_response({"error": {"message": "segredo do servidor", "code": "x"}}, status=found)
        return found if isinstance(found, web.Response) else web.json_response(decision(body, found))

    async def transcribe(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.bodies.append({key: value if isinstance(value, str) else value.filename for key, value in form.items()})
        for value in form.values():
            if isinstance(value, web.FileField):
                value.file.close()
        await asyncio.sleep(self.delay)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        found = answer(self.bodies[-1]) if callable(answer) else answer
        if isinstance(found, int):
            return web.json_response({"error": {"message": "não"}}, status=found)
        return web.json_response(found if isinstance(found, dict) else {"text": found})


def completion(text: str | None, tool_calls: list[dict[str, Any]] | None = None, **usage: int) -> dict[str, Any]:
    """A body as OpenAI answers it."""
    message: dict[str, Any] = {"role": "assistant", "content": text}
    if tool_calls:
        message["tool_calls"] = tool_calls
    counted = {"prompt_tokens": 1500, "completion_tokens": 120, "total_tokens": 1620} | usage
    counted.setdefault("prompt_tokens_details", {"cached_tokens": 1000})  # type: ignore[arg-type]
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_800_000_000,
        "model": "fake",
        "choices": [{"index": 0, "finish_reason": "tool_calls" if tool_calls else "stop", "message": message}],
        "usage": counted,
    }


def decision(body: dict[str, Any], told: dict[str, Any] | str) -> dict[str, Any]:
    """A body as the Decisions API answers it; `told` by question: the chances of a choice, or of a statement."""
    chances = {"intencao": {told: 1.0}} if isinstance(told, str) else told
    return {
        "model": body["model"],
        "answers": [_answered(question, chances.get(question["name"], 0.0)) for question in body["questions"]],
        "usage": {
            "input_tokens": 420,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens": 3,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": 423,
        },
    }


def _answered(question: dict[str, Any], told: Any) -> dict[str, Any]:
    named = {"type": question["type"], "name": question["name"]}
    if told is None:
        return named | {"type": "refusal"}
    if question["type"] == "predicate":
        return named | {"probability": told}
    first = max(told, key=told.__getitem__)
    probabilities = [{"value": value, "probability": chance} for value, chance in told.items()]
    return named | {"choice": first, "confidence": told[first], "probabilities": probabilities}


def calling(name: str, **arguments: str) -> Answer:
    """The model asks a tool."""
    call = {"id": "call-1", "type": "function", "function": {"name": name, "arguments": json.dumps(arguments)}}
    return lambda body: completion(None, [call])


@asynccontextmanager
async def fake_openai(*answers: Answer | str | int, delay: float = 0.0) -> AsyncIterator[FakeOpenAI]:
    """The server, on a port of its own."""
    fake = FakeOpenAI(list(answers) or ["Claro!"], delay=delay)
    app = web.Application(client_max_size=32 * 2**20)
    app.router.add_post("/v1/chat/completions", fake.chat)
    app.router.add_post("/v1/decisions", fake.decide)
    app.router.add_post("/v1/audio/transcriptions", fake.transcribe)
    runner = web.AppRunner(app, handle_signals=False, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    fake.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield fake
    finally:
        await runner.cleanup()
