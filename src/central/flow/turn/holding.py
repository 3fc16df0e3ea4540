"""Replies that do not go out by themselves: held when drafted, resolved when somebody decides or time is up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from central.core.decision import Decision
from central.core.guard import passes
from central.core.held import WAKES, End, Ended, Example, Held, Waiting, judged, sample
from central.core.messaging.conversation import Handoff, Memo, Scene, Timer, window_open
from central.core.messaging.message import Bubble, spoken
from central.core.messaging.pacing import typing_ms
from central.core.operation import Operation
from central.core.replying.mode import Mode
from central.core.replying.reply import compose
from central.core.selling.checkout import sent_links
from central.core.turn import Outcome, Send
from central.flow.turn.desk import Desk
from central.flow.turn.draft import mask_of
from central.flow.turn.quoting import promised, quoted
from central.flow.turn.wording import Worded

NOBODY_CAME = "ninguém decidiu a tempo sobre a resposta"


def hold(outcome: Outcome, mode: Mode, scene: Scene, desk: Desk, found: Worded, words: str) -> Outcome:
    """The same turn with nothing said: what the reading told is kept, what the reply would write waits with it.

    In the shadow, what a person or the lead's own wish already settles leaves no draft.
    """
    quiet = replace(
        outcome,
        memo=_unsaid(scene, outcome.memo),
        sends=(),
        choices=(),
        quotes=(),
        links=(),
        decision=_marked(outcome, mode),
    )
    if outcome.handoff is not None or outcome.optout is not None:
        return quiet
    plan, draft = found.plan, found.reply
    due = outcome.at + mode.wait if mode.wait and mode.name == "supervisionado" else None
    held = Held(
        turn=outcome.turn,
        conversation=outcome.conversation,
        person=scene.person,
        at=outcome.at,
        mode=mode.name,
        persona=plan.persona.id,
        tier=draft.tier,
        intent=plan.reading.intent,
        bubbles=tuple(send.bubble for send in outcome.sends),
        memo=outcome.memo,
        due_at=due,
        after=mode.after,
        instead=_instead(desk, found),
        choices=outcome.choices,
        words=words,
        told=draft.told,
        nudge=draft.reply.nudge,
        aside=plan.aside,
    )
    return replace(quiet, held=held, retractable=True, timers=() if due is None else (Timer(WAKES, due),))


def resolves(scene: Scene) -> bool:
    """Whether a held reply woke this turn, and nothing the lead wrote since."""
    return not scene.lines and any(timer.key == WAKES for timer in scene.timers)


async def resolve(scene: Scene, desk: Desk) -> Outcome:
    """Do what somebody decided about the held reply, or what the owner wants when nobody did."""
    now = desk.clock.now()
    quiet = Outcome(scene.conversation, scene.turn, scene.epoch, scene.upto, now, scene.memo)
    waiting = await desk.drafts.waiting(scene.conversation) if desk.drafts is not None else None
    if waiting is None or (waiting.wish is None and (waiting.held.due_at is None or waiting.held.due_at > now)):
        return quiet
    held = waiting.held
    if waiting.wish == "recusar":
        return replace(quiet, ended=Ended(held.turn, "recusado", waiting.by))
    if scene.handoff is not None or scene.opted_out:
        return replace(quiet, ended=Ended(held.turn, "assumido"))
    if not window_open(scene.heard_at, now):
        return replace(quiet, ended=Ended(held.turn, "tarde", waiting.by))
    operation, _ = await quoted(scene.person, desk.operation, desk.quotes, now)
    how, bubbles = _decided(waiting, scene, operation)
    if waiting.wish is None and desk.halts.holds(scene.channel, held.persona):
        how = "pessoa"
    if how == "pessoa":
        asked = Handoff(scene.turn, scene.conversation, now, "central", NOBODY_CAME)
        return replace(quiet, ended=Ended(held.turn, how), handoff=asked)
    outcome = _released(quiet, waiting, how, bubbles, operation, desk.pace)
    return replace(outcome, example=_example(waiting, scene, operation)) if how == "editado" else outcome


def _decided(waiting: Waiting, scene: Scene, operation: Operation) -> tuple[End, Sequence[Bubble]]:
    """What is said. A person's word stands; alone, nothing leaves that the catalogue of now does not say."""
    held = waiting.held
    if waiting.wish == "editar":
        return "editado", waiting.words
    if waiting.wish == "enviar":
        return "enviado", held.bubbles
    if held.after == "enviar" and passes(judged(held, held.bubbles, operation, scene.name)):
        return "enviado", held.bubbles
    if held.after != "pessoa" and held.instead and passes(judged(held, held.instead, operation, scene.name)):
        return "script", held.instead
    return "pessoa", ()


def _released(
    quiet: Outcome, waiting: Waiting, how: End, bubbles: Sequence[Bubble], operation: Operation, pace: float
) -> Outcome:
    """What the draft's own turn would have written. Only what the bot itself said counts for learning, from now on."""
    held, now = waiting.held, quiet.at
    texts = [spoken(bubble) for bubble in bubbles]
    own = how == "enviado"
    asks = held.memo.asked if how != "editado" or _asks(bubbles) else None
    before = held.memo.awaiting
    awaiting = replace(before, at=now) if own and before is not None else None
    return replace(
        quiet,
        memo=replace(held.memo, asked=asks, awaiting=awaiting),
        sends=_sends(held.turn, bubbles, now, pace, waiting.by if how == "editado" else None),
        retractable=False,
        choices=tuple(replace(c, asked=replace(c.asked, at=now)) for c in held.choices) if own else (),
        quotes=promised(held.person, operation, held.memo, texts, now),
        links=sent_links(operation.catalog.product(held.memo.product), held.turn, texts),
        ended=Ended(held.turn, how, waiting.by),
    )


def _example(waiting: Waiting, scene: Scene, operation: Operation) -> Example:
    """How the seller would have said it."""
    held, mask = waiting.held, mask_of(scene, operation)
    words = "\n".join(filter(None, map(spoken, waiting.words)))
    return Example(held.turn, held.persona, held.intent, sample(mask.hide(words), scene.name), waiting.by)


def _sends(turn: str, bubbles: Sequence[Bubble], now: int, pace: float, author: str | None) -> tuple[Send, ...]:
    """The bubbles under the ids their own turn gives them: sent twice they are the same."""
    sends, at = [], now
    for number, bubble in enumerate(bubbles):
        at += round(pace * typing_ms(bubble)) if number else 0
        sends.append(Send(f"{turn}.{number}", bubble, at, author))
    return tuple(sends)


def _asks(bubbles: Sequence[Bubble]) -> bool:
    return any(spoken(bubble).rstrip().endswith("?") for bubble in bubbles[-1:])


def _unsaid(scene: Scene, memo: Memo) -> Memo:
    """What is remembered while the reply is not said: what the lead told, and nothing of ours."""
    before = scene.memo
    introduced = before.introduced and before.persona in (None, memo.persona)
    return replace(memo, introduced=introduced, asked=None, said=before.said, used=before.used, awaiting=None)


def _marked(outcome: Outcome, mode: Mode) -> Decision | None:
    """The record says that the reply did not go out alone."""
    decision = outcome.decision
    return decision and replace(decision, extra={**decision.extra, "modo": mode.name})


def _instead(desk: Desk, found: Worded) -> tuple[Bubble, ...]:
    """What the script would say where a model wrote."""
    if found.reply.tier == "script":
        return found.reply.reply.bubbles()
    plan = found.plan
    return compose(desk.operation, plan.script, plan.persona, plan.memo, found.say).bubbles()
