"""A reply that may leave: the draft if the guard lets it, a model's second try, the script, or the safest script."""

from __future__ import annotations

from central.core.decision import Verdict
from central.core.guard import PERSON, SILENCE, facts_of, inspect, passes, reason
from central.core.messaging.conversation import Scene
from central.core.operation import Operation
from central.core.records import replace
from central.core.replying.plan import Plan
from central.core.replying.reply import PIX_CODE, Say, compose
from central.flow.turn.draft import Drafted, Pens, drafted

SAFEST = "outro"
TRACKING_LINK = "rastreio_link"
_DONE = {"chamar_pessoa": (PERSON,), "bloquear": (SILENCE,)}
"""What an action does in its turn, so that the reply may say it."""


async def guarded(
    plan: Plan, scene: Scene, operation: Operation, words: str, say: Say, pens: Pens
) -> tuple[Drafted, tuple[Verdict, ...]]:
    """What may be sent, with every ruling, those on refused drafts too.

    A model is told once what was wrong; after that the planned script answers, and if even that is refused the
    safest one.
    """
    draft = await drafted(plan, scene, operation, words, say, pens)
    verdicts = _inspected(draft, plan, scene, operation, words)
    if passes(verdicts):
        return draft, verdicts
    if draft.tier != "script":
        again = await drafted(plan, scene, operation, words, say, pens, "; ".join(reason(verdicts)))
        draft = replace(again, costs=draft.costs + again.costs)
        rulings = _inspected(draft, plan, scene, operation, words)
        verdicts += rulings
        if passes(rulings):
            return draft, verdicts
    if draft.tier != "script":
        draft = _scripted(draft, plan, operation, plan.script, say)
        rulings = _inspected(draft, plan, scene, operation, words)
        verdicts += rulings
        if passes(rulings):
            return replace(draft, gave_up=True), verdicts
    safest = _scripted(draft, plan, operation, SAFEST, replace(say, trigger=None))
    return replace(safest, gave_up=True), verdicts


def _scripted(draft: Drafted, plan: Plan, operation: Operation, script: str, say: Say) -> Drafted:
    reply = compose(operation, script, plan.persona, plan.memo, say)
    return replace(draft, reply=reply, writer="script", tier="script", told=())


def _inspected(draft: Drafted, plan: Plan, scene: Scene, operation: Operation, words: str) -> tuple[Verdict, ...]:
    memo = plan.memo
    facts = facts_of(
        operation,
        plan.persona,
        memo.product,
        region=operation.catalog.region_named(memo.region),
        variant=memo.variant,
        name=scene.name,
        words=words,
        done=(*_DONE.get(plan.action, ()), *plan.done),
        told=(*draft.told, *draft.reply.owned, *plan.told),
        links=tuple(value for slot, value in plan.slots if slot == TRACKING_LINK),
        code=dict(plan.slots).get(PIX_CODE, ""),
        nudge=draft.reply.nudge,
        aside=plan.aside,
        canary=draft.canary,
    )
    return inspect(draft.reply.texts, facts)
