"""Which ad brought a lead, and how sure that is."""

from __future__ import annotations

import pytest

from central.core.attribution import Campaign, attribute
from central.core.message import Referral

CAMPAIGNS = (
    Campaign(
        "serum",
        "Sérum",
        "meta",
        "serum",
        "livia",
        ads=("11", "12"),
        greeting="Oi! Vi o anúncio do Sérum",
        headline="Manhã clara",
    ),
    Campaign("bolsa", "Bolsa", "youtube", "bolsa", "carla", greeting="Vim do YouTube pela bolsa"),
)


@pytest.mark.parametrize("ad", ["11", "12"])
def test_a_known_ad_is_certain_and_keeps_the_click_id(ad: str) -> None:
    touch = attribute(CAMPAIGNS, Referral(source_id=ad, ctwa_clid="clid"), "oi", 5)
    assert touch is not None
    assert (touch.campaign, touch.product, touch.confidence, touch.clid, touch.at) == (
        "serum",
        "serum",
        "certa",
        "clid",
        5,
    )


def test_an_ad_without_a_click_id_never_gets_one() -> None:
    touch = attribute(CAMPAIGNS, Referral(source_id="11"), "oi", 5)
    assert touch is not None
    assert (touch.ad, touch.clid) == ("11", None)


def test_a_copied_ad_is_known_by_its_headline_and_only_probable() -> None:
    touch = attribute(CAMPAIGNS, Referral(source_id="99", headline="MANHÃ CLARA ✨"), "", 5)
    assert touch is not None
    assert (touch.campaign, touch.ad, touch.confidence) == ("serum", "99", "provável")


def test_an_ad_nobody_registered_is_kept_as_unknown() -> None:
    touch = attribute(
        CAMPAIGNS, Referral(source_id="99", headline="outro", ctwa_clid="c"), "Vim do YouTube pela bolsa", 5
    )
    assert touch is not None
    assert (touch.campaign, touch.product, touch.ad, touch.clid) == (None, None, "99", "c")
    assert touch.confidence == "desconhecida"


def test_a_referral_without_fields_still_opens_a_touch() -> None:
    touch = attribute(CAMPAIGNS, Referral(), "", 5)
    assert touch is not None
    assert (touch.source, touch.ad, touch.confidence) == ("meta", None, "desconhecida")


@pytest.mark.parametrize(
    "words", ["Vim do YouTube pela bolsa", "vim do youtube pela BOLSA!! tem preta?", "oi, vim do  youtube pela bolsa"]
)
def test_the_prefilled_words_of_a_link_are_probable_evidence(words: str) -> None:
    touch = attribute(CAMPAIGNS, None, words, 5)
    assert touch is not None
    assert (touch.source, touch.campaign, touch.confidence) == ("youtube", "bolsa", "provável")


def test_plain_words_bring_no_touch() -> None:
    assert attribute(CAMPAIGNS, None, "quero uma bolsa", 5) is None
    assert attribute((), None, "", 5) is None
    assert attribute((Campaign("x", "X", "meta", "p", "livia"),), None, "oi", 5) is None
