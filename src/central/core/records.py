"""Frozen slotted records, copied with some fields changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import replace as replace  # its fields are checked by name and kind
else:

    def replace(record, /, **changes):
        """What `dataclasses.replace` gives, in half its time.

        For slotted records of two fields or more without `__post_init__`; KeyError for a field there is not.

        >>> from dataclasses import dataclass
        >>> @dataclass(frozen=True, slots=True)
        ... class Place:
        ...     street: str
        ...     number: int
        >>> replace(Place("Rua A", 1), number=2)
        Place(street='Rua A', number=2)
        """
        kind = type(record)
        read, writes = _known.get(kind) or _learn(kind)
        copy = object.__new__(kind)
        for write, value in zip(writes.values(), read(record), strict=True):
            write(copy, value)
        for name, value in changes.items():
            writes[name](copy, value)
        return copy


_Write = Callable[[object, object], None]
_known: dict[type, tuple[Callable[[Any], tuple[Any, ...]], dict[str, _Write]]] = {}


def _learn(kind: type) -> tuple[Callable[[Any], tuple[Any, ...]], dict[str, _Write]]:
    """How the fields of a kind of record are read all at once and written one by one."""
    names = [field.name for field in fields(kind)]
    _known[kind] = attrgetter(*names), {name: getattr(kind, name).__set__ for name in names}
    return _known[kind]
