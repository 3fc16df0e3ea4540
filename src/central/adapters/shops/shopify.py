"""Shopify's list of products, by the GraphQL Admin API.

Source: shopify.dev (2026): `POST /admin/api/{version}/graphql.json`, header `X-Shopify-Access-Token`, cursors, errors
under HTTP 200, `THROTTLED` with `extensions.cost.throttleStatus`. Since 2026 a new app has no fixed token: its id and
secret give one that lives a day (`client_credentials`). Never run against a real shop.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from central.adapters.shops.wire import MOST_PRODUCTS, MOST_WAIT_MS, Wire, centavos, whole
from central.core.errors import AskHuman, TryLater
from central.core.onboarding.listing import LONGEST_NAME, Listing, Offer, Unreadable, shortened, summary_of, unsellable

VERSION = "2026-07"
PAGE, VARIANTS = 10, 40
"""So many at once cost less than a query may."""
MOST_THROTTLED = 8
PLAIN = "Default Title"
_IMAGE = "preview { image { url(transform: {maxWidth: 1200, preferredContentType: JPG}) } }"
_VARIANT = (
    "nodes { title price inventoryQuantity inventoryPolicy inventoryItem { tracked unitCost { amount } } } "
    "pageInfo { hasNextPage endCursor }"
)
PRODUCTS = (
    "query($first: Int!, $variants: Int!, $after: String) { products(first: $first, after: $after, sortKey: ID) { "
    f"nodes {{ id handle title status description onlineStoreUrl featuredMedia {{ {_IMAGE} }} "
    f"variants(first: $variants) {{ {_VARIANT} }} }} pageInfo {{ hasNextPage endCursor }} }} }}"
)
MORE_VARIANTS = (
    f"query($id: ID!, $first: Int!, $after: String) {{ product(id: $id) {{ "
    f"variants(first: $first, after: $after) {{ {_VARIANT} }} }} }}"
)
Json = dict[str, Any]


class Shopify:
    """One shop, by its domain and either a token or an app's id and secret."""

    def __init__(self, wire: Wire, shop: str, token: str, client: str = "", secret: str = "", api: str = "") -> None:
        self._shop = shop.removeprefix("https://").rstrip("/")
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*\.myshopify\.com", self._shop):
            raise AskHuman("SHOPIFY_LOJA é o endereço interno da loja, como minhaloja.myshopify.com.", code="loja")
        self._wire, self._api = wire, api or f"https://{self._shop}"
        self._token, self._client, self._secret = token, client, secret

    async def products(self) -> tuple[list[Listing], list[Unreadable]]:
        found: list[Listing] = []
        bad: list[Unreadable] = []
        headers = {"X-Shopify-Access-Token": self._token or await self._fresh_token()}
        after: str | None = None
        for _ in range(MOST_PRODUCTS // PAGE):
            asked = {"first": PAGE, "variants": VARIANTS, "after": after}
            page = (await self._query(headers, PRODUCTS, asked))["products"]
            for told in page["nodes"]:
                await self._keep(headers, told, found, bad)
            if not page["pageInfo"]["hasNextPage"]:
                break
            after = page["pageInfo"]["endCursor"]
        return found, bad

    async def _fresh_token(self) -> str:
        asked = {"grant_type": "client_credentials", "client_id": self._client, "client_secret": self._secret}
        answer = await self._wire.post(f"{self._api}/admin/oauth/access_token", {}, asked)
        token = answer.body.get("access_token") if isinstance(answer.body, dict) else None
        if answer.status != 200 or not token:
            cure = "confira SHOPIFY_CLIENTE e SHOPIFY_SEGREDO, e se o aplicativo está instalado na loja"
            raise AskHuman(f"A Shopify não deu o acesso: {cure}.", code="token")
        return str(token)

    async def _query(self, headers: Mapping[str, str], query: str, variables: Json) -> Json:
        """The data; waits for the points a throttled query needs."""
        url = f"{self._api}/admin/api/{VERSION}/graphql.json"
        for _ in range(MOST_THROTTLED):
            answer = await self._wire.post(url, headers, {"query": query, "variables": variables})
            body = answer.body if isinstance(answer.body, dict) else {}
            errors = body.get("errors")
            if isinstance(errors, list) and any(_code(e) == "THROTTLED" for e in errors):
                await self._wire.clock.sleep(_until_paid(body))
                continue
            if isinstance(errors, list) and any(_code(e) == "ACCESS_DENIED" for e in errors):
                raise AskHuman("O aplicativo da Shopify não pode ler produtos: marque read_products.", code="permissao")
            if answer.status == 404:
                raise AskHuman("A Shopify não conhece essa loja: confira SHOPIFY_LOJA.", code="loja")
            if answer.status != 200 or errors or not isinstance(body.get("data"), dict):
                raise TryLater(f"a Shopify respondeu {answer.status} com erro", code=str(answer.status))
            return body["data"]  # type: ignore[no-any-return]
        raise TryLater("a Shopify continua ocupada; tente de novo em alguns minutos", code="ocupada")

    async def _keep(self, headers: Mapping[str, str], told: Json, found: list[Listing], bad: list[Unreadable]) -> None:
        variants = list(told["variants"]["nodes"])
        rest = told["variants"]["pageInfo"]
        while rest["hasNextPage"]:
            asked = {"id": told["id"], "first": 100, "after": rest["endCursor"]}
            more = (await self._query(headers, MORE_VARIANTS, asked))["product"]["variants"]
            variants += more["nodes"]
            rest = more["pageInfo"]
        key, name = str(told["id"]).rpartition("/")[2], shortened(str(told["title"]), LONGEST_NAME)
        offers = tuple(o for v in variants if (o := _offer(v)) is not None)
        if not name or not offers:
            bad.append(unsellable(key, name))
            return
        found.append(
            Listing(
                place=f"produto {key}",
                key=key,
                name=name,
                offers=offers,
                link=str(told.get("onlineStoreUrl") or f"https://{self._shop}/products/{told['handle']}"),
                summary=summary_of(str(told.get("description") or "")),
                photo=_photo(told),
                cost=centavos(((variants[0].get("inventoryItem") or {}).get("unitCost") or {}).get("amount")),
                active=told.get("status") == "ACTIVE",
            )
        )


def _offer(variant: Json) -> Offer | None:
    price = centavos(variant.get("price"))
    if price is None:
        return None
    counted = (variant.get("inventoryItem") or {}).get("tracked") is not False
    endless = not counted or variant.get("inventoryPolicy") == "CONTINUE"
    title = str(variant.get("title") or "").replace(" / ", " ")
    return Offer(
        "" if title == PLAIN else title, None if endless else whole(variant.get("inventoryQuantity") or 0), price
    )


def _photo(told: Json) -> str:
    image = ((told.get("featuredMedia") or {}).get("preview") or {}).get("image") or {}
    return str(image.get("url") or "")


def _code(error: Json) -> str:
    return str((error.get("extensions") or {}).get("code") or "")


def _until_paid(body: Json) -> int:
    """How long until the query's cost is there again, in ms."""
    cost = (body.get("extensions") or {}).get("cost") or {}
    state = cost.get("throttleStatus") or {}
    short = int(cost.get("requestedQueryCost") or 100) - int(state.get("currentlyAvailable") or 0)
    rate = max(1, int(state.get("restoreRate") or 50))
    return min(MOST_WAIT_MS, max(500, short * 1000 // rate))
