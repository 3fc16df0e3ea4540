"""Which class speaks for which provider."""

from __future__ import annotations

import aiohttp

from central.adapters.checkout.declared import DECLARED, DeclaredCheckout
from central.adapters.checkout.generic import GenericCheckout
from central.adapters.checkout.kiwify import KiwifyCheckout
from central.adapters.checkout.mercadopago import MercadoPagoCheckout
from central.adapters.checkout.nuvemshop import NuvemshopCheckout
from central.core.selling.checkout import CheckoutSpec
from central.ports import Checkout


def checkout_for(spec: CheckoutSpec, secret: str, token: str, session: aiohttp.ClientSession) -> Checkout:
    """The checkout of this spec with what its variables hold; `session` asks the providers that must be asked."""
    match spec.provider:
        case "kiwify":
            return KiwifyCheckout(secret)
        case "mercadopago":
            return MercadoPagoCheckout(secret, token, session)
        case "nuvemshop":
            return NuvemshopCheckout(secret, token, spec.store, session)
        case provider if provider in DECLARED:
            return DeclaredCheckout(DECLARED[provider], secret)
    return GenericCheckout(secret)
