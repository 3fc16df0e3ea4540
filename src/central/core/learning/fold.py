"""From the ledger's facts to what the models read: contexts, arms, decisions and outcomes in R$ and hours.

Here time tells what no row does: a day without an answer is a doubt not settled, and counts as half of one by how
likely nobody comes back any more; a window without a purchase is no sale. A purchase credits all of the person's
choices since their last purchase, within the window; one that comes after the window credits the last of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from central.core.learning.delay import SHORTEST_H, WINDOW_H, Silence, patience_of
from central.core.learning.design import WORDING
from central.core.learning.reward import HOUR_MS, Decision, Outcome, Refused
from central.core.ledger import Facts, Sale
from central.core.replying.choice import Asked, Chosen, Option, arm_id

WINDOW_MS, SHORTEST_MS = int(WINDOW_H * HOUR_MS), round(SHORTEST_H * HOUR_MS)
SILENT_WEIGHT = 0.5  # of an unsettled doubt: those who have had their answer fall silent too
MICROS, CENTAVOS, BASIS = 1_000_000, 100, 10_000
_FACTORS = ("persona", "product", "campaign", "stage", "intent")


def key_of(slot: str) -> str:
    """The learner's name of a slot; messages of every point share one, so that it knows what has been said."""
    return "tier" if slot == "ia" else "msg"


def label_of(slot: str, label: str) -> str:
    """The learner's name of a label: of a trigger its kind, so that all products teach about it.

    >>> label_of("gatilho", "escassez:ultimas:9f3a"), label_of("abertura", "direta:77aa")
    ('escassez', 'abertura:direta:77aa')
    """
    if slot == "ia":
        return label
    return label.partition(":")[0] if slot == "gatilho" else f"{slot}:{label}"


def arms_of(arms: Iterable[Sequence[Option]]) -> list[dict[str, Any]]:
    """Arms as the learner sees them; money in R$."""
    return [_arm(options) for options in arms]


def context_of(asked: Asked) -> dict[str, Any]:
    """The moment as the learner sees it."""
    found: dict[str, Any] = {k: v for k in _FACTORS if (v := getattr(asked, k)) is not None}
    return found | {
        "slot": asked.point,
        "complex": "sim" if asked.complex else "não",
        "touch": min(asked.touch, 3),
        "margin": asked.margin / CENTAVOS,
        "rule_arm": arm_id(asked.rule_arm()),
        "now": asked.at / HOUR_MS,
        "lead_id": asked.conversation,
        "decision_id": asked.id,
        "used": used_of(asked),
    }


def used_of(asked: Asked) -> tuple[str, ...]:
    """The messages this conversation has had, as the learner calls them."""
    pairs = (said.partition(":") for said in asked.used)
    return tuple(label_of(slot, label) for slot, _, label in pairs)


def decision_of(chosen: Chosen, person: str | None = None) -> Decision:
    """A choice as the learner's ledger holds it."""
    asked, taken = chosen.asked, arm_id(chosen.taken)
    gone = {arm for arm, _ in chosen.refused}
    arms = tuple(a for a in arms_of(asked.arms()) if a["id"] not in gone) or tuple(arms_of([chosen.taken]))
    shares = dict(zip(chosen.arms, chosen.shares, strict=True)) if chosen.shares else {taken: 1.0}
    return Decision(
        id=asked.id,
        at=asked.at,
        person=person or asked.person,
        conversation=asked.conversation,
        context=context_of(asked),
        arms=arms if any(a["id"] == taken for a in arms) else (*arms, _arm(chosen.taken)),
        arm=taken,
        propensity=chosen.propensity,
        slot_propensity={key_of(slot): share for slot, share in chosen.slot_shares},
        shares=shares,
        refused=tuple(Refused(arm, why) for arm, why in chosen.refused),
        draw=chosen.draw,
        snapshot=chosen.snapshot,
        prices=asked.prices,
        control=chosen.control,
        phase=asked.phase if asked.phase in ("scripts", "regras") else "aprendizado",  # type: ignore[arg-type]
    )


def fold(facts: Facts, until: int) -> tuple[list[Decision], list[Outcome]]:
    """What the models read of everything that happened up to `until`, in one order whatever order it came in.

    What was said after a sale, in thanks or about the parcel, is not part of the way to one.
    """
    void = {r.choice for r in facts.rewards if r.event == "void"}
    counted = (c for c in facts.choices if c.asked.at <= until and c.asked.id.rpartition(".")[0] not in void)
    choices = sorted({c.asked.id: c for c in counted if _sells(c)}.values(), key=lambda c: (c.asked.at, c.asked.id))
    by_person: dict[str, list[Chosen]] = defaultdict(list)
    for chosen in choices:
        by_person[_person(facts, chosen)].append(chosen)
    sales: dict[str, list[Sale]] = defaultdict(list)
    for sale in sorted(set(facts.sales), key=lambda s: (s.at, s.order, s.status)):
        sales[sale.person].append(sale)
    sold: list[Outcome] = []
    for person, mine in by_person.items():
        sold += _sold(mine, sales.get(person, []), until)
    unsent = {r.choice for r in facts.rewards if r.event == "void" and r.value}
    outcomes = _answers(facts, choices, unsent, until, {o.decision: o.at for o in sold if o.event == "purchase"})
    return [decision_of(c, _person(facts, c)) for c in choices], outcomes + sold


