"""A lead's way in through a turn: codes of links, ads registered later, colleagues, the reserved number, switches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.adapters.llm.reader import LexicalReader
from central.core.messaging.channel import ChannelSpec
from central.core.messaging.conversation import Address, Handoff, Line, Memo, Scene, Touch
from central.core.messaging.health import Health
from central.core.messaging.message import Referral, Text, spoken
from central.core.operation import Operation
from central.core.origin.campaign import Campaign, Click, Tracking
from central.core.origin.link import code_of
from central.core.people.persona import Persona
from central.core.replying.rules import Rule
from central.core.replying.script import Script
from central.core.selling.catalog import Product
from central.core.turn import Outcome
from central.flow.turn.desk import Desk
from central.flow.turn.turn import take
from tests.flow.shop import SHOP, VESTIDO

NOW = 1_800_000_000_000
CODE = code_of(4242)
NOIR = Product(
    "noir", "mel", "Camisola Noir", 9900, "de renda", "https://loja.example/n", ("camisola",), "Item 1", adult=True
)
HOUSE = replace(
    SHOP,
    personas=(
        *SHOP.personas,
        Persona("mel", "Melissa", "18+", "x", "Olá. Aqui é a Melissa.", "#333", adult=True, words=("linha reservada",)),
    ),
    channels=(
        ChannelSpec("100", "Loja", "+55 11 4000-0001", "waba", "folio", ("livia", "carla", "mel")),
        ChannelSpec("200", "Carla", "+55 11 4000-0002", "waba", "folio", ("carla",)),
        ChannelSpec("300", "Mel", "+55 11 4000-0003", "waba2", "folio2", ("mel",)),
    ),
    catalog=replace(SHOP.catalog, products=(*SHOP.catalog.products, NOIR)),
    campaigns=(*SHOP.campaigns, Campaign("c-noir", "Noir", "meta", "noir", "mel", ads=("adm",))),
    scripts=(
        *SHOP.scripts,
        Script("idade", (("Você tem 18 anos ou mais?",),), asks="idade"),
        Script("idade_maior", (("Obrigada.",),)),
        Script("idade_menor", (("Só atendo maiores.",),)),
    ),
)


class StillClock:
    def now(self) -> int:
        return NOW

    async def sleep(self, ms: float) -> None: ...


class Kept:
    """Clicks in memory."""

    def __init__(self, *clicks: Click) -> None:
        self.by_code = {click.code: click for click in clicks}

    async def add(self, click: Click, tracking: Tracking) -> bool:
        return self.by_code.setdefault(click.code, click) is click

    async def join(self, code: str, person: str, now: int) -> Click | None:
        if (click := self.by_code.get(code)) is None:
            return None
        self.by_code[code] = replace(click, person=click.person or person)
        return self.by_code[code]

    async def recent(self, channel: str, since: int, until: int) -> list[Click]:
        found = [c for c in self.by_code.values() if c.channel == channel and since <= c.at <= until]
        return [c for c in found if c.person is None]


class Sick:
    """Numbers of which some are not well."""

    def __init__(self, *channels: str) -> None:
        self.channels = channels

    async def current(self) -> dict[str, Health]:
        return {c: Health(c, "banned", 1, "meta", "x") for c in self.channels}

    async def report(self, said: object) -> None: ...


def scene(*words: str, referral: Referral | None = None, **changes) -> Scene:
    lines = tuple(Line(n, f"w{n}", NOW, Text(w), referral=referral if n == 1 else None) for n, w in enumerate(words, 1))
    memo = changes.pop("memo", Memo())
    base = Scene("conv", "ana", "100", Address("55"), 1, "t1", memo, None, None, NOW, lines)
    return replace(base, **changes)


async def turn(given: Scene, operation: Operation = HOUSE, clicks: Kept | None = None, *sick: str) -> Outcome:
    async def typing(scene: Scene) -> None: ...

    return await take(given, Desk(operation, LexicalReader(), {}, StillClock(), typing, 1.0, clicks, Sick(*sick)))


def said(outcome: Outcome) -> str:
    return "\n".join(spoken(send.bubble) for send in outcome.sends)


def click(**changes) -> Click:
    return replace(Click("k1", CODE, "c-vestido", "c-vestido", "100", NOW - 1000, NOW + 10**9), **changes)


async def test_a_code_joins_the_click_and_the_reader_never_sees_it() -> None:
    clicks = Kept(click())
    outcome = await turn(scene(f"Vi o vestido no Kwai #{CODE}"), HOUSE, clicks)
    ((seq, touch),) = outcome.touches
    assert (seq, touch.confidence, touch.click, touch.campaign) == (1, "certa", "k1", "c-vestido")
    assert clicks.by_code[CODE].person == "ana"
    assert (outcome.memo.persona, outcome.memo.product) == ("carla", "vestido")
    again = await turn(scene(f"Vi o vestido no Kwai #{CODE}"), HOUSE, clicks)
    assert again == outcome
    (_, other), *_ = (await turn(scene(f"oi #{CODE}", person="bia"), HOUSE, clicks)).touches
    assert (other.confidence, other.click) == ("provável", None)


async def test_a_lead_who_writes_nothing_of_the_link_is_joined_with_the_only_recent_click() -> None:
    outcome = await turn(scene("oi", "qto custa?"), HOUSE, Kept(click()))
    ((_, touch),) = outcome.touches
    assert (touch.campaign, touch.confidence) == ("c-vestido", "provável")
    assert outcome.memo.product == "vestido"


async def test_first_and_last_touch_stay_and_the_unknown_replaces_nothing() -> None:
    first = await turn(scene("oi", referral=Referral(source_id="ad1", ctwa_clid="c1")))
    plain = await turn(scene("e o frete?", memo=first.memo))
    assert plain.touches == ()
    assert plain.memo.last_touch == first.memo.first_touch
    back = await turn(scene("oi", memo=plain.memo, referral=Referral(source_id="999")))
    assert back.memo.first_touch == first.memo.first_touch
    assert back.memo.last_touch is not None
    assert (back.memo.last_touch.ad, back.memo.last_touch.clid) == ("999", None)


async def test_two_ads_in_one_burst_leave_two_touches() -> None:
    one, two = Referral(source_id="ad1"), Referral(source_id="adm")
    given = scene("oi", "oi de novo")
    given = replace(given, lines=(replace(given.lines[0], referral=one), replace(given.lines[1], referral=two)))
    outcome = await turn(given)
    assert [(seq, t.campaign) for seq, t in outcome.touches] == [(1, "c-serum"), (2, "c-noir")]


async def test_an_ad_is_remembered_while_a_person_has_the_conversation() -> None:
    outcome = await turn(scene("oi", referral=Referral(source_id="ad1"), handoff=Handoff("h", "conv", NOW, "ana", "")))
    assert outcome.sends == ()
    assert outcome.memo.first_touch is not None
    assert outcome.touches[0][1] == outcome.memo.first_touch


async def test_an_ad_registered_later_gives_its_product_to_the_next_turn() -> None:
    memo = Memo(persona="livia", last_touch=Touch(1, "meta", ad="novo"), first_touch=Touch(1, "meta", ad="novo"))
    tied = replace(HOUSE, campaigns=(Campaign("n", "N", "meta", "vestido", "carla", ads=("novo",)),))
    outcome = await turn(scene("qual o valor?", memo=memo, sticky="livia"), tied)
    assert (outcome.memo.persona, outcome.memo.product) == ("livia", "vestido")
    assert outcome.memo.first_touch is not None
    assert outcome.memo.first_touch.confidence == "certa"


@pytest.mark.parametrize("channel", ["100", "200"])
async def test_a_colleagues_product_is_answered_by_the_leads_own_persona_who_says_so(channel: str) -> None:
    mine, other, owner = ("livia", "vestido", "Carla") if channel == "100" else ("carla", "serum", "Lívia")
    memo = Memo(persona=mine, introduced=True)
    words = f"quanto custa o {'vestido' if other == 'vestido' else 'sérum'}?"
    outcome = await turn(scene(words, memo=memo, sticky=mine, channel=channel))
    assert outcome.memo.persona == mine
    assert outcome.memo.product == other
    assert f"parte da {owner}" in said(outcome)
    assert "R$" in said(outcome)
    more = await turn(scene("e no pix?", memo=outcome.memo, sticky=mine, channel=channel))
    assert "parte da" not in said(more)


@pytest.mark.parametrize("words", ["tem camisola?", "quero a linha reservada", "vc vende a Camisola Noir?"])
async def test_adult_products_elsewhere_get_one_neutral_sentence_and_the_reserved_number(words: str) -> None:
    memo = Memo(persona="livia", introduced=True)
    outcome = await turn(scene(words, memo=memo, sticky="livia"))
    (send,) = outcome.sends
    assert "https://wa.me/551140000003" in spoken(send.bubble)
    assert "camisola" not in said(outcome).lower()
    assert (outcome.memo.persona, outcome.memo.product) == ("livia", None)
    assert outcome.decision is not None
    assert outcome.decision.rule == "reservado"


async def test_an_adult_ad_on_another_number_is_pointed_to_the_reserved_one() -> None:
    outcome = await turn(scene("Olá", referral=Referral(source_id="adm"), channel="200"))
    assert "https://wa.me/551140000003" in said(outcome)
    assert outcome.memo.persona == "carla"
    assert outcome.memo.product is None


async def test_without_a_healthy_reserved_number_a_person_is_offered() -> None:
    outcome = await turn(
        scene("tem camisola?", memo=Memo(persona="livia", introduced=True), sticky="livia"), HOUSE, None, "300"
    )
    assert "wa.me" not in said(outcome)
    assert "pessoa da equipe" in said(outcome)


async def test_her_own_lead_is_asked_for_the_age_and_shown_no_other_number() -> None:
    outcome = await turn(scene("tem camisola?", channel="300"))
    assert "18 anos" in said(outcome)
    assert "camisola" not in said(outcome).lower()
    assert "wa.me" not in said(outcome)


async def test_only_an_explicit_rule_changes_the_persona_and_it_is_logged() -> None:
    rule = Rule("falar-com-carla", words=("quero a carla",), script="saudacao", switch_to="carla")
    house = replace(HOUSE, rules=(rule, *HOUSE.rules))
    memo = Memo(persona="livia", introduced=True)
    outcome = await turn(scene("quero a Carla", memo=memo, sticky="livia"), house)
    assert outcome.memo.persona == "carla"
    assert "Aqui é a Carla" in said(outcome)
    assert not outcome.retractable
    assert outcome.switch is not None
    assert (outcome.switch.before, outcome.switch.after, outcome.switch.by) == (
        "livia",
        "carla",
        "regra falar-com-carla",
    )
    assert outcome.decision is not None
    assert outcome.decision.extra["persona_antes"] == "livia"
    stays = await turn(scene("quero a Carla", memo=memo, sticky="livia"))
    assert (stays.memo.persona, stays.switch) == ("livia", None)
    elsewhere = await turn(scene("quero a Carla", channel="300", memo=Memo(of_age=True)), house)
    assert (elsewhere.memo.persona, elsewhere.switch) == ("mel", None)


async def test_a_persona_changed_by_hand_names_herself() -> None:
    memo = Memo(persona="livia", introduced=True, product=VESTIDO.id)
    outcome = await turn(scene("oi", memo=memo, sticky="carla"))
    assert "Aqui é a Carla" in said(outcome)
