"""What each checkout says becomes the same order: number, status, money, time, our token, who bought."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from central.core.errors import AskHuman, TryLater
from central.core.selling.order import Order, order_phone_key
from tests.adapters.checkout.deliveries import (
    HOTMART,
    NUVEMSHOP_ORDER,
    PAYMENT,
    PROVIDERS,
    TOKEN,
    YAMPI,
    Provider,
    encoded,
    provider,
)

APPROVED = 1_795_341_900_000
APIS = {"nuvemshop": {"/v1/123/orders/871": NUVEMSHOP_ORDER}, "mercadopago": {"/v1/payments/777": PAYMENT}}


async def read(one: Provider, answers: Mapping[str, Any] | None = None) -> tuple[Order, ...]:
    api = APIS.get(one.name) if answers is None else answers
    return await one.checkout(answers=api).read(one.good.query, one.body)


@pytest.mark.parametrize("one", PROVIDERS, ids=lambda one: one.name)
async def test_a_paid_order_is_read_alike_from_every_checkout(one: Provider) -> None:
    (order,) = await read(one)
    assert (order.status, order.total, order.currency, order.token) == ("approved", 8990, "BRL", TOKEN)
    assert order.email == "ana@exemplo.example"
    assert not order.trial
    assert order.number


@pytest.mark.parametrize("name", ["generico", "kiwify", "nuvemshop", "hotmart", "yampi", "shopify"])
async def test_the_phone_is_there_whatever_its_shape(name: str) -> None:
    (order,) = await read(provider(name))
    assert order_phone_key(order.phone) == "551199990001"


@pytest.mark.parametrize("name", ["kiwify", "nuvemshop", "mercadopago", "yampi", "shopify"])
async def test_times_without_a_zone_are_brazilian(name: str) -> None:
    (order,) = await read(provider(name))
    assert order.at == APPROVED


async def test_times_of_the_generic_webhook_are_utc() -> None:
    (order,) = await read(provider("generico"))
    assert order.at == APPROVED + 30_000


@pytest.mark.parametrize(
    ("status", "meant"),
    [("waiting_payment", "pending"), ("refused", "refused"), ("refunded", "refunded"), ("chargedback", "chargeback")],
)
async def test_every_status_of_the_generic_webhook(status: str, meant: str) -> None:
    (order,) = await read(provider("generico").telling(status=status))
    assert order.status == meant


@pytest.mark.parametrize(
    "change",
    [
        {"status": "quem sabe"},
        {"orderId": None},
        {"createdAt": "ontem", "approvedDate": None},
        {"commission": {"totalPriceInCents": "89,90"}},
        {"commission": {}, "products": []},
        {"status": None},
    ],
)
async def test_what_cannot_be_understood_is_told_in_a_sentence(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"[a-z]"):
        await read(provider("generico").telling(**change))


async def test_a_body_that_is_no_json_object_is_told() -> None:
    for body in (b"", b"[]", b"\xff", b"[" * 100_000):
        with pytest.raises(ValueError, match="corpo"):
            await provider("generico").checkout().read("", body)


async def test_a_trial_is_marked() -> None:
    (order,) = await read(provider("generico").telling(isTest=True))
    assert order.trial


async def test_kiwify_wrapped_and_bare_are_one() -> None:
    one = provider("kiwify")
    wrapped = await one.checkout().read("", encoded({"order": one.told}))
    assert wrapped == await read(one)


async def test_events_about_something_else_are_no_orders() -> None:
    assert not await read(provider("kiwify").telling(webhook_event_type="cart_abandoned"))
    assert not await read(provider("hotmart").telling(event="SWITCH_PLAN"))
    assert not await read(provider("yampi").telling(event="customer.created"))
    assert not await read(provider("nuvemshop").telling(event="product/updated"))
    assert not await read(provider("mercadopago").telling(type="plan"))


async def test_an_order_that_the_provider_does_not_know_is_none() -> None:
    assert not await read(provider("nuvemshop"), {})
    assert not await read(provider("mercadopago"), {})


@pytest.mark.parametrize(("name", "path"), [("nuvemshop", "/v1/123/orders/871"), ("mercadopago", "/v1/payments/777")])
async def test_a_provider_that_fails_is_asked_again_and_one_that_refuses_us_asks_a_person(name: str, path: str) -> None:
    for status in (500, 502, 429):
        with pytest.raises(TryLater):
            await read(provider(name), {path: status})
    with pytest.raises(AskHuman, match="token"):
        await read(provider(name), {path: 401})


async def test_nothing_in_a_notice_of_mercado_pago_is_believed_but_its_address() -> None:
    one = provider("mercadopago").telling(data={"id": "1"}, status="approved")
    assert [order.number for order in await read(one)] == ["777"]
    with pytest.raises(ValueError, match=r"data\.id"):
        await one.checkout(answers=APIS["mercadopago"]).read("data.id=../users/me", one.body)


async def test_a_notice_of_another_shop_is_not_looked_up() -> None:
    one = provider("nuvemshop")
    with pytest.raises(ValueError, match="loja"):
        await one.checkout(answers=APIS["nuvemshop"], store="999").read("", one.body)


async def test_a_cancelled_order_of_nuvemshop_is_cancelled_though_it_says_paid() -> None:
    told = {**NUVEMSHOP_ORDER, "status": "cancelled", "cancelled_at": "2026-11-23T07:05:00-0300"}
    (order,) = await read(provider("nuvemshop"), {"/v1/123/orders/871": told})
    assert order.status == "cancelled"


async def test_a_test_payment_of_mercado_pago_is_a_trial() -> None:
    (order,) = await read(provider("mercadopago"), {"/v1/payments/777": {**PAYMENT, "live_mode": False}})
    assert order.trial


CART = {"id": 9, "abandoned_checkout_url": "https://loja.example/c/9", "total_price": "89.90", "completed_at": None}
CARTS = {
    "kiwify": {"id": "c9", "status": "abandoned", "email": "ana@exemplo.example", "phone": "5511999990001"},
    "hotmart": HOTMART | {"event": "PURCHASE_OUT_OF_SHOPPING_CART"},
    "yampi": YAMPI | {"event": "cart.reminder", "resource": YAMPI["resource"] | {"token": "c9"}},
    "shopify": CART | {"email": "ana@exemplo.example", "note_attributes": [{"name": "central", "value": TOKEN}]},
}


@pytest.mark.parametrize("name", CARTS)
async def test_a_cart_that_was_left_is_an_order_that_was_abandoned(name: str) -> None:
    (order,) = await provider(name).checkout().read("", encoded(CARTS[name]))
    assert order.status == "abandoned"
    assert order.number.startswith("carrinho/")
    assert order.email == "ana@exemplo.example"


async def test_a_cart_that_became_an_order_is_none() -> None:
    done = CART | {"completed_at": "2026-11-22T07:05:00-03:00"}
    assert not await provider("shopify").checkout().read("", encoded(done))


async def test_a_way_is_told_by_whoever_tells_it() -> None:
    way = {"status": "in_transit", "code": "aa123456785br", "url": "https://r.example/x", "estimatedDate": "2026-11-30"}
    (order,) = await read(provider("generico").telling(tracking=way))
    assert order.shipment is not None
    assert (order.shipment.leg, order.shipment.code, order.shipment.link) == ("moving", "AA123456785BR", way["url"])
    assert order.shipment.promised > order.at
    parcel = {"tracking_number": "BR77777", "tracking_url": "javascript:x", "shipment_status": "failure"}
    (order,) = await read(provider("shopify").telling(fulfillments=[parcel]))
    assert order.shipment is not None
    assert (order.shipment.leg, order.shipment.code, order.shipment.link) == ("problem", "BR77777", "")
    moved = YAMPI["resource"] | {"status": {"data": {"alias": "on_carriage"}}, "track_code": "BR88888"}
    (order,) = (
        await provider("yampi")
        .checkout()
        .read("", encoded(YAMPI | {"event": "order.status.updated", "resource": moved}))
    )
    assert order.status == "approved"
    assert order.shipment is not None
    assert order.shipment.code == "BR88888"
    sent = NUVEMSHOP_ORDER | {"shipping_status": "shipped", "shipping_tracking_number": "NV123456"}
    (order,) = await read(provider("nuvemshop"), {"/v1/123/orders/871": sent})
    assert order.shipment is not None
    assert (order.shipment.leg, order.shipment.code) == ("posted", "NV123456")


async def test_parts_given_back_are_a_sum() -> None:
    back = [
        {"transactions": [{"kind": "refund", "status": "success", "amount": amount}]} for amount in ("10.00", "5.50")
    ]
    (order,) = await read(provider("shopify").telling(financial_status="partially_refunded", refunds=back))
    assert (order.status, order.refunded) == ("approved", 1_550)
    (order,) = await read(provider("generico").telling(refundedInCents=1_550))
    assert order.refunded == 1_550


@pytest.mark.parametrize("status", ["scheduled", "shipped", "frustrated"])
async def test_cash_on_delivery_is_told_step_by_step(status: str) -> None:
    (order,) = await read(provider("generico").telling(status=status, paymentMethod="cash_on_delivery"))
    assert order.status == status
