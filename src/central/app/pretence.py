"""The world of pretence around a demonstration: its WhatsApp, and the bank in which leads pay their Pix."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send

from central.app.checkouts import MERCADOPAGO
from central.core.operation import Operation
from central.core.selling.checkout import CheckoutSpec
from central.ports import Clock
from central.pretend.inside import ask
from central.pretend.mercadopago import Post, PretendMercadoPago, mercadopago_app

BANK = "/fingir/mercadopago"


def order_keys(operation: Operation, address: str) -> dict[str, str]:
    """Made-up secrets of the operation's checkouts by the names of their variables, and the bank's address."""
    names = {name for spec in operation.checkouts for name in (spec.secret, spec.token) if name}
    return {name: secrets.token_urlsafe(18) for name in sorted(names)} | {MERCADOPAGO: f"{address}{BANK}"}


def bank_of(operation: Operation, keys: Mapping[str, str], clock: Clock, gate: ASGIApp) -> PretendMercadoPago | None:
    """The bank of the checkout that makes Pix codes; its notices go straight to the door of orders."""
    spec = next((spec for spec in operation.checkouts if spec.pix_for), None)
    return (
        PretendMercadoPago(keys[spec.token], keys[spec.secret], clock, _into(spec, gate)) if spec is not None else None
    )


def _into(spec: CheckoutSpec, gate: ASGIApp) -> Post:
    async def post(query: str, headers: dict[str, str], body: bytes) -> None:
        await ask(gate, "POST", f"/pedidos/{spec.id}{query}", headers, body)

    return post


class Pretence:
    """The bank under its path, WhatsApp everywhere else."""

    def __init__(self, cloud: ASGIApp) -> None:
        self._cloud = cloud
        self._bank: ASGIApp | None = None

    def open_bank(self, account: PretendMercadoPago | None) -> None:
        """From now on the bank answers, if there is one."""
        self._bank = mercadopago_app(account, BANK) if account is not None else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Route by path."""
        inside = self._bank is not None and scope.get("path", "").startswith(BANK)
        room = self._bank if inside and self._bank is not None else self._cloud
        await room(scope, receive, send)
