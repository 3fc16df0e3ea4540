"""Sales told back to the ad platform whose click brought them: what may be told, to whom, and what never is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from central.core.messaging.conversation import Touch
from central.core.origin.campaign import Tracking

Platform = Literal["meta", "google", "kwai"]
PLATFORMS: tuple[Platform, ...] = ("meta", "google", "kwai")
DAY_MS = 86_400_000
META_WINDOW_MS = 7 * DAY_MS
"""Meta takes an event of business messaging up to seven days after its click (read of public senders, not of Meta)."""
GOOGLE_WINDOW_MS = 90 * DAY_MS
KWAI_WINDOW_MS = 30 * DAY_MS
PURCHASE = "compra"
CORRECTED: frozenset[Platform] = frozenset({"google"})
"""Platforms that take another value for a sale they were told of (Google: Data Manager, conversion adjustments)."""

NO_CLICK = "sem clique de anúncio"
TOO_LATE = "o clique é velho demais para a plataforma"
NO_CONSENT = "a pessoa não permite"
BACK_FIRST = "o dinheiro voltou antes do envio"
NO_REFUNDS = "a plataforma não recebe reembolsos por aqui"
NO_VALUE = "pedido sem valor em reais"
RESERVED = "linha reservada: nenhuma plataforma fica sabendo"
MONEY_BACK = "avisada do dinheiro que voltou"
PERHAPS = "talvez contada, e o dinheiro voltou"
FORGOTTEN = "a pessoa foi apagada; o reembolso não é avisado"


@dataclass(frozen=True, slots=True)
class Clicked:
    """The click that brought a sale, by the platform's own ids."""

    platform: Platform
    at: int
    ctwa_clid: str | None = None
    gclid: str | None = None
    wbraid: str | None = None
    gbraid: str | None = None
    kwai_clickid: str | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """One sale for one platform; `value` in centavos, `phone` digits only and never sent in clear."""

    platform: Platform
    order: str
    at: int
    value: int
    clicked: Clicked
    phone: str | None = None
    product: str | None = None

    @property
    def event_id(self) -> str:
        """The same for every try, so that a platform that can tell repeats does; holds nothing personal."""
        return hashlib.sha256(f"{self.platform}:{PURCHASE}:{self.order}".encode()).hexdigest()[:32]


def clicked_of(touches: Sequence[tuple[Touch, Tracking | None]], before: int) -> Clicked | None:
    """The last click before a moment that a platform could know again; newer touches without one count as none.

    A sale goes to one platform only, so that no two of them learn from it.
    """
    for touch, tracking in sorted(touches, key=lambda pair: pair[0].at, reverse=True):
        if touch.at > before:
            continue
        if touch.clid:
            return Clicked("meta", touch.at, ctwa_clid=touch.clid)
        if tracking is not None and (tracking.gclid or tracking.wbraid or tracking.gbraid):
            ids = (tracking.gclid, tracking.wbraid, tracking.gbraid)
            return Clicked("google", touch.at, None, *ids)
        if tracking is not None and tracking.kwai_clickid:
            return Clicked("kwai", touch.at, kwai_clickid=tracking.kwai_clickid)
    return None


def refused(clicked: Clicked | None, at: int, value: int | None, silent: bool) -> str | None:
    """Why a sale is not told; None when it is."""
    windows = {"meta": META_WINDOW_MS, "google": GOOGLE_WINDOW_MS, "kwai": KWAI_WINDOW_MS}
    if clicked is None:
        return NO_CLICK
    if silent:
        return NO_CONSENT
    if not value:
        return NO_VALUE
    return TOO_LATE if at - clicked.at > windows[clicked.platform] else None


@dataclass(frozen=True, slots=True)
class Line:
    """A sale in the ledger of a platform: `value` is what it is worth now, `told` what the platform took of it last
    (None: nothing), both in centavos; `known` while its click is."""

    platform: Platform
    state: str
    value: int
    told: int | None = None
    reason: str = ""
    known: bool = True


