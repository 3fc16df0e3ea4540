"""One turn: from the burst a lead wrote to everything the finishing transaction writes."""

from __future__ import annotations

from central.core.decision import Tier
from central.core.messaging.conversation import Scene
from central.core.records import replace
from central.core.replying.arms import ask_opening, ask_turn, settled
from central.core.replying.choice import Chosen
from central.core.replying.mode import AUTOMATIC, Mode, mode_for
from central.core.replying.plan import Plan
from central.core.replying.planning import plan
from central.core.selling.ticket import moved, wished
from central.core.turn import Outcome
from central.flow.bringing.aftermath import pix_asked, put_off, told_of_orders, woken
from central.flow.bringing.reengage import call_back_later
from central.flow.turn.arrival import arrive, words_said
from central.flow.turn.commit import commit, say_nothing, silence, to_people
from central.flow.turn.deeds import done
from central.flow.turn.desk import Desk
from central.flow.turn.entrance import enter, last_touch, must_be_silent
from central.flow.turn.holding import hold, resolve, resolves
from central.flow.turn.listening import listened
from central.flow.turn.quoting import lapse, quoted
from central.flow.turn.wording import worded
from central.ports import Spoken


async def take(scene: Scene, desk: Desk) -> Outcome:
    """Answer the burst; replaying a frozen turn gives the same ids and the same choice."""
    bell = desk.bell
    if resolves(scene):
        outcome = await resolve(scene, desk)
    elif not scene.lines:
        return await woken(scene, desk)
    else:
        outcome = await _answer(scene, desk)
    if bell is not None and (outcome.sends or outcome.held):
        outcome = call_back_later(outcome, scene, bell)
    outcome = put_off(told_of_orders(pix_asked(outcome, scene, desk), scene, desk), scene)
    wish = wished(scene.memo.stage, outcome.decision.intent) if outcome.decision is not None else ""
    move = moved(scene.memo, outcome.memo, opted_out=outcome.optout is not None, wish=wish)
    return outcome if move is None else replace(outcome, move=move)


async def _answer(scene: Scene, desk: Desk) -> Outcome:
    began = desk.clock.now()
    touches = await arrive(scene, desk.operation, desk.clicks)
    if must_be_silent(scene):
        return silence(scene, desk, touches)
    bought, quotes = await quoted(scene.person, desk.operation, desk.quotes, began)
    desk = desk if bought is desk.operation else replace(desk, operation=bought)
    scene, unsure = await listened(scene, desk.operation, desk.listening)
    words = words_said(scene)
    memo, where = enter(scene, desk.operation, touches, words)
    if desk.halts.holds(scene.channel, memo.persona):
        return to_people(scene, desk, memo, touches)
    reading = await desk.reader.read([words], Spoken(asked=memo.asked, stage=memo.stage, name=scene.name or ""))
    decided = plan(scene, desk.operation, memo, reading, words, last_touch(touches), desk.local(began))
    if decided.action == "calar":
        return say_nothing(scene, desk, where, decided, touches)
    if not _mode(desk, decided, decided.tier).holds(decided.action):
        decided = await done(decided, scene, desk, began)
    choices = await _choose(scene, desk, decided)
    decided = settled(decided, desk.operation, choices)
    if (over := lapse(decided, quotes, began)) or unsure:
        decided = replace(decided, aside="\n\n".join(filter(None, (unsure, decided.aside, over))))
    if not _mode(desk, decided, decided.tier).holds(decided.action):
        await desk.typing(scene)
    found = await worded(decided, scene, desk, words)
    outcome = commit(scene, desk, where, found.plan, choices, found.reply, found.verdicts, touches, began)
    mode = _mode(desk, found.plan, found.reply.tier)
    return hold(outcome, mode, scene, desk, found, words) if mode.holds(found.plan.action) else outcome


def _mode(desk: Desk, plan: Plan, tier: Tier) -> Mode:
    """How far this reply may go alone."""
    return AUTOMATIC if desk.drafts is None else mode_for(desk.operation.modes, plan.persona.id, tier, plan.reading)


async def _choose(scene: Scene, desk: Desk, plan: Plan) -> tuple[Chosen, ...]:
    """What may be chosen is chosen: how to begin, who writes, what stands beside it."""
    now = desk.clock.now()
    points = (
        ask_opening(scene, desk.operation, plan, now),
        ask_turn(scene, desk.operation, plan, desk.writers.keys(), desk.means, now, desk.local(now)),
    )
    return tuple([await desk.chooser.choose(asked) for asked in points if asked is not None])
