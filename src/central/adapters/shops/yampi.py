"""Yampi's list of products.

Source: docs.yampi.com.br (2026): `GET /v2/{alias}/catalog/products?include=skus,images,texts&limit&page`, headers
`User-Token` and `User-Secret-Key`, `meta.pagination`, amounts in reais as numbers, answers kept for half an hour unless
`skipCache`; 30 calls a minute, 429. Never run against a real shop.
"""

from __future__ import annotations

import re
from typing import Any

from central.adapters.shops.wire import MOST_PRODUCTS, Wire, centavos, whole
from central.core.errors import AskHuman, TryLater
from central.core.onboarding.listing import LONGEST_NAME, Listing, Offer, Unreadable, shortened, summary_of, unsellable

API = "https://api.dooki.com.br/v2"
PAGE = 50
Json = dict[str, Any]


class Yampi:
    """One shop, by its alias, with the token and the secret key of a user."""

    def __init__(self, wire: Wire, alias: str, token: str, key: str, api: str = API) -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", alias):
            raise AskHuman("YAMPI_LOJA é o alias da loja, como minha-loja.", code="loja")
        self._wire, self._url = wire, f"{api}/{alias}/catalog/products"
        self._headers = {"User-Token": token, "User-Secret-Key": key, "Content-Type": "application/json"}

    async def products(self) -> tuple[list[Listing], list[Unreadable]]:
        found: list[Listing] = []
        bad: list[Unreadable] = []
        for page in range(1, MOST_PRODUCTS // PAGE + 1):
            query = f"?include=skus,images,texts&limit={PAGE}&page={page}&skipCache=true"
            answer = await self._wire.get(f"{self._url}{query}", self._headers)
            if answer.status == 404:
                raise AskHuman("A Yampi não conhece essa loja: confira YAMPI_LOJA.", code="loja")
            rows = answer.body.get("data") if isinstance(answer.body, dict) else None
            if answer.status != 200 or not isinstance(rows, list):
                raise TryLater(f"a Yampi respondeu {answer.status}", code=str(answer.status))
            for told in rows:
                _keep(told, found, bad)
            pages = ((answer.body.get("meta") or {}).get("pagination") or {}).get("total_pages") or 0
            if not rows or page >= whole(pages):
                break
        return found, bad


def _keep(told: Json, found: list[Listing], bad: list[Unreadable]) -> None:
    key, name = str(told.get("id", "")), shortened(str(told.get("name") or ""), LONGEST_NAME)
    skus = [sku for sku in _rows(told, "skus") if not sku.get("blocked_sale")]
    offers = tuple(o for sku in skus if (o := _offer(sku, alone=len(skus) == 1)) is not None)
    if not name or not offers:
        bad.append(unsellable(key, name))
        return
    texts = told.get("texts")
    described = texts.get("data", texts) if isinstance(texts, dict) else {}
    found.append(
        Listing(
            place=f"produto {key}",
            key=key,
            name=name,
            offers=offers,
            link=_link(told, skus),
            summary=summary_of(str((described or {}).get("description") or told.get("description") or "")),
            photo=_photo(told, skus),
            cost=centavos(skus[0].get("price_cost")),
            active=told.get("active") is not False,
        )
    )


def _offer(sku: Json, *, alone: bool) -> Offer | None:
    price, sale = centavos(sku.get("price_sale")), centavos(sku.get("price_discount"))
    if price is None:
        return None
    said = [str(v.get("value") or "") for v in sku.get("variations") or () if isinstance(v, dict)]
    name = " ".join(part for part in said if part)
    if not name and not alone:
        name = str(sku.get("sku") or "")
    counted = sku.get("quantity_managed") is not False
    return Offer(name, whole(sku.get("total_in_stock") or 0) if counted else None, min(price, sale or price))


def _link(told: Json, skus: list[Json]) -> str:
    """The page of the product; of one that has none, the address that buys it."""
    for link in (told.get("url"), told.get("canonical_url"), *(sku.get("purchase_url") for sku in skus)):
        if isinstance(link, str) and link.startswith("https://"):
            return link
    return ""


def _photo(told: Json, skus: list[Json]) -> str:
    """The first image, its largest size where sizes are told."""
    for image in [*_rows(told, "images"), *(i for sku in skus for i in _rows(sku, "images"))]:
        for size in (image.get("large"), image.get("medium"), image):
            url = size.get("url") if isinstance(size, dict) else None
            if isinstance(url, str) and url.startswith("https://"):
                return url
    return ""


def _rows(told: Json, name: str) -> list[Json]:
    inner = told.get(name)
    rows = inner.get("data") if isinstance(inner, dict) else inner
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