def revalued(line: Line, value: int) -> Line:
    """The line once the sale is worth this: what was not taken yet is not told, what was is corrected where it can be.

    >>> revalued(Line("meta", "due", 8990), 0).state, revalued(Line("google", "sent", 8990, 8990), 0).state
    ('skipped', 'due')
    >>> revalued(Line("meta", "sent", 8990, 8990), 0).reason
    'a plataforma não recebe reembolsos por aqui'
    """
    if value == line.value or line.state == "skipped":
        return line
    line = replace(line, value=value)
    if line.state == "sending" or (line.state == "due" and line.told is not None):
        return line
    if line.told is None:
        if value:
            return line
        return replace(line, reason=PERHAPS) if line.state == "uncertain" else _unsaid(line)
    if not line.known:
        return replace(line, reason=FORGOTTEN)
    return replace(line, state="due", reason="") if line.platform in CORRECTED else replace(line, reason=NO_REFUNDS)


def settled(line: Line, state: str, sent: int, reason: str, taken: bool) -> Line:
    """The line after a sending of `sent` centavos; `taken`: the platform has it, or nobody can say that it has not.

    >>> settled(Line("google", "sending", 0), "sent", 8990, "ok", True)
    Line(platform='google', state='due', value=0, told=8990, reason='', known=True)
    >>> settled(Line("meta", "sending", 0), "due", 8990, "fora", False).state
    'skipped'
    """
    before, line = line.told, replace(line, state=state, reason=reason, told=sent if taken else line.told)
    if state == "sent" and line.value != sent:
        return replace(line, state="due", reason="") if line.platform in CORRECTED else replace(line, reason=NO_REFUNDS)
    if state == "sent" and before is not None and sent < before:
        return replace(line, reason=MONEY_BACK)
    if state in ("due", "dead") and line.told is None and not line.value:
        return _unsaid(line)
    return replace(line, reason=PERHAPS) if state == "uncertain" and not line.value else line


def _unsaid(line: Line) -> Line:
    return replace(line, state="skipped", reason=BACK_FIRST)


def hashed_phone(phone: str) -> str:
    """A phone as Google takes it: SHA-256 of E.164 with its plus.

    >>> hashed_phone("5511999990001")[:12]
    'ee9351a9a83f'
    """
    return hashlib.sha256(f"+{phone}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class MetaAds:
    """A dataset of the WhatsApp account; `token` names an environment variable."""

    dataset: str
    token: str = "META_CONVERSOES_TOKEN"  # noqa: S105 - the name of a variable
    test_code: str = ""
    spends: str = ""
    """The ad account whose spend is read; empty: none is."""


@dataclass(frozen=True, slots=True)
class GoogleAds:
    """A conversion action; the three variables with the OAuth client begin with `credentials`."""

    account: str
    action: str
    login: str = ""
    credentials: str = "GOOGLE_ADS"
    spends: str = ""


@dataclass(frozen=True, slots=True)
class KwaiAds:
    """A pixel; `token` names an environment variable."""

    pixel: str
    token: str = "KWAI_TOKEN"  # noqa: S105 - the name of a variable
    spends: str = ""


@dataclass(frozen=True, slots=True)
class AdsSpec:
    """Where sales are told. `trial`: platforms are asked to check and not to count."""

    trial: bool = False
    meta: MetaAds | None = None
    google: GoogleAds | None = None
    kwai: KwaiAds | None = None

    @property
    def platforms(self) -> tuple[Platform, ...]:
        """The platforms that are told."""
        return tuple(p for p in PLATFORMS if getattr(self, p) is not None)

    @property
    def accounts(self) -> tuple[tuple[Platform, str], ...]:
        """The ad accounts whose spend is read every day."""
        told = ((p, getattr(self, p)) for p in self.platforms)
        return tuple((p, one.spends) for p, one in told if one.spends)


NO_ADS = AdsSpec()
