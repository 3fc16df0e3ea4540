"""Ending turns: the one transaction that writes an outcome, and what becomes of a turn that failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Row, Tx
from central.adapters.store.journal.held import draft_row, end_drafts
from central.adapters.store.journal.origins import write_switch, write_touches
from central.adapters.store.journal.quotes import quote_row
from central.adapters.store.learning.ledger import write_choices
from central.adapters.store.sales.tickets import write_moves
from central.core.held import End
from central.core.messaging.conversation import OptOut, Scene
from central.core.people.privacy import MARKETING, OF_AGE, RESERVED
from central.core.records import swift
from central.core.turn import CallBack, Outcome

MOST_FAILURES = 5
ANSWERED, DEAD = 1, 2


@dataclass(frozen=True, slots=True)
class Failure:
    """A turn that could not be done now."""

    scene: Scene
    now: int
    retry_at: int
    reason: str


@swift
@dataclass(frozen=True, slots=True)
class _Closed:
    """An outcome whose fence held, with what its conversation said about itself."""

    outcome: Outcome
    person: str
    channel: str
    said_seq: int
    timer_at: int | None
    still_saying: bool
    """Bubbles of older turns are on their way or uncertain."""
    drafted: bool
    """A reply of an older turn waits for a person."""


async def finish(tx: Tx, batch: Sequence[Outcome]) -> list[bool]:
    """Write each outcome whose fence holds; False for the others."""
    if len({outcome.conversation for outcome in batch}) < len(batch):
        return [(await finish(tx, [outcome]))[0] for outcome in batch]
    found = {row[0]: row for row in await tx.each("close_turn", sorted(_closing(o) for o in batch))}
    closed = [_Closed(o, *found[o.conversation][1:]) for o in batch if o.conversation in found]
    if closed:
        await _write_replies(tx, closed)
        await _write_drafts(tx, closed)
        await _write_records(tx, closed)
        await _write_timers(tx, closed)
    return [outcome.conversation in found for outcome in batch]


async def postpone(tx: Tx, batch: Sequence[Failure]) -> list[bool]:
    """Give failed turns back; one that failed too often becomes a dead letter (False)."""
    return [await _postpone(tx, failure) for failure in batch]


def _closing(outcome: Outcome) -> Row:
    memo = outcome.memo
    return (
        outcome.conversation,
        outcome.turn,
        outcome.epoch,
        codec.encode(memo),
        memo.persona,
        memo.stage,
        int(memo.asked is not None),
        outcome.at,
        len(outcome.sends),
        int(outcome.retractable and bool(outcome.sends or outcome.held)),
    )


async def _write_replies(tx: Tx, closed: Sequence[_Closed]) -> None:
    """The burst is answered; the bubbles take the next places; older stuck ones are overtaken."""
    turns = [(c.outcome.conversation, c.outcome.turn) for c in closed]
    await tx.each("finish_messages", [(*turn, ANSWERED) for turn in turns])
    speaking = [c for c in closed if c.outcome.sends]
    stuck = [(c.outcome.conversation, c.outcome.turn, c.outcome.at) for c in speaking if c.still_saying]
    if stuck:
        await tx.each("supersede_stuck", stuck)
    if speaking:
        await tx.each("add_send", [row for c in speaking for row in _sends(c)])


def _sends(closed: _Closed) -> list[Row]:
    outcome = closed.outcome
    first = closed.said_seq - len(outcome.sends) + 1
    return [
        (
            send.id,
            outcome.conversation,
            place,
            closed.channel,
            outcome.ended.turn if outcome.ended is not None else outcome.turn,
            codec.BUBBLE.encode(send.bubble),
            outcome.at,
            send.send_at,
            send.author,
            send.until,
        )
        for place, send in enumerate(outcome.sends, first)
    ]


async def _write_drafts(tx: Tx, closed: Sequence[_Closed]) -> None:
    """What waited is ended or overtaken; what does not go out by itself waits."""
    ended = [(c.outcome.conversation, *how, c.outcome.at) for c in closed if c.drafted and (how := _end(c.outcome))]
    if ended:
        await end_drafts(tx, ended)
    said = [(c.outcome, c.outcome.example) for c in closed if c.outcome.example is not None]
    if said:
        rows = [(e.turn, o.conversation, e.persona, e.intent, o.at, e.by, e.words) for o, e in said]
        await tx.each("add_example", sorted(rows))
    held = [draft_row(c.outcome.held) for c in closed if c.outcome.held is not None]
    if held:
        await tx.each("add_draft", sorted(held))


def _end(outcome: Outcome) -> tuple[End, str] | None:
    """How a turn ends the draft it found; None when it only looked."""
    if outcome.ended is not None:
        return outcome.ended.how, outcome.ended.by
    return ("velho", "") if outcome.sends or outcome.upto else None


async def _write_records(tx: Tx, closed: Sequence[_Closed]) -> None:
    """Decision, touches, persona, handoff and opt-out, each if the outcome has one."""
    outcomes = [c.outcome for c in closed]
    decisions = [
        (o.decision.id, o.conversation, o.turn, o.decision.at, codec.encode(o.decision))
        for o in outcomes
        if o.decision is not None
    ]
    if decisions:
        await tx.each("add_decision", decisions)
    rewards = [(o.conversation, reward) for o in outcomes for reward in o.rewards]
    await write_choices(tx, [chosen for o in outcomes for chosen in o.choices], rewards)
    touches = {(c.outcome.conversation, seq): (c, seq, t) for c in closed for seq, t in c.outcome.touches}
    if touches:
        rows = [touches[place] for place in sorted(touches)]
        await write_touches(tx, [(c.outcome.conversation, c.person, c.channel, seq, t) for c, seq, t in rows])
    sticky = {c.person: (c.person, c.outcome.sticky, c.outcome.turn) for c in closed if c.outcome.sticky is not None}
    if sticky:
        await tx.each("stick", [sticky[person] for person in sorted(sticky)])
    links = [(link, c) for c in closed for link in c.outcome.links]
    if links:
        tokens = [
            (link.token, c.person, c.outcome.conversation, c.outcome.turn, link.product, c.outcome.at)
            for link, c in links
        ]
        await tx.each("add_link_token", sorted(tokens))
    quotes = [quote_row(o.turn, quote) for o in outcomes for quote in o.quotes]
    if quotes:
        await tx.each("add_quote", quotes)
    moves = [(o.conversation, c.person, o.at, o.move) for c in closed if (o := c.outcome).move is not None]
    if moves:
        await write_moves(tx, moves)
    handoffs = [o.handoff for o in outcomes if o.handoff is not None]
    if handoffs:
        await tx.each("add_handoff", [(h.id, h.conversation, h.at, h.by, h.reason) for h in handoffs])
    settled = [(o.conversation, o.hands_back, o.at) for o in outcomes if o.hands_back]
    if settled:
        await tx.each("settle_handoff", settled)
    called = [(c, c.outcome.called_back) for c in closed if c.outcome.called_back is not None]
    if called:
        await tx.each("add_callback", [_called_back(one, said) for one, said in called])
    for one in closed:
        if one.outcome.switch is not None:
            await write_switch(tx, one.outcome.turn, one.outcome.switch)
        if one.outcome.optout is not None:
            await _silence(tx, one.outcome.turn, one.outcome.optout)
        for purpose, source in _consents(one.outcome):
            said = one.outcome
            await tx.rows("give_consent", one.person, source, said.at, said.conversation, said.turn, purpose)
        if one.outcome.welcome_back:
            await tx.rows("end_optout", one.person)


def _consents(said: Outcome) -> Iterator[tuple[str, str]]:
    """What the person allowed in this turn: each purpose with where they said so."""
    if said.consent:
        yield MARKETING, said.consent
    if said.of_age:
        yield RESERVED, OF_AGE


def _called_back(closed: _Closed, said: CallBack) -> Row:
    outcome = closed.outcome
    return (outcome.turn, outcome.conversation, closed.person, outcome.at, said.rule, said.said, said.price, said.why)


async def _silence(tx: Tx, turn: str, wish: OptOut) -> None:
    """A pause lets answers through; a block takes back all that waits."""
    until = wish.until
    await tx.rows("add_optout", wish.person, wish.at, wish.source, wish.words, turn, wish.level, until)
    if wish.level == "bloqueio":
        await tx.rows("cancel_sends", wish.person, turn, wish.at)
        await tx.rows("forget_pending", wish.person, turn)


async def _write_timers(tx: Tx, closed: Sequence[_Closed]) -> None:
    """The timers that woke a turn are gone; cancelled ones too; new ones stand."""
    touched = [c.outcome for c in closed if c.timer_at is not None or c.outcome.timers or c.outcome.cancel]
    if not touched:
        return
    await tx.each("consume_timers", [(o.conversation, o.turn) for o in touched])
    await tx.each("cancel_timer", [(o.conversation, key) for o in touched for key in sorted(set(o.cancel))])
    timers = {(o.conversation, t.key): t for o in touched for t in o.timers}
    rows = [(place[0], t.key, t.due_at, msgspec.json.encode(t.payload).decode()) for place, t in timers.items()]
    await tx.each("set_timer", rows)
    await tx.each("refresh_timer", [(o.conversation,) for o in touched])


async def _postpone(tx: Tx, failure: Failure) -> bool:
    scene = failure.scene
    found = await tx.rows("postpone", scene.conversation, scene.turn, scene.epoch, failure.retry_at)
    if not found or found[0][0] < MOST_FAILURES:
        return True
    await tx.each("add_dead_letter", [(scene.turn, scene.conversation, failure.now, failure.reason)])
    await tx.each("finish_messages", [(scene.conversation, scene.turn, DEAD)])
    await tx.each("consume_timers", [(scene.conversation, scene.turn)])
    await tx.rows("abandon", scene.conversation)
    await tx.each("refresh_timer", [(scene.conversation,)])
    return False
