"""Which ad brought a lead, how sure that is, and never surer than it may be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.core.messaging.conversation import Touch
from central.core.messaging.message import Referral
from central.core.operation import Operation
from central.core.origin.attribution import RECENT_MS, Entry, attribute, settled
from central.core.origin.campaign import Campaign, Click
from central.core.origin.link import CODES, code_of
from tests.flow.shop import SHOP

NOW = 1_800_000_000_000
CODE = code_of(1_234_567)
OPERATION = replace(
    SHOP,
    campaigns=(
        Campaign(
            "serum",
            "Sérum",
            "meta",
            "serum",
            "livia",
            ads=("11", "12"),
            greeting="Oi! Vi o anúncio do Sérum Aurora e quero saber mais",
            headline="Manhã clara",
        ),
        Campaign("vestido", "Vestido", "youtube", "vestido", "carla", greeting="Vim do YouTube pelo Vestido Brisa"),
        Campaign("kwai", "Vestido Kwai", "kwai", "vestido", "carla", greeting="Oi! Vi no Kwai e quero o preço"),
    ),
)
SHARED, OWN = OPERATION.channels


def look(words: str = "", *, operation: Operation = OPERATION, channel=SHARED, **changes) -> Touch | None:
    return attribute(operation, channel, Entry(**({"at": NOW, "person": "ana", "words": words} | changes)))


def click(campaign: str = "vestido", **changes) -> Click:
    made = Click("k1", CODE, campaign, campaign, SHARED.id, NOW - 60_000, NOW + 10**9, "ana")
    return replace(made, **changes)


@pytest.mark.parametrize("ad", ["11", "12"])
def test_a_known_ad_is_certain_and_keeps_the_click_id(ad: str) -> None:
    touch = look("oi", referral=Referral(source_id=ad, ctwa_clid="clid"))
    assert touch is not None
    assert (touch.campaign, touch.product, touch.confidence, touch.clid) == ("serum", "serum", "certa", "clid")


def test_an_ad_without_a_click_id_never_gets_one() -> None:
    touch = look("oi", referral=Referral(source_id="11"))
    assert touch is not None
    assert (touch.ad, touch.clid) == ("11", None)


def test_a_copied_ad_is_known_by_its_headline_and_only_probable() -> None:
    touch = look(referral=Referral(source_id="99", headline="MANHÃ CLARA ✨"))
    assert touch is not None
    assert (touch.campaign, touch.ad, touch.confidence) == ("serum", "99", "provável")


def test_an_unregistered_ad_is_routed_by_the_product_its_text_names() -> None:
    touch = look("oi", referral=Referral(source_id="99", headline="Novidade", body="O vestido que faltava"))
    assert touch is not None
    assert (touch.source, touch.campaign, touch.product, touch.confidence) == ("meta", None, "vestido", "provável")


def test_an_ad_nobody_registered_is_kept_as_unknown() -> None:
    referral = Referral(source_id="99", headline="outro", ctwa_clid="c")
    touch = look("Vim do YouTube pelo Vestido Brisa", referral=referral)
    assert touch is not None
    assert (touch.campaign, touch.product, touch.ad, touch.clid) == (None, None, "99", "c")
    assert touch.confidence == "desconhecida"


def test_an_ad_of_a_field_tells_the_persona() -> None:
    personas = tuple(replace(p, words=("moda",) if p.id == "carla" else ()) for p in OPERATION.personas)
    operation = replace(OPERATION, personas=personas)
    touch = look(operation=operation, referral=Referral(source_id="99", body="A moda da estação"))
    assert touch is not None
    assert touch.persona == "carla"


def test_a_referral_without_fields_still_opens_a_touch() -> None:
    touch = look(referral=Referral())
    assert touch is not None
    assert (touch.source, touch.ad, touch.confidence) == ("meta", None, "desconhecida")


def test_an_ad_that_is_registered_later_settles_its_past_touch() -> None:
    touch = look(referral=Referral(source_id="99", ctwa_clid="c"))
    registered = replace(OPERATION.campaigns[0], ads=("99",))
    known = settled(replace(OPERATION, campaigns=(registered,)), touch)
    assert known is not None
    assert (known.campaign, known.confidence, known.clid, known.at) == ("serum", "certa", "c", NOW)
    assert settled(OPERATION, touch) is touch


def test_a_code_of_one_person_is_certain() -> None:
    touch = look(f"Vim do YouTube pelo Vestido Brisa #{CODE}", clicks=(click(),))
    assert touch is not None
    assert (touch.source, touch.campaign, touch.confidence, touch.click) == ("youtube", "vestido", "certa", "k1")


@pytest.mark.parametrize(
    ("words", "clicks"),
    [
        ("oi", (click(person="bia"),)),
        ("oi", (click(expires_at=NOW - 1),)),
        ("oi", (click(at=NOW + 60_000),)),
        ("oi", (click(channel="200"),)),
        ("Oi! Vi no Kwai e quero o preço", (click(),)),
        ("oi", (click("kwai", id="k0"), click())),
    ],
    ids=["used by another", "expired", "from the future", "of another number", "foreign text", "two campaigns"],
)
def test_a_code_in_doubt_is_only_probable_and_lends_no_click(words: str, clicks: tuple[Click, ...]) -> None:
    touch = look(f"{words} #{CODE}", clicks=clicks)
    assert touch is not None
    assert (touch.campaign, touch.confidence, touch.click) == ("vestido", "provável", None)


def test_what_is_left_of_a_code_finds_a_click_of_a_moment_ago() -> None:
    other = code_of(CODES - 7)
    recent = (click("kwai", person=None), click("vestido", code=other, person=None))
    touch = look(f"oi #{CODE[:4]}", recent=recent)
    assert touch is not None
    assert (touch.campaign, touch.confidence) == ("kwai", "provável")
    assert look(f"oi #{CODE[:4]}", recent=recent[1:]) is None


@pytest.mark.parametrize(
    "words",
    [
        "Vim do YouTube pelo Vestido Brisa",
        "vim do youtube pelo VESTIDO brisa!! tem preto?",
        "oi, vim do  youtube pelo vestido brisa",
    ],
)
def test_the_prefilled_words_of_a_link_are_probable_evidence(words: str) -> None:
    touch = look(words)
    assert touch is not None
    assert (touch.source, touch.campaign, touch.confidence) == ("youtube", "vestido", "provável")


@pytest.mark.parametrize(
    ("words", "campaign"),
    [
        ("vi o anúncio do sérum aurora", "serum"),
        ("Hi! I saw the ad for Sérum Aurora and want to know more", "serum"),
        ("Hola! Vengo de YouTube por el Vestido Brisa", "vestido"),
        ("vi esse vestido no kwai, qto é?", "kwai"),
    ],
)
def test_edited_or_translated_words_of_a_first_message_still_tell(words: str, campaign: str) -> None:
    touch = look(words, first=True)
    assert touch is not None
    assert (touch.campaign, touch.confidence) == (campaign, "provável")


def test_one_campaign_clicked_just_now_is_probable_and_two_are_not_guessed() -> None:
    one = click(person=None)
    touch = look("oi", recent=(one,), first=True)
    assert touch is not None
    assert (touch.campaign, touch.confidence, touch.click) == ("vestido", "provável", None)
    two = look("oi", recent=(one, click("kwai", person=None)), first=True)
    assert two is not None
    assert two.confidence == "desconhecida"
    old = look("oi", recent=(replace(one, at=NOW - RECENT_MS - 1),), first=True)
    assert old is not None
    assert old.confidence == "desconhecida"


def test_a_number_of_one_campaign_tells_it_but_not_the_product() -> None:
    alone = replace(OPERATION, channels=(OWN,), campaigns=OPERATION.campaigns[:2])
    touch = look("oi", operation=alone, channel=OWN, first=True)
    assert touch is not None
    assert (touch.campaign, touch.product, touch.confidence) == ("vestido", None, "provável")


def test_plain_words_bring_no_touch_and_a_first_message_says_that_nothing_is_known() -> None:
    assert look("quero um vestido") is None
    assert look("quero o vestido que vi no anúncio do sérum aurora, me manda o link") is None
    touch = look("quero um vestido", first=True)
    assert touch is not None
    assert (touch.source, touch.campaign, touch.confidence) == ("desconhecida", None, "desconhecida")
