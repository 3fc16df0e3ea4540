"""The account on a wire: their API under its own paths, and `/pagar`, which is the lead's bank."""

from __future__ import annotations

from msgspec.json import decode
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from central.pretend.mercadopago.account import PretendMercadoPago

FINGIDO = {"x-fingido": "sim"}


def mercadopago_app(account: PretendMercadoPago, prefix: str = "") -> Starlette:
    """Every answer says that it is pretence."""

    async def create(request: Request) -> Response:
        given = request.headers
        key = given.get("x-idempotency-key", "")
        status, told = await account.create(given.get("authorization", ""), key, await request.body())
        return JSONResponse(told, status, headers=FINGIDO)

    async def read(request: Request) -> Response:
        status, told = account.read(request.headers.get("authorization", ""), request.path_params["id"])
        return JSONResponse(told, status, headers=FINGIDO)

    async def pay(request: Request) -> Response:
        asked = decode(await request.body())
        problem = await account.pay(str(asked.get("codigo", "")) if isinstance(asked, dict) else "")
        return JSONResponse({"pago": not problem, "motivo": problem}, 409 if problem else 200, headers=FINGIDO)

    routes = [
        Route("/v1/payments", create, methods=["POST"]),
        Route("/v1/payments/{id}", read),
        Route("/pagar", pay, methods=["POST"]),
    ]
    return Starlette(routes=[Mount(prefix, routes=routes)] if prefix else routes)
