"""Making Pix charges at Mercado Pago.

Source: mercadopago.com.br/developers, POST /v1/payments (2026). `X-Idempotency-Key` makes a repeated request the same
payment; the code to copy is `point_of_interaction.transaction_data.qr_code`; a payer's e-mail is required.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal

import aiohttp
import msgspec

from central.adapters.checkout.fields import BRAZIL, at, moment, needed, read_json
from central.core.errors import AskHuman, GiveUp, OutcomeUnknown, TryLater
from central.core.selling.pix import PixAsk
from central.ports import PixMade

TIMEOUT = aiohttp.ClientTimeout(total=5, connect=3)
ATTEMPTS = 2
_CODE = re.compile(r"000201[ -~]{20,900}")
_encode = msgspec.json.Encoder(decimal_format="number").encode


class MercadoPagoTill:
    """Pix at one application of Mercado Pago; a lead waits, so it is tried twice within seconds and then given up."""

    def __init__(self, token: str, session: aiohttp.ClientSession, api: str) -> None:
        self._token, self._session, self._api = token, session, api

    async def charge(self, ask: PixAsk) -> PixMade:
        """Make this charge; the same key gives the same one."""
        for attempt in range(ATTEMPTS):
            try:
                return await self._once(ask)
            except OutcomeUnknown as error:
                if attempt == ATTEMPTS - 1:
                    raise TryLater(error.reason, code=error.code) from error
        raise AssertionError("the last attempt returns or raises")

    async def _once(self, ask: PixAsk) -> PixMade:
        headers = {
            "Authorization": f"Bearer {self._token}",
            "Content-Type": "application/json",
            "X-Idempotency-Key": ask.key,
        }
        url = f"{self._api}/v1/payments"
        try:
            async with self._session.post(
                url, data=_encode(_body(ask)), headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as answer:
                status, raw = answer.status, await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise OutcomeUnknown("o Mercado Pago não respondeu", code="fora_do_ar") from error
        if status in (401, 403):
            raise AskHuman("o Mercado Pago recusou o nosso acesso; confira o token na configuração", code="token")
        if status == 429 or status >= 500:
            raise OutcomeUnknown(f"o Mercado Pago respondeu {status}", code=str(status))
        if status not in (200, 201):
            raise GiveUp(f"o Mercado Pago recusou a cobrança ({status})", code=str(status))
        return _made(raw, ask)


def _body(ask: PixAsk) -> dict[str, object]:
    return {
        "transaction_amount": Decimal(ask.total) / 100,
        "description": ask.title,
        "payment_method_id": "pix",
        "external_reference": ask.token,
        "date_of_expiration": _stamp(ask.expires_at),
        "payer": {"email": ask.email} | ({"first_name": ask.name} if ask.name else {}),
    }


def _stamp(ms: int) -> str:
    """A moment with the milliseconds and the offset that they ask for."""
    return (datetime.fromtimestamp(0, BRAZIL) + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds")


def _made(raw: bytes, ask: PixAsk) -> PixMade:
    """The charge in an answer; another amount than asked for, or no code, is none."""
    try:
        told = read_json(raw)
        code = at(told, "point_of_interaction", "transaction_data", "qr_code")
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            raise ValueError("falta o código")
        if needed(told, "status") != "pending" or Decimal(needed(told, "transaction_amount")) * 100 != ask.total:
            raise ValueError("a cobrança não é a que foi pedida")
        return PixMade(needed(told, "id"), code, moment(told, "date_of_expiration") or ask.expires_at)
    except (ValueError, ArithmeticError) as error:
        raise GiveUp(f"o Mercado Pago respondeu outra coisa: {error}", code="resposta") from error
