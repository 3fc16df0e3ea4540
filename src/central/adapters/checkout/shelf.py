"""Which class speaks for which provider."""

from __future__ import annotations

from central.adapters.checkout.generic import GenericCheckout
from central.core.checkout import CheckoutSpec
from central.ports import Checkout


def checkout_for(spec: CheckoutSpec, secret: str) -> Checkout:
    """The checkout of this spec with the secret its variable holds."""
    return GenericCheckout(secret)
