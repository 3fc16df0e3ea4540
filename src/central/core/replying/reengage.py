"""Calling a silent lead back: when it may be, how often, and why not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from central.core.messaging.conversation import Memo, Timer

PREFIX = "retomada:"
CALL_ME, CALLED, WHERE = "avisar", "avisar_sim", "disse na conversa que pode avisar"
"""The question whether we may write later, the script after a yes, and what is kept as the source of the consent."""
_TICKET = re.compile(r"^bol|boleto|billet|ticket")
_YES = frozenset("pode podem sim claro quero chama chame chamar avisa avise avisar".split())
_BESIDE = frozenset(
    "ok blz beleza opa uhum aham isso ta bom boa certo certeza com combinado tranquilo otimo me te por favor pfv aqui"
    " la outro dia depois amanha semana mes que vem quando quiser ser sim viu eu obrigada obrigado valeu oi".split()
)
"""A yes stands alone or among these; "quero comprar" answers another question."""
_WORDS = re.compile(r"[a-z]+|\d")
_FAR_DAYS = 30
SOLD = ("comprado", "pos_venda")
EVENTS = {
    "pix_pendente": "um Pix que ninguém pagou ainda",
    "boleto_pendente": "um boleto que ninguém pagou ainda",
    "carrinho_abandonado": "um checkout deixado pela metade",
    "pagamento_recusado": "um cartão recusado",
    "voltou_ao_estoque": "o produto de que a pessoa falava voltou ao estoque",
}
"""What may happen to an order before it is paid, or to what it was about; payment ends what it set off."""
BACK = "voltou_ao_estoque"


@dataclass(frozen=True, slots=True)
class Reengagement:
    """A rule of the owner's: after this silence at these stages, say this. `silence` in ms.

    Inside the 24 hours `script` is said; outside, one of the `templates` (or nothing) is chosen.
    """

    id: str
    silence: int
    stages: tuple[str, ...]
    personas: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    script: str | None = None
    templates: tuple[str, ...] = ()
    tries: int = 1
    event: str = ""
    """What happened to an order (one of EVENTS) that `silence` counts from; empty: the lead's last word."""
    before: int = 0
    """Instead of `silence`: so long before the Pix code ends, in ms."""

    def fits(self, memo: Memo) -> bool:
        """Whether it speaks of where this sale stands, and was not tried too often."""
        return (
            (memo.stage in self.stages if self.stages else memo.stage not in SOLD)
            and (not self.personas or memo.persona in self.personas)
            and (not self.products or memo.product in self.products)
            and memo.called_back.count(self.id) < self.tries
        )


@dataclass(frozen=True, slots=True)
class Restraint:
    """How much anybody may be called back: hours of the day in minutes, days, times a week, who never is."""

    opens: int = 9 * 60
    closes: int = 20 * 60
    sundays: bool = False
    holidays: bool = False
    per_week: int = 2
    warm_up: bool = True
    """Whoever begins to write unasked does it to few people on the first day, and to twice as many each day."""
    untouched: int = 10
    """Percent of people whom nobody calls back, for good, so that the worth of calling back is known."""


DEFAULT_RESTRAINT = Restraint()


def allows(folded: str) -> bool:
    """Whether the answer to "may we write to you later?" is a plain yes.

    >>> [allows(words) for words in ("pode sim", "claro, me chama!", "nao precisa", "quero comprar", "ok valeu")]
    [True, True, False, False, False]
    """
    words = _WORDS.findall(folded)
    return any(word in _YES for word in words) and all(word in _YES or word in _BESIDE for word in words)


def is_untouched(person: str, percent: int) -> bool:
    """Whether a person belongs to the group nobody calls back; the same for good.

    >>> sum(is_untouched(str(n), 10) for n in range(1000)) in range(80, 121)
    True
    """
    return int.from_bytes(hashlib.sha256(f"intocado:{person}".encode()).digest()[:4], "big") % 100 < percent


def timers(
    rules: Sequence[Reengagement], memo: Memo, now: int, restraint: Restraint, when: Callable[[int], int]
) -> tuple[Timer, ...]:
    """When to look at this lead again if nothing comes, one timer a rule; `when` moves a moment to an allowed one."""
    silent = (rule for rule in rules if not rule.event and rule.fits(memo))
    return tuple(Timer(f"{PREFIX}{rule.id}", when(now + rule.silence)) for rule in silent)


def recoveries(
    rules: Sequence[Reengagement], event: str, memo: Memo, at: int, now: int, when: Callable[[int], int]
) -> tuple[Timer, ...]:
    """When to speak of an order that is not paid; `at` is when this happened to it."""
    found = []
    for rule in rules:
        due = at + rule.silence
        if rule.before:
            due = memo.pix.expires_at - rule.before if memo.pix is not None else 0
        if rule.event == event and rule.fits(memo) and due > now:
            found.append(Timer(f"{PREFIX}{rule.id}", when(due)))
    return tuple(found)


def unpaid_event(status: str, method: str) -> str:
    """What happened, in the words of EVENTS; empty when it is nothing to come back to.

    >>> unpaid_event("pending", "pix"), unpaid_event("pending", "bolbradesco"), unpaid_event("approved", "pix")
    ('pix_pendente', 'boleto_pendente', '')
    """
    if status == "pending":
        folded = method.casefold()
        return "pix_pendente" if "pix" in folded else "boleto_pendente" if _TICKET.search(folded) else ""
    return {"abandoned": "carrinho_abandonado", "refused": "pagamento_recusado"}.get(status, "")


def allowed(moment: datetime, restraint: Restraint, is_holiday: Callable[[date], bool], jitter: int) -> datetime:
    """The first moment from here on at which people may be called back; moved ones spread by `jitter` seconds.

    >>> night = datetime(2026, 11, 20, 23, 30)
    >>> allowed(night, Restraint(), lambda day: False, 90)
    datetime.datetime(2026, 11, 21, 9, 1, 30)
    """
    if _open(moment, restraint, is_holiday):
        return moment
    for ahead in range(_FAR_DAYS):
        day = (moment + timedelta(days=ahead)).date()
        start = datetime.combine(day, time(restraint.opens // 60, restraint.opens % 60), moment.tzinfo)
        if start > moment and _rests(day, restraint, is_holiday) is False:
            return start + timedelta(seconds=jitter)
    return moment + timedelta(days=_FAR_DAYS)


def rests_at(moment: datetime, restraint: Restraint) -> datetime:
    """When the hours of a day in which people may be called back end.

    >>> rests_at(datetime(2026, 11, 20, 15, 30), Restraint())
    datetime.datetime(2026, 11, 20, 20, 0)
    """
    return datetime.combine(moment.date(), time(), moment.tzinfo) + timedelta(minutes=restraint.closes)


def _open(moment: datetime, restraint: Restraint, is_holiday: Callable[[date], bool]) -> bool:
    minute = moment.hour * 60 + moment.minute
    return restraint.opens <= minute < restraint.closes and not _rests(moment.date(), restraint, is_holiday)


def _rests(day: date, restraint: Restraint, is_holiday: Callable[[date], bool]) -> bool:
    return (day.weekday() == 6 and not restraint.sundays) or (is_holiday(day) and not restraint.holidays)
