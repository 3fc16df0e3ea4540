"""Held replies as rows: what the finishing transaction writes of one, how one ends, what one says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, get_type_hints

import msgspec

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Row, Tx
from central.core.held import End, Held
from central.core.messaging.message import Bubble


def draft_row(held: Held) -> Row:
    """A held reply as the finishing transaction writes it."""
    rest = {name: getattr(held, name) for name in _REST}
    body = msgspec.json.encode([text_of(held.instead), rest]).decode()
    return (
        *(held.turn, held.conversation, held.at, held.mode, held.persona, held.tier, held.intent, held.due_at),
        *(text_of(held.bubbles), body),
    )


async def end_drafts(tx: Tx, ended: Sequence[tuple[str, End, str, int]]) -> None:
    """What became of the open drafts of these conversations: (conversation, how, by, when)."""
    await tx.each("end_draft", sorted((c, how, by or None, at) for c, how, by, at in ended))


def held_of(bubbles: str, body: str) -> Held:
    """The held reply of a row."""
    instead, rest = _body.decode(body)
    return Held(
        **{name: getattr(rest, name) for name in _REST}, bubbles=bubbles_of(bubbles), instead=bubbles_of(instead)
    )


def text_of(bubbles: Sequence[Bubble]) -> str:
    """Bubbles as one JSON text."""
    return f"[{','.join(codec.BUBBLE.encode(bubble) for bubble in bubbles)}]"


def bubbles_of(text: str) -> tuple[Bubble, ...]:
    """The bubbles again."""
    return tuple(codec.BUBBLE.decode(bytes(raw).decode()) for raw in _raws.decode(text))


_REST: dict[str, Any] = {
    field.name: hint
    for field in fields(Held)
    if field.name not in ("bubbles", "instead") and (hint := get_type_hints(Held)[field.name])
}
"""What a held reply holds besides its bubbles, which have a form of their own."""
_body = msgspec.json.Decoder(tuple[str, msgspec.defstruct("Rest", list(_REST.items()))])  # type: ignore[misc]
_raws = msgspec.json.Decoder(list[msgspec.Raw])
