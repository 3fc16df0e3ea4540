"""Nuvemshop's list of products.

Source: their API documentation (2026): `GET /v1/{store}/products?page&per_page` (200 at most), header `Authentication:
bearer`, texts by language, prices as texts, `stock` null where nobody counts, 404 behind the last page; a bucket of 40
calls that empties by 2 a second, 429 with `x-rate-limit-reset` in ms. Never run against a real shop.
"""

from __future__ import annotations

import re
from typing import Any

from central.adapters.shops.wire import MOST_PRODUCTS, Wire, centavos, whole
from central.core.errors import AskHuman, TryLater
from central.core.onboarding.listing import LONGEST_NAME, Listing, Offer, Unreadable, shortened, summary_of, unsellable

API = "https://api.tiendanube.com/v1"
AGENT = "Central de vendas"
PAGE = 100
Json = dict[str, Any]


class Nuvemshop:
    """One shop, by its number and token."""

    def __init__(self, wire: Wire, store: str, token: str, api: str = API) -> None:
        if not re.fullmatch(r"\d{1,20}", store):
            raise AskHuman("NUVEMSHOP_LOJA é o número da loja, só algarismos.", code="loja")
        self._wire, self._url = wire, f"{api}/{store}/products"
        self._headers = {"Authentication": f"bearer {token}", "User-Agent": AGENT}

    async def products(self) -> tuple[list[Listing], list[Unreadable]]:
        found: list[Listing] = []
        bad: list[Unreadable] = []
        for page in range(1, MOST_PRODUCTS // PAGE + 1):
            answer = await self._wire.get(f"{self._url}?page={page}&per_page={PAGE}", self._headers)
            if answer.status == 404 and page > 1:
                break
            if answer.status != 200 or not isinstance(answer.body, list):
                raise TryLater(f"a Nuvemshop respondeu {answer.status}", code=str(answer.status))
            for told in answer.body:
                _keep(told, found, bad)
            if len(answer.body) < PAGE:
                break
        return found, bad


def _keep(told: Json, found: list[Listing], bad: list[Unreadable]) -> None:
    name, key = shortened(_said(told.get("name")), LONGEST_NAME), str(told.get("id", ""))
    offers = tuple(o for v in told.get("variants") or () if (o := _offer(v, told)) is not None)
    if not name or not offers:
        bad.append(unsellable(key, name))
        return
    found.append(
        Listing(
            place=f"produto {key}",
            key=key,
            name=name,
            offers=offers,
            link=str(told.get("canonical_url") or ""),
            summary=summary_of(_said(told.get("description"))),
            photo=_photo(told, None),
            cost=centavos((told.get("variants") or [{}])[0].get("cost")),
            active=told.get("published") is not False,
        )
    )


def _offer(variant: Json, told: Json) -> Offer | None:
    price, sale = centavos(variant.get("price")), centavos(variant.get("promotional_price"))
    if price is None:
        return None
    name = " ".join(said for value in variant.get("values") or () if (said := _said(value)))
    stock = None if variant.get("stock") is None else whole(variant["stock"])
    photo = _photo(told, variant.get("image_id")) if variant.get("image_id") else ""
    return Offer(name, stock, min(price, sale or price), photo)


def _said(texts: object) -> str:
    """A text in Portuguese, or in whatever language there is."""
    if isinstance(texts, dict):
        texts = texts.get("pt") or texts.get("pt_BR") or next((t for t in texts.values() if t), "")
    return " ".join(str(texts or "").split())


def _photo(told: Json, id: object) -> str:
    images = sorted(told.get("images") or (), key=lambda image: image.get("position") or 0)
    chosen: Json = next((i for i in images if id is None or i.get("id") == id), {})
    return str(chosen.get("src") or "")
