"""Value of a reply inside a conversation: it settles the doubt or not, and moves the chance that the end is a sale.

A reply is worth the stage it leads to, never the last touch. Three things are learned from whole conversations:
where a settled doubt leads, how often an unsettled lead stays, and what each message used on the way does to the
closing (a message may settle doubts now and cost sales later). Values follow by backward sweeps over the stages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from central.core.learning import delay
from central.core.learning.belief import Snapshot, refund_rate
from central.core.learning.choice import DRAWS, generator
from central.core.learning.design import RESERVED, Context
from central.core.learning.regression import Prior, Rows, fit, logistic
from central.core.learning.table import Table

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Lead = tuple[tuple[str, Any], ...]
State = tuple[str, Lead, int]

PATH_KEYS = frozenset({"stage", "intent", "touch", "slot", "complex"})  # what changes along one conversation
CLOSE_BIAS, LEAD_SD, MESSAGE_SD, MESSAGE_LEAD_SD, SAID_SD = -2.0, 0.3, 0.15, 0.1, 2.0
LEVEL_WEIGHT = 2.0  # how many ends the level that is assumed is worth
SAID = ("said",)
STAY, STAY_WEIGHT = 0.5, 10.0
SWEEPS = 8
END = "\0end"


@dataclass(frozen=True, slots=True)
class Journey:
    """`onward` value (R$) of a settled doubt by (stage, lead); `again` of one more try by state."""

    onward: dict[tuple[str, Lead], float] = field(default_factory=dict)
    again: dict[State, float] = field(default_factory=dict)
    effect: dict[tuple[str, ...], int] = field(default_factory=dict)
    mean: FloatArray = field(default_factory=lambda: np.zeros(1))
    spread: FloatArray = field(default_factory=lambda: np.zeros((1, DRAWS)))

    def message(self, lead: Lead, label: str) -> tuple[float, FloatArray]:
        """Log-odds that using this message adds to the closing: mean, and its draws."""
        keys = [("message", label), *(("message", label, k, str(v)) for k, v in lead)]
        at = [n for n in (self.effect.get(k, 0) for k in keys) if n]
        return float(self.mean[at].sum()), self.spread[at].sum(0)

    def past(self, lead: Lead, used: Sequence[str]) -> float:
        """Factor on the closing odds from the messages used so far."""
        return float(np.exp(np.clip(sum(self.message(lead, label)[0] for label in used), -3, 3)))


def state_of(context: Context) -> State:
    """Stage, kind of lead (what stays along a conversation) and earlier tries."""
    lead = tuple((k, v) for k, v in sorted(context.items()) if k not in PATH_KEYS | RESERVED and k[:1] != "_")
    return str(context.get("stage", "")), lead, int(context.get("touch", 0))


def used_before(table: Table, last: int) -> list[str]:
    """Messages this conversation has had, latest first (row `last` and those before it)."""
    out = []
    while last >= 0:
        frame, arm = table.cells[int(table.cell[last])]
        out.append(table.frames[frame].encoded.labels[arm])
        last = int(table.before[last])
    return out


def travel(table: Table, beliefs: Snapshot, now: float, seed: int, previous: Journey | None = None) -> Journey:
    """Learn the paths and value them."""
    states = [state_of(f.factors) for f in table.frames]
    frame_of = np.array([f for f, _ in table.cells], np.int64)[table.cell]
    over = (table.after < 0) & (table.at < now - table.silence)
    onward = _onward(table, states, frame_of, over, now)
    stay = _stay(table, states, frame_of, over, now)
    effect, mean, spread = _closing(table, states, over, beliefs, now, seed, previous)
    learned = Journey({}, {}, effect, mean, spread)
    ends = _ends(table, states, frame_of, learned, beliefs)
    options = _options(table, states, frame_of, beliefs)
    return _sweep(learned, options, onward, stay, ends)


def _onward(
    table: Table, states: list[State], frame_of: IntArray, over: NDArray[np.bool_], now: float
) -> dict[str, dict[str, float]]:
    """Share of settled doubts of a stage that lead to each next stage or to the end."""
    stages = sorted({s[0] for s in states})
    code = np.array([stages.index(s[0]) for s in states], np.int64)
    here = code[frame_of]
    settled = (table.resolved_at <= now) & (table.resolved >= 0.5)
    n = len(stages)
    moved = np.flatnonzero(settled & (table.after >= 0))
    count = np.bincount(here[moved] * (n + 1) + here[table.after[moved]], minlength=n * (n + 1)).astype(float)
    ended = here[settled & over]
    count += np.bincount(ended * (n + 1) + n, minlength=n * (n + 1))
    table_of = count.reshape(n, n + 1)
    names = [*stages, END]
    return {
        s: {names[j]: float(v / row.sum()) for j, v in enumerate(row) if v}
        for s, row in zip(stages, table_of, strict=True)
    }


def _stay(
    table: Table, states: list[State], frame_of: IntArray, over: NDArray[np.bool_], now: float
) -> dict[tuple[Lead, int], float]:
    """Chance that a lead whose doubt was not settled asks again, by kind of lead and earlier tries."""
    kinds = sorted({(s[1], s[2]) for s in states}, key=repr)
    number = {k: n for n, k in enumerate(kinds)}
    code = np.array([number[s[1], s[2]] for s in states], np.int64)[frame_of]
    unsettled = (table.resolved_at <= now) & (table.resolved < 0.5) & ((table.after >= 0) | over)
    tried = np.bincount(code[unsettled], minlength=len(kinds)).astype(float)
    stayed = np.bincount(code[unsettled & (table.after >= 0)], minlength=len(kinds)).astype(float)
    touch = np.array([k[1] for k in kinds])
    out: dict[tuple[Lead, int], float] = {}
    for n, kind in enumerate(kinds):
        like = touch == kind[1]
        level = (stayed[like].sum() + 2 * STAY) / (tried[like].sum() + 2)
        out[kind] = float((stayed[n] + STAY_WEIGHT * level) / (tried[n] + STAY_WEIGHT))
    return out


def _closing(
    table: Table,
    states: list[State],
    over: NDArray[np.bool_],
    beliefs: Snapshot,
    now: float,
    seed: int,
    previous: Journey | None,
) -> tuple[dict[tuple[str, ...], int], FloatArray, FloatArray]:
    """Logistic model of the sale at the end of a path: kind of lead, and every message used on the way.

    How many were said is no merit of any of them: that has a coefficient of its own, left out of what is found.
    """
    effect: dict[tuple[str, ...], int] = dict(previous.effect) if previous else {("bias",): 1}
    lead_cells, message_cells = _numbers(table, states, effect)
    last = np.flatnonzero(over & (table.resolved_at <= now) & (table.resolved >= 0.5))
    d = max(effect.values()) + 1
    mean, variance = np.zeros(d), np.full(d, 1e-8)
    mean[1] = CLOSE_BIAS
    for key, n in effect.items():
        variance[n] = _closing_sd(key) ** 2
    parts, row = [lead_cells[table.cell[last]]], last
    while (row >= 0).any():
        parts.append(np.where((row >= 0)[:, None], message_cells[table.cell[row]], 0))
        row = np.where(row >= 0, table.before[row], -1)
    sold = table.sold_at[last] <= now
    part = np.where(table.expired_at[last] <= now, 1.0, delay.matured(now - table.at[last], beliefs.curve))
    tries = np.where(sold, 1.0, part)
    start = (
        None
        if previous is None or len(previous.mean) < 2
        else np.concatenate([previous.mean, mean[len(previous.mean) :]])
    )
    rows = Rows(np.concatenate(parts, 1), np.zeros((len(last), 0)), tries, sold.astype(float))
    found = fit(rows, Prior(mean, variance, np.zeros(d)), start)
    z = generator(seed, "closing", beliefs.number).standard_normal((d, DRAWS))
    spread = found.root @ z
    mean[:], spread = found.mean, spread - spread.mean(1, keepdims=True)
    mean[[1, effect[SAID]]] = spread[effect[SAID]] = 0.0
    mean[1] = _level(mean[rows.index].sum(1), tries, rows.wins)
    return effect, mean, spread


def _level(rest: FloatArray, tries: FloatArray, wins: FloatArray) -> float:
    """The log-odds that, added to these, tell as many sales as there were."""
    low, high = -10.0, 10.0
    told = wins.sum() + LEVEL_WEIGHT * float(logistic(np.array(CLOSE_BIAS)))
    for _ in range(40):
        level = (low + high) / 2
        if (tries * logistic(rest + level)).sum() + LEVEL_WEIGHT * logistic(np.array(level)) > told:
            high = level
        else:
            low = level
    return level


def _numbers(table: Table, states: list[State], effect: dict[tuple[str, ...], int]) -> tuple[IntArray, IntArray]:
    """Coefficients of every cell: (cells, 1 + keys) of its lead, (cells, 2 + keys) of its message."""

    def number(*key: str) -> int:
        return effect.setdefault(key, len(effect) + 1)

    leads, messages = [], []
    for frame, arm in table.cells:
        lead, label = states[frame][1], table.frames[frame].encoded.labels[arm]
        leads.append([1, *(number("lead", k, str(v)) for k, v in lead)])
        about = [number("message", label), *(number("message", label, k, str(v)) for k, v in lead)]
        messages.append([number(*SAID), *about])
    width = max(map(len, messages))
    return tuple(np.array([r + [0] * (width - len(r)) for r in rows], np.int64) for rows in (leads, messages))  # type: ignore[return-value]


def _closing_sd(key: tuple[str, ...]) -> float:
    if key[0] == "bias":
        return 2.0
    if key == SAID:
        return SAID_SD
    if key[0] == "lead":
        return LEAD_SD
    return MESSAGE_SD if len(key) == 2 else MESSAGE_LEAD_SD


def _ends(
    table: Table, states: list[State], frame_of: IntArray, learned: Journey, beliefs: Snapshot
) -> dict[Lead, float]:
    """R$ of reaching the end, by kind of lead, before any message's effect."""
    margin: dict[Lead, float] = {}
    for row in np.unique(frame_of, return_index=True)[1]:
        margin[states[int(frame_of[row])][1]] = float(table.margin[row])
    out = {}
    for lead, amount in margin.items():
        at = [1, *(learned.effect.get(("lead", k, str(v)), 0) for k, v in lead)]
        out[lead] = amount * (1 - refund_rate(beliefs, "")) * float(logistic(learned.mean[at].sum()))
    return out


