"""What brings leads: campaigns with their ads and links, and the clicks of those links."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Campaign:
    """An ad campaign; `ads` are Meta's ad ids, `greeting` the prefilled text its link carries."""

    id: str
    name: str
    source: str
    """meta · youtube · kwai"""
    product: str
    persona: str
    ads: tuple[str, ...] = ()
    greeting: str = ""
    headline: str = ""
    body: str = ""
    links: tuple[str, ...] = ()
    """More addresses under `/r/`; the campaign's own id always is one."""
    ended: bool = False
    """Nobody is sent to it any more; its links still open and who comes by it still counts as its."""


@dataclass(frozen=True, slots=True)
class Click:
    """A visit of a link; `person` is who used its code first."""

    id: str
    code: str
    link: str
    campaign: str
    channel: str
    at: int
    expires_at: int
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Tracking:
    """What an ad platform put into the address of a click, to be told of sales later."""

    gclid: str | None = None
    wbraid: str | None = None
    gbraid: str | None = None
    kwai_clickid: str | None = None
    fbclid: str | None = None
    utm: tuple[tuple[str, str], ...] = ()
    """`utm_…` keys with their values, sorted."""
