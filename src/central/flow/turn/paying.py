"""Pix in the conversation: a code when the lead wants one, and no belief in any word but the provider's."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from central.core.errors import CentralError
from central.core.guard import ORDER
from central.core.messaging.conversation import Scene
from central.core.money import reais
from central.core.operation import Operation
from central.core.replying import order_scripts as say
from central.core.replying.arms import variant_of
from central.core.replying.plan import Plan
from central.core.replying.reply import PIX_CODE
from central.core.selling.catalog import Product, Region
from central.core.selling.checkout import CheckoutSpec
from central.core.selling.pix import PixCharge, ask_for, bill, missing, pix_checkout
from central.ports import Till

log = logging.getLogger("central.paying")

SOLD = ("comprado", "pos_venda")
RECEIVED = ("seu pagamento já caiu", "o seu pagamento caiu", "pagamento recebido", "pagamento confirmado")
"""What may be said once the provider said it."""


@dataclass(frozen=True, slots=True)
class Cashier:
    """Who makes Pix codes: `till_for` gives the provider's API of a checkout, `local` the seller's time of a moment."""

    till_for: Callable[[CheckoutSpec], Till]
    local: Callable[[int], datetime]


async def charged(plan: Plan, scene: Scene, operation: Operation, cashier: Cashier, now: int) -> Plan:
    """The plan with a Pix code in it, with the question for what is missing, or as it was: then its script is said."""
    product = plan.product
    spec = pix_checkout(product, operation.checkouts) if product is not None else None
    if product is None or spec is None:
        return plan
    region = operation.catalog.region_named(plan.memo.region)
    match missing(product, variant_of(plan), region, operation.catalog):
        case "estoque":
            return plan
        case "opcao":
            return _asking(plan, say.PIX_OPTION)
        case "cep":
            return _asking(plan, say.PIX_CEP)
    charge = await _charge(plan, scene, operation, cashier, (product, region, spec), now)
    if charge is None:
        return plan
    stage = plan.memo.stage if plan.memo.stage in SOLD else "checkout"
    memo = replace(plan.memo, pix=charge, stage=stage)
    plan = replace(plan, memo=memo, script=say.PIX, action="responder", fixed="Pix", tier="script")
    return _telling(plan, charge, cashier.local, now, code=charge.code)


def looked_up(plan: Plan, cashier: Cashier | None, now: int) -> Plan:
    """What is known of the money; a lead's word or picture changes nothing. As it was where no Pix was made."""
    charge = plan.memo.pix
    if plan.memo.stage in SOLD:
        found = replace(plan, script=say.PAID_ALREADY, action="responder", tier="script", fixed="pagamento")
        return replace(found, told=RECEIVED, done=(ORDER,))
    if charge is None or cashier is None:
        return plan
    script = say.PIX_WAITS if charge.expires_at > now else say.PIX_OVER
    found = replace(plan, script=script, action="responder", tier="script", fixed="pagamento")
    return _telling(found, charge, cashier.local, now)


async def _charge(
    plan: Plan,
    scene: Scene,
    operation: Operation,
    cashier: Cashier,
    what: tuple[Product, Region | None, CheckoutSpec],
    now: int,
) -> PixCharge | None:
    """The code that lives already, or a new one; None when the provider does not make it."""
    product, region, spec = what
    price, freight = bill(product, variant_of(plan), region, operation.catalog)
    last = plan.memo.pix
    if last is not None and (last.product, last.total) == (product.id, price + freight) and last.alive(now):
        return last
    ask = ask_for(scene.turn, product, spec, (price, freight), operation.site, now)
    try:
        made = await cashier.till_for(spec).charge(ask)
    except CentralError as error:
        log.warning("no Pix code from %s: %s", spec.id, error.code)
        return None
    return PixCharge(made.payment, made.code, ask.token, product.id, ask.total, freight, made.expires_at)


def _asking(plan: Plan, script: str) -> Plan:
    memo = replace(plan.memo, paying=True)
    return replace(plan, memo=memo, script=script, action="responder", tier="script", fixed="Pix")


def _telling(plan: Plan, charge: PixCharge, local: Callable[[int], datetime], now: int, code: str = "") -> Plan:
    """The plan with what may be said of this charge."""
    slots = tuple(one for one in pix_slots(charge, local, now) if code or one[0] != PIX_CODE)
    return replace(plan, slots=slots, told=tuple(value for name, value in slots if name != PIX_CODE))


def pix_slots(charge: PixCharge, local: Callable[[int], datetime], now: int) -> tuple[tuple[str, str], ...]:
    """What scripts may say of a charge."""
    price = reais(charge.total - charge.freight)
    return (
        (PIX_CODE, charge.code),
        ("pix_valor", reais(charge.total)),
        ("pix_conta", f"{price} + {reais(charge.freight)} de frete" if charge.freight else price),
        ("pix_vence", _until(local(charge.expires_at), local(now))),
    )


def _until(at: datetime, now: datetime) -> str:
    """A moment as people say it.

    >>> _until(datetime(2026, 11, 23, 15, 5), datetime(2026, 11, 23, 14, 0))
    '15h05'
    >>> _until(datetime(2026, 11, 24, 0, 5), datetime(2026, 11, 23, 23, 30))
    '0h05 de amanhã'
    """
    hour = f"{at.hour}h{at:%M}"
    match (at.date() - now.date()) // timedelta(days=1):
        case 0:
            return hour
        case 1:
            return f"{hour} de amanhã"
    return f"{hour} de {at:%d/%m}"
