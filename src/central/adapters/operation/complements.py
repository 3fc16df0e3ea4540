"""What goes with what was bought, in the YAML: pairs of products with their delay and the most that is taken off."""

from __future__ import annotations

from typing import Any

from central.adapters.operation.duration import duration, in_words
from central.adapters.operation.entry import Entry
from central.adapters.operation.problems import the
from central.adapters.operation.shop import percent
from central.core.selling.catalog import Product
from central.core.selling.complement import Complement


def complement(entry: Entry, products: tuple[Product, ...]) -> Complement:
    """A pair; a discount stays under the product's own limit and has a coupon that gives it."""
    entry.findings.define("complemento", entry.id, entry.at("id"))
    for key in ("produto", "oferta", "depois"):
        if not entry.has(key):
            entry.missing(key)
    found = Complement(
        id=entry.id,
        product=entry.refer("produto", "produto") or "",
        offer=entry.refer("oferta", "produto") or "",
        delay=duration(entry, "depois"),
        percent=percent(entry, "desconto") if entry.has("desconto") else 0,
        coupon=entry.maybe("cupom") or "",
        script=entry.refer("script", "script") or "complemento",
        templates=entry.refer_all("modelos", "modelo"),
    )
    if found.product and found.product == found.offer:
        entry.wrong("oferta", f"{the(entry.what)} oferece o mesmo produto que a pessoa comprou")
    if bool(found.percent) != bool(found.coupon):
        entry.wrong(
            "id", f"n{the(entry.what)} desconto e cupom andam juntos: o cupom é o que dá o desconto no checkout"
        )
    limit = next((p.most_discount for p in products if p.id == found.offer), 0)
    if limit and found.percent > limit:
        entry.wrong("desconto", f"o desconto passa do máximo do produto, que é {limit}%")
    return found


def exported(one: Complement) -> dict[str, Any]:
    """A pair as the owner would write it."""
    said: dict[str, Any] = {"id": one.id, "produto": one.product, "oferta": one.offer, "depois": in_words(one.delay)}
    if one.percent:
        said["desconto"] = f"{one.percent}%"
    if one.coupon:
        said["cupom"] = one.coupon
    if one.script != Complement("", "", "", 0).script:
        said["script"] = one.script
    return said | ({"modelos": list(one.templates)} if one.templates else {})
