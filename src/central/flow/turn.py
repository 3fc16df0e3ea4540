"""One turn: from the burst a lead wrote to everything the finishing transaction writes."""

from __future__ import annotations

from dataclasses import replace

from central.core.messaging.conversation import Scene
from central.core.replying.arms import ask_opening, ask_turn, settled
from central.core.replying.choice import Chosen
from central.core.replying.plan import Plan, plan
from central.core.selling.ticket import moved
from central.core.turn import Outcome
from central.flow.arrival import arrive, words_said
from central.flow.commit import commit, say_nothing, silence
from central.flow.desk import Desk
from central.flow.draft import Pens
from central.flow.entrance import enter, last_touch, must_be_silent
from central.flow.guarded import guarded
from central.flow.listening import listened
from central.flow.quoting import lapse, quoted
from central.flow.reengage import call_back, call_back_later
from central.flow.saying import say
from central.ports import Spoken


async def take(scene: Scene, desk: Desk) -> Outcome:
    """Answer the burst; replaying a frozen turn gives the same ids and the same choice."""
    bell = desk.bell
    if bell is not None and not scene.lines:
        return await call_back(scene, bell)
    outcome = await _answer(scene, desk)
    if bell is not None and outcome.sends:
        outcome = call_back_later(outcome, scene, bell)
    move = moved(scene.memo, outcome.memo, opted_out=outcome.optout is not None)
    return outcome if move is None else replace(outcome, move=move)


async def _answer(scene: Scene, desk: Desk) -> Outcome:
    began = desk.clock.now()
    touches = await arrive(scene, desk.operation, desk.clicks)
    if must_be_silent(scene):
        return silence(scene, desk, touches)
    bought, quotes = await quoted(scene, desk.operation, desk.quotes, began)
    desk = desk if bought is desk.operation else replace(desk, operation=bought)
    scene, unsure = await listened(scene, desk.operation, desk.listening)
    words = words_said(scene)
    memo, where = enter(scene, desk.operation, touches, words)
    reading = await desk.reader.read([words], Spoken(asked=memo.asked, stage=memo.stage, name=scene.name or ""))
    decided = plan(scene, desk.operation, memo, reading, words, last_touch(touches), desk.local(began))
    if decided.action == "calar":
        return say_nothing(scene, desk, where, decided, touches)
    choices = await _choose(scene, desk, decided)
    decided = settled(decided, desk.operation, choices)
    if (over := lapse(decided, quotes, began)) or unsure:
        decided = replace(decided, aside="\n\n".join(filter(None, (unsure, decided.aside, over))))
    await desk.typing(scene)
    pens = Pens(desk.writers, desk.history, desk.spending)
    reply, verdicts = await guarded(decided, scene, desk.operation, words, await say(decided, scene, desk), pens)
    return commit(scene, desk, where, decided, choices, reply, verdicts, touches, began)


async def _choose(scene: Scene, desk: Desk, plan: Plan) -> tuple[Chosen, ...]:
    """What may be chosen is chosen: how to begin, who writes, what stands beside it."""
    now = desk.clock.now()
    points = (
        ask_opening(scene, desk.operation, plan, now),
        ask_turn(scene, desk.operation, plan, desk.writers.keys(), desk.means, now, desk.local(now)),
    )
    return tuple([await desk.chooser.choose(asked) for asked in points if asked is not None])
