"""A reply that may leave: the draft if the guard lets it, a model's second try, the question's script, the safest."""

from __future__ import annotations

from collections.abc import Iterator

from central.core.decision import Verdict
from central.core.guard import PERSON, SILENCE, facts_of, inspect, passes, reason
from central.core.messaging.conversation import Scene
from central.core.operation import Operation
from central.core.records import replace
from central.core.replying.plan import Plan
from central.core.replying.reply import NOTHING_FITS, PIX_CODE, Reply, Say, compose
from central.flow.turn.draft import Drafted, Pens, drafted

SAFEST = "outro"
MOST_WORDINGS = 3
"""So many wordings of the question's own script are tried."""
TRACKING_LINK = "rastreio_link"
_DONE = {"chamar_pessoa": (PERSON,), "bloquear": (SILENCE,)}
"""What an action does in its turn, so that the reply may say it."""


async def guarded(
    plan: Plan, scene: Scene, operation: Operation, words: str, say: Say, pens: Pens
) -> tuple[Drafted, tuple[Verdict, ...]]:
    """What may be sent, with every ruling, those on refused drafts too.

    A model is told once what was wrong; after that the planned script answers the question, as it was coloured, then
    plainly in each of its wordings; only if all are refused the safest one speaks.
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
    for reply in _scripts(plan, operation, say):
        if reply == draft.reply:
            continue
        draft = replace(draft, reply=reply, writer="script", tier="script", told=())
        rulings = _inspected(draft, plan, scene, operation, words)
        verdicts += rulings
        if passes(rulings):
            break
    return replace(draft, gave_up=True), verdicts


def _scripts(plan: Plan, operation: Operation, say: Say) -> Iterator[Reply]:
    """What may be said when nobody's words may: the question's own script, the safest one, words of the house."""
    plainly = replace(say, trigger=None, opening=None, beside=())
    yield compose(operation, plan.script, plan.persona, plan.memo, say)
    memo = plan.memo
    for _ in range(MOST_WORDINGS):
        reply = compose(operation, plan.script, plan.persona, memo, plainly)
        yield reply
        memo = replace(memo, said=(*memo.said, reply.key))
    yield compose(operation, SAFEST, plan.persona, plan.memo, plainly)
    yield Reply("nada", (NOTHING_FITS,))


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
