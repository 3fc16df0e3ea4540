"""`make contracts DIR=…`: our parser over a folder of foreign webhook bodies, our sends against Meta's OpenAPI file.

The folder is only read. Ends with 1 when a body raised or a send does not fit the file.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from central.adapters.clock import SystemClock
from central.adapters.whatsapp.cloud import CloudChannel
from central.adapters.whatsapp.webhook import parse
from central.core.messaging.conversation import Address
from central.core.messaging.message import Bubble, Button, SayButtons, SayList, SayMedia, SayTemplate, SayText, Unknown
from central.core.messaging.update import Heard, Notice, StatusChange, Update
from central.ports import MediaFile

Json = dict[str, Any]

BY_PHONE, BY_USER = Address("5511900000000"), Address(None, "BR.1")
ONE_OF_EACH: dict[str, tuple[Address, Bubble]] = {
    "texto": (BY_PHONE, SayText("olá")),
    "texto por id do WhatsApp": (BY_USER, SayText("olá", preview_url=True)),
    "foto": (BY_PHONE, SayMedia("image", "a.png", "legenda")),
    "vídeo": (BY_PHONE, SayMedia("video", "a.mp4", "legenda")),
    "áudio": (BY_PHONE, SayMedia("audio", "a.ogg")),
    "documento": (BY_PHONE, SayMedia("document", "a.pdf", "legenda", "a.pdf")),
    "figurinha": (BY_PHONE, SayMedia("sticker", "a.webp")),
    "botões": (BY_PHONE, SayButtons("qual?", (Button("1", "Sim"), Button("2", "Não")))),
    "lista": (BY_PHONE, SayList("qual?", "Ver", (Button("1", "P", "pequeno"), Button("2", "M")))),
    "modelo": (BY_PHONE, SayTemplate("volta", parameters=("Bia", "sérum"))),
    "modelo sem variável": (BY_PHONE, SayTemplate("volta")),
}
TYPES = {"image": "image/png", "video": "video/mp4", "audio": "audio/ogg", "sticker": "image/webp"}


def main(folder: Path) -> int:
    """Print what was found; the exit code."""
    raised = _read_bodies(folder)
    misfits = 0
    files = {path.name: found for path in sorted(folder.rglob("*.y*ml")) if (found := _openapi(path))}
    for name, document in files.items():
        misfits += _check_sends(name, document)
    if not files:
        print("\nNenhum arquivo OpenAPI da Meta na pasta: o que enviamos não foi conferido.")
    return 1 if raised or misfits else 0


def _read_bodies(folder: Path) -> int:
    kinds: Counter[str] = Counter()
    whys: Counter[str] = Counter()
    bodies, skipped, raised = 0, 0, []
    for path in sorted(folder.rglob("*.json")):
        content = path.read_bytes()
        if not _is_webhook(content):
            skipped += 1
            continue
        bodies += 1
        try:
            updates = parse(content)
        except Exception as error:
            raised.append(f"{path.relative_to(folder)}: {error!r}")
            continue
        kinds.update(_kind(update) for update in updates)
        whys.update(f"{u.field or '(sem campo)'}: {u.why}" for u in updates if isinstance(u, Notice) and u.why)
    print(f"{bodies} corpos de webhook lidos, {skipped} arquivos de outra coisa pulados, {len(raised)} com exceção")
    for line in raised:
        print(f"  EXCEÇÃO {line}")
    _table("O que virou cada atualização", kinds)
    _table("Avisos com motivo", whys)
    return len(raised)


def _is_webhook(content: bytes) -> bool:
    with contextlib.suppress(ValueError):
        found = json.loads(content)
        if isinstance(found, dict):
            return isinstance(found.get("entry"), list) or found.get("object") == "whatsapp_business_account"
    return False


def _kind(update: Update) -> str:
    match update:
        case Heard(content=Unknown(type=name)):
            return f"mensagem · Unknown({name})"
        case Heard(content=content):
            return f"mensagem · {type(content).__name__}"
        case StatusChange(status=status):
            return f"recibo · {status}"
        case Notice(field=field):
            return f"aviso · {field or '(sem campo)'}"


def _table(title: str, counts: Counter[str]) -> None:
    print(f"\n{title}:")
    for name, count in sorted(counts.items()):
        print(f"  {count:4}  {name}")


# ── what we send ─────────────────────────────────────────────────────────────────────────────────


def _check_sends(name: str, document: Json) -> int:
    misfits = 0
    sent = asyncio.run(_sent())
    print(f"\nO que enviamos, conferido com {name} (reparado em memória):")
    for what, body in sent.items():
        errors = [error.message for error in _validator(document, body).iter_errors(body)]
        misfits += bool(errors)
        print(f"  {'NÃO CABE' if errors else 'cabe'}  {what}" + "".join(f"\n    {error}" for error in errors))
    return misfits


def _openapi(path: Path) -> Json | None:
    with contextlib.suppress(yaml.YAMLError, UnicodeDecodeError):
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        if isinstance(found, dict) and "openapi" in found:
            schemas = found.get("components", {}).get("schemas", {})
            return found if {"TextMessage", "InteractiveMessage"} <= schemas.keys() else None
    return None


def _validator(document: Json, body: Json) -> jsonschema.Draft202012Validator:
    """For this body's own schema, chosen by `type`: an 11-way oneOf would say nothing readable.

    Repairs: `additionalProperties: false` in a branch of allOf refuses the other branch's keys, so it becomes
    `unevaluatedProperties: false` around all; `language.policy` is obsolete; `recipient`,
    `biz_opaque_callback_data` and `typing_indicator` are newer than the file.
    """
    schemas = json.loads(json.dumps(document["components"]["schemas"], default=str))
    if "status" in body:
        wanted = schemas["MarkMessageRequestPayload"]
        newer = {"typing_indicator": {"type": "object", "properties": {"type": {"const": "text"}}}}
    else:
        wanted = schemas[f"{body['type'].title()}Message"]
        newer = {"recipient": {"type": "string"}, "biz_opaque_callback_data": {"type": "string", "maxLength": 512}}
        for branch in wanted["allOf"]:
            branch.pop("additionalProperties", None)
        common = schemas["BaseMessageProperties"]
        common["required"] = [key for key in common["required"] if key != "to"]
        common["anyOf"] = [{"required": ["to"]}, {"required": ["recipient"]}]
        schemas["LanguageObject"]["required"] = ["code"]
    whole = {"allOf": [wanted, {"properties": newer}], "unevaluatedProperties": False}
    return jsonschema.Draft202012Validator(whole | {"components": {"schemas": schemas}})


async def _sent() -> dict[str, Json]:
    """The bodies that CloudChannel really posts."""
    wire = _Wire()
    channel = CloudChannel(wire, "https://x", "v24.0", lambda _: "t", _Shelf(), SystemClock())  # type: ignore[arg-type]
    bodies = {}
    for what, (to, bubble) in ONE_OF_EACH.items():
        await channel.send("1", to, bubble, "0" * 32)
        bodies[what] = wire.last
    await channel.typing("1", "wamid.x")
    return bodies | {"lida e digitando": wire.last}


class _Wire:
    """Stands where the HTTP session stands and keeps the last JSON."""

    last: Json

    @contextlib.asynccontextmanager
    async def post(self, url: str, *, data: bytes, **_: object) -> AsyncIterator[_Answer]:
        self.last = json.loads(data)
        yield _Answer()


class _Answer:
    status = 200

    async def read(self) -> bytes:
        return b'{"messages": [{"id": "wamid.x"}]}'


class _Shelf:
    """A library in which every file was uploaded before."""

    async def get(self, key: str) -> MediaFile:
        kinds = {"png": "image", "mp4": "video", "ogg": "audio", "pdf": "document", "webp": "sticker"}
        kind: Any = kinds[key.rsplit(".", 1)[-1]]
        return MediaFile(key, kind, TYPES.get(kind, "application/pdf"), b"x", "s")

    async def uploaded(self, channel: str, sha256: str, now: int) -> str:
        return "7001"


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        print("Diga a pasta: make contracts DIR=pasta-com-corpos-de-webhook")
        sys.exit(2)
    sys.exit(main(Path(sys.argv[1])))
