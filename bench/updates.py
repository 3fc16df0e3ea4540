"""The load: signed webhook requests, built as bytes before any clock starts.

One update a body, three statuses to one message, everybody with a business-scoped user id (BSUID). Bodies have the
shape of Meta's webhooks of 2026: ``contacts[].user_id`` and ``messages[].from_user_id`` on messages,
``recipient_user_id`` and ``pricing`` on statuses.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass

PEOPLE = 2_000
FIRST_SECOND = 1_795_000_000
TEXTS = (
    "oi, tudo bem?",
    "qual o valor do sérum?",
    "vocês entregam em Campinas? quanto fica o frete pra 13015-904",
    "tem na cor nude ainda?",
    "já testei outros e não funcionou, esse funciona mesmo?",
    "pode parcelar no cartão?",
    "quero comprar, me manda o link",
    "blz vou ver aqui e te falo",
)


@dataclass(frozen=True, slots=True)
class Account:
    """The number, the business account (the demo operation's) and the app that the webhooks come from."""

    phone_number_id: str = "900200000000001"
    waba_id: str = "900300000000001"
    app_secret: str = "segredo-do-app-so-para-medir"
    path: str = "/webhook"


def requests(count: int, account: Account) -> list[bytes]:
    """``count`` whole HTTP requests, no two alike; numbers 0, 4, 8, ... carry a message, the others its statuses."""
    return [_request(_body(number, account), account) for number in range(count)]


@dataclass(frozen=True, slots=True)
class Reply:
    """A message of ours that the statuses speak of."""

    id: str
    wamid: str
    person: int


def sends(count: int) -> list[Reply]:
    """The messages we must have sent for the statuses among ``count`` requests to be ours."""
    return [_reply(turn) for turn in range((count + 3) // 4)]


def _request(body: bytes, account: Account) -> bytes:
    signature = hmac.digest(account.app_secret.encode(), body, hashlib.sha256).hex()
    head = (
        f"POST {account.path} HTTP/1.1\r\n"
        "Host: localhost\r\n"
        "User-Agent: facebookexternalua\r\n"
        "Accept: */*\r\n"
        "Content-Type: application/json\r\n"
        f"X-Hub-Signature-256: sha256={signature}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _body(number: int, account: Account) -> bytes:
    turn, kind = divmod(number, 4)
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "5511940000000", "phone_number_id": account.phone_number_id},
    }
    value |= _message(turn) if kind == 0 else _status(turn, ("sent", "delivered", "read")[kind - 1])
    change = {"value": value, "field": "messages"}
    body = {"object": "whatsapp_business_account", "entry": [{"id": account.waba_id, "changes": [change]}]}
    return json.dumps(body, separators=(",", ":")).encode()


def _message(turn: int) -> dict[str, object]:
    phone, bsuid = _person(turn)
    contact = {"profile": {"name": f"Lead {turn % PEOPLE}"}, "wa_id": phone, "user_id": bsuid}
    message = {
        "from": phone,
        "from_user_id": bsuid,
        "id": _wamid("in", turn),
        "timestamp": str(FIRST_SECOND + turn // 100),
        "text": {"body": TEXTS[turn % len(TEXTS)]},
        "type": "text",
    }
    return {"contacts": [contact], "messages": [message]}


def _status(turn: int, status: str) -> dict[str, object]:
    phone, bsuid = _person(turn)
    pricing = {"billable": True, "pricing_model": "PMP", "category": "service", "type": "regular"}
    reply = _reply(turn)
    row = {
        "id": reply.wamid,
        "status": status,
        "timestamp": str(FIRST_SECOND + turn // 100 + 2),
        "recipient_id": phone,
        "recipient_user_id": bsuid,
        "biz_opaque_callback_data": reply.id,
    }
    if status != "read":
        row |= {"pricing": pricing}
    contact = {"profile": {"name": f"Lead {turn % PEOPLE}"}, "wa_id": phone, "user_id": bsuid}
    return {"contacts": [contact], "statuses": [row]}


def _reply(turn: int) -> Reply:
    return Reply(f"{turn:032x}.0", _wamid("out", turn), turn % PEOPLE)


def _wamid(way: str, turn: int) -> str:
    """Like Meta's: base64 of the phone and a digest, so that no two neighbours in time are neighbours in an index."""
    digest = hashlib.blake2b(f"{way}{turn}".encode(), digest_size=12).digest()
    return "wamid." + base64.b64encode(b"\x1c\x18\x0c" + _person(turn)[0].encode() + digest).decode()


def _person(turn: int) -> tuple[str, str]:
    person = turn % PEOPLE
    return f"55119{40000000 + person}", f"BR.{13491208655300000000 + person}"
