"""What the page says of the sums: money in centavos, rates with how many they stand on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from central.adapters.store.figures.metrics import Sums, Wanted, wait_of
from central.app.panel.behind import STOPPED
from central.core.operation import Operation
from central.core.origin.campaign import Campaign
from central.core.reading.grading import Share
from central.core.replying.choice import REPLY_COSTS
from central.core.selling.spend import Spend

MICRO = 10_000
"""Micro-reais in a centavo."""
TIERS = ("script", "mini", "forte")
STEPS = {
    "novo": "Chegaram",
    "interessado": "Mostraram interesse",
    "pediu_desconto": "Pediram desconto",
    "checkout": "Receberam o link",
    "comprado": "Compraram",
}
_REACHED = {"pos_venda": "comprado", "perdido": "interessado"}
_SOURCES = {"meta": "meta", "google": "youtube", "kwai": "kwai"}


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one campaign, or of all; `ad` is None where nobody told what the ads cost."""

    counts: Counter[str]
    product: int | None
    """What the goods of known cost cost, in centavos; None: of no piece sold is it known (`sem_custo` counts those)."""
    ad: int | None
    fee: int | None = None
    """What the checkout kept, and below what sending cost, in centavos; None: nobody told."""
    freight: int | None = None

    @property
    def leads(self) -> int:
        return self.counts["lead"]

    @property
    def conversations(self) -> int:
        return self.leads + self.counts["retorno"]

    @property
    def orders(self) -> int:
        return self.counts["pago"]

    @property
    def conversion(self) -> Share:
        """Orders of the period by leads of the period; never more than one each."""
        return Share(min(self.orders, self.conversations), self.conversations)

    @property
    def net(self) -> int:
        return self.counts["pago:valor"] - self.counts["devolvido:valor"]

    @property
    def ai_micro(self) -> int:
        return self.counts["ia"] + self.counts["ia:forte"]

    @property
    def ai(self) -> int:
        return centavos(self.ai_micro)

    @property
    def meta(self) -> int:
        return centavos(self.counts["meta"])

    @property
    def per_lead(self) -> int | None:
        return _ratio(self.ad, self.leads)

    @property
    def per_buyer(self) -> int | None:
        return _ratio(self.ad, self.orders)

    @property
    def return_on_ads(self) -> float | None:
        return self.net / self.ad if self.ad else None

    @property
    def profit(self) -> int:
        """What is left of what is known."""
        told = (self.product, self.freight, self.fee, self.ad)
        return self.net - sum(part or 0 for part in told) - centavos(self.ai_micro + self.counts["meta"])

    @property
    def losing(self) -> bool:
        """Whether it loses money; where no ad was told and nothing was sold or returned, nobody can say yet."""
        return self.profit < 0 and (self.ad is not None or self.orders > 0 or self.net < 0)

    @property
    def before_ads(self) -> int:
        """What the sales left before the ads were paid."""
        return self.profit + (self.ad or 0)

    @property
    def left_a_sale(self) -> int | None:
        """The most that ads may cost a sale without a loss."""
        return _ratio(self.before_ads, self.orders)

    @property
    def replies(self) -> int:
        """Replies the central wrote."""
        return sum(self.counts[f"resposta:{tier}"] for tier in TIERS)

    @property
    def by_people(self) -> Share:
        people = self.counts["resposta:pessoa"]
        return Share(people, people + self.replies)

    def tier(self, tier: str) -> Share:
        return Share(self.counts[f"resposta:{tier}"], self.replies)

    @property
    def strong_micro(self) -> int:
        """What the models would have cost had GPT-4 written every reply."""
        return REPLY_COSTS["forte"] * self.replies

    @property
    def saved(self) -> int:
        """Centavos saved against all replies by GPT-4."""
        return centavos(self.strong_micro - self.ai_micro)

    @property
    def saved_of_ai(self) -> float | None:
        return (self.strong_micro - self.ai_micro) / self.strong_micro if self.replies else None

    @property
    def saved_of_bill(self) -> float | None:
        whole = self.strong_micro + self.counts["meta"]
        return (self.strong_micro - self.ai_micro) / whole if self.replies else None

    def wait(self, share: float, tier: str = "") -> int | None:
        """The response time that this share of replies (of a tier, or of all) did not exceed, in ms."""
        which = f"espera:{tier}:" if tier else "espera:"
        classes = sorted((int(k.rpartition(":")[2]), n) for k, n in self.counts.items() if k.startswith(which))
        left = share * sum(n for _, n in classes)
        for number, n in classes:
            left -= n
            if left <= 0:
                return wait_of(number)
        return None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the funnel: how many got this far, of all and of the step before."""

    stage: str
    name: str
    count: int
    of_all: Share
    lost: Share | None
    reached: str
    """The stages that count, as the conversations behind it are asked for; empty for all."""
    stopped: str = ""
    """The stages of those who got as far as the step before and no further."""


def whole(sums: Sums, spend: int | None, operation: Operation | None) -> Figures:
    """Everything together."""
    return _figures(sums, spend, operation)


def by_campaign(
    sums: Sums, spend: Mapping[str, int], operation: Operation | None
) -> list[tuple[Campaign | None, str, Figures]]:
    """Each campaign with its figures, the one that loses most first; leads without one under an empty id."""
    parted: dict[str, Sums] = defaultdict(Counter)
    for (campaign, product, what), amount in sums.items():
        parted[campaign][campaign, product, what] += amount
    for campaign in spend:
        parted[campaign].update()
    rows = [
        (operation.campaign(id) if operation is not None else None, id, _figures(part, spend.get(id), operation))
        for id, part in parted.items()
    ]
    return sorted(rows, key=lambda row: (row[1] == "", row[2].profit, row[1]))


def spend_by_campaign(rows: Iterable[Spend], operation: Operation | None, wanted: Wanted) -> dict[str, int]:
    """Centavos of ads by our campaign; what no campaign of ours explains stands under an empty id."""
    campaigns: Sequence[Campaign] = operation.campaigns if operation is not None else ()
    owner = {ad: campaign for campaign in campaigns for ad in campaign.ads}
    named = {key: campaign for campaign in campaigns for key in (campaign.id, campaign.name)}
    found: Counter[str] = Counter()
    for row in rows:
        campaign = owner.get(row.ad) or named.get(row.campaign) or named.get(row.campaign_name)
        if row.currency == "BRL" and _asked(row, campaign, wanted):
            found[campaign.id if campaign is not None else ""] += row.spend
    return dict(found)


def funnel(stages: Mapping[str, int]) -> list[Step]:
    """Who got at least this far, step by step."""
    order = list(STEPS)
    at = Counter[str]()
    for stage, count in stages.items():
        at[_REACHED.get(stage, stage)] += count
    everybody, steps, before = sum(at.values()), list[Step](), None
    for number, stage in enumerate(order):
        count = sum(at[later] for later in order[number:])
        lost = Share(before - count, before) if before else None
        reached = [one for one in (*order[number:], *_REACHED) if _REACHED.get(one, one) in order[number:]]
        stopped = [one for one in (*order, *_REACHED) if number and _REACHED.get(one, one) == order[number - 1]]
        share = Share(count, everybody)
        steps.append(
            Step(
                stage,
                STEPS[stage],
                count,
                share,
                lost,
                ",".join(reached) if number else "",
                STOPPED + ",".join(stopped),
            )
        )
        before = count
    return steps


def worst(steps: Sequence[Step]) -> Step | None:
    """Before which step the greatest part stops."""
    lost = [(step.lost.value, step) for step in steps if step.lost is not None and step.lost.part]
    return max(lost, key=lambda one: one[0])[1] if lost else None


def unknown_origin(sums: Sums, known: Sums) -> Share:
    """Leads nobody knows the source of."""
    leads = sum(n for (_, _, what), n in sums.items() if what == "lead")
    return Share(sum(n for (_, _, what), n in known.items() if what == "lead"), leads)


def centavos(micro: int) -> int:
    """Micro-reais as centavos, rounded.

    >>> centavos(5_000), centavos(4_999), centavos(-20_000)
    (1, 0, -2)
    """
    return (micro + MICRO // 2) // MICRO


def _figures(sums: Sums, spend: int | None, operation: Operation | None) -> Figures:
    counts: Counter[str] = Counter()
    costs: list[int] = []
    for (_, product, what), amount in sums.items():
        counts[what] += amount
        if what == "pago:pecas" and amount:
            known = operation.catalog.product(product) if operation is not None else None
            if known is not None and known.cost is not None:
                costs.append(known.cost * amount)
            else:
                counts["sem_custo"] += amount
    cost = sum(costs) if costs or not counts["sem_custo"] else None
    if operation is None:
        return Figures(counts, cost, spend)
    payment, orders = operation.catalog.payment, counts["pago"]
    fee = payment.fee(counts["pago:valor"], orders) if payment.fee_told else None
    return Figures(counts, cost, spend, fee, None if payment.shipping is None else payment.shipping * orders)


def _asked(row: Spend, campaign: Campaign | None, wanted: Wanted) -> bool:
    """Whether the spend belongs to what is asked; ads know no channel."""
    has = campaign.id if campaign is not None else None
    return (
        not wanted.channel
        and wanted.campaign in ("", has)
        and wanted.ad in ("", row.ad)
        and wanted.source in ("", campaign.source if campaign is not None else _SOURCES.get(row.platform))
        and wanted.persona in ("", campaign.persona if campaign is not None else None)
        and wanted.product in ("", campaign.product if campaign is not None else None)
    )


def _ratio(part: int | None, count: int) -> int | None:
    return None if part is None or not count else (part + count // 2) // count
