"""What the owner's phone is told of: kinds of alerts, who wants which, when they may ring and when they ring again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from central.core.people.account import Role

MINUTE_MS = 60_000
Way = Literal["push", "email", "whatsapp"]
WAYS: tuple[Way, ...] = ("push", "email", "whatsapp")

OF_AN_ALERT = "alerta."
"""How the id begins under which an alert is sent on WhatsApp, so that its statuses are known for no lead's."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of alert; an `urgent` one rings at night too and climbs while nobody looks. `least`: who is told.

    One that is `reported` is over when whoever found it says so, not when a look finds it no more."""

    title: str
    urgent: bool = False
    least: Role = "gestor"
    reported: bool = False


KINDS: dict[str, Kind] = {
    "pessoa": Kind("Um lead pede uma pessoa", least="atendente"),
    "rascunho": Kind("Uma resposta espera por você", least="atendente"),
    "esperando": Kind("Um lead espera há tempo demais", least="atendente"),
    "quente": Kind("Pronto para comprar e ainda sem pagar", least="atendente"),
    "numero_amarelo": Kind("Número com qualidade amarela"),
    "numero_vermelho": Kind("Número com qualidade vermelha", urgent=True),
    "numero_banido": Kind("Número restrito ou banido", urgent=True),
    "modelo": Kind("Modelo de mensagem parado pela Meta"),
    "token": Kind("Token do WhatsApp vencendo ou recusado", urgent=True),
    "orcamento_80": Kind("80 % do orçamento gastos"),
    "orcamento_100": Kind("Orçamento esgotado", urgent=True),
    "crm": Kind("O CRM não responde"),
    "checkout": Kind("O checkout está calado"),
    "gasto": Kind("O gasto dos anúncios parou de chegar", reported=True),
    "aprendizado": Kind("O aprendizado voltou atrás sozinho"),
    "resumo": Kind("Resumo do dia"),
}


@dataclass(frozen=True, slots=True)
class AlertRules:
    """What the owner set for everybody, in minutes. `template` is the approved message that reaches an owner's own
    WhatsApp, with one slot; `summary` the hour of the day's summary."""

    waiting: int = 10
    hot: int = 60
    again: int = 30
    """An urgent alert nobody looked at rings again after this long, up to `times`."""
    times: int = 3
    silent_hours: int = 24
    """A checkout that told of nothing for so long, while people went there, is silent."""
    template: str = ""
    summary: int = 20


DEFAULT_ALERTS = AlertRules()


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to tell. `key` is the same for the same trouble; `text` holds no personal data; `ref` is a path of the
    panel."""

    key: str
    kind: str
    at: int
    text: str
    ref: str = "/conversas?aba=atencao"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one of the team wants: kinds they switched off, ways, quiet hours in minutes of the day."""

    account: str
    role: Role
    off: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ("push",)
    email: str = ""
    phone: str = ""
    quiet_from: int = 22 * 60
    quiet_to: int = 7 * 60

    def quiet(self, minute: int) -> bool:
        """Whether this minute of the day is in the quiet hours.

        >>> Wishes("a", "dono").quiet(23 * 60), Wishes("a", "dono").quiet(12 * 60)
        (True, False)
        """
        start, end = self.quiet_from, self.quiet_to
        return start <= minute < end if start <= end else minute >= start or minute < end


def told(alert: Alert, wishes: Wishes, minute: int) -> bool:
    """Whether this one is told of it now; quiet hours hold back all but what is urgent."""
    kind = KINDS[alert.kind]
    return alert.kind not in wishes.off and (kind.urgent or not wishes.quiet(minute))


def rings_again(alert: Alert, rules: AlertRules, rung: int, last: int, now: int) -> bool:
    """Whether an alert that still stands is due: first of all at once, an urgent one again while nobody looks.

    >>> urgent = Alert("k", "token", 0, "")
    >>> [rings_again(urgent, DEFAULT_ALERTS, n, 0, 31 * MINUTE_MS) for n in (0, 1, 3)]
    [True, True, False]
    """
    if rung == 0:
        return True
    return KINDS[alert.kind].urgent and rung < rules.times and now - last >= rules.again * MINUTE_MS
