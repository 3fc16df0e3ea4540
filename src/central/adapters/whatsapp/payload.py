"""A bubble as the JSON of POST /messages, after Meta's limits were checked here.

Source: Meta, messages reference and media limits (2026).
"""

from __future__ import annotations

from typing import Any

from central.core.errors import GiveUp
from central.core.messaging.conversation import Address
from central.core.messaging.message import Bubble, Button, SayButtons, SayList, SayMedia, SayTemplate, SayText
from central.ports import MediaFile

Json = dict[str, Any]

TEXT, CAPTION, BUTTONS_BODY = 4096, 1024, 1024
BUTTON_TITLE, BUTTON_ID, ROW_TITLE, ROW_DESCRIPTION, ROW_ID, CALLBACK = 20, 256, 24, 72, 200, 512
MEDIA_TYPES: dict[str, tuple[tuple[str, ...], int]] = {
    "image": (("image/jpeg", "image/png"), 5 << 20),
    "video": (("video/mp4", "video/3gpp"), 16 << 20),
    "audio": (("audio/ogg", "audio/aac", "audio/mp4", "audio/mpeg", "audio/amr"), 16 << 20),
    "document": ((), 100 << 20),
    "sticker": (("image/webp",), 500 << 10),
}


def message(to: Address, bubble: Bubble, callback: str, media_id: str | None) -> Json:
    """The whole body; GiveUp (Portuguese) names the limit that does not hold. `media_id` is needed for SayMedia."""
    if len(callback) > CALLBACK:
        raise GiveUp(f"o id de retorno passa de {CALLBACK} caracteres", code="limite")
    kind, content = _content(bubble, media_id)
    body = {"messaging_product": "whatsapp", "recipient_type": "individual", **_recipient(to), "type": kind}
    return body | {kind: content, "biz_opaque_callback_data": callback}


def check_file(file: MediaFile) -> None:
    """GiveUp when WhatsApp would not carry the file."""
    types, most = MEDIA_TYPES[file.kind]
    if types and file.mime_type.split(";")[0].strip() not in types:
        accepted = ", ".join(types)
        raise GiveUp(f"o arquivo “{file.key}” é {file.mime_type}; o WhatsApp aceita {accepted}", code="limite")
    if not 0 < len(file.content) <= most:
        size = f"{most >> 20} MB" if most >= 1 << 20 else f"{most >> 10} KB"
        raise GiveUp(f"o arquivo “{file.key}” está vazio ou passa de {size}", code="limite")


def _recipient(to: Address) -> Json:
    """The phone while it is known (with + or Meta puts our own country code before it), else the user id."""
    if to.wa_id:
        return {"to": "+" + to.wa_id.lstrip("+")}
    if to.bsuid:
        return {"recipient": to.bsuid}
    raise GiveUp("a conversa não tem telefone nem id do WhatsApp", code="destinatario")


def _content(bubble: Bubble, media_id: str | None) -> tuple[str, Json]:
    match bubble:
        case SayText():
            return "text", {"body": _within(bubble.body, TEXT, "o texto"), "preview_url": bubble.preview_url}
        case SayMedia():
            return bubble.kind, _media(bubble, media_id)
        case SayButtons():
            return "interactive", _buttons(bubble)
        case SayList():
            return "interactive", _list(bubble)
        case SayTemplate():
            return "template", _template(bubble)


def _media(bubble: SayMedia, media_id: str | None) -> Json:
    content: Json = {"id": media_id}
    if bubble.caption:
        if bubble.kind in ("audio", "sticker"):
            raise GiveUp("áudio e figurinha não levam legenda", code="limite")
        content["caption"] = _within(bubble.caption, CAPTION, "a legenda")
    if bubble.filename and bubble.kind == "document":
        content["filename"] = bubble.filename
    return content


def _buttons(bubble: SayButtons) -> Json:
    _options(bubble.buttons, 3, (BUTTON_TITLE, BUTTON_ID), "botão", "botões")
    replies = [{"type": "reply", "reply": {"id": b.id, "title": b.title}} for b in bubble.buttons]
    body = {"text": _within(bubble.body, BUTTONS_BODY, "o texto acima dos botões")}
    return {"type": "button", "body": body, "action": {"buttons": replies}}


def _list(bubble: SayList) -> Json:
    _options(bubble.rows, 10, (ROW_TITLE, ROW_ID), "linha da lista", "linhas da lista")
    rows = []
    for row in bubble.rows:
        said = {"id": row.id, "title": row.title}
        if row.description:
            said["description"] = _within(row.description, ROW_DESCRIPTION, "a descrição da linha")
        rows.append(said)
    button = _within(bubble.button, BUTTON_TITLE, "o botão da lista")
    body = {"text": _within(bubble.body, TEXT, "o texto acima da lista")}
    return {"type": "list", "body": body, "action": {"button": button, "sections": [{"rows": rows}]}}


def _options(options: tuple[Button, ...], most: int, lengths: tuple[int, int], one: str, many: str) -> None:
    if not 1 <= len(options) <= most:
        raise GiveUp(f"são {len(options)} {many}; o WhatsApp aceita de 1 a {most}", code="limite")
    for option in options:
        _within(option.title, lengths[0], f"o título de {one}")
        _within(option.id, lengths[1], f"o id de {one}")
    if len({o.id for o in options}) < len(options) or len({o.title for o in options}) < len(options):
        raise GiveUp(f"há {many} com o mesmo título ou id", code="limite")


def _template(bubble: SayTemplate) -> Json:
    for number, value in enumerate(bubble.parameters, 1):
        if not value.strip() or "\n" in value or "\t" in value or "    " in value:
            raise GiveUp(
                f"a variável {number} do modelo “{bubble.name}” está vazia, tem quebra de linha ou espaços demais",
                code="limite",
            )
    content: Json = {"name": bubble.name, "language": {"code": bubble.language}}
    if bubble.parameters:
        parameters = [{"type": "text", "text": value} for value in bubble.parameters]
        content["components"] = [{"type": "body", "parameters": parameters}]
    return content


def _within(text: str, most: int, what: str) -> str:
    if not text.strip():
        raise GiveUp(f"{what} está vazio", code="limite")
    if len(text) > most:
        raise GiveUp(f"{what} tem {len(text)} caracteres; o WhatsApp aceita até {most}", code="limite")
    return text
