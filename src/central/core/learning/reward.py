"""The reward ledger: decisions and outcomes as append-only records, and the pure functions that read them.

Events may arrive in any order, doubled and weeks late. `rebuild` sorts what it is given, so the beliefs fitted from a
ledger are the same bytes however it arrived.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from central.core.learning.belief import Snapshot, believe, unlearned
from central.core.learning.change import Change, row_weights
from central.core.learning.delay import patience_of
from central.core.learning.journey import Journey, travel
from central.core.learning.table import SILENCE_H, Table, is_conversation

HOUR_MS = 3_600_000
ROUNDS = 4
EventName = Literal["resolved", "silent", "stage", "purchase", "refund", "chargeback", "expired"]


@dataclass(frozen=True, slots=True)
class Refused:
    """An arm that was not on offer, and why (in Portuguese, for the owner)."""

    arm: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One choice as it was made. `at` epoch ms; money in the arms is R$ of that decision's price list.

    `shares` is the chance every allowed arm had, `slot_propensity` that of the tier and the message taken.
    """

    id: str
    at: int
    person: str
    conversation: str
    context: Mapping[str, Any]
    arms: tuple[Mapping[str, Any], ...]
    arm: str
    propensity: float
    slot_propensity: Mapping[str, float] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()
    draw: int = -1
    snapshot: int = 0
    prices: str = ""
    control: bool = False
    phase: Literal["scripts", "regras", "aprendizado"] = "aprendizado"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision. `id` is the platform's event id where there is one; `value` R$ of margin, or 1/0.

    `silent`: no word since, and `value` the chance that none comes; it counts that much of an unsettled doubt.
    """

    id: str
    decision: str
    event: EventName
    value: float
    at: int


@dataclass(frozen=True, slots=True)
class Result:
    """A decision settled by its outcomes. `profit` R$: margin kept less the reply's cost."""

    decision: Decision
    status: str
    resolved: bool | None
    margin: float
    profit: float
    sold_at: float | None = None


def table_of(decisions: Iterable[Decision], outcomes: Iterable[Outcome]) -> Table:
    """Columns for the models; any order and any doubling of the same records gives an equal table."""
    table = Table()
    for d in sorted({d.id: d for d in decisions}.values(), key=lambda d: (d.at, d.id)):
        bound = len(d.arms) > 1 and d.shares.get(d.arm) == 1.0
        table.add(d.id, d.context, d.arms, d.arm, d.conversation or None, d.at / HOUR_MS, bound)
    for o in outcomes:
        table.outcome(o.decision, o.event, o.value, o.at / HOUR_MS)
    return table


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a refitter hands to the engines; `path` only where replies are steps of conversations."""

    table: Table
    snapshot: Snapshot
    path: Journey | None


def rebuild(
    decisions: Iterable[Decision], outcomes: Iterable[Outcome], until: int, seed: int, number: int,
    changes: Sequence[Change] = (), use_signal: bool = True,
) -> Rebuilt:  # fmt: skip
    """Beliefs from the ledger up to `until` (epoch ms), without any earlier snapshot.

    Rounds let the groups' spreads settle. What was recorded under scripts or rules counts like any other decision:
    that is the warm start. `changes` are the breaks the ledger has recorded.
    """
    table = table_of((d for d in decisions if d.at <= until), (o for o in outcomes if o.at <= until))
    now, follows = until / HOUR_MS, np.flatnonzero(table.after >= 0)
    table.silence = min(SILENCE_H, patience_of((table.at[table.after[follows]] - table.at[follows]).tolist()))
    if not len(table):
        return Rebuilt(table, unlearned(seed), None)
    weight = row_weights(table, changes, now, None)
    snapshot: Snapshot | None = None
    for _ in range(ROUNDS):
        snapshot = believe(table, now, seed, number, snapshot, weight, use_signal)
    assert snapshot is not None
    path = travel(table, snapshot, now, seed) if is_conversation(table) else None
    return Rebuilt(table, snapshot, path)


def settle(decisions: Iterable[Decision], outcomes: Iterable[Outcome]) -> list[Result]:
    """Every decision with what came of it, in order of time; a sale after the window still counts."""
    records = {d.id: d for d in decisions}
    table = table_of(records.values(), outcomes)
    return [_result(records[k], table, row) for row, k in enumerate(table.ids)]


def credit(decisions: Iterable[Decision], outcomes: Iterable[Outcome]) -> dict[str, float]:
    """R$ of margin each conversation earned, less all its replies: the unit of every figure about money.

    A sale belongs to the conversation once, however many of its replies the event names.
    """
    margin: dict[str, float] = {}
    cost: dict[str, float] = {}
    for r in settle(decisions, outcomes):
        key = r.decision.conversation or r.decision.id
        margin[key] = max(margin.get(key, 0.0), r.margin)
        cost[key] = cost.get(key, 0.0) + r.margin - r.profit
    return {k: margin[k] - cost[k] for k in margin}


def _result(decision: Decision, table: Table, row: int) -> Result:
    sold, back = table.sold_at[row] < float("inf"), table.refunded_at[row] < float("inf")
    margin = float(table.sold[row]) if sold else 0.0
    if back:
        margin = max(0.0, margin - float(table.refunded[row])) if sold else 0.0
    status = "refunded" if sold and back else "sold" if sold else "open"
    if not sold and table.expired_at[row] < float("inf"):
        status = "expired"
    known = table.resolved_at[row] < float("inf")
    resolved = bool(table.resolved[row] >= 0.5) if known else None
    at = float(table.sold_at[row]) if sold else None
    return Result(decision, status, resolved, margin, margin - float(table.cost[row]), at)
