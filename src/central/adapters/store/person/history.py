"""The History port: the last lines of both sides, and what earlier bursts were about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Engine, Row, Tx
from central.core.decision import Decision
from central.core.messaging.conversation import Line
from central.core.messaging.message import Media, spoken, words_of
from central.ports.models import Past

DECISIONS_READ = 40
_SHOWN = {"image": "[foto]", "video": "[vídeo]", "audio": "[áudio]", "document": "[arquivo]", "sticker": "[figurinha]"}


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """A message of a lead, when it came in and the turn that answered it."""

    line: Line
    received_at: int
    turn: str | None


@dataclass(frozen=True, slots=True)
class Stored:
    """One conversation as it was: messages, decisions, and what each turn said."""

    id: str
    channel: str
    heard: tuple[KeptMessage, ...]
    decisions: tuple[Decision, ...]
    said: dict[str, tuple[str, ...]]


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
        agreed = await self._engine.read("agreed", conversation, min(decision.at for decision in mine))
        words = agreed[0][0] if agreed else ""
        return Past(tuple(last), tuple(decision.intent for decision in reversed(mine)), words)

    async def keep_words(self, conversation: str, line: Line) -> None:
        """Keep what a message turned out to say, beside it."""

        async def work(tx: Tx) -> None:
            await tx.rows("keep_words", conversation, line.seq, codec.CONTENT.encode(line.content))

        await self._engine.transact(work)

    async def decision(self, id: str) -> tuple[str, Decision] | None:
        """The conversation and the record of the decision whose id begins so; None when none or several do."""
        found = await self._engine.read("find_decision", id, f"{id}g")
        return (found[0][1], codec.decode_decision(found[0][2])) if len(found) == 1 else None

    async def stored(self, conversation: str | None, limit: int) -> list[Stored]:
        """Whole conversations as they were: the one whose id begins so, or those heard last."""
        if conversation is not None:
            found = await self._engine.read("one_conversation", conversation, f"{conversation}g")
        else:
            found = await self._engine.read("last_conversations", limit)
        return [await self._stored(id, channel) for id, channel in found]

    async def _stored(self, id: str, channel: str) -> Stored:
        heard = await self._engine.read("heard_whole", id)
        decisions = await self._engine.read("decisions_of", id)
        texts: dict[str, list[str]] = {}
        for turn, bubble in await self._engine.read("said_by_turn", id):
            texts.setdefault(turn, []).append(spoken(codec.BUBBLE.decode(bubble)))
        return Stored(
            id,
            channel,
            tuple(_kept(row) for row in heard),
            tuple(codec.decode_decision(body) for (body,) in decisions),
            {turn: tuple(said) for turn, said in texts.items()},
        )


def _kept(row: Row) -> KeptMessage:
    seq, at, received_at, wamid, content, reply_to, referral, turn = row
    line = Line(seq, wamid, at, codec.CONTENT.decode(content), reply_to, codec.decode_referral(referral))
    return KeptMessage(line, received_at, turn)


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
