"""What news of an order do: thanks, reminders that end with the money, offers that spare who must be spared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.adapters.llm.reader import LexicalReader
from central.core.errors import TryLater
from central.core.messaging.conversation import Address, Handoff, Memo, Scene, Timer
from central.core.messaging.message import SayText
from central.core.messaging.template import Template
from central.core.operation import Operation
from central.core.replying.choice import NONE, Asked, Chosen, by_rule
from central.core.replying.reengage import Reengagement, Restraint
from central.core.replying.rules import Rule
from central.core.replying.script import Script
from central.core.selling.checkout import CheckoutSpec
from central.core.selling.complement import Complement
from central.core.selling.pix import PixAsk, PixCharge
from central.core.selling.shipment import Purchase, Shipment
from central.core.turn import Outcome
from central.flow.turn.desk import Desk
from central.flow.turn.paying import Cashier
from central.flow.turn.turn import take
from central.ports import PixMade
from tests.flow.shop import SHOP
from tests.flow.test_reengage import NOON, Book, Noon
from tests.flow.test_turn import scene as heard

MINUTE, DAY = 60_000, 86_400_000
CODE = "00020126580014br.gov.bcb.pix0136" + "0" * 30
PIX = PixCharge("77", CODE, "abc2345defg", "serum", 10_530, 1_990, NOON + 30 * MINUTE)
BOUGHT = Memo(persona="livia", product="serum", stage="comprado", introduced=True, pix=PIX)
WAITS = replace(BOUGHT, stage="checkout")
STORE = replace(
    SHOP,
    scripts=(*SHOP.scripts, Script("compra", (("Compre aqui:\n{link}",),)), Script("lembra", (("{pix_codigo}",),))),
    rules=(Rule("pix", words=("pix",), script="compra", deed="cobrar_pix"), *SHOP.rules),
    checkouts=(CheckoutSpec("loja"), CheckoutSpec("mp", "mercadopago", token="T", pix_for=30 * MINUTE)),
    templates=(Template("junto", "utility", "Oi, {nome}! Combina: {produto}. Quer?"),),
    reengagements=(
        Reengagement("pix-15", 15 * MINUTE, (), script="lembra", event="pix_pendente"),
        Reengagement("pix-fim", 0, (), script="lembra", event="pix_pendente", before=8 * MINUTE),
        Reengagement("carrinho", 120 * MINUTE, (), script="compra", event="carrinho_abandonado"),
    ),
    complements=(Complement("par", "serum", "vestido", 7 * DAY),),
    restraint=Restraint(untouched=0),
)


class Offers(Book):
    """Also counts offers."""

    def __init__(self, offered: int = 0) -> None:
        super().__init__()
        self.offered = offered

    async def count_offers(self, person: str, since: int) -> int:
        return self.offered


class Parcels:
    """What a person bought."""

    def __init__(self, *known: Purchase) -> None:
        self.known = known

    async def of(self, person: str) -> tuple[Purchase, ...]:
        return self.known


class Nothing:
    """Draws nothing, whatever is asked."""

    async def choose(self, asked: Asked) -> Chosen:
        return by_rule(replace(asked, rule=((asked.options[-1].slot, NONE),)))


class Bank:
    """A till that makes codes, or fails."""

    def __init__(self, fails: bool = False) -> None:
        self.fails, self.asked = fails, list[PixAsk]()

    async def charge(self, ask: PixAsk) -> PixMade:
        self.asked.append(ask)
        if self.fails:
            raise TryLater("fora", code="fora")
        return PixMade("77", CODE, ask.expires_at)


def woken(*timers: Timer, memo: Memo = BOUGHT, heard_at: int = NOON - MINUTE, **more: object) -> Scene:
    base = Scene("conv", "person", "100", Address("5581999990000"), 3, "t9", memo, None, "Ana", heard_at, (), timers)
    return replace(base, **more)  # type: ignore[arg-type]


def news(status: str, method: str = "pix", change: str = "", **more: str) -> Timer:
    told = {"change": change or status, "status": status, "method": method, "number": "77", "provider": "mercadopago"}
    return Timer("pedido:o1", NOON, told | {"product": "serum"} | more)


async def run(given: Scene, operation: Operation = STORE, **desk: object) -> Outcome:
    async def typing(scene: Scene) -> None: ...

    parts = {"callbacks": Offers()} | desk
    return await take(given, Desk(operation, LexicalReader(), {}, Noon(), typing, **parts))  # type: ignore[arg-type]


async def test_money_ends_reminders_and_begins_thanks_and_an_offer_later() -> None:
    outcome = await run(woken(news("approved")))
    assert [t.key for t in outcome.timers] == ["obrigada:o1", "complemento:par"]
    assert outcome.timers[1].due_at == NOON + 7 * DAY
    assert {"retomada:pix-15", "retomada:pix-fim", "retomada:carrinho"} <= set(outcome.cancel)
    assert not outcome.sends


@pytest.mark.parametrize("provider", ["mao", "crm"])
async def test_who_the_team_sold_to_is_not_thanked_by_the_bot(provider: str) -> None:
    outcome = await run(woken(news("approved", provider=provider)))
    assert [t.key for t in outcome.timers] == ["complemento:par"]


@pytest.mark.parametrize(
    ("asked", "ends"),
    [
        (Handoff("h", "conv", NOON, "central", "regra pagou"), "h"),
        (Handoff("h", "conv", NOON, "central", "regra defeito"), ""),
        (Handoff("h", "conv", NOON, "lead", "pediu uma pessoa"), ""),
        (Handoff("h", "conv", NOON, "conta-marina", "regra pagou"), ""),
    ],
    ids=["waits for the money", "waits for something else", "wanted a person", "somebody has it"],
)
async def test_money_ends_the_hand_over_that_only_waited_for_it(asked: Handoff, ends: str) -> None:
    paid = (Rule("pagou", words=("paguei",), script="pago"), Rule("defeito", words=("quebrou",), script="pos_venda"))
    operation = replace(STORE, rules=(*paid, *STORE.rules))
    assert (await run(woken(news("approved"), handoff=asked), operation)).hands_back == ends
    assert not (await run(woken(news("refused"), handoff=asked), operation)).hands_back


async def test_thanks_name_the_value_of_our_own_code() -> None:
    outcome = await run(woken(Timer("obrigada:o1", NOON, {"number": "77"})))
    (send,) = outcome.sends
    assert isinstance(send.bubble, SayText)
    assert "R$ 105,30" in send.bubble.body
    assert not outcome.retractable


@pytest.mark.parametrize(
    "changes",
    [
        {"memo": replace(BOUGHT, stage="checkout")},
        {"heard_at": NOON - DAY},
        {"opted_out": True},
        {"handoff": Handoff("h", "conv", NOON, "lead", "x")},
    ],
    ids=["taken back", "window closed", "opted out", "with a person"],
)
async def test_nobody_is_thanked_who_should_not_be(changes: dict[str, object]) -> None:
    assert not (await run(woken(Timer("obrigada:o1", NOON, {}), **changes))).sends  # type: ignore[arg-type]


async def test_thanks_that_come_while_the_lead_writes_follow_the_reply() -> None:
    given = replace(heard("quanto custa?"), memo=BOUGHT, timers=(Timer("obrigada:o1", NOON, {"number": "77"}),))
    outcome = await run(given)
    assert outcome.sends
    assert "obrigada:o1" in [t.key for t in outcome.timers]


async def test_an_unpaid_pix_is_looked_back_at_and_before_it_ends() -> None:
    outcome = await run(woken(news("pending"), memo=WAITS))
    assert {(t.key, t.due_at - NOON) for t in outcome.timers} == {
        ("retomada:pix-15", 15 * MINUTE),
        ("retomada:pix-fim", 22 * MINUTE),
    }


async def test_a_cart_and_a_boleto_open_their_own_rules_only() -> None:
    cart = await run(woken(news("abandoned", ""), memo=WAITS))
    assert [t.key for t in cart.timers] == ["retomada:carrinho"]
    assert not (await run(woken(news("pending", "bolbradesco"), memo=WAITS))).timers


async def test_a_due_reminder_says_the_living_code() -> None:
    outcome = await run(woken(Timer("retomada:pix-15", NOON), memo=WAITS))
    assert [send.bubble.body for send in outcome.sends if isinstance(send.bubble, SayText)] == [CODE]
    assert outcome.called_back is not None
    assert outcome.called_back.rule == "pix-15"


@pytest.mark.parametrize(
    ("words", "ends"), [("deixa pra lá", True), ("já paguei", True), ("ok obrigada", False), ("qual a chave?", False)]
)
async def test_who_says_why_not_or_that_it_is_paid_is_reminded_no_more(words: str, ends: bool) -> None:
    outcome = await run(replace(heard(words), memo=WAITS))
    assert outcome.sends
    assert ({"retomada:pix-15", "retomada:pix-fim"} <= set(outcome.cancel)) is ends


async def test_money_that_went_back_calls_off_thanks_and_offers() -> None:
    outcome = await run(woken(news("refunded"), memo=WAITS))
    assert {"obrigada:o1", "complemento:par"} <= set(outcome.cancel)


OFFER = Timer("complemento:par", NOON, {"order": "o1"})


async def test_an_offer_is_drawn_said_linked_and_on_record() -> None:
    outcome = await run(woken(OFFER))
    (send,) = outcome.sends
    assert isinstance(send.bubble, SayText)
    assert "Vestido Brisa" in send.bubble.body
    assert [link.product for link in outcome.links] == ["vestido"]
    assert [choice.asked.point for choice in outcome.choices] == ["complemento"]
    assert outcome.called_back is not None
    assert outcome.called_back.rule == "complemento:par"
    assert outcome.memo.product == "vestido"


async def test_nothing_is_an_arm() -> None:
    outcome = await run(woken(OFFER), chooser=Nothing())
    assert not outcome.sends
    assert outcome.called_back is not None
    assert outcome.called_back.why == "preferiu não oferecer"
    assert len(outcome.choices) == 1


async def test_the_untouched_group_is_on_record_and_never_asked() -> None:
    everybody = replace(STORE, restraint=Restraint(untouched=100))
    outcome = await run(woken(OFFER), everybody)
    assert not outcome.sends
    assert not outcome.choices
    assert outcome.called_back is not None
    assert outcome.called_back.why == "grupo intocado"


LATE = Purchase("o1", "1", "approved", "pix", "serum", NOON - 9 * DAY, Shipment("moving", promised=NOON - DAY))


@pytest.mark.parametrize(
    ("desk", "changes", "why"),
    [
        ({"callbacks": Offers(1)}, {}, "trinta dias"),
        ({"purchases": Parcels(LATE)}, {}, "entrega atrasada"),
        ({"purchases": Parcels(replace(LATE, shipment=Shipment("problem")))}, {}, "problema na entrega"),
        ({}, {"handoff": Handoff("h", "conv", NOON, "lead", "x")}, "pessoa da equipe"),
        ({}, {"memo": replace(BOUGHT, stage="checkout")}, "desfeita"),
    ],
    ids=["lately", "late parcel", "parcel in trouble", "with a person", "taken back"],
)
async def test_an_offer_waits_for_better_days(desk: dict[str, object], changes: dict[str, object], why: str) -> None:
    outcome = await run(woken(OFFER, **changes), **desk)  # type: ignore[arg-type]
    assert not outcome.sends
    assert outcome.called_back is not None
    assert why in outcome.called_back.why


async def test_where_the_bank_fails_the_link_is_said() -> None:
    bank = Bank(fails=True)
    memo = replace(WAITS, pix=None, variant="30", region="Recife")
    outcome = await run(replace(heard("quero pagar no pix"), memo=memo), cashier=Cashier(lambda spec: bank, Noon.local))
    assert len(bank.asked) == 1
    assert outcome.memo.pix is None
    assert any("https://loja.example/serum" in getattr(send.bubble, "body", "") for send in outcome.sends)


async def test_a_code_is_a_bubble_of_its_own_even_where_meta_charges_by_the_bubble() -> None:
    bank = Bank()
    memo = replace(WAITS, pix=None, variant="30", region="Recife")
    given = replace(heard("quero pagar no pix"), memo=memo)
    cashier = Cashier(lambda spec: bank, Noon.local)
    outcome = await run(given, cashier=cashier, charged=lambda scene: True)
    assert [getattr(send.bubble, "body", "") for send in outcome.sends][1:] == [CODE]
    assert not outcome.retractable
    assert outcome.memo.pix is not None
    assert (outcome.memo.pix.total, outcome.memo.pix.freight) == (8_540 + 1_990, 1_990)
    assert outcome.memo.pix.token in [link.token for link in outcome.links]
    assert {"retomada:pix-15", "retomada:pix-fim"} <= {t.key for t in outcome.timers}
    again = await run(given, cashier=cashier)
    assert bank.asked[0] == bank.asked[1]
    assert again.memo.pix == outcome.memo.pix