def _sells(chosen: Chosen) -> bool:
    return chosen.asked.point not in ("abertura", "turno") or chosen.asked.stage not in ("comprado", "pos_venda")


def _arm(options: Sequence[Option]) -> dict[str, Any]:
    keeps = 1.0
    for option in options:
        keeps *= option.keeps / BASIS
    labels = {key_of(o.slot): label_of(o.slot, o.label) for o in options}
    wording = next((o.label for o in options if o.slot == "gatilho" and ":" in o.label), "")
    if wording:
        labels[WORDING] = wording
    return {"id": arm_id(options), **labels, "cost": sum(o.cost for o in options) / MICROS, "margin_mult": keeps}


def _person(facts: Facts, chosen: Chosen) -> str:
    return facts.people.get(chosen.asked.person, chosen.asked.person)


def _answers(
    facts: Facts, choices: Sequence[Chosen], unsent: set[str], until: int, bought: dict[str, int]
) -> list[Outcome]:
    """What bursts told; who said no more and bought had no doubt left, who said no more and did not had one."""
    told = {r.id: r for r in facts.rewards if r.event == "resolved" and r.id.partition(":")[0] not in unsent}
    found = [Outcome(r.id, r.choice, "resolved", float(r.value), r.at) for r in told.values() if r.at <= until]
    heard = {r.choice for r in told.values()}
    spoke = bought | {r.choice: r.at for r in told.values() if r.at <= until}
    patience, silence = round(HOUR_MS * patience_of(_gaps(choices))), _silence(choices, spoke, until)
    for chosen in choices:
        id, end = chosen.asked.id, chosen.asked.at + patience
        if id in heard:
            continue
        if id in bought:
            found.append(Outcome(f"{id}:sold", id, "resolved", 1.0, bought[id]))
            continue
        gone = 1.0
        if end <= until:
            found.append(Outcome(f"{id}:silence", id, "resolved", 0.0, end))
        else:
            gone = silence.gone(str(chosen.asked.intent), (until - chosen.asked.at) / HOUR_MS)
        if gone and chosen.asked.at + SHORTEST_MS <= until:
            found.append(Outcome(f"{id}:silent", id, "silent", SILENT_WEIGHT * gone, until))
    return found


def _silence(choices: Sequence[Chosen], spoke: Mapping[str, int], until: int) -> Silence:
    """Who spoke or paid after a choice and when, who did neither."""
    came: dict[str, list[float]] = defaultdict(list)
    gone: dict[str, int] = defaultdict(int)
    for chosen in choices:
        asked, at = chosen.asked, spoke.get(chosen.asked.id)
        if at is not None:
            came[str(asked.intent)].append((at - asked.at) / HOUR_MS)
        elif asked.at + SHORTEST_MS <= until:
            gone[str(asked.intent)] += 1
    return Silence(came, gone)


def _gaps(choices: Sequence[Chosen]) -> list[float]:
    """Hours between the choices of one conversation."""
    last: dict[str, int] = {}
    gaps = []
    for chosen in choices:
        before = last.get(chosen.asked.conversation, chosen.asked.at)
        if chosen.asked.at > before:
            gaps.append((chosen.asked.at - before) / HOUR_MS)
        last[chosen.asked.conversation] = chosen.asked.at
    return gaps


def _sold(choices: Sequence[Chosen], sales: Sequence[Sale], until: int) -> list[Outcome]:
    """Purchases, what was given back of them, and windows that closed without one; all of one person."""
    found: list[Outcome] = []
    bought: set[str] = set()
    since = 0
    for sale in sales:
        if sale.status != "approved" or sale.at > until:
            continue
        before = [c for c in choices if since <= c.asked.at <= sale.at and c.asked.id not in bought]
        mine = [c for c in before if c.asked.at >= sale.at - WINDOW_MS] or before[-1:]
        since = sale.at
        back = [s for s in sales if s.order == sale.order and s.status != "approved" and s.at <= until]
        for chosen in mine:
            id, value = chosen.asked.id, _margin(chosen, sale)
            bought.add(id)
            found.append(Outcome(f"{id}:{sale.order}", id, "purchase", value, sale.at))
            event = [Outcome(f"{id}:{s.order}:{s.status}", id, _returned(s), value, s.at) for s in back]
            found += event
    for chosen in choices:
        id, end = chosen.asked.id, chosen.asked.at + WINDOW_MS
        if id not in bought and end <= until:
            found.append(Outcome(f"{id}:expired", id, "expired", 0.0, end))
    return found


def _returned(sale: Sale) -> Any:
    return "chargeback" if sale.status == "chargeback" else "refund"


def _margin(chosen: Chosen, sale: Sale) -> float:
    """R$ the sale brings: the margin the choice was made for, less what it gave away; never more than was paid."""
    kept = 1.0
    for option in chosen.taken:
        kept *= option.keeps / BASIS
    margin = chosen.asked.margin * kept if chosen.asked.margin else float(sale.value)
    return min(margin, float(sale.value)) / CENTAVOS
