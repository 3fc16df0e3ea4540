"""What a turn may choose: openings for a first message, tiers and sales triggers for every other thing it says."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import cast

from central.core.decision import Tier
from central.core.messaging.conversation import Scene, Touch
from central.core.messaging.template import Template
from central.core.once import once_per
from central.core.operation import Operation
from central.core.records import replace
from central.core.replying.choice import NONE, Asked, Chosen, Option, Point, Slot
from central.core.replying.opening import Opening, openings_for
from central.core.replying.plan import Plan
from central.core.replying.trigger import Trigger, standing
from central.core.selling.catalog import Product, Variant

TIERS: tuple[Tier, ...] = ("script", "mini", "forte")
USED_KEPT = 24
SELLS = frozenset(
    "preco prazo frete variacoes pagamento produto desconto compra "
    "objecao_eficacia objecao_confianca objecao_preco objecao_adiamento".split()
)
"""Intents beside which a sales trigger may stand."""
BY_SCRIPT, NO_TRIGGER = Option("ia", "script"), Option("gatilho", NONE)


@dataclass(frozen=True, slots=True)
class Means:
    """What the house can pay for: why a tier may not be used now, and what a reply of each costs.

    `costs` are micro-units of R$ a reply by the price list `prices`; a tier that is not there costs nothing.
    """

    refused: Mapping[Tier, str] | None = None
    costs: Mapping[Tier, int] | None = None
    prices: str = ""


NO_MEANS = Means()


def ask_opening(scene: Scene, operation: Operation, plan: Plan, now: int) -> Asked | None:
    """How to begin, where the persona was not introduced yet and has more than one way."""
    if plan.memo.introduced or plan.action != "responder":
        return None
    found = openings_for(operation.openings, plan.persona, plan.memo.product)
    if len(found) < 2:
        return None
    options = _ways_in(found)
    wished = next((one.label for one in options if one.ref == plan.opening), options[0].label)
    return _asked(scene, plan, "abertura", now, options, (("abertura", wished),), NO_MEANS)


def ask_turn(
    scene: Scene, operation: Operation, plan: Plan, tiers: Collection[Tier], means: Means, now: int, moment: datetime
) -> Asked | None:
    """Who writes (the script, or one of the `tiers` that has a writer) and which trigger stands beside it.

    None where nothing is said to sell. `moment` is the seller's local time, `now` the same in epoch ms.
    """
    if plan.action != "responder":
        return None
    triggers = _triggers(operation, plan, moment)
    wished = next((o.label for o in triggers if o.label.split(":")[0] == plan.trigger and not o.refused), NONE)
    rule: tuple[tuple[Slot, str], ...] = (("ia", plan.tier), ("gatilho", wished))
    return _asked(scene, plan, "turno", now, (*_tiers(plan, tiers, means), *triggers), rule, means)


def settled(plan: Plan, operation: Operation, made: Sequence[Chosen]) -> Plan:
    """The plan with what was chosen: who writes, how it begins, what stands beside it."""
    if not made:
        return plan
    tier, begins, nudges, memo = plan.tier, plan.begins, plan.nudges, plan.memo
    for chosen in made:
        if chosen.asked.point == "abertura":
            ref = chosen.option("abertura").ref
            found = openings_for(operation.openings, plan.persona, memo.product)
            begins = next((o for o in found if o.id == ref), None)
        else:
            ref = chosen.option("gatilho").ref
            nudges = next((t for t in operation.triggers if t.id == ref), None)
            tier = cast(Tier, chosen["ia"])
    used = tuple(f"{option.slot}:{option.label}" for chosen in made for option in chosen.taken if option.slot != "ia")
    memo = replace(memo, used=(*memo.used, *used)[-USED_KEPT:]) if used else memo
    return replace(plan, tier=tier, begins=begins, nudges=nudges, memo=memo)


@once_per
def _ways_in(openings: tuple[Opening, ...]) -> tuple[Option, ...]:
    return tuple(Option("abertura", opening_label(o), ref=o.id) for o in openings)


def opening_label(opening: Opening) -> str:
    """The opening's name in the ledger: a change of its words is another opening."""
    return f"{opening.id}:{_digest(opening.text)}"


def trigger_label(trigger: Trigger) -> str:
    """The trigger's name in the ledger, its kind first; a change of what it says is another trigger."""
    return f"{trigger.kind}:{trigger.id}:{_digest(*trigger.texts, trigger.fact, str(trigger.percent))}"


def template_label(template: Template) -> str:
    """The template's name in the ledger; a change of what it says is another template."""
    return f"modelo:{template.name}:{_digest(template.text, *template.buttons)}"


def _tiers(plan: Plan, tiers: Collection[Tier], means: Means) -> tuple[Option, ...]:
    against = means.refused or {}
    costs = means.costs or {}
    found = [BY_SCRIPT]
    for tier in TIERS[1:]:
        if tier in tiers:
            why = "a persona está na fase dos scripts" if plan.persona.phase == "scripts" else against.get(tier, "")
            found.append(Option("ia", tier, cost=costs.get(tier, 0), refused=why))
    return tuple(found)


def _triggers(operation: Operation, plan: Plan, moment: datetime) -> tuple[Option, ...]:
    if plan.product is None or plan.fixed or plan.reading.intent not in SELLS:
        return (NO_TRIGGER,)
    variant = variant_of(plan)
    found = standing(operation.triggers, plan.product, variant, moment)
    options = (
        Option(
            "gatilho",
            trigger_label(s.trigger),
            keeps=_keeps(s.trigger, plan.product, variant),
            refused=s.against,
            ref=s.trigger.id,
        )
        for s in found
    )
    return (NO_TRIGGER, *options)


def variant_of(plan: Plan) -> Variant | None:
    """The variant the lead named."""
    variants = plan.product.variants if plan.product is not None else ()
    return next((v for v in variants if v.id == plan.memo.variant), None)


def _keeps(trigger: Trigger, product: Product, variant: Variant | None) -> int:
    """Basis points of the margin a sale keeps after the trigger's discount."""
    margin = _margin(product, variant)
    if not trigger.percent or margin <= 0:
        return 10_000
    price = _price(product, variant)
    return max(0, 10_000 - price * trigger.percent * 100 // margin)


def _price(product: Product, variant: Variant | None) -> int:
    return variant.price if variant is not None and variant.price is not None else product.price


def _margin(product: Product, variant: Variant | None) -> int:
    return _price(product, variant) - (product.cost or 0)


def _asked(
    scene: Scene,
    plan: Plan,
    point: Point,
    now: int,
    options: tuple[Option, ...],
    rule: tuple[tuple[Slot, str], ...],
    means: Means,
) -> Asked:
    memo, touch = plan.memo, plan.memo.last_touch or Touch(0, "desconhecida")
    return Asked(
        id=f"{scene.turn}.{point}",
        point=point,
        at=now,
        person=scene.person,
        conversation=scene.conversation,
        phase=plan.persona.phase,
        options=options,
        rule=rule,
        stage=memo.stage,
        intent=plan.reading.intent,
        persona=plan.persona.id,
        product=memo.product,
        campaign=touch.campaign,
        source=touch.source,
        complex=plan.reading.complex,
        touch=sum(key.split("/")[0] == plan.script for key in memo.said),
        margin=_margin(plan.product, variant_of(plan)) if plan.product is not None else 0,
        used=memo.used,
        fixed=plan.fixed,
        prices=means.prices,
    )


@lru_cache(maxsize=1024)
def _digest(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:4]
