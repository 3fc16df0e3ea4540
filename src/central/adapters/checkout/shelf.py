"""Which class speaks for which provider."""

from __future__ import annotations

import aiohttp

from central.adapters.checkout.declared import DECLARED, DeclaredCheckout
from central.adapters.checkout.generic import GenericCheckout
from central.adapters.checkout.kiwify import KiwifyCheckout
from central.adapters.checkout.mercadopago import API, MercadoPagoCheckout
from central.adapters.checkout.mercadopago_pix import MercadoPagoTill
from central.adapters.checkout.nuvemshop import NuvemshopCheckout
from central.core.selling.checkout import CheckoutSpec
from central.ports import Checkout, Till


def checkout_for(
    spec: CheckoutSpec, secret: str, token: str, session: aiohttp.ClientSession, mercadopago: str = ""
) -> Checkout:
    """The checkout of this spec with what its variables hold; `session` asks the providers that must be asked.

    `mercadopago` is another address of their API.
    """
    match spec.provider:
        case "kiwify":
            return KiwifyCheckout(secret)
        case "mercadopago":
            return MercadoPagoCheckout(secret, token, session, mercadopago or API)
        case "nuvemshop":
            return NuvemshopCheckout(secret, token, spec.store, session)
        case provider if provider in DECLARED:
            return DeclaredCheckout(DECLARED[provider], secret)
    return GenericCheckout(secret)


def till_for(spec: CheckoutSpec, token: str, session: aiohttp.ClientSession, mercadopago: str = "") -> Till:
    """Who makes the Pix codes of this checkout."""
    return MercadoPagoTill(token, session, mercadopago or API)
