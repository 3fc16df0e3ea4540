"""Flowlu's webhooks carry no signature: a body is only a hint at which opportunity to read again."""

from __future__ import annotations

import json

MOST_REFS = 50


def refs_of(body: bytes) -> list[str]:
    """The opportunities a body speaks of; empty for anything else. Nothing else in it is believed."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return []
    found: list[str] = []
    for one in (told if isinstance(told, list) else [told])[:MOST_REFS]:
        if not isinstance(one, dict) or not isinstance(one.get("meta"), dict) or one["meta"].get("model") != "lead":
            continue
        for side in ("current", "previous"):
            row = one.get(side)
            id = str(row.get("id", "")) if isinstance(row, dict) else ""
            if id.isascii() and id.isdecimal() and len(id) < 19 and id not in found:
                found.append(id)
    return found
