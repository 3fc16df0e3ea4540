"""Tying an ad nobody registered to a product: the operation with one more ad in one of its campaigns."""

from __future__ import annotations

from dataclasses import fields, replace

from central.adapters.operation.document import Document
from central.core.errors import AskHuman
from central.core.operation import Operation
from central.core.origin.campaign import Campaign

META = "meta"


def with_ad(operation: Operation, ad: str, product: str, headline: str = "", body: str = "") -> Document:
    """The operation as a document in which this ad leads to the product.

    The product's Meta campaign gets the ad; without one a campaign is made of the ad's own text. An ad that another
    campaign had moves. Raises AskHuman when the product does not exist or the ad is no number.
    """
    sold = operation.catalog.product(product)
    if sold is None:
        known = ", ".join(p.id for p in operation.catalog.products)
        raise AskHuman(f'Não conheço o produto "{product}". Os produtos são: {known}', code="produto_desconhecido")
    if not ad.isdecimal():
        raise AskHuman(f'"{ad}" não é o número de um anúncio: ele só tem algarismos.', code="anuncio_invalido")
    others = [replace(c, ads=tuple(a for a in c.ads if a != ad)) for c in operation.campaigns]
    mine = next((c for c in others if c.source == META and c.product == product and not c.ended), None)
    if mine is None:
        name = headline or f"Anúncio {ad}"
        made = Campaign(f"anuncio-{ad}", name[:80], META, product, sold.persona, (ad,), "", headline, body)
        return document_of(operation, (*others, made))
    return document_of(operation, [replace(c, ads=(*c.ads, ad)) if c is mine else c for c in others])


def document_of(operation: Operation, campaigns: list[Campaign] | tuple[Campaign, ...]) -> Document:
    """The operation as it is stored, with these campaigns."""
    kept = {field.name: getattr(operation, field.name) for field in fields(Document)}
    return Document(**kept | {"campaigns": tuple(campaigns)})
