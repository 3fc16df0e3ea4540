"""The History port: the last lines of both sides, and what earlier bursts were about."""

from __future__ import annotations

from collections.abc import Iterator

from central.adapters.store import codec
from central.adapters.store.tx import Engine
from central.core.decision import Decision
from central.core.message import Media, spoken, words_of
from central.ports_models import Past

DECISIONS_READ = 40
_SHOWN = {"image": "[foto]", "video": "[vídeo]", "audio": "[áudio]", "document": "[arquivo]", "sticker": "[figurinha]"}


class SqlHistory:
    """What a conversation said, read beside the writers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def recent(self, conversation: str, turn: str, persona: str, lines: int) -> Past:
        bodies = await self._engine.read("recent_decisions", conversation, DECISIONS_READ)
        mine = list(_of(persona, (codec.decode_decision(body) for (body,) in bodies)))
        turns = {decision.id for decision in mine} - {turn}
        if not turns:
            return Past()
        heard = await self._engine.read("recent_heard", conversation, turn, lines)
        said = await self._engine.read("recent_said", conversation, turn, lines)
        both = [
            (at, 0, n, "lead", _heard(content)) for n, (at, content, of) in enumerate(reversed(heard)) if of in turns
        ]
        both += [
            (at, 1, n, "persona", spoken(codec.BUBBLE.decode(bubble)))
            for n, (at, bubble, of) in enumerate(reversed(said))
            if of in turns
        ]
        last = [(who, words) for _, _, _, who, words in sorted(both) if words][-lines:]
        return Past(tuple(last), tuple(decision.intent for decision in reversed(mine)))


def _of(persona: str, newest_first: Iterator[Decision]) -> Iterator[Decision]:
    """The decisions since this persona answers: what was said to another one is not hers to know."""
    for decision in newest_first:
        if decision.persona != persona:
            return
        yield decision


def _heard(content: str) -> str:
    found = codec.CONTENT.decode(content)
    words = words_of(found)
    if isinstance(found, Media):
        return f"{_SHOWN.get(found.kind, '[arquivo]')} {words}".strip()
    return words
