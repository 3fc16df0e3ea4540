"""Named statements from .sql files: `-- name: x`, one sentence of what it is for, then SQL up to the next name."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_NAME = re.compile(r"^-- name: (\w+)\n", re.MULTILINE)
_HERE = files("central.adapters.store")


@cache
def queries(engine: str) -> dict[str, str]:
    """Every statement of an engine by its name, without comments."""
    found: dict[str, str] = {}
    for file in _sql_files(_HERE / "sql" / engine):
        parts = _NAME.split(file.read_text(encoding="utf-8"))[1:]
        for name, text in zip(parts[::2], parts[1::2], strict=True):
            if name in found:
                raise ValueError(f"two statements are called {name}")
            found[name] = re.sub(r"--[^\n]*\n", "", text).strip().rstrip(";")
    return found


@cache
def migrations(engine: str) -> tuple[str, ...]:
    """The scripts that build the schema, in order; the first one makes version 1."""
    return tuple(file.read_text(encoding="utf-8") for file in _sql_files(_HERE / "migrations" / engine))


def _sql_files(folder: Traversable) -> list[Traversable]:
    return sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
