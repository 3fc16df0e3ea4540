"""One refit: from facts and acts to a numbered belief as bytes, with what the refitter noticed on the way.

It depends on nothing but its arguments, so a rebuild gives the same bytes on any engine, in any process of one machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from central.core.learning import saved
from central.core.learning.change import Change, detect, moves_on
from central.core.learning.choice import pace
from central.core.learning.fold import fold
from central.core.learning.reward import HOUR_MS, Decision, Outcome, Rebuilt, rebuild, settle
from central.core.learning.safety import control_brake, signal_brake
from central.core.learning.serving import Serving, Tally
from central.core.ledger import RULES, Act, Facts, standing

FLOOR = 0.05
"""The share of choices spread over all allowed arms: what keeps every propensity above nought."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to fit. `reference` is the body of the belief that breaks are told against, by its number.

    `month` is when this month began, epoch ms; `month_ends` when it will end.
    """

    number: int
    until: int
    seed: int
    acts: Sequence[Act]
    month: int
    month_ends: int
    cost_weight: float = 1.0
    reference_number: int = 0
    reference: bytes | None = None
    look_for_brakes: bool = False


@dataclass(frozen=True, slots=True)
class Fitted:
    """`facts` counts choices; `reference_number` is the belief to tell breaks against from now on."""

    body: bytes
    facts: int
    acts: tuple[Act, ...]
    cost_weight: float
    reference_number: int
    people: int


def refit(request: Request, facts: Facts) -> Fitted:
    """Beliefs from the ledger up to `request.until`."""
    decisions, outcomes = fold(facts, request.until)
    now = standing(request.acts, request.until)
    changes = [Change(a.name, a.at / HOUR_MS, a.z) for a in now.changes]
    rebuilt = rebuild(
        decisions, outcomes, request.until, request.seed, request.number, changes, use_signal=now.use_signal
    )
    found, reference = _watch(request, rebuilt)
    weight = _pace(request, decisions, now.ceiling)
    look = request.look_for_brakes and now.serve is None
    brakes = _brakes(request, decisions, outcomes, rebuilt) if look else []
    serving = Serving(
        request.seed, rebuilt.table.design, rebuilt.snapshot, rebuilt.path, floor=FLOOR, cost_weight=weight,
        tally=_tally(rebuilt),
    )  # fmt: skip
    people = len({d.person for d in decisions})
    acts = (*found, *_new_labels(request, facts), *brakes)
    return Fitted(saved.dump_serving(serving), len(decisions), acts, weight, reference, people)


def people_profit(
    decisions: Iterable[Decision], outcomes: Iterable[Outcome]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """R$ a person, treated and control, of those who were chosen for since learning began.

    A sale counts once for a person, however many of their choices led to it.
    """
    margin: dict[str, dict[float, float]] = {}
    cost: dict[str, float] = {}
    control: dict[str, bool] = {}
    for r in settle(decisions, outcomes):
        if r.decision.phase != "aprendizado":
            continue
        person = r.decision.person
        control[person] = control.get(person, False) or r.decision.control
        cost[person] = cost.get(person, 0.0) + r.margin - r.profit
        if r.sold_at is not None:
            margin.setdefault(person, {})[r.sold_at] = r.margin
    earned = {p: sum(margin.get(p, {}).values()) - cost[p] for p in control}
    groups = ([earned[p] for p in control if not control[p]], [earned[p] for p in control if control[p]])
    return np.array(groups[0], np.float64), np.array(groups[1], np.float64)


def _watch(request: Request, rebuilt: Rebuilt) -> tuple[list[Act], int]:
    """Breaks since the reference, as acts; and the belief to tell the next ones against."""
    if request.reference is None:
        return [], request.number
    reference = saved.load_serving(request.reference)
    now = request.until / HOUR_MS
    found = detect(rebuilt.table, reference.snapshot, now, reference.design.names())
    acts = [
        Act(
            f"{request.number}.mudanca.{n}", "mudanca", "central", round(c.at * HOUR_MS), name=c.name, z=round(c.z, 3),
            reason=c.sentence(),
        )
        for n, c in enumerate(found)
    ]  # fmt: skip
    moved = bool(found) or moves_on(rebuilt.table, reference.snapshot, now)
    return acts, request.number if moved else request.reference_number


def _pace(request: Request, decisions: Sequence[Decision], ceiling: int) -> float:
    """The multiplier on costs that ends the month under its ceiling."""
    if not ceiling:
        return 1.0
    spent = sum(_cost(d) for d in decisions if d.at >= request.month)
    share = (request.until - request.month) / max(1, request.month_ends - request.month)
    return pace(request.cost_weight, spent, ceiling / 100 * min(1.0, max(share, 0.01)))


def _cost(decision: Decision) -> float:
    return next((float(a["cost"]) for a in decision.arms if a["id"] == decision.arm), 0.0)


def _brakes(
    request: Request, decisions: Sequence[Decision], outcomes: Sequence[Outcome], rebuilt: Rebuilt
) -> list[Act]:
    treated, control = people_profit(decisions, outcomes)
    found = [control_brake(treated, control, request.until, RULES)]
    if standing(request.acts, request.until).use_signal:
        found.append(signal_brake(rebuilt.snapshot, request.until))
    kinds = {"controle": "freio", "sinal": "sinal"}
    return [
        Act(f"{request.number}.{b.kind}", kinds[b.kind], "central", b.at, number=RULES, reason=b.reason)  # type: ignore[arg-type]
        for b in found
        if b is not None
    ]


def _new_labels(request: Request, facts: Facts) -> list[Act]:
    """Arms that were on offer for the first time, each told once."""
    known = {(a.slot, a.label) for a in request.acts if a.kind == "novo"}
    first: dict[tuple[str, str], int] = {}
    for chosen in facts.choices:
        for option in chosen.asked.options:
            key = (option.slot, option.label)
            if chosen.asked.at <= request.until and key not in known:
                first[key] = min(first.get(key, chosen.asked.at), chosen.asked.at)
    return [
        Act(f"novo.{slot}.{label}", "novo", "central", at, slot=slot, label=label)
        for (slot, label), at in sorted(first.items())
    ]


def _tally(rebuilt: Rebuilt) -> Tally:
    table = rebuilt.table
    found = {}
    for frame in table.frames:
        tried, sold = table.tally(frame)
        found[frame.encoded.key] = [(int(n), int(s)) for n, s in zip(tried, sold, strict=True)]
    return found
