"""A reply that the guard refuses still answers what the lead asked, and nothing false leaves in its stead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.core.messaging.conversation import Memo
from central.core.messaging.message import spoken
from central.core.operation import Operation
from central.core.replying.reply import NOTHING_FITS
from central.core.replying.rules import Rule
from central.core.replying.script import Script
from central.core.turn import Outcome
from tests.flow.shop import SHOP
from tests.flow.test_turn import Author, scene, turn

KNOWN = Memo(persona="livia", product="serum", introduced=True, region="Recife")
STRONG = replace(SHOP, rules=(Rule("tudo", tier="forte"),))


def said(outcome: Outcome) -> str:
    return "\n".join(spoken(send.bubble) for send in outcome.sends)


def scripted(**texts: tuple[str, ...]) -> Operation:
    """The shop with other texts for some scripts, a wording each."""
    kept = tuple(one for one in SHOP.scripts if one.id not in texts)
    return replace(SHOP, scripts=(*kept, *(Script(id, tuple((t,) for t in ways)) for id, ways in texts.items())))


@pytest.mark.parametrize(
    ("asked", "lie", "answer"),
    [
        ("quanto custa o sérum?", "Hoje sai por R$ 49,90!", "89,90"),
        ("quanto fica o frete?", "O frete é grátis pra você.", "19,90"),
        ("em quantos dias chega?", "Chega amanhã cedo.", "3 a 5 dias"),
        ("tem de 50 ml?", "Tem 50 ml sim, 9 unidades.", "30 ml"),
    ],
)
async def test_a_refused_draft_is_replaced_by_an_answer_to_the_question(asked: str, lie: str, answer: str) -> None:
    outcome = await turn(scene(asked, memo=KNOWN), Author(lie), STRONG)
    assert answer in said(outcome)
    assert lie not in said(outcome)


async def test_a_wording_of_the_owner_that_is_wrong_gives_way_to_one_that_is_right() -> None:
    shop = scripted(preco=("{produto} sai por R$ 70,00.", "{produto} custa {preco}."))
    assert (
        said(await turn(scene("quanto custa o sérum?", memo=KNOWN), operation=shop)) == "Sérum Aurora custa R$ 89,90."
    )


async def test_where_even_the_safest_script_is_wrong_the_house_asks_what_is_wanted() -> None:
    shop = scripted(preco=("Sai por R$ 70,00.",), outro=("Não entendi, mas hoje tudo tem 30% de desconto.",))
    assert said(await turn(scene("quanto custa o sérum?", memo=KNOWN), operation=shop)) == NOTHING_FITS
