"""What a pretend lead does, as Meta would tell it: from the phone page's wish (`Envio`) to `messages[]`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from central.pretend.cloud.lead import Lead
from central.pretend.cloud.thread import Json, Post, World

REFERRAL_KEYS = (
    "source_url",
    "source_id",
    "source_type",
    "headline",
    "body",
    "media_type",
    "image_url",
    "video_url",
    "thumbnail_url",
    "ctwa_clid",
    "welcome_message",
)


@dataclass(frozen=True, slots=True)
class Wish:
    """An `Envio` at work: who, to which number, and the message id it will have."""

    lead: Lead
    number: str
    wamid: str
    at: int
    asked: Json
    world: World

    def text(self, key: str) -> str:
        """A text the wish must have."""
        value = self.asked.get(key)
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"falta “{key}”")
        return value

    def target(self, key: str) -> Post:
        """The message of this thread that the wish points to."""
        post = self.world.posts.get(self.text(key))
        if post is None or post.lead != self.lead.id or post.number != self.number:
            raise ValueError(f"“{key}” não é uma mensagem desta conversa")
        return post


def message_of(wish: Wish) -> tuple[Json, Json | None, Post | None]:
    """The webhook's message, the part of a new post (None when nothing new stands in the thread), the post it changes.

    ValueError (Portuguese) says what the wish lacks.
    """
    kind = wish.asked.get("tipo")
    reader = _KINDS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        raise ValueError(f"não conheço o tipo “{kind}”; existem: {', '.join(_KINDS)}")
    content, part, changed = reader(wish)
    message: Json = {"from_user_id": wish.lead.bsuid, "id": wish.wamid, "timestamp": str(wish.at // 1000), **content}
    if wish.lead.shown_wa_id:
        message["from"] = wish.lead.shown_wa_id
    if part is None:
        return message, None, changed
    if wish.asked.get("resposta_a"):
        quoted = wish.target("resposta_a")
        message["context"] = {"id": quoted.id} | ({} if quoted.by_lead else {"from": _business(wish)})
        part["resposta_a"] = quoted.id
    if ad := wish.asked.get("anuncio"):
        referral = {key: ad[key] for key in REFERRAL_KEYS if ad.get(key)} if isinstance(ad, dict) else {}
        message["referral"] = {"source_type": "ad"} | referral
        part["anuncio"] = message["referral"]
    return message, part, changed


Read = tuple[Json, Json | None, Post | None]


def _business(wish: Wish) -> str:
    return wish.world.numbers[wish.number].digits


def _text(wish: Wish) -> Read:
    said = wish.text("texto")
    return {"type": "text", "text": {"body": said}}, {"texto": said}, None


def _media(kind: str) -> Callable[[Wish], Read]:
    def read(wish: Wish) -> Read:
        found = wish.world.files.get(str(wish.asked.get("midia", "")))
        if found is None:
            raise ValueError("“midia” precisa do id de um arquivo enviado antes a /fingir/midia")
        url = f"https://lookaside.fbsbx.com/fingir/{found.id}"
        content: Json = {"id": found.id, "mime_type": found.mime_type, "sha256": found.sha256, "url": url}
        shown: Json = {"id": found.id, "url": f"/fingir/midia/{found.id}", "mime_type": found.mime_type}
        part: Json = {"midia": shown}
        if wish.asked.get("legenda") and kind not in ("audio", "sticker"):
            content["caption"] = part["legenda"] = wish.text("legenda")
        if kind == "document":
            content["filename"] = shown["nome"] = str(wish.asked.get("nome") or "arquivo.pdf")
        if kind == "audio":
            content["voice"] = shown["voz"] = wish.asked.get("voz") is not False
        if kind == "sticker":
            content["animated"] = False
        return {"type": kind, kind: content}, part, None

    return read


def _tap(key: str, kind: str) -> Callable[[Wish], Read]:
    def read(wish: Wish) -> Read:
        post, chosen = wish.target("resposta_a"), wish.text("escolha")
        rows = post.part.get("botoes", []) if kind == "button_reply" else post.part.get(key, {}).get("linhas", [])
        row = next((row for row in rows if row["id"] == chosen), None)
        if row is None:
            raise ValueError(f"a mensagem não tem a opção “{chosen}”")
        reply = {"id": row["id"], "title": row["titulo"]}
        if kind == "list_reply" and row.get("descricao"):
            reply["description"] = row["descricao"]
        return {"type": "interactive", "interactive": {"type": kind, kind: reply}}, {"escolha": row}, None

    return read


def _template_button(wish: Wish) -> Read:
    wish.target("resposta_a")
    said = wish.text("texto")
    payload = str(wish.asked.get("payload") or said)
    return {"type": "button", "button": {"payload": payload, "text": said}}, {"texto": said}, None


def _location(wish: Wish) -> Read:
    try:
        place: Json = {"latitude": float(wish.asked["latitude"]), "longitude": float(wish.asked["longitude"])}
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("a localização precisa de “latitude” e “longitude” em números") from error
    shown = place | {key: str(wish.asked[key]) for key in ("nome", "endereco") if wish.asked.get(key)}
    names = {"nome": "name", "endereco": "address"}
    return {"type": "location", "location": {names.get(k, k): v for k, v in shown.items()}}, {"local": shown}, None


def _contacts(wish: Wish) -> Read:
    own = not wish.asked.get("contatos")
    cards = wish.asked.get("contatos") or [{"nome": wish.lead.name, "telefones": [wish.lead.phone]}]
    if not isinstance(cards, list) or not all(isinstance(card, dict) and card.get("nome") for card in cards):
        raise ValueError("cada contato precisa de “nome” e “telefones”")
    rows: list[Json] = [
        {
            "name": {"formatted_name": card["nome"], "first_name": card["nome"].split()[0]},
            "phones": [{"phone": phone, "type": "CELL"} for phone in card.get("telefones", [])],
            "origin": "contact_request" if own else "other",
        }
        for card in cards
    ]
    if own:
        rows[0]["phones"][0]["wa_id"] = wish.lead.wa_id
    return {"type": "contacts", "contacts": rows}, {"contatos": cards}, None


def _reaction(wish: Wish) -> Read:
    post, emoji = wish.target("mensagem"), wish.asked.get("emoji")
    reactions = {who: face for who, face in post.part.get("reacoes", {}).items() if who != "lead"}
    if emoji:
        reactions["lead"] = str(emoji)
    post = replace(post, part=post.part | {"reacoes": reactions})
    reaction = {"message_id": post.id} | ({"emoji": str(emoji)} if emoji else {})
    return {"type": "reaction", "reaction": reaction}, None, post


def _edit(wish: Wish) -> Read:
    said = wish.text("texto")
    post = _own(wish)
    post = replace(post, part=post.part | {"texto": said, "editada": True})
    new = {"type": "text", "text": {"body": said}}
    return {"type": "edit", "edit": {"original_message_id": post.id, "message": new}}, None, post


def _revoke(wish: Wish) -> Read:
    post = replace(_own(wish), part={"apagada": True})
    return {"type": "revoke", "revoke": {"original_message_id": post.id}}, None, post


def _own(wish: Wish) -> Post:
    post = wish.target("mensagem")
    if not post.by_lead:
        raise ValueError("só dá para mudar uma mensagem do próprio lead")
    return post


def _order(wish: Wish) -> Read:
    items = wish.asked.get("itens")
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) and "id" in item for item in items):
        raise ValueError("o pedido precisa de “itens” com “id”, “quantidade” e “preco”")
    rows = [
        {
            "product_retailer_id": str(item["id"]),
            "quantity": item.get("quantidade", 1),
            "item_price": item.get("preco", 0),
            "currency": "BRL",
        }
        for item in items
    ]
    said = str(wish.asked.get("texto") or "")
    order = {"catalog_id": "1", "product_items": rows} | ({"text": said} if said else {})
    return {"type": "order", "order": order}, {"texto": said or f"pedido com {len(rows)} item(ns)"}, None


def _unsupported(wish: Wish) -> Read:
    error: dict[str, Any] = {"code": 131051, "title": "Message type unknown", "message": "Message type unknown"}
    error["error_data"] = {"details": "Message type is currently not supported."}
    why = str(wish.asked.get("motivo") or "poll")
    return {"type": "unsupported", "unsupported": {"type": why}, "errors": [error]}, {"texto": f"({why})"}, None


_KINDS: dict[str, Callable[[Wish], Read]] = {
    "text": _text,
    "image": _media("image"),
    "video": _media("video"),
    "audio": _media("audio"),
    "document": _media("document"),
    "sticker": _media("sticker"),
    "button_reply": _tap("botoes", "button_reply"),
    "list_reply": _tap("lista", "list_reply"),
    "template_button": _template_button,
    "location": _location,
    "contacts": _contacts,
    "reaction": _reaction,
    "edit": _edit,
    "revoke": _revoke,
    "order": _order,
    "unsupported": _unsupported,
}
