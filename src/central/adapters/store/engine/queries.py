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
def answering(engine: str) -> frozenset[str]:
    """The names of statements that answer rows: the others can be sent without waiting for the engine."""
    return frozenset(name for name, text in queries(engine).items() if answers(text))


def answers(text: str) -> bool:
    """Whether a statement answers rows, by its words outside of brackets.

    >>> answers("WITH a AS (SELECT 1 AS n) UPDATE b SET n = a.n FROM a"), answers("UPDATE b SET n = 1 RETURNING n")
    (False, True)
    """
    outside, depth = [], 0
    for piece in re.split(r"([()])", text):
        depth += (piece == "(") - (piece == ")")
        if depth == 0:
            outside.append(piece)
    verbs = re.findall(r"\b(SELECT|INSERT|UPDATE|DELETE|RETURNING)\b", " ".join(outside))
    return verbs[0] == "SELECT" or "RETURNING" in verbs


def _sql_files(folder: Traversable) -> list[Traversable]:
    return sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
