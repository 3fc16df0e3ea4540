"""What became of simulated buyers: who was answered, how soon, how truly, and what was sold."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from central.adapters.store import Store
from central.app.simulation.choices import Shares, lines
from central.app.simulation.shop import SimulatedShop
from central.core.money import reais
from central.pretend.buyers import Burst, Life
from central.pretend.cloud import PretendCloud, report

GOALS_S = {"script": (3.0, 6.0), "modelo": (6.0, 10.0)}
"""Half of the first bubbles, and 95 of 100, come within these seconds."""
MOST_LISTED = 1_000_000


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one simulation."""

    world: str
    seed: int
    leads: int
    answered: int
    lost: int
    doubled: int
    false_facts: int
    bursts: int
    waits: dict[str, tuple[int, float, float]]
    """Of scripts and of models: how many replies, p50 and p95 in seconds."""
    bought: int
    refunded: int
    orders: int
    matched: dict[str, int]
    refused: int
    revenue: int
    settled: dict[str, float]
    """How often a reply to the point settled a doubt, by "intent/tier"."""
    examples: tuple[str, ...]
    """The first of what was false, and of what was left without an answer, as people say it."""
    wall_s: float = 0.0
    speedup: float = 0.0
    tiers: Shares = field(default_factory=dict)
    """Where learning chose: the share of each tier by intent, in the order of time."""

    @property
    def good(self) -> bool:
        """Nobody lost, nobody answered twice, nothing false, all in time."""
        late = any(p50 > GOALS_S[kind][0] or p95 > GOALS_S[kind][1] for kind, (_, p50, p95) in self.waits.items())
        return not (self.lost or self.doubled or self.false_facts or self.refused or late)

    def over(self, wall_s: float, span_ms: int) -> Summary:
        """The same with how long it took, against the time that was simulated."""
        return replace(self, wall_s=round(wall_s, 1), speedup=round(span_ms / 1000 / wall_s, 1))

    def figures(self) -> dict[str, Any]:
        """For machines: the last line of the command."""
        waits = {f"{kind}_{name}": v for kind, found in self.waits.items() for name, v in _named(found)}
        return {
            "leads": self.leads,
            "answered": self.answered,
            "lost": self.lost,
            "doubled": self.doubled,
            "false_facts": self.false_facts,
            "speedup": self.speedup,
            "wall_s": self.wall_s,
            "world": self.world,
            "seed": self.seed,
            "bursts": self.bursts,
            **waits,
            "bought": self.bought,
            "refunded": self.refunded,
            "orders": self.orders,
            "matched": self.matched,
            "refused": self.refused,
            "revenue": self.revenue,
            "settled": self.settled,
            "tiers": self.tiers,
        }

    def lines(self) -> list[str]:
        """For people."""
        said = [f"{self.leads} leads no mundo “{self.world}” (semente {self.seed}), {self.bursts} mensagens de leads."]
        said.append(f"Respondidos: {self.answered}. Perdidos: {self.lost}. Respondidos duas vezes: {self.doubled}.")
        for kind, (many, p50, p95) in self.waits.items():
            goal50, goal95 = GOALS_S[kind]
            said.append(
                f"Primeiro balão ({kind}, {many}): metade em {p50:.1f} s, 95 % em {p95:.1f} s "
                f"(metas {goal50:.0f} e {goal95:.0f} s)."
            )
        said.append(
            f"Vendas: {self.bought} de {self.leads} leads, {reais(self.revenue)}; {self.refunded} reembolsos. "
            f"Pedidos no banco: {self.orders}, achados por {_counted(self.matched)}."
        )
        said.append(f"Fatos errados: {self.false_facts}. Avisos de pedido recusados: {self.refused}.")
        said += lines(self.tiers)
        said += [f"  {example}" for example in self.examples]
        said.append(f"Levou {self.wall_s:.0f} s: {self.speedup:.0f} vezes mais rápido que a vida.")
        return said


