"""The words of a reply: what colours them, who writes them, and a person where the guard lets nothing through."""

from __future__ import annotations

from dataclasses import dataclass

from central.core.decision import Verdict
from central.core.messaging.conversation import Scene
from central.core.records import replace, swift
from central.core.replying.plan import Plan, handed
from central.core.replying.reply import Say
from central.flow.turn.desk import Desk
from central.flow.turn.draft import Drafted, Pens
from central.flow.turn.guarded import guarded
from central.flow.turn.saying import say

MOST_GIVEN_UP = 2
"""After so many turns on end in which the guard let nothing through, a person comes."""


@swift
@dataclass(frozen=True, slots=True)
class Worded:
    """A reply that may be said, with what it was made of; `plan` is another one where a person has to come."""

    plan: Plan
    say: Say
    reply: Drafted
    verdicts: tuple[Verdict, ...]


async def worded(plan: Plan, scene: Scene, desk: Desk, words: str) -> Worded:
    """The reply to these words, by whoever may write it and within what the guard allows."""
    pens = Pens(desk.writers, desk.history, desk.spending, desk.examples)
    said = await say(plan, scene, desk)
    reply, verdicts = await guarded(plan, scene, desk.operation, words, said, pens)
    if not reply.gave_up or plan.memo.given_up + 1 < MOST_GIVEN_UP or plan.action != "responder":
        return Worded(plan, said, reply, verdicts)
    plan = handed(plan, "guarda", "a guarda recusou duas vezes o que a persona ia dizer")
    said = await say(plan, scene, desk)
    handing, more = await guarded(plan, scene, desk.operation, words, said, pens)
    return Worded(plan, said, replace(handing, costs=reply.costs), verdicts + more)
