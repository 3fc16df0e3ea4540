"""The seller's checkouts with what their variables hold, and who makes Pix codes at them."""

from __future__ import annotations

from collections.abc import Callable

import aiohttp

from central.adapters.checkout import checkout_for, till_for
from central.app import calendar
from central.app.config import Settings
from central.core.errors import AskHuman
from central.core.selling.checkout import CheckoutSpec
from central.flow.turn.paying import Cashier
from central.ports import Checkout

MERCADOPAGO = "MERCADOPAGO_URL"
"""Another address of Mercado Pago's API, for a pretend one on this machine."""
SHOP = "LOJA_URL"
"""The same of the shops' APIs."""
LOCAL = ("http://127.0.0.1", "http://localhost")


def checkouts(settings: Settings, session: aiohttp.ClientSession) -> Callable[[CheckoutSpec], Checkout]:
    """The adapter of a checkout. Raises AskHuman for an address that tokens must not go to."""
    shop = _other(settings, SHOP)
    others = {"mercadopago": _other(settings, MERCADOPAGO), "nuvemshop": f"{shop}/v1" if shop else ""}

    def checkout(spec: CheckoutSpec) -> Checkout:
        return checkout_for(spec, settings.secret(spec.secret), settings.secret(spec.token), session, others)

    return checkout


def cashier(settings: Settings, session: aiohttp.ClientSession) -> Cashier:
    """Who makes Pix codes. Raises AskHuman for an address that tokens must not go to."""
    other = _other(settings, MERCADOPAGO)
    return Cashier(lambda spec: till_for(spec, settings.secret(spec.token), session, other), calendar.local)


def _other(settings: Settings, variable: str) -> str:
    other = settings.secret(variable).rstrip("/")
    if other and not other.startswith(LOCAL):
        raise AskHuman(f"{variable} só pode apontar para este computador; apague a variável", code="configuracao")
    return other
