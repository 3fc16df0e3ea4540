"""What the inbox of the panel reads: lists of conversations, one thread with all that happened in it, its lead."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Engine, Row
from central.core.decision import Decision
from central.core.messaging.conversation import SERVICE_WINDOW_MS, Handoff
from central.core.messaging.message import Bubble, Content, Referral

FOREVER = 1 << 60
LISTS = {"todas": "inbox_all", "pessoa": "inbox_people", "pagas": "inbox_paid"}
DYING_FROM_MS, DYING_TO_MS = SERVICE_WINDOW_MS, SERVICE_WINDOW_MS - 3 * 3_600_000
"""A window is about to close in its last three hours."""
HOT_AFTER_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class ListRow:
    """A conversation in the list; `said` is the last thing said to the lead, `unread` what came after it."""

    id: str
    person: str
    channel: str
    wa_id: str | None
    name: str | None
    persona: str | None
    stage: str
    heard_at: int
    campaign: str | None
    content: Content | None
    content_at: int
    said: Bubble | None
    said_at: int
    author: str | None
    state: str
    rank: int
    tier: str | None
    held_by: str | None
    held_at: int
    silent: bool
    """The lead asked for silence."""
    unread: int

    @property
    def lead_spoke_last(self) -> bool:
        """Whether the last words are the lead's."""
        return self.said is None or self.content_at > self.said_at


@dataclass(frozen=True, slots=True)
class HeardLine:
    """A message of the lead; `done` 0 waits for an answer, 2 could not be answered."""

    seq: int
    at: int
    wamid: str
    content: Content
    turn: str | None
    reply_to: str | None
    referral: Referral | None
    done: int


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A bubble of ours; `author` is somebody of the team, None the bot."""

    id: str
    at: int
    wamid: str | None
    bubble: Bubble
    turn: str
    state: str
    rank: int
    author: str | None
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody of the team wrote beside a conversation."""

    id: str
    at: int
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class Why:
    """A decision, and the intent a person says it should have read."""

    decision: Decision
    meant: str | None


@dataclass(frozen=True, slots=True)
class Thread:
    """A stretch of a conversation in the order of time; `more`: there is something before it."""

    heard: tuple[HeardLine, ...]
    said: tuple[SaidLine, ...]
    notes: tuple[Note, ...]
    handoffs: tuple[Handoff, ...]
    decisions: dict[str, Why]
    since: int
    more: bool


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """Who the lead is; `conversations` are all of theirs: id, channel, when, stage."""

    person: str
    name: str | None
    username: str | None
    persona: str | None
    since: int
    silent_since: int | None
    conversations: tuple[tuple[str, str, int, str], ...]
    orders: tuple[tuple[str, str, str, int, int, str], ...]
    """id, number, status, centavos, when, provider"""
    decisions: tuple[Decision, ...]
    """The last turns of this conversation, the newest first."""


@dataclass(frozen=True, slots=True)
class Warning:
    """A conversation somebody should look at before it is too late."""

    conversation: str
    at: int
    name: str | None


