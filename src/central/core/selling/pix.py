"""A Pix charge in the conversation: what is asked of the provider, what comes back, and what is missing before that."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from central.core.selling.catalog import Catalog, Product, Region, Variant
from central.core.selling.checkout import CheckoutSpec, checkout_of, token_of

STEP_MS = 5 * 60_000
"""Expiries lie on such steps, so that a turn taken twice within one asks for the same charge."""
FRESH_MS = 5 * 60_000
"""A code that lives shorter than this is not said again."""
Missing = Literal["", "opcao", "cep", "estoque"]


@dataclass(frozen=True, slots=True)
class PixAsk:
    """A charge to be made. `key` makes it the same one however often it is asked; `token` comes back with the order;
    `total` in centavos, `expires_at` epoch ms."""

    key: str
    token: str
    title: str
    total: int
    expires_at: int
    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class PixCharge:
    """A charge that waits for its money: `code` is what the lead's bank takes, `payment` the provider's number."""

    payment: str
    code: str
    token: str
    product: str
    total: int
    freight: int
    expires_at: int

    def alive(self, now: int) -> bool:
        """Whether the code may still be paid for a while."""
        return self.expires_at - now > FRESH_MS


def pix_checkout(product: Product, checkouts: Sequence[CheckoutSpec]) -> CheckoutSpec | None:
    """Where Pix codes for this product are made: its own checkout if that makes them, else the first that does."""
    own = checkout_of(product, checkouts)
    return next((c for c in (own, *checkouts) if c.pix_for), None)


def missing(product: Product, variant: Variant | None, region: Region | None, catalog: Catalog) -> Missing:
    """What must be known before a charge: which variant, if there are several; where to, if freight is by region."""
    if not (variant.stock if variant is not None else product.stock) or not product.active:
        return "estoque"
    if variant is None and len(product.available) > 1:
        return "opcao"
    return "cep" if catalog.regions and region is None else ""


def bill(product: Product, variant: Variant | None, region: Region | None, catalog: Catalog) -> tuple[int, int]:
    """What one unit costs by Pix and its freight, in centavos.

    >>> from central.core.selling.catalog import Payment
    >>> serum = Product("serum", "livia", "Sérum", 10000, "", "https://loja.example")
    >>> bill(serum, None, Region("SP", (), 1290, 2, 3, free_above=15000), Catalog((serum,), (), Payment(pix_percent=5)))
    (9500, 1290)
    """
    only = product.available[0] if variant is None and len(product.available) == 1 else variant
    price = only.price if only is not None and only.price is not None else product.price
    free = region is None or (region.free_above is not None and price >= region.free_above)
    return catalog.payment.pix(price), 0 if free or region is None else region.price


def ask_for(turn: str, product: Product, spec: CheckoutSpec, bill: tuple[int, int], site: str, now: int) -> PixAsk:
    """The charge of this turn; the payer's e-mail, which leads are not asked for, is made of the token."""
    token, total = token_of(turn, product.id), sum(bill)
    expires_at = -(-now // STEP_MS) * STEP_MS + spec.pix_for
    key = hashlib.sha256(f"{turn}/{product.id}/{total}/{expires_at}".encode()).hexdigest()[:32]
    host = site.removeprefix("https://").removeprefix("www.").split("/")[0]
    return PixAsk(key, token, product.neutral_name or product.name, total, expires_at, f"pedido-{token}@{host}")
