"""Beliefs and decisions in words an owner reads (Brazilian Portuguese) and the numbers behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from central.core.learning.choice import wins
from central.core.learning.design import Arm, Context, Encoded
from central.core.learning.regression import logistic
from central.core.learning.serving import Serving
from central.core.learning.worth import kept

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

Z80 = 1.2816
FACTOR_NAMES = {
    "persona": "a persona", "campaign": "a campanha", "stage": "a etapa", "intent": "a intenção",
    "product": "o produto", "slot": "o momento", "touch": "a tentativa", "complex": "caso difícil",
}  # fmt: skip
ARM_NAMES = {"tier": "o nível", "msg": "a mensagem", "text": "a frase"}


@dataclass(frozen=True, slots=True)
class Term:
    """One coefficient that weighed on an arm, against the average of the arms on offer (logits)."""

    weight: float
    source: str  # regra | parecidas | aqui
    sentence: str


def describe(
    serving: Serving, e: Encoded, context: Context, arms: Sequence[Arm], utility: FloatArray,
    tried: IntArray, sold: IntArray,
) -> list[dict[str, Any]]:  # fmt: skip
    """One dict an arm: mean chance of a sale with its 80 % interval, chance of being best, n and sales behind it,
    logits that come from the rule, from similar cells and from this cell, R$ per 100 leads, data still needed.

    `utility` (arms, draws) R$ under the whole posterior says which is best and what it earns."""
    snapshot, margin = serving.snapshot, float(context["margin"])
    center = snapshot.center[e.shared].sum() + snapshot.center[e.own].sum(1)
    sd = (snapshot.spread[e.shared].sum(0) + snapshot.spread[e.own].sum(1)).std(1)
    keep = kept(snapshot, e.labels, arms)
    best, profit = wins(utility)[1], utility.mean(1)
    return [
        {
            "arm": e.ids[n],
            "mean": float(logistic(center[n])),
            "low": float(logistic(center[n] - Z80 * sd[n])),
            "high": float(logistic(center[n] + Z80 * sd[n])),
            "p_best": float(best[n]),
            "n": int(tried[n]),
            "sales": int(sold[n]),
            **_sources(serving, e, n),
            "profit_per_100": float(100 * profit[n]),
            "needs": needed(float(profit.max() - profit[n]), margin * keep[n], float(logistic(center[n]))),
            "why": [t.sentence for t in terms(serving, e, n)],
        }
        for n in range(len(arms))
    ]


def terms(serving: Serving, e: Encoded, arm: int, most: int = 3) -> list[Term]:
    """The terms that weighed most for this arm against the mean of the arms on offer."""
    snapshot, names = serving.snapshot, serving.design.names()
    mean_of: dict[int, float] = {}
    for row in e.own:
        for c in row:
            mean_of[int(c)] = mean_of.get(int(c), 0.0) + float(snapshot.center[c]) / len(e.own)
    own = {int(c) for c in e.own[arm] if c}
    weights = {c: float(snapshot.center[c]) for c in own}
    group_mean: dict[str, float] = {}
    for c, w in mean_of.items():
        group_mean[names[c][0]] = group_mean.get(names[c][0], 0.0) + w
    found = [Term(w - group_mean[names[c][0]], _source(names[c]), "") for c, w in weights.items()]
    order = sorted(zip(found, weights, strict=True), key=lambda p: (-abs(p[0].weight), p[1]))[:most]
    return [Term(t.weight, t.source, _sentence(names[c], t.weight)) for t, c in order]


def needed(gap: float, margin: float, chance: float) -> int:
    """Leads still needed in this cell to tell the arm from the best one (80 % power, two sides of 5 %)."""
    if margin <= 0 or gap <= 0:
        return 0
    difference = gap / margin
    return int(min(1e7, np.ceil(2 * 7.85 * chance * (1 - chance) / difference**2)))


def _sources(serving: Serving, e: Encoded, arm: int) -> dict[str, float]:
    names, out = serving.design.names(), {"from_rule": 0.0, "from_similar": 0.0, "from_here": 0.0}
    key = {"regra": "from_rule", "parecidas": "from_similar", "aqui": "from_here"}
    for c in e.own[arm]:
        if c:
            out[key[_source(names[int(c)])]] += float(serving.snapshot.center[c])
    return out


def _source(name: tuple[str, ...]) -> str:
    """Rule: what the static rules say. Here: the arm crossed with this context. Similar: the arm anywhere."""
    kind = name[0].partition(":")[0]
    if kind in ("rule", "step"):
        return "regra"
    return "parecidas" if kind == "arm" or name[0] == "tier*msg" else "aqui"


def _sentence(name: tuple[str, ...], weight: float) -> str:
    verb = "ajuda" if weight > 0 else "atrapalha"
    size = f"{100 * (np.exp(abs(weight)) - 1):.0f} %"
    group, labels = name[0], name[1:]
    kind, _, rest = group.partition(":")
    if kind == "rule":
        return f"É o que a regra escolheria para {_arm_word(rest)}: {verb} ({size})."
    if kind == "step":
        side = "mais caro" if rest.startswith("+") else "mais barato"
        return f"É {side} que a escolha da regra: {verb} ({size})."
    if kind == "arm":
        return f"{_arm_word(rest).capitalize()} “{labels[0]}” {verb} em geral ({size})."
    part, _, factor = group.partition("*")
    if factor in ("msg", "tier"):
        return f"A combinação “{labels[0]}” com “{labels[1]}” {verb} ({size})."
    where = FACTOR_NAMES.get(factor, factor)
    return f"{_arm_word(part).capitalize()} “{labels[0]}” {verb} quando {where} é “{labels[1]}” ({size})."


def _arm_word(key: str) -> str:
    return ARM_NAMES.get(key, f"a opção de {key}")
