"""Limits, control group and brakes. Each returns a record to append to the ledger, never a silent change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from central.core.learning.belief import Snapshot
from central.core.learning.choice import Limits
from central.core.learning.design import Arm
from central.core.learning.reward import Refused

FloatArray = NDArray[np.float64]

CONTROL_FIRST, CONTROL_LATER, CONTROL_PEOPLE = 0.20, 0.10, 20_000
BRAKE_CHANCE, BRAKE_PEOPLE = 0.95, 200
SIGNAL_LEAST = 0.2
Z_ONE_SIDED_95, Z_ONE_SIDED_90 = 1.645, 1.2816

LimitKind = Literal["fixar", "congelar", "limitar", "aposentar"]


@dataclass(frozen=True, slots=True)
class Limit:
    """An owner's word on an arm or on learning: pin, freeze, cap (`share`) or retire. `where` narrows the contexts."""

    kind: LimitKind
    by: str
    at: int
    key: str = ""
    label: str = ""
    share: float = 1.0
    where: Mapping[str, str] | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be chosen now, what may not and why."""

    allowed: tuple[Arm, ...]
    refused: tuple[Refused, ...]
    limits: Limits


@dataclass(frozen=True, slots=True)
class Brake:
    """Why learning slowed or went back. `back_to` is the snapshot to serve from, 0 = the rules."""

    at: int
    kind: Literal["controle", "sinal"]
    reason: str
    back_to: int | None = None


def control_share(people: int) -> float:
    """How many of the next new people the control group takes, given how many there were before them."""
    return CONTROL_FIRST if people < CONTROL_PEOPLE else CONTROL_LATER


def group_draw(person: str, seed: int) -> float:
    """A person's fixed number in [0, 1): under `CONTROL_LATER` always control, from `CONTROL_FIRST` on never."""
    digest = blake2b(repr((seed, "control", person)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") / 2.0**64


def offer(
    context: Mapping[str, Any], arms: Sequence[Arm], limits: Iterable[Limit], now: int,
    control: bool = False, sensitive: frozenset[str] = frozenset(),
) -> Offer:  # fmt: skip
    """Arms left after the owner's limits; the rules' own arm is the last resort and always stays."""
    mine = [x for x in limits if _applies(x, context, now)]
    rule = context.get("rule_arm")
    if control or context.get("intent") in sensitive:
        reason = "grupo de controle: vale a regra" if control else "assunto sensível: vale a regra"
        kept = [a for a in arms if a["id"] == rule] or list(arms[:1])
        return Offer(tuple(kept), _refuse(arms, kept, reason), Limits(np.ones(len(kept))))
    pins = [x for x in mine if x.kind == "fixar"]
    refused: list[Refused] = []
    kept = []
    for arm in arms:
        reason = _reason(arm, mine, pins)
        if reason:
            refused.append(Refused(arm["id"], reason))
        else:
            kept.append(arm)
    if not kept:
        kept = [a for a in arms if a["id"] == rule] or list(arms[:1])
        refused = [r for r in refused if r.arm != kept[0]["id"]]
    return Offer(tuple(kept), tuple(refused), Limits(_caps(kept, mine), any(x.kind == "congelar" for x in mine)))


def control_brake(treated: FloatArray, control: FloatArray, now: int, good_snapshot: int = 0) -> Brake | None:
    """Stop and go back if people under learning earn less than the control group with 95 % certainty."""
    if min(len(treated), len(control)) < BRAKE_PEOPLE:
        return None
    gap = float(control.mean() - treated.mean())
    error = float(np.sqrt(treated.var(ddof=1) / len(treated) + control.var(ddof=1) / len(control)))
    if gap <= 0 or gap < Z_ONE_SIDED_95 * error:
        return None
    reason = (
        f"O aprendizado rendeu R$ {gap:.2f} a menos por pessoa que o grupo de controle "
        f"({len(treated)} contra {len(control)} pessoas, certeza acima de {BRAKE_CHANCE:.0%}). "
        "Voltamos ao que valia antes."
    )
    return Brake(now, "controle", reason, good_snapshot)


def signal_brake(snapshot: Snapshot, now: int) -> Brake | None:
    """Stop using the short signal if no slope can reasonably be worth much."""
    if not len(snapshot.slopes) or snapshot.number == 0:
        return None
    upper = snapshot.slopes + Z_ONE_SIDED_90 * snapshot.slopes_sd
    if (upper >= SIGNAL_LEAST).any():
        return None
    return Brake(now, "sinal", "Dúvida resolvida não tem anunciado vendas; as decisões passam a olhar só as vendas.")


def _applies(limit: Limit, context: Mapping[str, Any], now: int) -> bool:
    if limit.at > now or (limit.until is not None and limit.until <= now):
        return False
    return all(context.get(k) == v for k, v in (limit.where or {}).items())


def _names(limit: Limit, arm: Arm) -> bool:
    return bool(arm.get(limit.key) == limit.label)


def _reason(arm: Arm, limits: list[Limit], pins: list[Limit]) -> str:
    retired = next((x for x in limits if x.kind == "aposentar" and _names(x, arm)), None)
    if retired:
        return f"aposentado por {retired.by}"
    for key in {x.key for x in pins}:
        if not any(_names(x, arm) for x in pins if x.key == key):
            return f"fixado por {pins[0].by} em outra opção"
    return ""


def _caps(arms: Sequence[Arm], limits: list[Limit]) -> FloatArray:
    """A cap on a label is shared by the arms that carry it."""
    caps = np.ones(len(arms))
    for limit in limits:
        if limit.kind == "limitar":
            mine = np.array([_names(limit, a) for a in arms])
            caps[mine] = np.minimum(caps[mine], limit.share / max(int(mine.sum()), 1))
    return caps


def _refuse(arms: Sequence[Arm], kept: Sequence[Arm], reason: str) -> tuple[Refused, ...]:
    stay = {a["id"] for a in kept}
    return tuple(Refused(a["id"], reason) for a in arms if a["id"] not in stay)
