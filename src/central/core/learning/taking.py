"""From a question to a choice: the owner's limits, the shares, the keyed draw, the whole record."""

from __future__ import annotations

from collections.abc import Iterable

from central.core.learning.choice import marginals
from central.core.learning.fold import arms_of, context_of, key_of, label_of
from central.core.learning.safety import Limit, offer
from central.core.learning.serving import Serving
from central.core.ledger import Act
from central.core.replying.choice import Asked, Chosen, Option, Slot, arm_id


def take(asked: Asked, serving: Serving, acts: Iterable[Act] = ()) -> Chosen:
    """Choose by what was learned, within the owner's limits."""
    options = {arm_id(arm): arm for arm in asked.arms()}
    context, arms = context_of(asked), arms_of(options.values())
    offered = offer(context, arms, (limit_of(act) for act in acts), asked.at)
    picked = serving.pick(context, offered.allowed, asked.id, offered.limits, context["used"])
    taken = options[str(offered.allowed[picked.index]["id"])]
    slots = marginals(offered.allowed, picked.shares, picked.index)
    return Chosen(
        asked=asked,
        taken=taken,
        propensity=round(picked.propensity, 6),
        by="aprendizado",
        snapshot=serving.snapshot.number,
        arms=tuple(str(arm["id"]) for arm in offered.allowed),
        shares=tuple(round(float(share), 6) for share in picked.shares),
        slot_shares=tuple((slot, round(share, 6)) for slot, share in _by_slot(taken, slots)),
        refused=tuple((gone.arm, gone.reason) for gone in offered.refused),
        draw=picked.draw,
    )


def limit_of(act: Act) -> Limit:
    """An owner's act as the learner obeys it; a trigger is named by its kind or in full."""
    key, label = key_of(act.slot), label_of(act.slot, act.label)
    if act.slot == "gatilho" and ":" in act.label:
        key, label = "text", act.label
    return Limit(act.kind, act.by, act.at, key, label, act.share, dict(act.where), act.until)  # type: ignore[arg-type]


def _by_slot(taken: tuple[Option, ...], shares: dict[str, float]) -> list[tuple[Slot, float]]:
    return [(option.slot, shares[key_of(option.slot)]) for option in taken if key_of(option.slot) in shares]
