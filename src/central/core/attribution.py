"""Which ad, campaign and product brought a lead, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from central.core.conversation import Touch
from central.core.message import Referral
from central.core.text import contains, fold


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


def attribute(campaigns: Sequence[Campaign], referral: Referral | None, words: str, at: int) -> Touch | None:
    """The touch a message brings: the ad's referral first, then the prefilled words; None when it brings none."""
    if referral is not None:
        return _from_referral(campaigns, referral, at)
    folded = fold(words)
    for campaign in campaigns:
        if campaign.greeting and fold(campaign.greeting) in folded:
            return Touch(
                at=at,
                source=campaign.source,
                campaign=campaign.id,
                product=campaign.product,
                confidence="provável",
                evidence=f"texto do link da campanha {campaign.name}",
            )
    return None


def _from_referral(campaigns: Sequence[Campaign], referral: Referral, at: int) -> Touch:
    for campaign in campaigns:
        if referral.source_id is not None and referral.source_id in campaign.ads:
            return Touch(
                at=at,
                source=campaign.source,
                campaign=campaign.id,
                product=campaign.product,
                ad=referral.source_id,
                clid=referral.ctwa_clid,
                confidence="certa",
                evidence=f"anúncio {referral.source_id} da campanha {campaign.name}",
            )
    ad_words = fold(f"{referral.headline or ''} {referral.body or ''}")
    for campaign in campaigns:
        if campaign.headline and contains(ad_words, fold(campaign.headline)):
            return Touch(
                at=at,
                source=campaign.source,
                campaign=campaign.id,
                product=campaign.product,
                ad=referral.source_id,
                clid=referral.ctwa_clid,
                confidence="provável",
                evidence=f"título igual ao da campanha {campaign.name}",
            )
    return Touch(
        at=at,
        source="meta",
        ad=referral.source_id,
        clid=referral.ctwa_clid,
        confidence="desconhecida",
        evidence=f"anúncio {referral.source_id or 'sem número'} que ninguém cadastrou",
    )
