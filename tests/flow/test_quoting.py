"""The price a lead was told in a conversation that goes on under a new operation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from central.adapters.llm.reader import LexicalReader
from central.core.messaging.conversation import Memo
from central.core.operation import Operation
from central.core.replying.quote import VALID_MS, Quote
from central.core.replying.script import Script
from central.core.selling.checkout import CheckoutSpec
from central.core.turn import Outcome
from central.flow.turn.desk import Desk
from central.flow.turn.turn import take
from tests.flow.shop import SERUM, SHOP
from tests.flow.test_turn import StillClock, scene, texts

MEMO = Memo(persona="livia", product="serum", introduced=True)


class Told:
    """Holds what was told."""

    def __init__(self, *quotes: Quote) -> None:
        self.quotes = quotes

    async def of(self, person: str, operation: int, now: int) -> Sequence[Quote]:
        return self.quotes


async def asked(
    *quotes: Quote, words: str = "quanto custa?", shop: Operation = SHOP, region: str | None = None
) -> Outcome:
    async def typing(_: object) -> None: ...

    shop = replace(shop, scripts=(*shop.scripts, Script("compra", (("O link do {produto}: {link}",),))))
    desk = Desk(shop, LexicalReader(), {}, StillClock(), typing, quotes=Told(*quotes))
    return await take(scene(words, memo=replace(MEMO, region=region)), desk)


def told(value: int, until: int) -> Quote:
    return Quote("p", "preco", "serum", "30", value, until - VALID_MS, until, 6)


async def test_a_reply_that_tells_a_price_is_a_quote_of_it() -> None:
    outcome = await asked()
    assert "89,90" in texts(outcome)
    now = StillClock().now()
    assert [(q.subject, q.variant, q.value, q.until) for q in outcome.quotes] == [("serum", "30", 8990, now + VALID_MS)]


async def test_the_told_lower_price_is_said_again_while_it_holds() -> None:
    outcome = await asked(told(7990, StillClock().now() + 1000))
    assert "79,90" in texts(outcome)
    assert "89,90" not in texts(outcome)
    assert outcome.decision is not None
    assert all(v.allowed for v in outcome.decision.verdicts)


async def test_after_it_the_new_price_is_said_with_an_honest_sentence() -> None:
    outcome = await asked(told(7990, StillClock().now() - 1000))
    said = texts(outcome)
    assert "89,90" in said
    assert "79,90, valia por 24 horas" in said
    assert outcome.decision is not None
    assert all(v.allowed for v in outcome.decision.verdicts)


async def test_a_link_that_would_charge_more_than_was_told_is_left_to_the_team() -> None:
    outcome = await asked(told(7990, StillClock().now() + 1000), words="quero comprar, manda o link")
    assert "o link com esse valor vem da equipe" in texts(outcome)
    assert "https://" not in texts(outcome)
    assert outcome.handoff is not None
    assert "79,90" in outcome.handoff.reason


async def test_a_checkout_that_takes_a_price_gets_the_told_one() -> None:
    shop = replace(SHOP, checkouts=(CheckoutSpec("loja", price_in_link="preco"),))
    until = StillClock().now() + 1000
    quotes = [replace(told(7990, until), variant=v.id) for v in SERUM.variants]
    outcome = await asked(*quotes, words="quero comprar, manda o link", shop=shop)
    assert "&preco=79.90" in texts(outcome)
    assert outcome.handoff is None


async def test_the_link_of_todays_price_stays_as_it_is() -> None:
    outcome = await asked(told(9990, StillClock().now() + 1000), words="quero comprar, manda o link")
    assert "https://" in texts(outcome)
    assert outcome.handoff is None


async def test_a_link_that_would_charge_more_freight_than_was_told_is_left_to_the_team() -> None:
    until = StillClock().now() + 1000
    (region, *_) = SHOP.catalog.regions
    freight = Quote("p", "frete", region.name, "", region.price - 500, until - VALID_MS, until, 6)
    outcome = await asked(freight, words="quero comprar, manda o link", region=region.name)
    assert "o link com esse valor vem da equipe" in texts(outcome)
    assert outcome.handoff is not None
    assert "frete" in outcome.handoff.reason
