"""One budget in reais for everything Central pays: models, Meta's delivered replies, transcription."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from central.core.decision import Tier
from central.core.messaging.conversation import Memo
from central.core.selling.cost import Price

Level = Literal["livre", "apertado", "esgotado"]
ReadBy = Literal["mini", "decisoes"]
MICRO = 10_000
"""Micro-reais in a centavo."""
SOFT_PERCENT = 80
UNKNOWN_MICRO = 20_000
"""What a call counts for while nobody knows its price: two centavos, above any small model's reply."""
DAY_MS, HOUR_MS = 86_400_000, 3_600_000
FREE_ENTRY_MS = 72 * HOUR_MS
LOCAL_MS = -3 * 3_600_000
"""Brazil's money day begins at midnight in Brasília, which has had no summer time since 2019."""
HELD: dict[Tier, int] = {"script": 0, "mini": 2_000, "forte": 15_000}
"""Micro-reais held back for a reply that is being written."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits in centavos, None: none. `dollar` is what the owner pays for a dollar, in centavos.

    `free_replies` are Meta's free delivered replies a number and month, `audio_minutes` what may be heard a day.
    """

    day: int | None = None
    month: int | None = None
    personas: tuple[tuple[str, int], ...] = ()
    lead: int | None = None
    dollar: int = 515
    free_replies: int = 1000
    audio_minutes: int = 60
    reader: ReadBy = "mini"
    """How a model is asked what the words leave open: a form of the small one, or the Decisions API."""
    prices: tuple[tuple[str, Price], ...] = ()
    """The owner's own prices, by model; they come before the price list."""


NO_BUDGET = Budget()


@dataclass(frozen=True, slots=True)
class Spent:
    """Micro-reais so far: today, this month, today by this persona, this month for this lead."""

    day: int = 0
    month: int = 0
    persona: int = 0
    lead: int = 0
    heard: int = 0
    """Milliseconds of audio heard today."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How much room is left, and which limit says so."""

    level: Level = "livre"
    limit: str = ""


def standing(budget: Budget, spent: Spent, persona: str | None) -> Standing:
    """The tightest of the limits.

    >>> standing(Budget(day=100), Spent(day=79 * MICRO), None), standing(Budget(day=100), Spent(day=80 * MICRO), None)
    (Standing(level='livre', limit=''), Standing(level='apertado', limit='dia'))
    >>> standing(Budget(day=100, lead=10), Spent(day=85 * MICRO, lead=10 * MICRO), None)
    Standing(level='esgotado', limit='lead')
    """
    limits = (
        ("dia", budget.day, spent.day),
        ("mês", budget.month, spent.month),
        ("persona", dict(budget.personas).get(persona or ""), spent.persona),
        ("lead", budget.lead, spent.lead),
    )
    worst = Standing()
    for name, most, so_far in limits:
        if most is None:
            continue
        if so_far >= most * MICRO:
            return Standing("esgotado", name)
        if so_far * 100 >= most * MICRO * SOFT_PERCENT and worst.level == "livre":
            worst = Standing("apertado", name)
    return worst


def affordable(tier: Tier, level: Level, first_of_ad: bool) -> Tier:
    """The tier that may write: a soft limit saves the strong model, but never on the first answer to a paid ad's lead.

    >>> [affordable("forte", *at) for at in (("apertado", False), ("apertado", True), ("esgotado", True))]
    ['mini', 'forte', 'script']
    """
    if level == "esgotado":
        return "script"
    return "mini" if tier == "forte" and level == "apertado" and not first_of_ad else tier


def free_entry(memo: Memo, now: int) -> bool:
    """Whether Meta charges nothing now: 72 hours from the answer to an ad of its own, counted from the click.

    >>> from central.core.messaging.conversation import Touch
    >>> memo = Memo(last_touch=Touch(0, "meta", ad="ad1"))
    >>> free_entry(memo, 71 * HOUR_MS), free_entry(memo, 72 * HOUR_MS), free_entry(Memo(), 0)
    (True, False, False)
    """
    touch = memo.last_touch
    return touch is not None and bool(touch.ad or touch.clid) and now - touch.at < FREE_ENTRY_MS


def local_day(at: int) -> int:
    """The local day of a moment, as days since 1970.

    >>> local_day(1_795_000_000_000)
    20775
    """
    return (at + LOCAL_MS) // DAY_MS


def month_start(day: int) -> int:
    """The first day of the month of a day.

    >>> month_start(20775)
    20758
    """
    return day - (_date(day).day - 1)


def forecast(month: int, day: int, today: int) -> int:
    """What the month will have cost at this pace, in micro-reais: `month` so far, of it `today` on local day `day`.

    The days before today tell the pace; on the first day today does.

    >>> forecast(month=110, day=20775, today=25), forecast(month=7, day=20758, today=7)
    (170, 210)
    """
    when = _date(day)
    days = calendar.monthrange(when.year, when.month)[1]
    if when.day == 1:
        return month * days
    before, over = month - today, when.day - 1
    return before + max(before // over, today) + before * (days - when.day) // over


def charged_replies(month: int, today: int, free: int) -> tuple[int, int]:
    """Of a number's delivered replies, how many Meta charges: this month, and of them today.

    >>> charged_replies(1003, 10, 1000), charged_replies(900, 10, 1000), charged_replies(2000, 10, 1000)
    ((3, 3), (0, 0), (1000, 10))
    """
    charged = max(0, month - free)
    return charged, charged - max(0, month - today - free)


def _date(day: int) -> date:
    return date(1970, 1, 1) + timedelta(days=day)
