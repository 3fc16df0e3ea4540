"""A section of the operation that has a form: where it stands in the YAML and what its fields are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from central.adapters.operation import media_of
from central.app.panel.settings.change import Files
from central.app.panel.settings.form import Field, Options
from central.core.operation import Operation

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One section with a form: a list of entries (`one` names an entry), or a single entry where `single`."""

    id: str
    name: str
    one: str
    file: str
    path: tuple[str, ...]
    fields: tuple[Field, ...]
    note: str = ""
    title: str = "id"
    about: Callable[[Mapping[str, Any]], str] = lambda entry: ""
    """A line under the title of an entry."""
    ordered: bool = False
    single: bool = False
    feminine: bool = False
    begin: Callable[[list[Entry]], int] = lambda entries: 0
    """Where a new entry of an ordered list goes if nobody says otherwise."""
    finish: Callable[[Entry], None] = lambda entry: None
    """What a form cannot say and the file must."""
    asks: Callable[[Mapping[str, Any]], str] = lambda entry: ""
    """The integration an entry stands for, where one can be tried."""

    def entries(self, files: Files) -> list[Entry]:
        """The entries as they stand in the file."""
        section: Any = files.get(self.file, {})
        for name in self.path:
            section = section.get(name, {}) if isinstance(section, dict) else {}
        if self.single:
            return [section] if section else []
        return list(section or [])

    def replace(self, files: Files, entries: list[Entry]) -> None:
        """Put other entries in their place; a section without any goes away."""
        section = files.setdefault(self.file, {})
        for name in self.path[:-1]:
            section = section.setdefault(name, {})
        kept = entries[0] if self.single and entries else entries
        if kept:
            section[self.path[-1]] = kept
        else:
            section.pop(self.path[-1], None)


def named(items: Callable[[Operation], Iterable[Any]]) -> Options:
    return lambda operation: [(one.id, one.name) for one in items(operation)]


def ids(items: Callable[[Operation], Iterable[Any]]) -> Options:
    return lambda operation: [(id, id) for id in dict.fromkeys(str(one.id) for one in items(operation))]


def of_names(items: Callable[[Operation], Iterable[str]]) -> Options:
    return lambda operation: [(name, name) for name in items(operation)]


def choices(of: Mapping[str, str]) -> Options:
    return lambda _: list(of.items())


PERSONAS = named(lambda o: o.personas)
PRODUCTS = named(lambda o: o.catalog.products)
SCRIPTS = ids(lambda o: o.scripts)

TEMPLATES = of_names(lambda o: [template.name for template in o.templates])
FILES = of_names(media_of)
YES = choices({"sim": "sim", "não": "não"})
