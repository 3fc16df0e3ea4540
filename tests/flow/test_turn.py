"""A turn: what a lead wrote in, everything to be written out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.adapters.llm.reader import LexicalReader
from central.core.errors import TryLater
from central.core.messaging.conversation import Address, Handoff, Line, Memo, Scene
from central.core.messaging.message import (
    Choice,
    Content,
    Edit,
    Media,
    Reaction,
    Referral,
    Revoke,
    SayButtons,
    SayMedia,
    Text,
    spoken,
)
from central.core.operation import Operation
from central.core.replying.script import Script
from central.core.turn import Outcome
from central.flow.turn.commit import MOST_RETRACTIONS
from central.flow.turn.desk import Desk
from central.flow.turn.turn import take
from central.ports import Brief, Draft
from tests.flow.shop import SHOP

NOW = 1_800_000_000_000


class StillClock:
    def now(self) -> int:
        return NOW

    async def sleep(self, ms: float) -> None: ...


class Author:
    """A writer that says one thing, or fails."""

    def __init__(self, text: str | None) -> None:
        self.text = text
        self.briefs: list[Brief] = []

    async def write(self, brief: Brief) -> Draft:
        self.briefs.append(brief)
        if self.text is None:
            raise TryLater("model is late")
        return Draft(self.text, "modelo-x")


def scene(*contents: Content | str, memo: Memo | None = None, referral: Referral | None = None, **changes) -> Scene:
    lines = tuple(
        Line(n, f"w{n}", NOW - 1000, Text(c) if isinstance(c, str) else c, referral=referral if n == 1 else None)
        for n, c in enumerate(contents, 1)
    )
    base = Scene(
        "conv", "person", "100", Address("5581999990000"), 3, "t1", memo or Memo(), None, "Ana Lima", NOW, lines
    )
    return replace(base, **changes)


async def turn(given: Scene, author: Author | None = None, operation: Operation = SHOP) -> Outcome:
    async def typing(scene: Scene) -> None: ...

    writers = {"forte": author} if author else {}
    return await take(given, Desk(operation, LexicalReader(), writers, StillClock(), typing))


def texts(outcome: Outcome) -> str:
    return "\n".join(spoken(send.bubble) for send in outcome.sends)


async def test_ad_chooses_persona_and_product_and_she_names_herself_once() -> None:
    first = await turn(scene("oi, qual o valor?", referral=Referral(source_id="ad1", ctwa_clid="clid")))
    assert first.memo.persona == "livia"
    assert first.sticky == "livia"
    assert first.memo.first_touch is not None
    assert (first.memo.first_touch.confidence, first.memo.first_touch.clid) == ("certa", "clid")
    assert "Oi, Ana! Aqui é a Lívia" in texts(first)
    assert "R$ 89,90, ou R$ 85,40 no Pix" in texts(first)
    second = await turn(scene("e o frete?", memo=first.memo, sticky="livia"))
    assert "Aqui é a Lívia" not in texts(second)
    assert second.memo.asked == "cep"


async def test_freight_needs_a_cep_and_then_tells_the_table() -> None:
    asked = await turn(scene("qual o frete?", memo=Memo(persona="livia", product="serum", introduced=True)))
    assert texts(asked) == "Me passa seu CEP?"
    told = await turn(scene("50030-230", memo=asked.memo))
    assert texts(told) == "Para Recife o frete é R$ 19,90, chega em 3 a 5 dias úteis."


async def test_an_unregistered_ad_is_routed_by_its_text_and_answered() -> None:
    outcome = await turn(scene("oi", referral=Referral(source_id="novo", headline="Vestido lindo")))
    assert (outcome.memo.persona, outcome.memo.product) == ("carla", "vestido")
    ((seq, touch),) = outcome.touches
    assert outcome.memo.first_touch == touch
    assert (seq, touch.ad, touch.campaign, touch.confidence) == (1, "novo", None, "provável")
    assert outcome.sends


async def test_second_ad_changes_last_touch_and_product_but_not_the_persona() -> None:
    memo = (await turn(scene("oi", referral=Referral(source_id="ad1")))).memo
    back = await turn(scene("Vi o vestido no Kwai", memo=memo, sticky="livia"))
    assert back.memo.persona == "livia"
    assert back.sticky is None
    assert back.memo.first_touch is not None
    assert back.memo.last_touch is not None
    assert (back.memo.first_touch.campaign, back.memo.last_touch.campaign) == ("c-serum", "c-vestido")


async def test_number_of_one_persona_neither_uses_nor_makes_the_sticky_choice() -> None:
    outcome = await turn(scene("oi", channel="200", sticky="livia"))
    assert (outcome.memo.persona, outcome.sticky) == ("carla", None)
    alone = await turn(scene("oi", channel="200"))
    assert (alone.memo.persona, alone.sticky) == ("carla", None)


async def test_asking_for_a_person_stops_the_bot_with_one_goodbye() -> None:
    outcome = await turn(scene("quero falar com um atendente"))
    assert outcome.handoff is not None
    assert not outcome.retractable
    assert "pessoa da equipe" in texts(outcome)
    paused = await turn(scene("oi?", handoff=Handoff("h", "conv", NOW, "lead", "")))
    assert paused.sends == ()
    assert paused.decision is None


async def test_opt_out_blocks_and_confirms_once() -> None:
    outcome = await turn(scene("não quero mais receber mensagens, pare de mandar"))
    assert outcome.optout is not None
    assert outcome.optout.person == "person"
    assert len(outcome.sends) == 1
    assert (await turn(scene("oi", opted_out=True))).sends == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (Media("audio", "m1", voice=True), "Ainda não consigo ouvir áudio"),
        (Media("image", "m2"), "Recebi!"),
        (Choice("button", "b0", "Preço"), "Qual destes"),
    ],
)
async def test_what_is_no_text_is_answered_too(content: Content, expected: str) -> None:
    assert expected in texts(await turn(scene(content)))


async def test_a_reaction_alone_needs_no_reply() -> None:
    assert (await turn(scene(Reaction("w0", "❤️")))).sends == ()


async def test_photo_carries_the_text_and_buttons_hang_on_the_last_bubble() -> None:
    memo = Memo(persona="livia", product="serum", introduced=True)
    photo = (await turn(scene("tem foto?", memo=memo))).sends[0].bubble
    assert isinstance(photo, SayMedia)
    assert (photo.media, photo.caption) == ("serum.png", "Sérum Aurora: Sérum leve para o rosto.")
    hello = (await turn(scene("oi", memo=memo))).sends[-1].bubble
    assert isinstance(hello, SayButtons)
    assert [b.title for b in hello.buttons] == ["Preço", "Frete"]


async def test_the_same_script_is_not_said_twice_in_a_row() -> None:
    memo = Memo(persona="livia", introduced=True)
    first = await turn(scene("oi", memo=memo))
    second = await turn(scene("oi", memo=first.memo))
    assert texts(first) != texts(second)


async def test_an_invented_price_never_leaves_and_the_verdict_is_kept() -> None:
    memo = Memo(persona="livia", product="serum", introduced=True)
    outcome = await turn(scene("será que funciona mesmo?", memo=memo), Author("Funciona! E hoje sai por R$ 49,90."))
    assert "49,90" not in texts(outcome)
    assert outcome.decision is not None
    assert any(not v.allowed and v.found == "R$ 49,90" for v in outcome.decision.verdicts)
    assert outcome.decision.tier == "script"


async def test_an_honest_model_reply_leaves_and_names_its_writer() -> None:
    memo = Memo(persona="livia", product="serum", introduced=True)
    author = Author("Entendo a dúvida. Ele custa R$ 89,90 e você testa em casa.")
    outcome = await turn(scene("será que funciona mesmo?", memo=memo), author)
    assert outcome.decision is not None
    assert (outcome.decision.tier, outcome.decision.writer) == ("forte", "modelo-x")
    assert any("R$ 89,90" in fact for fact in author.briefs[0].facts)


async def test_a_late_model_falls_to_the_script() -> None:
    outcome = await turn(scene("será que funciona mesmo?"), Author(None))
    assert outcome.decision is not None
    assert outcome.decision.writer == "script"
    assert outcome.sends


async def test_replaying_a_frozen_turn_gives_the_same_outcome() -> None:
    given = scene("oi, qual o valor do sérum?")
    assert await turn(given) == await turn(given)


async def test_a_lead_who_never_stops_writing_is_answered_in_the_end() -> None:
    assert not (await turn(scene("oi", retractions=MOST_RETRACTIONS))).retractable
    assert (await turn(scene("oi", retractions=MOST_RETRACTIONS - 1))).retractable


async def test_decision_holds_ids_and_never_the_words() -> None:
    outcome = await turn(scene("oi, aqui é a Ana Lima, quanto custa o sérum?"))
    assert outcome.decision is not None
    assert "Ana" not in str(outcome.decision)
    assert outcome.decision.operation == 7
    assert outcome.decision.id == "t1"


async def test_an_unknown_number_is_tried_later_and_never_answered_wrongly() -> None:
    with pytest.raises(TryLater):
        await turn(scene("oi", channel="999"))


async def test_a_typed_yes_to_the_offer_of_the_link_is_a_purchase() -> None:
    memo = Memo(persona="livia", product="serum", stage="interessado", introduced=True, asked="sim_nao")
    assert (await turn(scene("sim", memo=memo))).memo.stage == "checkout"
    lost = Memo(persona="livia", stage="interessado", introduced=True)
    assert (await turn(scene("quero comprar", memo=lost))).memo.stage == "interessado"


async def test_what_the_lead_deleted_is_not_answered_and_what_was_edited_counts_anew() -> None:
    gone = await turn(scene("nao quero mais receber mensagens", Revoke("w1")))
    assert (gone.sends, gone.optout) == ((), None)
    edited = await turn(scene("qual o preço do vestido?", Edit("w1", "qual o preço do sérum?")))
    assert "Sérum Aurora sai por R$ 89,90" in texts(edited)
    assert edited.memo.product == "serum"


async def test_who_says_to_be_of_age_to_an_adult_persona_allows_just_that_once() -> None:
    adult = replace(SHOP, personas=tuple(replace(p, adult=p.id == "carla") for p in SHOP.personas))
    memo = Memo(persona="carla", introduced=True, asked="idade")
    grown = await turn(scene("tenho 30", channel="200", memo=memo), operation=adult)
    assert (grown.of_age, grown.consent, grown.memo.of_age) == (True, "", True)
    later = await turn(scene("quanto custa?", channel="200", memo=grown.memo), operation=adult)
    assert not later.of_age


async def test_a_minor_is_refused_once_and_then_met_with_silence_that_says_why() -> None:
    adult = replace(
        SHOP,
        personas=tuple(replace(p, adult=p.id == "carla") for p in SHOP.personas),
        scripts=(*SHOP.scripts, Script("idade_menor", (("Paro por aqui.",),))),
    )
    memo = Memo(persona="carla", introduced=True, asked="idade")
    refused = await turn(scene("tenho 16", channel="200", memo=memo), operation=adult)
    assert texts(refused) == "Paro por aqui."
    silent = await turn(scene("tenho 30, quanto custa?", channel="200", memo=refused.memo), operation=adult)
    assert silent.sends == ()
    assert silent.memo.of_age is False
    assert silent.decision is not None
    assert (silent.decision.rule, silent.decision.action) == ("idade", "calar")