async def summary_of(
    world: str, seed: int, lives: Sequence[Life], shop: SimulatedShop, cloud: PretendCloud, store: Store
) -> Summary:
    """Count everything."""
    silent = await _silent(store)
    bursts = [burst for life in lives for burst in life.bursts]
    lost = [life for life in lives if _lost(life, silent)]
    matched = Counter([one.matched_by or "ninguém" for one in await _orders(store)])
    return Summary(
        world=world,
        seed=seed,
        leads=len(lives),
        answered=sum(1 for life in lives if life.bursts and life.bursts[0].waited is not None),
        lost=len(lost),
        doubled=sum(len(row["repetidas"]) for row in report(cloud)["leads"]),
        false_facts=len(shop.false),
        bursts=len(bursts),
        waits=_waits(bursts),
        bought=shop.paid,
        refunded=shop.refunded,
        orders=sum(matched.values()),
        matched=dict(sorted(matched.items())),
        refused=shop.refused,
        revenue=shop.revenue,
        settled=_settled(lives),
        examples=(*_falsehoods(shop), *_unanswered(lost)),
    )


def _falsehoods(shop: SimulatedShop) -> list[str]:
    return list(dict.fromkeys(f"errado: {claim} em “{text}”" for claim, text in shop.false))[:5]


def _unanswered(lost: Sequence[Life]) -> list[str]:
    """What the first of the lost said before silence, with the last thing they had been answered."""
    return [
        f"sem resposta: “{burst.said}” ({life.lead.phone if life.lead else '?'}), depois de “{before}”"
        for life in lost[:5]
        for before, burst in [_silence(life)]
    ]


def _silence(life: Life) -> tuple[str, Burst]:
    place = next((i for i, one in enumerate(life.bursts) if one.due and one.waited is None), 0)
    return life.bursts[place - 1].said if place else "", life.bursts[place]


async def _silent(store: Store) -> set[str]:
    """Phones and user ids of those a person answers, or who asked for silence: the bot owes them nothing."""
    found = await store.lists.conversations(MOST_LISTED)
    return {name for one in found if one.with_person for name in (one.wa_id, one.bsuid) if name}


def _lost(life: Life, silent: set[str]) -> bool:
    """Whether something a lead said was owed an answer and got none."""
    assert life.lead is not None, "every life began"
    if life.lead.wa_id in silent or life.lead.bsuid in silent:
        return life.bursts[0].waited is None
    return any(burst.due and burst.waited is None for burst in life.bursts)


async def _orders(store: Store) -> list[Any]:
    """Every order, once."""
    events: dict[str, str | None] = {}
    after = 0
    while page := await store.orders.events(after, 1_000):
        after = page[-1].position
        events |= {event.order: event.person for event in page}
        await asyncio.sleep(0)
    unmatched = await store.orders.unmatched(MOST_LISTED)
    people = {person for person in events.values() if person is not None}
    found = [one for person in sorted(people) for one in await store.orders.of_person(person)]
    return [*found, *unmatched]


def _waits(bursts: Sequence[Burst]) -> dict[str, tuple[int, float, float]]:
    found: dict[str, list[float]] = {"script": [], "modelo": []}
    for burst in bursts:
        if burst.waited is not None:
            found["script" if burst.tier == "script" else "modelo"].append(burst.waited / 1000)
    return {kind: (len(s), _quantile(s, 0.5), _quantile(s, 0.95)) for kind, s in found.items() if s}


def _quantile(seconds: list[float], share: float) -> float:
    ordered = sorted(seconds)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)


def _settled(lives: Sequence[Life]) -> dict[str, float]:
    found: dict[str, list[bool]] = {}
    for life in lives:
        for (intent, tier), settled in life.talk.by_tier.items():
            found.setdefault(f"{intent}/{tier}", []).extend(settled)
    return {key: round(sum(found[key]) / len(found[key]), 3) for key in sorted(found)}


def _named(found: tuple[int, float, float]) -> tuple[tuple[str, float], ...]:
    return ("replies", found[0]), ("p50_s", found[1]), ("p95_s", found[2])


def _counted(matched: dict[str, int]) -> str:
    return ", ".join(f"{how} {many}" for how, many in matched.items()) or "ninguém"
