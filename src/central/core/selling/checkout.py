"""Where leads pay: the seller's checkouts, and the token in each link that brings an order back to its conversation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from central.core.selling.catalog import Product, Region

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
TOKEN_LENGTH = 11
PARAMETERS = {
    "generico": "sck",
    "kiwify": "sck",
    "hotmart": "sck",
    "yampi": "metadata[central]",
    "shopify": "attributes[central]",
    "nuvemshop": "utm_content",
    "mercadopago": "external_reference",
}
"""The providers of orders, and the parameter of a link that each gives back with the order."""
TITLES = {
    "generico": "outro, por aviso assinado",
    "kiwify": "Kiwify",
    "hotmart": "Hotmart",
    "yampi": "Yampi",
    "shopify": "Shopify",
    "nuvemshop": "Nuvemshop",
    "mercadopago": "Mercado Pago",
}
"""Their names for people."""

MAKES_PIX = frozenset({"mercadopago"})
"""Providers at which a Pix code can be made for a conversation."""

LOOKED_UP = frozenset({"mercadopago", "nuvemshop"})
"""Providers whose notices only name an order: it is read at their API, with a token."""


@dataclass(frozen=True, slots=True)
class CheckoutSpec:
    """A checkout of the seller: `secret` and `token` name environment variables, never hold what they name."""

    id: str
    provider: str = "generico"
    secret: str = "PEDIDOS_SEGREDO"  # noqa: S105 - the name of the environment variable, never the secret
    token: str = ""
    """The variable with the access to the provider's API, where orders must be looked up."""
    store: str = ""
    """The shop's number at the provider, where its API asks for it."""
    parameter: str = ""
    """Another parameter for the token than the provider's own."""
    price_in_link: str = ""
    """The parameter by which a link tells this checkout another price, in reais with a point; empty: it takes none."""
    pix_for: int = 0
    """How long, in ms, a Pix code made in the conversation may be paid; 0: none is made."""

    @property
    def carries(self) -> str:
        """The parameter of a link that comes back with the order."""
        return self.parameter or PARAMETERS[self.provider]

    @property
    def title(self) -> str:
        """The provider's name for people."""
        return TITLES[self.provider]


DEFAULT = CheckoutSpec("generico")
"""The checkout of an operation that names none: any system that signs what it sends."""


BY_HAND = CheckoutSpec("mao", "mao", secret="")
"""Where sales that somebody marked by hand are kept; nothing is ever delivered to it."""


TEAM_SENDS = "(o link com esse valor vem da equipe, por aqui)"
"""What stands in the place of a link that would charge more than the person was told."""


@dataclass(frozen=True, slots=True)
class SentLink:
    """A link with a token that a turn said."""

    token: str
    product: str


def token_of(turn: str, product: str) -> str:
    """The token of a product's link in one turn, thus of one person; as hard to guess as the turn's id.

    >>> token_of("0190f1", "serum"), token_of("0190f1", "serum") == token_of("0190f1", "batom")
    ('46z5snqv6fm', False)
    """
    number = int.from_bytes(hashlib.sha256(f"{turn}/{product}".encode()).digest()[:16])
    letters = []
    for _ in range(TOKEN_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def checkout_of(product: Product, checkouts: Sequence[CheckoutSpec]) -> CheckoutSpec:
    """Where this product is paid: the checkout it names, else the first there is."""
    return next((c for c in checkouts if c.id == product.checkout), checkouts[0] if checkouts else DEFAULT)


def link_for(
    product: Product | None, checkouts: Sequence[CheckoutSpec], turn: str, region: Region | None = None
) -> str:
    """The product's link with the token of this turn, for the slot of a script; empty without a product.

    Where the person was told a lower price that still holds, the link carries it, or is not given at all. No checkout
    takes a freight from its link: where less was told than the table says now, it is not given either.
    """
    if product is None:
        return ""
    if region is not None and region.listed is not None:
        return TEAM_SENDS
    checkout = checkout_of(product, checkouts)
    link = tokened(product.link, checkout.carries, token_of(turn, product.id))
    if product.listed is None:
        return link
    if not checkout.price_in_link or any(v.price is not None for v in product.variants):
        return TEAM_SENDS
    return tokened(link, checkout.price_in_link, f"{product.price // 100}.{product.price % 100:02}")


def tokened(link: str, parameter: str, token: str) -> str:
    """A link with one more parameter, before its fragment.

    >>> tokened("https://loja.example/p?cor=1#fotos", "metadata[central]", "k7q")
    'https://loja.example/p?cor=1&metadata%5Bcentral%5D=k7q#fotos'
    """
    address, mark, fragment = link.partition("#")
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{quote(parameter, safe='')}={token}{mark}{fragment}"


def sent_links(product: Product | None, turn: str, texts: Iterable[str]) -> tuple[SentLink, ...]:
    """The tokened link of a turn, if one of its texts says it."""
    if product is None:
        return ()
    token = token_of(turn, product.id)
    return (SentLink(token, product.id),) if any(token in text for text in texts) else ()
