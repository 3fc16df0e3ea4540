"""Frozen slotted records, made and copied quickly.

A frozen dataclass writes its own fields through `object.__setattr__`, which takes four times as long as an assignment.
While a record is being made here it is its open twin: a class with the same slots that nobody else ever sees.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, TypeVar

Record = TypeVar("Record")

if TYPE_CHECKING:
    from dataclasses import replace as replace  # its fields are checked by name and kind
else:

    def replace(record, /, **changes):
        """What `dataclasses.replace` gives, in a fraction of its time.

        For slotted records without `__post_init__`; AttributeError for a field there is not.

        >>> from dataclasses import dataclass
        >>> @dataclass(frozen=True, slots=True)
        ... class Place:
        ...     street: str
        ...     number: int
        >>> replace(Place("Rua A", 1), number=2)
        Place(street='Rua A', number=2)
        """
        kind = type(record)
        copy = (_copies.get(kind) or _learn(kind))(record)
        for name, value in changes.items():
            setattr(copy, name, value)
        copy.__class__ = kind
        return copy


def swift(kind: type[Record]) -> type[Record]:
    """A frozen slotted dataclass that is made as quickly as an open one: for those of which a turn makes many.

    >>> from dataclasses import dataclass
    >>> @swift
    ... @dataclass(frozen=True, slots=True)
    ... class Place:
    ...     street: str
    ...     number: int = 1
    >>> Place("Rua A"), Place("Rua A") == Place(street="Rua A", number=1)
    (Place(street='Rua A', number=1), True)
    """
    names = [field.name for field in fields(kind) if field.default_factory is MISSING and field.init]  # type: ignore[arg-type]
    if tuple(names) != kind.__slots__ or hasattr(kind, "__post_init__"):  # type: ignore[attr-defined]
        raise TypeError(f"{kind.__name__} needs more than its fields to be made")
    lines = ("_open(self, _twin)", *(f"self.{name} = {name}" for name in names), "self.__class__ = _kind")
    made = _written("__init__", ("self", *names), lines, _open=_OPEN, _twin=_twin(kind), _kind=kind)
    made.__defaults__ = kind.__init__.__defaults__
    made.__annotations__ = kind.__init__.__annotations__
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    kind.__init__ = made  # type: ignore[method-assign]
    values = ", ".join(f"self.{name}" for name in names)
    kind.__reduce__ = _written("__reduce__", ("self",), (f"return _kind, ({values},)",), _kind=kind)  # type: ignore[method-assign]
    return kind


_OPEN = object.__dict__["__class__"].__set__
_copies: dict[type, Callable[[Any], Any]] = {}


def _learn(kind: type) -> Callable[[Any], Any]:
    """What copies a record of this kind to its twin."""
    lines = ("copy = new(twin)", *(f"copy.{f.name} = record.{f.name}" for f in fields(kind)), "return copy")
    _copies[kind] = _written("copied", ("record",), lines, twin=_twin(kind), new=object.__new__)
    return _copies[kind]


def _twin(kind: type) -> type:
    return type(f"{kind.__name__} in the making", (), {"__slots__": kind.__slots__})  # type: ignore[attr-defined]


def _written(name: str, parameters: tuple[str, ...], lines: tuple[str, ...], **known: object) -> Any:
    """A function of these lines: names of fields are all that comes from outside."""
    text = "\n    ".join((f"def {name}({', '.join(parameters)}):", *lines))
    exec(text, known)  # noqa: S102 - as dataclasses itself does
    return known[name]
