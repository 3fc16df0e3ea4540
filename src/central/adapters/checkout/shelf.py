"""Which class speaks for which provider."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import aiohttp

from central.adapters.checkout.declared import DECLARED, DeclaredCheckout
from central.adapters.checkout.generic import GenericCheckout
from central.adapters.checkout.kiwify import KiwifyCheckout
from central.adapters.checkout.mercadopago import API, MercadoPagoCheckout
from central.adapters.checkout.mercadopago_pix import MercadoPagoTill
from central.adapters.checkout.nuvemshop import API as NUVEMSHOP
from central.adapters.checkout.nuvemshop import NuvemshopCheckout
from central.core.selling.checkout import CheckoutSpec
from central.ports import Checkout, Till

NO_OTHERS: Mapping[str, str] = MappingProxyType({})


def checkout_for(
    spec: CheckoutSpec, secret: str, token: str, session: aiohttp.ClientSession, apis: Mapping[str, str] = NO_OTHERS
) -> Checkout:
    """The checkout of this spec with what its variables hold; `session` asks the providers that must be asked.

    `apis` are other addresses of their APIs.
    """
    other = apis.get(spec.provider, "")
    match spec.provider:
        case "kiwify":
            return KiwifyCheckout(secret)
        case "mercadopago":
            return MercadoPagoCheckout(secret, token, session, other or API)
        case "nuvemshop":
            return NuvemshopCheckout(secret, token, spec.store, session, other or NUVEMSHOP)
        case provider if provider in DECLARED:
            return DeclaredCheckout(DECLARED[provider], secret)
    return GenericCheckout(secret)


def till_for(spec: CheckoutSpec, token: str, session: aiohttp.ClientSession, mercadopago: str = "") -> Till:
    """Who makes the Pix codes of this checkout."""
    return MercadoPagoTill(token, session, mercadopago or API)
