"""Forms over entries of the YAML: what a field shows of an entry, and what its words become in it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from central.app.panel.settings.change import put, words
from central.core.operation import Operation

Kind = Literal["linha", "bloco", "palavras", "linhas", "balões", "escolha", "várias", "sim", "pares", "variável"]
Options = Callable[[Operation], Sequence[tuple[str, str]]]
Said = Mapping[str, Sequence[str]]
"""The words of a form, by the name of the field."""
BREAK = "---"
"""On a line of its own it parts two bubbles of one way to say something."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `key` is that of the YAML, "quando.palavras" stands one level down."""

    key: str
    label: str
    kind: Kind = "linha"
    hint: str = ""
    options: Options | None = None
    required: bool = False
    default: str = ""
    """What holds while it is empty, as the form says it."""

    @property
    def wide(self) -> bool:
        """Whether it wants the whole width."""
        return self.kind in ("bloco", "linhas", "balões", "várias", "pares")

    def shown(self, entry: Mapping[str, Any]) -> list[str]:
        """What the entry says, as the texts of the form's boxes; choices that are taken for `várias`."""
        value = _at(entry, self.key)
        if value is None:
            return []
        match self.kind:
            case "palavras":
                return [", ".join(str(v) for v in value)]
            case "linhas":
                return ["\n".join(str(v) for v in value)]
            case "pares":
                return ["\n".join(f"{k}: {v}" for k, v in value.items())]
            case "balões":
                return [f"\n{BREAK}\n".join(v) if isinstance(v, list) else str(v) for v in value]
            case "várias":
                return [str(v) for v in value]
            case _:
                return [str(value)]

    def write(self, entry: dict[str, Any], said: Said) -> None:
        """Put into the entry what the form says of this field; nothing where the form does not have it."""
        if self.key not in said and self.kind != "várias":
            return
        *above, key = self.key.split(".")
        for name in above:
            inner = entry.get(name)
            entry = entry.setdefault(name, {}) if isinstance(inner, dict) or inner is None else _replaced(entry, name)
        value = self._value(said.get(self.key, ()))
        if self.kind == "várias" and isinstance(value, list):
            kept = [str(one) for one in entry.get(key, ())]
            value = [one for one in kept if one in value] + [one for one in value if one not in kept]
        put(entry, key, value)

    def _value(self, texts: Sequence[str]) -> object:
        first = texts[0] if texts else ""
        match self.kind:
            case "palavras":
                return words(first)
            case "linhas":
                return _lines(first)
            case "pares":
                pairs = (line.partition(":") for line in _lines(first))
                return {key.strip(): value.strip() for key, _, value in pairs}
            case "balões":
                return [_bubbles(text) for text in texts if text.strip()]
            case "várias":
                return [text for text in texts if text]
            case _:
                return first


def _bubbles(text: str) -> str | list[str]:
    parts = [""]
    for line in text.split("\n"):
        if line.strip() == BREAK:
            parts.append("")
        else:
            parts[-1] += f"{line}\n"
    said = [part.strip() for part in parts if part.strip()]
    return said if len(said) > 1 else "".join(said)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _at(entry: Mapping[str, Any], key: str) -> Any:
    value: Any = entry
    for name in key.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def _replaced(entry: dict[str, Any], name: str) -> dict[str, Any]:
    """`quando: sempre` gives way to conditions."""
    entry[name] = {}
    return entry[name]  # type: ignore[no-any-return]