class SqlInbox:
    """Reads beside the writers; nothing here changes anything."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def ids(
        self,
        which: str,
        before: int = FOREVER,
        persona: str | None = None,
        campaign: str | None = None,
        limit: int = 50,
    ) -> list[str]:
        """The ids of a list (`todas`, `pessoa`, `pagas`), who was heard last first."""
        name = "inbox_of_campaign" if which == "todas" and campaign is not None else LISTS[which]
        return [row[0] for row in await self._engine.read(name, before, persona, campaign, limit)]

    async def rows(self, ids: Sequence[str]) -> list[ListRow]:
        """What the list shows of these conversations, in this order; unknown ids are left out."""
        found = {row[0]: _row(row) for row in await self._engine.read("inbox_rows", json.dumps(list(ids)))}
        return [found[id] for id in ids if id in found]

    async def held(self) -> int:
        """How many conversations a person has or should have."""
        ((count,),) = await self._engine.read("inbox_counts")
        return int(count)

    async def thread(self, conversation: str, before: int = FOREVER, limit: int = 50) -> Thread:
        """The last stretch before a moment."""
        read = self._engine.read
        heard_rows, said_rows, note_rows, handoff_rows = await asyncio.gather(
            read("thread_heard", conversation, before, limit),
            read("thread_said", conversation, before, limit),
            read("thread_notes", conversation),
            read("thread_handoffs", conversation),
        )
        heard = [_heard(r) for r in heard_rows]
        said = [_said(r) for r in said_rows]
        cuts = [lines[-1].at for lines in (heard, said) if len(lines) == limit]
        since = max(cuts, default=0)
        heard = sorted((line for line in heard if line.at >= since), key=lambda line: line.seq)
        said = sorted((line for line in said if line.at >= since), key=lambda line: (line.at, line.id))
        turns = {line.turn for line in said} | {line.turn for line in heard if line.turn is not None}
        notes = [Note(*row) for row in note_rows]
        handoffs = [
            Handoff(id, conversation, at, by, reason, ended_at, ended_by)
            for id, at, by, reason, ended_at, ended_by in handoff_rows
        ]
        return Thread(
            heard=tuple(heard),
            said=tuple(said),
            notes=tuple(note for note in notes if since <= note.at < before),
            handoffs=tuple(h for h in handoffs if (h.ended_at or before) >= since and h.at < before),
            decisions=await self._decisions(turns),
            since=since,
            more=bool(cuts),
        )

    async def heard_file(self, conversation: str, seq: int) -> tuple[str, Content] | None:
        """The channel and the content of one message."""
        found = await self._engine.read("heard_file", conversation, seq)
        return (found[0][0], codec.CONTENT.decode(found[0][1])) if found else None

    async def lead(self, conversation: str) -> LeadFacts | None:
        """Who a conversation is with; None when there is no such conversation."""
        found = await self._engine.read("thread_person", conversation)
        if not found:
            return None
        person, name, username, persona, since, silent_since, _ = found[0]
        conversations, orders, decisions = await asyncio.gather(
            self._engine.read("lead_conversations", person),
            self._engine.read("lead_orders", person),
            self._engine.read("decisions_of_conversation", conversation),
        )
        return LeadFacts(
            person=person,
            name=name,
            username=username,
            persona=persona,
            since=since,
            silent_since=silent_since,
            conversations=tuple((row[0], row[1], row[2], row[3]) for row in conversations),
            orders=tuple((row[0], row[1], row[2], row[3], row[4], row[5]) for row in orders),
            decisions=tuple(codec.decode_decision(body) for (body,) in decisions),
        )

    async def dying(self, now: int, limit: int = 30) -> list[Warning]:
        """Leads whose window closes within three hours and who wait for an answer, the most urgent first."""
        rows = await self._engine.read("dying", now - DYING_FROM_MS, now - DYING_TO_MS, limit)
        return [Warning(*row) for row in rows]

    async def hot(self, now: int, limit: int = 30) -> list[Warning]:
        """Leads who were about to pay an hour ago or more and did not, while their window is open."""
        rows = await self._engine.read("hot", now - SERVICE_WINDOW_MS, now - HOT_AFTER_MS, limit)
        return [Warning(*row) for row in rows]

    async def _decisions(self, turns: set[str]) -> dict[str, Why]:
        if not turns:
            return {}
        rows = await self._engine.read("thread_decisions", json.dumps(sorted(turns)))
        return {id: Why(codec.decode_decision(body), meant) for id, body, meant in rows}


def _row(row: Row) -> ListRow:
    id, person, channel, wa_id, name, persona, stage, heard_at, campaign, content, content_at, bubble, *rest = row
    said_at, author, state, rank, tier, held_by, held_at, silent, unread = rest
    return ListRow(
        id=id,
        person=person,
        channel=channel,
        wa_id=wa_id,
        name=name,
        persona=persona,
        stage=stage,
        heard_at=heard_at,
        campaign=campaign,
        content=None if content is None else codec.CONTENT.decode(content),
        content_at=content_at or 0,
        said=None if bubble is None else codec.BUBBLE.decode(bubble),
        said_at=said_at or 0,
        author=author,
        state=state or "",
        rank=rank or 0,
        tier=tier,
        held_by=held_by,
        held_at=held_at or 0,
        silent=bool(silent),
        unread=unread,
    )


def _heard(row: Row) -> HeardLine:
    seq, at, wamid, content, turn, reply_to, referral, done = row
    return HeardLine(
        seq, at, wamid, codec.CONTENT.decode(content), turn, reply_to, codec.decode_referral(referral), done
    )


def _said(row: Row) -> SaidLine:
    id, at, wamid, bubble, turn, state, rank, author, code, reason = row
    return SaidLine(id, at, wamid, codec.BUBBLE.decode(bubble), turn, state, rank, author, code, reason)
