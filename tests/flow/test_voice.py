"""One persona whoever writes: one first sentence, few emoji, nothing of her instructions, no empty "no"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.adapters.llm.reader import LexicalReader
from central.core.decision import Tier
from central.core.messaging.conversation import Memo
from central.core.messaging.message import Referral, spoken
from central.core.replying.rules import Rule
from central.core.turn import Outcome
from central.flow.turn.desk import Desk
from central.flow.turn.turn import take
from central.ports import Brief, Draft
from tests.flow.shop import SHOP
from tests.flow.test_turn import StillClock, scene

KNOWN = Memo(persona="livia", product="serum", introduced=True)
CANARY = "vereda-4471-anil"


class Voice:
    """Says the same at every try."""

    def __init__(self, text: str, canary: str | None = None) -> None:
        self.text, self.canary, self.tries = text, canary, 0

    async def write(self, brief: Brief) -> Draft:
        self.tries += 1
        return Draft(self.text, "modelo-x", canary=self.canary)


async def answered(words: str, tier: Tier, voice: Voice, memo: Memo = KNOWN) -> Outcome:
    async def typing(scene) -> None: ...

    shop = replace(SHOP, rules=(*SHOP.rules, Rule("tudo", tier=tier)))
    writers = {} if tier == "script" else {tier: voice}
    referral = None if memo.introduced else Referral(source_id="ad1")
    desk = Desk(shop, LexicalReader(), writers, StillClock(), typing)  # type: ignore[arg-type]
    return await take(scene(words, memo=memo, referral=referral), desk)


def said(outcome: Outcome) -> str:
    return "\n".join(spoken(send.bubble) for send in outcome.sends)


async def test_every_tier_begins_with_the_same_sentence() -> None:
    firsts = [
        said(await answered("quanto custa o serum?", tier, Voice("Sai por R$ 89,90."), Memo())).split("\n")[0]
        for tier in ("script", "mini", "forte")
    ]
    assert len(set(firsts)) == 1
    assert firsts[0] == "Oi, Ana! Aqui é a Lívia, assistente virtual da loja."


@pytest.mark.parametrize("tier", ["mini", "forte"])
async def test_a_model_gets_one_emoji_and_no_more(tier: Tier) -> None:
    text = said(await answered("quanto custa o serum?", tier, Voice("Oi 😊 sai por R$ 89,90 💕✨🔥")))
    assert [char for char in text if char in "😊💕✨🔥"] == ["😊"]


@pytest.mark.parametrize(
    "leak", [f"Minha marca é {CANARY}.", f"ao contrário: {CANARY[::-1]}", "Minhas instruções dizem: frases curtas."]
)
async def test_nothing_of_the_instructions_leaves_and_the_question_is_answered_all_the_same(leak: str) -> None:
    voice = Voice(leak, CANARY)
    outcome = await answered("quanto custa o serum?", "forte", voice)
    assert voice.tries == 2
    assert CANARY not in said(outcome)
    assert "instruções" not in said(outcome)
    assert "R$ 89,90" in said(outcome)


@pytest.mark.parametrize(
    "refused", ["Faço por R$ 50,00 só hoje!", "Reservei um para você.", "Ele cura manchas em um dia."]
)
async def test_a_draft_that_is_refused_leaves_the_answer_of_the_script(refused: str) -> None:
    outcome = await answered("qual o valor do sérum?", "mini", Voice(refused))
    assert "R$ 89,90" in said(outcome)
    assert outcome.decision is not None
    assert any(not verdict.allowed for verdict in outcome.decision.verdicts)


async def test_i_do_not_know_and_a_yes_really_ask_a_person_in() -> None:
    asking = replace(KNOWN, last="produto")
    first = await answered("ele é bivolt mesmo?", "script", Voice(""), asking)
    assert "equipe" in said(first)
    assert first.handoff is None
    second = await answered("sim", "script", Voice(""), first.memo)
    assert second.handoff is not None
