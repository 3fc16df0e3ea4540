"""Pix codes over real HTTP: the same key the same charge, and every fault of the provider a way out."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import aiohttp
import pytest

from central.adapters.checkout.mercadopago import MercadoPagoCheckout
from central.adapters.checkout.mercadopago_pix import MercadoPagoTill
from central.core.errors import AskHuman, GiveUp, TryLater
from central.core.selling.order import Order
from central.core.selling.pix import PixAsk
from central.ports import Delivery
from central.pretend.mercadopago import PretendMercadoPago, mercadopago_app
from tests.whatsapp_world import HandClock, serving

CLOCK = HandClock()
ASK = PixAsk("k" * 32, "abc2345defg", "Sérum", 9830, CLOCK.now() + 1_800_000, "pedido-abc@loja.example")


@dataclass
class Bank:
    """The pretend account, our till at it, and the notices it sent."""

    account: PretendMercadoPago
    till: MercadoPagoTill
    checkout: MercadoPagoCheckout
    notices: list[Delivery] = field(default_factory=list)

    async def heard(self) -> list[Order]:
        """What genuine notices tell, each looked up again."""
        genuine = [n for n in self.notices if self.checkout.genuine(n, CLOCK.now())]
        return [order for n in genuine for order in await self.checkout.read(n.query, n.body)]


@pytest.fixture
async def bank() -> AsyncIterator[Bank]:
    notices: list[Delivery] = []

    async def post(query: str, headers: dict[str, str], body: bytes) -> None:
        notices.append(Delivery(tuple(headers.items()), query.removeprefix("?"), body))

    account = PretendMercadoPago("token", "segredo", CLOCK, post)
    async with contextlib.AsyncExitStack() as stack:
        url = await stack.enter_async_context(serving(mercadopago_app(account)))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        checkout = MercadoPagoCheckout("segredo", "token", session, url)
        yield Bank(account, MercadoPagoTill("token", session, url), checkout, notices)


async def test_a_charge_has_a_code_its_value_and_our_token(bank: Bank) -> None:
    made = await bank.till.charge(ASK)
    assert made.code.startswith("000201")
    assert made.expires_at == ASK.expires_at
    assert {(o.status, o.total, o.token, o.number) for o in await bank.heard()} == {
        ("pending", 9830, ASK.token, made.payment)
    }


async def test_the_same_key_is_the_same_charge_and_another_one_another(bank: Bank) -> None:
    first, again = await bank.till.charge(ASK), await bank.till.charge(ASK)
    other = await bank.till.charge(replace(ASK, key="x" * 32))
    assert first == again != other
    assert len(bank.account.payments) == 2


async def test_an_answer_that_came_too_late_is_asked_for_again_and_charges_once(bank: Bank) -> None:
    bank.account.faults.late = 1
    assert (await bank.till.charge(ASK)).code
    assert len(bank.account.payments) == 1


@pytest.mark.parametrize(
    ("fault", "error"), [("down", TryLater), ("refused", AskHuman), ("lies", GiveUp)], ids=["down", "refused", "lies"]
)
async def test_a_provider_that_fails_says_how(bank: Bank, fault: str, error: type[Exception]) -> None:
    setattr(bank.account.faults, fault, True)
    with pytest.raises(error):
        await bank.till.charge(ASK)


async def test_a_provider_that_is_away_is_tried_later(bank: Bank) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(TryLater):
            await MercadoPagoTill("token", session, "http://127.0.0.1:9").charge(ASK)


async def test_money_is_believed_from_their_api_alone(bank: Bank) -> None:
    made = await bank.till.charge(ASK)
    bank.notices.clear()
    assert await bank.account.pay(made.code) == ""
    assert await bank.account.pay(made.code) == "já foi pago"
    assert [o.status for o in await bank.heard()] == ["approved", "approved"]
    forged = replace(bank.notices[0], headers=(("x-signature", "ts=1,v1=" + "0" * 64), ("x-request-id", "r")))
    assert not bank.checkout.genuine(forged, CLOCK.now())


async def test_an_expired_code_cannot_be_paid(bank: Bank) -> None:
    made = await bank.till.charge(replace(ASK, expires_at=CLOCK.now() - 1))
    assert await bank.account.pay(made.code) == "este código venceu"


async def test_money_given_back_in_parts_is_told_as_a_sum(bank: Bank) -> None:
    made = await bank.till.charge(ASK)
    await bank.account.pay(made.code)
    bank.notices.clear()
    await bank.account.refund(made.payment, 1_000)
    await bank.account.refund(made.payment, 2_500)
    assert {(o.status, o.refunded) for o in await bank.heard()} == {("approved", 3_500)}
    await bank.account.refund(made.payment)
    assert (await bank.heard())[-1].status == "refunded"
