"""The form of a dialogue file: what a lead writes and when, and what must be true of the answers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from central.core.errors import AskHuman
from central.core.selling.catalog import Catalog, Product

BURST_MS = 6_000
"""Turns no further apart are one burst."""
ENTRIES = ("meta_ctwa", "youtube_link", "kwai_link", "organic")
TYPES = (
    "text",
    "audio",
    "image",
    "video",
    "document",
    "sticker",
    "reaction",
    "location",
    "contacts",
    "order",
    "button",
    "edit",
    "revoke",
    "event",
)
EVENTS = ("payment_approved", "payment_refunded", "human_replies", "human_returns", "template_optout")
_PLACE = re.compile(r"\{\{\s*([\w-]+)\.(\d+)\s*\}\}|([\w-]+)\.(\d+)")


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation: the name of a check and what it is asked."""

    kind: str
    value: Any

    def __str__(self) -> str:
        return f"{self.kind}: {json.dumps(self.value, ensure_ascii=False)}"


@dataclass(frozen=True, slots=True)
class Entry:
    """How the lead came."""

    channel: str = "organic"
    referral: Mapping[str, str] | None = None
    utm: Mapping[str, str] = field(default_factory=dict)
    number: str = "default"


@dataclass(frozen=True, slots=True)
class Turn:
    """What the lead does next, or what happens; `number` counts from 1."""

    number: int
    after_ms: int
    type: str
    text: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)
    """The keys that only this type has: `transcript`, `edits_turn`, `event` …"""
    entry: Entry | None = None
    expect: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One lead, from the first word to the last."""

    id: str
    entry: Entry
    turns: tuple[Turn, ...]
    persona: str | None = None
    customer: Mapping[str, Any] | None = None
    expect: tuple[Check, ...] = ()
    never: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()


def read_dialogues(path: Path) -> list[Dialogue]:
    """The dialogues of a YAML or JSON file; raises AskHuman with the dialogue and what is wrong in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, ValueError, yaml.YAMLError) as error:
        raise AskHuman(f"Não consegui ler {path.name}: {error}", code="dialogos") from error
    if not isinstance(rows, list) or not rows:
        raise AskHuman(f"{path.name}: o arquivo precisa ser uma lista de diálogos", code="dialogos")
    return [_dialogue(path.name, number, row) for number, row in enumerate(rows, 1)]


def bursts(turns: Sequence[Turn]) -> list[tuple[Turn, ...]]:
    """The turns that are read together; an event stands alone."""
    found: list[list[Turn]] = []
    for turn in turns:
        joins = found and turn.after_ms <= BURST_MS and "event" not in (turn.type, found[-1][-1].type)
        if joins:
            found[-1].append(turn)
        else:
            found.append([turn])
    return [tuple(burst) for burst in found]


def product_of(catalog: Catalog, name: str) -> Product:
    """The product a file speaks of, as `livia.1` or by its id; raises AskHuman when there is none."""
    if (known := catalog.product(name)) is not None:
        return known
    match = _PLACE.fullmatch(name.strip())
    mine = catalog.of(match[1] or match[3]) if match is not None else ()
    if match is None or not mine:
        raise AskHuman(f'não há produto "{name}" nesta operação', code="dialogos")
    return mine[(int(match[2] or match[4]) - 1) % len(mine)]


def expand(text: str, catalog: Catalog) -> str:
    """The text with `{{livia.1}}` as the name of that product."""
    return re.sub(r"\{\{[^{}]+\}\}", lambda match: product_of(catalog, match[0]).name, text)


def _dialogue(file: str, number: int, row: Any) -> Dialogue:
    where = f"{file}, diálogo {row.get('id', number) if isinstance(row, dict) else number}"
    if not isinstance(row, dict) or not isinstance(row.get("turns"), list) or not row["turns"]:
        raise AskHuman(f'{where}: faltam os "turns"', code="dialogos")
    return Dialogue(
        id=str(row.get("id", number)),
        entry=_entry(where, row.get("entry") or {}),
        turns=tuple(_turn(where, place, turn) for place, turn in enumerate(row["turns"], 1)),
        persona=row.get("persona"),
        customer=row.get("customer"),
        expect=_checks(where, row.get("expect")),
        never=_checks(where, row.get("never")),
        notes=tuple(str(note) for note in row.get("notes") or ()),
    )


def _entry(where: str, row: Mapping[str, Any]) -> Entry:
    channel = str(row.get("channel") or "organic")
    if channel not in ENTRIES:
        raise AskHuman(f'{where}: a entrada "{channel}" não existe; use {", ".join(ENTRIES)}', code="dialogos")
    referral = row.get("referral")
    return Entry(
        channel=channel,
        referral={k: str(v) for k, v in (referral or {}).items() if v is not None} if channel == "meta_ctwa" else None,
        utm={k: str(v) for k, v in (row.get("utm") or {}).items() if v is not None},
        number=str(row.get("number") or "default"),
    )


def _turn(where: str, number: int, row: Any) -> Turn:
    where = f"{where}, vez {number}"
    if not isinstance(row, dict):
        raise AskHuman(f"{where}: escreva {{after_seconds: …, text: …}}", code="dialogos")
    kind = str(row.get("type") or "text")
    if kind not in TYPES:
        raise AskHuman(f'{where}: o tipo "{kind}" não existe; use {", ".join(TYPES)}', code="dialogos")
    if kind == "event" and row.get("event") not in EVENTS:
        raise AskHuman(f'{where}: o evento "{row.get("event")}" não existe; use {", ".join(EVENTS)}', code="dialogos")
    known = {"after_seconds", "type", "text", "entry", "expect"}
    return Turn(
        number=number,
        after_ms=round(float(row.get("after_seconds") or 0) * 1000),
        type=kind,
        text="" if row.get("text") is None else str(row["text"]),
        more={key: value for key, value in row.items() if key not in known},
        entry=_entry(where, row["entry"]) if row.get("entry") else None,
        expect=_checks(where, row.get("expect")),
    )


def _checks(where: str, rows: Any) -> tuple[Check, ...]:
    """A list of `{name: value}`; a mapping with several names is several checks."""
    found = []
    for row in [rows] if isinstance(rows, dict) else rows or ():
        if not isinstance(row, dict):
            raise AskHuman(f'{where}: "{row}" não é uma verificação; escreva {{nome: valor}}', code="dialogos")
        found += [Check(str(kind), value) for kind, value in row.items()]
    return tuple(found)
