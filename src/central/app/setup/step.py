"""One step of the first set-up: what it asks, and what came of trying it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from central.core.operation import Operation

Answers = Mapping[str, str]
Files = dict[str, Any]
"""The sections of each YAML file of an operation."""
State = Literal["certo", "erro", "pulado", "falta"]


@dataclass(frozen=True, slots=True)
class Field:
    """A thing to ask; `key` is the environment variable it becomes when it is in capitals. Secrets are never stored."""

    key: str
    label: str
    hint: str = ""
    secret: bool = False
    optional: bool = False
    options: tuple[tuple[str, str], ...] = ()

    @property
    def is_variable(self) -> bool:
        """Whether the answer goes to the environment."""
        return self.key.isupper()


@dataclass(frozen=True, slots=True)
class Step:
    """A step; `why` tells the owner where to find what it asks."""

    id: str
    title: str
    why: str
    fields: tuple[Field, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What a trial found: sentences, and the lines the environment needs (secrets: to show once, never to keep)."""

    said: tuple[str, ...]
    lines: Mapping[str, str] = field(default_factory=dict)
    operation: Operation | None = None
    """The version it put in force."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a step stands; `said` is the last word on it."""

    step: Step
    state: State
    said: str = ""


def environment_lines(lines: Mapping[str, str]) -> str:
    """As `.env` files and Railway's raw editor take them.

    >>> print(environment_lines({"A": "1", "B": "dois três"}))
    A=1
    B="dois três"
    """
    return "\n".join(f"{name}={_quoted(value)}" for name, value in lines.items())


def _quoted(value: str) -> str:
    plain = value and all(c.isalnum() or c in "_-./:@+=|,?&%" for c in value)
    return value if plain else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
