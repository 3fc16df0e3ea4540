"""Plain lists for people: the conversations heard last, and one conversation from its first word to its last."""

from __future__ import annotations

from dataclasses import dataclass

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Engine, Row
from central.core.messaging.message import Bubble, Content, words_of
from central.core.people.identity import AliasKind


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in a list; `writer` wrote its last reply; `with_person`: the bot is silent in it."""

    conversation: str
    person: str
    channel: str
    wa_id: str | None
    bsuid: str | None
    name: str | None
    persona: str | None
    stage: str
    campaign: str | None
    writer: str | None
    words: str
    """What the lead said last."""
    heard_at: int
    heard: int
    said: int
    with_person: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line of a transcript: content of the lead, or a bubble of ours with its state and rank."""

    at: int
    turn: str | None
    wamid: str | None
    content: Content | None = None
    bubble: Bubble | None = None
    state: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """An alias of `owner` that came with aliases of `claimant`: perhaps one person, perhaps a recycled number."""

    portfolio: str
    kind: AliasKind
    value: str
    owner: str
    claimant: str
    at: int


class Lists:
    """Reads beside the writers; nothing here changes anything."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def conversations(self, limit: int) -> list[Listed]:
        """The conversations heard last, the newest first."""
        return [_listed(row) for row in await self._engine.read("conversations", limit)]

    async def conflicts(self, limit: int) -> list[Conflict]:
        """Identities that contradict each other, the newest first."""
        rows = await self._engine.read("identity_conflicts", limit)
        return [Conflict(portfolio, AliasKind(kind), *rest) for portfolio, kind, *rest in rows]

    async def decision(self, id: str) -> str | None:
        """The JSON of a decision record."""
        found = await self._engine.read("decision", id)
        return found[0][0] if found else None

    async def transcript(self, conversation: str) -> list[Spoken]:
        """Everything heard and said, in the order in which it happened."""
        heard = await self._engine.read("heard", conversation)
        said = await self._engine.read("said", conversation)
        lines = [
            Spoken(at, turn, wamid, content=codec.CONTENT.decode(content))
            for _, at, wamid, content, turn in sorted(heard)
        ]
        lines += [
            Spoken(at, turn, wamid, bubble=codec.BUBBLE.decode(bubble), state=state, rank=rank)
            for _, at, wamid, bubble, turn, state, rank in sorted(said)
        ]
        return sorted(lines, key=lambda line: line.at)


def _listed(row: Row) -> Listed:
    id, person, channel, wa_id, bsuid, name, persona, stage, memo, heard_at, *counts = row
    heard, said, content, decision, with_person = counts
    touch = codec.decode_memo(memo).last_touch
    return Listed(
        conversation=id,
        person=person,
        channel=channel,
        wa_id=wa_id,
        bsuid=bsuid,
        name=name,
        persona=persona,
        stage=stage,
        campaign=None if touch is None else touch.campaign,
        writer=None if decision is None else codec.decode_decision(decision).writer,
        words="" if content is None else words_of(codec.CONTENT.decode(content)),
        heard_at=heard_at,
        heard=heard,
        said=said,
        with_person=bool(with_person),
    )
