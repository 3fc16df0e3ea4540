"""What a business sends: checked as Meta checks it, and told in the words of the thread.

Source: Meta, messages reference and limits (2026); GraphError codes as Meta gives them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from central.pretend.cloud.graph_error import GraphError
from central.pretend.cloud.thread import Json, World

CATEGORIES = {"UTILITY": "utility", "MARKETING": "marketing", "AUTHENTICATION": "authentication"}
TOO_BIG = {"image": 5 << 20, "video": 16 << 20, "audio": 16 << 20, "document": 100 << 20, "sticker": 500 << 10}
TYPES = {
    "image": ("image/jpeg", "image/png"),
    "video": ("video/mp4", "video/3gpp"),
    "audio": ("audio/aac", "audio/mp4", "audio/mpeg", "audio/amr", "audio/ogg"),
    "document": ("",),
    "sticker": ("image/webp",),
}


def told(body: Json, world: World) -> tuple[str, Json, str]:
    """The kind, the part and the price category of an outbound message; GraphError when Meta would refuse it."""
    kind = body.get("type", "text")
    reader = _KINDS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        raise GraphError(100, f"Param type must be one of {{{', '.join(_KINDS)}}} - got {str(kind)[:40]!r}")
    content = body.get(kind)
    if not isinstance(content, dict | list):
        raise GraphError(131008, f"Parameter {kind} is required")
    known, part, category = reader(content, world)
    context = body.get("context")
    if isinstance(context, dict) and isinstance(context.get("message_id"), str):
        part["resposta_a"] = context["message_id"]
    return known, part, category


def check_upload(kind: str, mime_type: str, size: int) -> None:
    """Refuse a file that WhatsApp would not carry."""
    if kind not in TYPES or not mime_type.split(";")[0].startswith(TYPES[kind]):
        raise GraphError(131053, f"Unsupported media type {mime_type!r} for {kind}")
    if not 0 < size <= TOO_BIG[kind]:
        raise GraphError(131053, f"{kind} is larger than {TOO_BIG[kind]} bytes or empty")


def _text(content: Json, world: World) -> tuple[str, Json, str]:
    return "text", {"texto": _words(content, "body", 4096, "text")}, "service"


def _media(kind: str) -> Callable[[Json, World], tuple[str, Json, str]]:
    def read(content: Json, world: World) -> tuple[str, Json, str]:
        part: Json = {"midia": _file(kind, content, world)}
        if kind not in ("audio", "sticker") and content.get("caption") is not None:
            part["legenda"] = _words(content, "caption", 1024, kind)
        if kind == "audio":
            part["midia"]["voz"] = part["midia"].get("mime_type", "").startswith("audio/ogg")
        if kind == "document" and content.get("filename"):
            part["midia"]["nome"] = str(content["filename"])
        return kind, part, "service"

    return read


def _file(kind: str, content: Json, world: World) -> Json:
    if link := content.get("link"):
        if not str(link).startswith(("http://", "https://")):
            raise GraphError(131009, f"{kind}.link must be an http or https address")
        return {"id": "", "url": str(link), "mime_type": TYPES[kind][0] or "application/octet-stream"}
    found = world.files.get(str(content.get("id", "")))
    if found is None:
        raise GraphError(131009, f"Param {kind}['id'] is not a valid uploaded media id")
    check_upload(kind, found.mime_type, found.size)
    return {"id": found.id, "url": f"/fingir/midia/{found.id}", "mime_type": found.mime_type}


def _interactive(content: Json, world: World) -> tuple[str, Json, str]:
    kind, action = content.get("type"), content.get("action")
    body = content.get("body")
    if not isinstance(action, dict):
        raise GraphError(131008, "Parameter interactive['action'] is required")
    if kind == "button":
        part: Json = {"texto": _words(body, "text", 1024, "interactive.body")}
        part["botoes"] = _rows([b.get("reply") for b in _list(action, "buttons", 3)], 20)
        return "buttons", part, "service"
    if kind == "list":
        part = {"texto": _words(body, "text", 4096, "interactive.body")}
        sections = _list(action, "sections", 10)
        rows = [row for section in sections for row in _list(section, "rows", 10)]
        if len(rows) > 10:
            raise GraphError(131009, "Total row count exceed max allowed count: 10")
        part["lista"] = {"botao": _words(action, "button", 20, "action"), "linhas": _rows(rows, 24)}
        return "list", part, "service"
    if kind == "contact_request" and action.get("name") == "request_contact_info":
        return "contact_request", {"texto": _words(body, "text", 1024, "interactive.body")}, "service"
    if kind in ("cta_url", "location_request_message", "flow", "product", "product_list"):
        return "outro", {"texto": str(body["text"]) if isinstance(body, dict) and "text" in body else ""}, "service"
    raise GraphError(100, "Param interactive['type'] is not valid")


def _list(holder: object, key: str, most: int) -> list[Json]:
    found = holder.get(key) if isinstance(holder, dict) else None
    if not isinstance(found, list) or not 1 <= len(found) <= most or not all(isinstance(row, dict) for row in found):
        raise GraphError(131009, f"{key} must hold 1 to {most} items")
    return found


def _rows(rows: list[Any], title: int) -> list[Json]:
    told_rows = []
    for row in rows:
        if not isinstance(row, dict):
            raise GraphError(131009, "Each button needs a reply with id and title")
        said = {"id": _words(row, "id", 256, "row"), "titulo": _words(row, "title", title, "row")}
        if row.get("description"):
            said["descricao"] = _words(row, "description", 72, "row")
        told_rows.append(said)
    ids, titles = {row["id"] for row in told_rows}, {row["titulo"] for row in told_rows}
    if len(ids) < len(rows) or len(titles) < len(rows):
        raise GraphError(131009, "Duplicated title or id in the buttons or rows")
    return told_rows


def _template(content: Json, world: World) -> tuple[str, Json, str]:
    language = content.get("language")
    code = language.get("code") if isinstance(language, dict) else None
    name = content.get("name")
    template = world.templates.get((str(name), str(code)))
    if template is None:
        raise GraphError(132001, f"template name ({name}) does not exist in {code}")
    if template["status"] == "PAUSED":
        raise GraphError(132015, f"template name ({name}) is paused")
    if template["status"] != "APPROVED":
        raise GraphError(132001, f"template name ({name}) is not approved")
    given = [
        str(parameter.get("text", ""))
        for component in content.get("components") or []
        if component.get("type") == "body"
        for parameter in component.get("parameters", [])
    ]
    text = next((part.get("text", "") for part in template["components"] if part["type"] == "BODY"), "")
    wanted = _slots(text)
    if len(given) != wanted:
        raise GraphError(132000, f"body: number of localizable_params ({len(given)}) does not match ({wanted})")
    for number, value in enumerate(given, 1):
        text = text.replace(f"{{{{{number}}}}}", value)
    buttons = [b for part in template["components"] if part["type"] == "BUTTONS" for b in part["buttons"]]
    part: Json = {"texto": text, "modelo": {"nome": name, "idioma": code, "parametros": given}}
    if replies := [{"id": b["text"], "titulo": b["text"]} for b in buttons if b["type"] == "QUICK_REPLY"]:
        part["botoes"] = replies
    return "template", part, CATEGORIES.get(template["category"], "marketing")


def _slots(text: str) -> int:
    number = 0
    while f"{{{{{number + 1}}}}}" in text:
        number += 1
    return number


def _location(content: Json, world: World) -> tuple[str, Json, str]:
    try:
        place: Json = {"latitude": float(content["latitude"]), "longitude": float(content["longitude"])}
    except (KeyError, TypeError, ValueError) as error:
        raise GraphError(131009, "location needs latitude and longitude") from error
    named = {"nome": content.get("name"), "endereco": content.get("address")}
    return "location", {"local": place | {key: value for key, value in named.items() if value}}, "service"


def _contacts(content: Any, world: World) -> tuple[str, Json, str]:
    rows = [row for row in content if isinstance(row, dict)] if isinstance(content, list) else []
    cards = [
        {
            "nome": (row.get("name") or {}).get("formatted_name", ""),
            "telefones": [phone.get("phone", "") for phone in row.get("phones", [])],
        }
        for row in rows
    ]
    if not cards:
        raise GraphError(131009, "contacts needs at least one contact")
    return "contacts", {"contatos": cards}, "service"


def _reaction(content: Json, world: World) -> tuple[str, Json, str]:
    target = _words(content, "message_id", 400, "reaction")
    if target not in world.posts:
        raise GraphError(131009, "reaction.message_id is not a message of this chat")
    return "reaction", {"mensagem": target, "emoji": content.get("emoji") or None}, "service"


def _words(holder: object, key: str, most: int, where: str) -> str:
    value = holder.get(key) if isinstance(holder, dict) else None
    if not isinstance(value, str) or not value.strip():
        raise GraphError(131008, f"Parameter {where}['{key}'] is required")
    if len(value) > most:
        code = 100 if where == "text" else 131009
        raise GraphError(code, f"Param {where}['{key}'] must be at most {most} characters long.")
    return value


_KINDS: dict[str, Callable[[Any, World], tuple[str, Json, str]]] = {
    "text": _text,
    "image": _media("image"),
    "video": _media("video"),
    "audio": _media("audio"),
    "document": _media("document"),
    "sticker": _media("sticker"),
    "interactive": _interactive,
    "template": _template,
    "location": _location,
    "contacts": _contacts,
    "reaction": _reaction,
}
