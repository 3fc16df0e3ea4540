"""The three shops on a wire, each under the paths of the real one, and a photo that everybody may fetch."""

from __future__ import annotations

from typing import Any

from msgspec.json import decode
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from central.pretend.shops.shelf import Good, Kind, PretendShop

FINGIDO = {"x-fingido": "sim"}
PIXEL = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
"""The beginning and the end of a JPEG."""
MOST_COST = 1000
Json = dict[str, Any]


def shop_app(shop: PretendShop) -> Starlette:
    """The shop under the paths of all three; which one it is, the caller chooses."""

    async def nuvemshop(request: Request) -> Response:
        headers = {"x-rate-limit-limit": "40", "x-rate-limit-reset": "20"}
        if request.headers.get("authentication") != f"bearer {shop.token}":
            return _told({"code": 401, "message": "Invalid access token"}, 401)
        if problem := _faulty(shop, request, headers):
            return problem
        page, most = (int(request.query_params.get(name, one)) for name, one in (("page", 1), ("per_page", 30)))
        pages = max(1, -(-len(shop.goods) // most))
        if page > pages:
            return _told({"code": 404, "message": "Not Found", "description": f"Last page is {pages}"}, 404)
        rows = [_nuvemshop(good) for good in shop.goods[(page - 1) * most : page * most]]
        return JSONResponse(rows, headers=FINGIDO | headers | {"x-total-count": str(len(shop.goods))})

    async def yampi(request: Request) -> Response:
        given = (request.headers.get("user-token"), request.headers.get("user-secret-key"))
        if given != (shop.token, shop.key):
            return _told({"message": "Unauthorized."}, 401)
        if problem := _faulty(shop, request, {"retry-after": "1"}):
            return problem
        page, most = (int(request.query_params.get(name, one)) for name, one in (("page", 1), ("limit", 10)))
        rows = [_yampi(good, request) for good in shop.goods[(page - 1) * most : page * most]]
        pages = {"total": len(shop.goods), "current_page": page, "total_pages": -(-len(shop.goods) // most)}
        return _told({"data": rows, "meta": {"pagination": pages}})

    async def shopify(request: Request) -> Response:
        if request.headers.get("x-shopify-access-token") != shop.token:
            return _told({"errors": "[API] Invalid API key or access token"}, 401)
        if shop.faults.busy:
            shop.faults.busy -= 1
            return _told(_throttled())
        if problem := _faulty(shop, request, {}):
            return problem
        asked = decode(await request.body())
        return _told(_shopify(shop, asked["query"], asked["variables"]))

    async def token(request: Request) -> Response:
        asked = decode(await request.body())
        if asked.get("grant_type") != "client_credentials" or asked.get("client_secret") != shop.key:
            return _told({"error": "invalid_client"}, 400)
        return _told({"access_token": shop.token, "scope": "read_products", "expires_in": 86_399})

    async def photo(request: Request) -> Response:
        shop.asked.append(request.url.path)
        return Response(PIXEL, media_type="image/jpeg", headers=FINGIDO)

    return Starlette(
        routes=[
            Route(f"/v1/{shop.store}/products", nuvemshop),
            Route(f"/v2/{shop.store}/catalog/products", yampi),
            Route("/admin/api/{version}/graphql.json", shopify, methods=["POST"]),
            Route("/admin/oauth/access_token", token, methods=["POST"]),
            Route("/foto/{name}", photo),
        ]
    )


def _told(body: object, status: int = 200) -> Response:
    return JSONResponse(body, status, headers=FINGIDO)


def _faulty(shop: PretendShop, request: Request, headers: dict[str, str]) -> Response | None:
    shop.asked.append(f"{request.url.path}?{request.url.query}".rstrip("?"))
    if shop.faults.page:
        return Response("<html>manutenção</html>", media_type="text/html", headers=FINGIDO)
    status = shop.refusal()
    return JSONResponse({"message": "calma"}, status, headers=FINGIDO | headers) if status else None


def _nuvemshop(good: Good) -> Json:
    def variant(number: int, kind: Kind) -> Json:
        return {
            "id": good.id * 100 + number,
            "price": _text(kind.price),
            "promotional_price": _text(kind.sale) if kind.sale else None,
            "stock_management": kind.stock is not None,
            "stock": kind.stock,
            "values": [{"pt": kind.name}] if kind.name else [],
        }

    return {
        "id": good.id,
        "name": {"pt": good.name, "es": "en español"},
        "description": {"pt": good.description},
        "handle": {"pt": good.handle},
        "canonical_url": f"https://loja.example/{good.handle}/",
        "published": good.shown,
        "images": [{"id": 9, "position": 2, "src": "x"}, {"id": 1, "position": 1, "src": good.photo}],
        "variants": [variant(n, kind) for n, kind in enumerate(good.kinds)],
    }


def _yampi(good: Good, request: Request) -> Json:
    def sku(number: int, kind: Kind) -> Json:
        return {
            "id": good.id * 100 + number,
            "title": f"{good.name} {kind.name}".strip(),
            "blocked_sale": False,
            "price_sale": kind.price / 100,
            "price_discount": (kind.sale or 0) / 100,
            "quantity_managed": kind.stock is not None,
            "total_in_stock": kind.stock or 0,
            "variations": [{"name": "Opção", "value": kind.name}] if kind.name else [],
            "purchase_url": f"https://loja.example/r/{good.id}{number}",
        }

    skus = {"data": [sku(n, kind) for n, kind in enumerate(good.kinds)]}
    wanted = request.query_params.get("include", "").split(",")
    told: Json = {"id": good.id, "name": good.name, "slug": good.handle, "active": good.shown}
    told |= {"skus": skus} if "skus" in wanted else {}
    told |= {"images": {"data": [{"large": {"url": good.photo}}]}} if "images" in wanted else {}
    return told | ({"texts": {"data": {"description": good.description}}} if "texts" in wanted else {})


def _shopify(shop: PretendShop, query: str, variables: Json) -> Json:
    if "product(id:" in query:
        good = next(g for g in shop.goods if variables["id"].endswith(f"/{g.id}"))
        first, after = variables["first"], int(variables["after"] or 0)
        return {"data": {"product": {"variants": _kinds(good, first, after)}}}
    first, after, most = variables["first"], int(variables["after"] or 0), variables["variants"]
    if (cost := first * (3 + 2 * most)) > MOST_COST:
        said = f"Query cost is {cost}, which exceeds the single query max cost limit ({MOST_COST})."
        return {"errors": [{"message": said, "extensions": {"code": "MAX_COST_EXCEEDED"}}]}
    nodes = [_node(good, most) for good in shop.goods[after : after + first]]
    return {"data": {"products": {"nodes": nodes, "pageInfo": _page(after + first, len(shop.goods))}}}


def _node(good: Good, most: int) -> Json:
    return {
        "id": f"gid://shopify/Product/{good.id}",
        "handle": good.handle,
        "title": good.name,
        "status": "ACTIVE" if good.shown else "DRAFT",
        "description": good.description,
        "onlineStoreUrl": None,
        "featuredMedia": {"preview": {"image": {"url": good.photo}}} if good.photo else None,
        "variants": _kinds(good, most, 0),
    }


def _kinds(good: Good, first: int, after: int) -> Json:
    nodes = [
        {
            "title": kind.name or "Default Title",
            "price": _text(kind.sale or kind.price),
            "inventoryQuantity": kind.stock or 0,
            "inventoryPolicy": "DENY",
            "inventoryItem": {"tracked": kind.stock is not None, "unitCost": None},
        }
        for kind in good.kinds[after : after + first]
    ]
    return {"nodes": nodes, "pageInfo": _page(after + first, len(good.kinds))}


def _page(end: int, of: int) -> Json:
    return {"hasNextPage": end < of, "endCursor": str(end)}


def _throttled() -> Json:
    state = {"maximumAvailable": 1000.0, "currentlyAvailable": 90, "restoreRate": 50.0}
    cost = {"requestedQueryCost": 830, "actualQueryCost": None, "throttleStatus": state}
    return {"errors": [{"message": "Throttled", "extensions": {"code": "THROTTLED"}}], "extensions": {"cost": cost}}


def _text(centavos: int) -> str:
    return f"{centavos // 100}.{centavos % 100:02d}"
