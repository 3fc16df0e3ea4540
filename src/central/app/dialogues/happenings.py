"""What happens in a dialogue besides messages: payments, refunds, a person of the team, WhatsApp's own opt-out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from central.app import calendar
from central.app.dialogues.form import product_of
from central.app.simulation.rehearsal import Rehearsal
from central.core.errors import AskHuman
from central.core.people.coexistence import Preference
from central.core.people.identity import Sender
from central.core.selling.checkout import CheckoutSpec, SentLink, checkout_of
from central.core.selling.order import Item, Order, Status
from central.core.selling.pix import PixCharge
from central.core.selling.shipment import LEGS, Leg, Shipment
from central.pretend.mercadopago import PretendMercadoPago

TEAM = "ensaio"
"""The account of the person who answers."""
_ORDER: dict[str, Status] = {
    "paid": "approved",
    "approved": "approved",
    "shipped": "approved",
    "delivered": "approved",
    "pending": "pending",
    "waiting_payment": "pending",
    "refused": "refused",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "refunded": "refunded",
    "chargeback": "chargeback",
}
"""What files call the state of a customer's order."""


async def person_answers(stage: Rehearsal, conversation: str) -> str | None:
    """Somebody of the team writes in the conversation: it is theirs."""
    if not conversation:
        return "ainda não há conversa"
    await stage.store.attending.take_over(conversation, TEAM, stage.clock.now(), force=True)
    return None


async def person_leaves(stage: Rehearsal, conversation: str) -> str | None:
    """The conversation goes back to the persona."""
    ended = await stage.store.journal.end_handoff(conversation, TEAM, stage.clock.now())
    return None if ended else "nenhuma pessoa estava com esta conversa"


async def switched_off(stage: Rehearsal, waba: str, channel: str, lead: Sender) -> None:
    """The lead switched our marketing off in WhatsApp."""
    scope = stage.operation.channel(channel)
    told = Preference(waba, channel, lead, stop=True, at=stage.clock.now())
    await stage.store.people.prefer(stage.clock.now(), scope.portfolio if scope is not None else waba, [told])


async def paid(stage: Rehearsal, product: str | None, phone: str, status: Status) -> str | None:
    """The checkout tells of the order of a product, or of what was last linked; the reason when nothing was sold."""
    if stage.bank is not None and product is None and (code := _last_pix(stage)) is not None:
        problem = await _at_the_bank(stage.bank, code, status)
        await stage.orders.work()
        return problem or None
    sent = _last_link(stage, product)
    try:
        wanted = product_of(stage.operation.catalog, product) if product else None
    except AskHuman as error:
        return error.reason
    bought = wanted or (stage.operation.catalog.product(sent.product) if sent is not None else None)
    if bought is None:
        return "nenhum link foi enviado, e o evento não diz o produto"
    order = Order(
        number=f"ensaio-{bought.id}",
        status=status,
        at=stage.clock.now(),
        total=bought.price,
        method="pix",
        token=sent.token if sent is not None else None,
        phone=phone,
        items=(Item(bought.id, bought.name, 1, bought.price),),
    )
    await _record(stage, checkout_of(bought, stage.operation.checkouts), order)
    return None


async def bought_before(stage: Rehearsal, persona: str | None, phone: str, row: Mapping[str, Any]) -> str | None:
    """An order the customer made before the dialogue; the reason when the file says a state nobody knows."""
    said = str(row.get("status") or "paid")
    if said not in _ORDER:
        return f'o pedido está "{said}"; use {", ".join(_ORDER)}'
    catalog = stage.operation.catalog
    named = product_of(catalog, str(row["product"])) if row.get("product") else None
    mine = catalog.of(persona or "") or catalog.products
    bought = named or mine[0]
    order = Order(
        number=str(row.get("id") or "1"),
        status="pending" if _ORDER[said] == "pending" else "approved",
        at=stage.clock.now(),
        total=bought.price,
        phone=phone,
        items=(Item(bought.id, bought.name, 1, bought.price),),
        shipment=_way(said, row.get("tracking") or {}),
    )
    shop = checkout_of(bought, stage.operation.checkouts)
    await _record(stage, shop, order)
    if _ORDER[said] not in ("approved", "pending"):
        stage.clock.leap(stage.clock.now() + 1000)
        later = Order(order.number, _ORDER[said], stage.clock.now(), order.total, phone=phone)
        await _record(stage, shop, later)
    return None


def _way(said: str, told: Mapping[str, Any]) -> Shipment | None:
    """Where the parcel was last seen; `day` is the one it was promised for."""
    leg = str(told.get("status") or {"shipped": "posted"}.get(said, said))
    if leg not in LEGS:
        return None
    day = datetime.fromisoformat(str(told["day"])).replace(hour=23, tzinfo=calendar.ZONE) if told.get("day") else None
    promised = round(day.timestamp() * 1000) if day is not None else 0
    return Shipment(cast(Leg, leg), str(told.get("code") or ""), str(told.get("link") or ""), promised=promised)


async def settled(stage: Rehearsal) -> None:
    """Tickets follow turns and orders at once."""
    now, tickets = stage.clock.now(), stage.store.tickets
    while await tickets.apply_moves(now):
        pass
    while await tickets.apply_orders(now):
        pass


async def _record(stage: Rehearsal, spec: CheckoutSpec, order: Order) -> None:
    await stage.store.orders.record(spec, order, spec.id, stage.clock.now())


async def _at_the_bank(bank: PretendMercadoPago, charge: PixCharge, status: Status) -> str:
    """The lead's bank pays the code, or gets its money back."""
    if status == "approved":
        return await bank.pay(charge.code)
    await bank.refund(charge.payment)
    return ""


def _last_pix(stage: Rehearsal) -> PixCharge | None:
    """The Pix code that was made last."""
    return next((o.memo.pix for o in reversed(stage.outcomes) if o.memo.pix is not None), None)


def _last_link(stage: Rehearsal, product: str | None) -> SentLink | None:
    """The link that was sent last, of this product where one is named."""
    sent = [link for outcome in stage.outcomes for link in outcome.links]
    if product is None:
        return sent[-1] if sent else None
    try:
        wanted = product_of(stage.operation.catalog, product).id
    except AskHuman:
        return None
    return next((link for link in reversed(sent) if link.product == wanted), None)