@dataclass(frozen=True, slots=True)
class _Option:
    """One context with its arms: chance to settle, cost; weight = how often it came.

    What a message adds to the closing is left out: the next replies are taken to say what is said on average, or a
    good message would be counted again at every step of a stage that leads to itself.
    """

    weight: float
    settles: FloatArray
    cost: FloatArray


def _options(table: Table, states: list[State], frame_of: IntArray, beliefs: Snapshot) -> dict[State, list[_Option]]:
    out: dict[State, list[_Option]] = {}
    count = np.bincount(frame_of, minlength=len(table.frames))
    for n in np.flatnonzero(count):
        frame, state = table.frames[n], states[n]
        e = frame.encoded
        settles = logistic(beliefs.signal_center[e.shared].sum() + beliefs.signal_center[e.own].sum(1))
        cost = np.array([float(a["cost"]) for a in frame.arms])
        out.setdefault(state, []).append(_Option(float(count[n]), settles, cost))
    return out


def _sweep(
    learned: Journey,
    options: dict[State, list[_Option]],
    onward: dict[str, dict[str, float]],
    stay: dict[tuple[Lead, int], float],
    ends: dict[Lead, float],
) -> Journey:
    value: dict[State, float] = {}
    ahead: dict[tuple[str, Lead], float] = {}
    for _ in range(SWEEPS):
        ahead = {
            (stage, lead): sum(
                share * (ends[lead] if nxt == END else value.get((nxt, lead, 0), 0.0))
                for nxt, share in onward.get(stage, {}).items()
            )
            for stage, lead in dict.fromkeys(s[:2] for s in options)
        }
        value = {state: _value(state, mine, ahead, value, stay) for state, mine in options.items()}
    again = {s: stay.get(s[1:], STAY) * value.get((s[0], s[1], s[2] + 1), 0.0) for s in options}
    return Journey(ahead, again, learned.effect, learned.mean, learned.spread)


def _value(
    state: State,
    mine: list[_Option],
    ahead: dict[tuple[str, Lead], float],
    value: dict[State, float],
    stay: dict[tuple[Lead, int], float],
) -> float:
    onward = ahead[state[:2]]
    again = stay.get(state[1:], STAY) * value.get((state[0], state[1], state[2] + 1), 0.0)
    total = sum(o.weight * float((o.settles * onward + (1 - o.settles) * again - o.cost).max()) for o in mine)
    return total / sum(o.weight for o in mine)
