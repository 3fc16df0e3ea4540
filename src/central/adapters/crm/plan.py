"""What a CRM has, and the plan that ties the owner's words to its ids; nothing is ever assumed about ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from central.core.errors import AskHuman
from central.core.selling.crm import CrmAccount
from central.core.selling.ticket import OPEN, STATUSES, Status
from central.core.text import fold

Kind = Literal["text", "money", "day", "moment"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its key there and, where it takes only some values, those by their names."""

    key: str
    options: Mapping[str, str] = field(default_factory=dict)
    kind: Kind = "text"
    chooses: bool = False
    """Whether it takes nothing but its options."""
    unique: bool = False
    """Whether no two records may have the same value in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a CRM has, by name, in its own order."""

    pipelines: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """By pipeline id: stage names with their ids."""
    fields: Mapping[str, Field] = field(default_factory=dict)
    """The owner's own fields."""
    sources: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    closed: Mapping[str, Status | None] = field(default_factory=dict)
    """Stages that end a sale by the CRM's own word, wherever they stand; None: neither won nor lost."""
    begin: Mapping[str, str] = field(default_factory=dict)
    """By pipeline id: the stage where a sale begins, where that is not the first one."""
    me: str = ""
    """Who we are there, by the CRM's own id."""

    def listed(self) -> list[str]:
        """What an owner may name, a line each."""
        said = []
        for name, id in self.pipelines.items():
            stages = ", ".join(stage for stage, _ in self.stages.get(id, ()))
            said.append(f"Funil {name}: {stages}" if name else f"Status: {stages}")
        for what, names in (("Origens", self.sources), ("Motivos de perda", self.reasons)):
            said += [f"{what}: {', '.join(names)}"] if names else []
        return [*said, f"Campos personalizados: {', '.join(self.fields) or 'nenhum'}"]


@dataclass(frozen=True, slots=True)
class Plan:
    """Ids to write and read with."""

    stages: Mapping[Status, Mapping[str, str]]
    """By status: the fields that set it."""
    telling: tuple[str, ...]
    """The fields by which a sale is told."""
    fields: Mapping[str, Field]
    """By our word: titulo, historico, valor, motivo, fechamento, origem, nome, telefone, email, campanha, …"""
    holder: str
    """The field that says whose record it is."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """meta, youtube, kwai to the names of options."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Our reasons to the names of options."""
    stage: str = ""
    """The field of a stage, where `closed` tells what it means."""
    closed: Mapping[str, Status | None] = field(default_factory=dict)
    me: str = ""


class Names:
    """Looks the owner's names up and remembers those that are not there."""

    def __init__(self, account: CrmAccount) -> None:
        self._title = account.title
        self._wrong: list[str] = []

    def id_of(self, what: str, name: str, known: Mapping[str, str]) -> str:
        """The id behind a name; empty, and noted, when there is none."""
        found = near(name, known)
        if found is None:
            self.note(f'{what} "{name}" não existe no {self._title}; há: {", ".join(known) or "nada"}')
        return found or ""

    def fields_of(self, asked: Sequence[tuple[str, str]], known: Mapping[str, Field]) -> dict[str, Field]:
        """The owner's own fields by our words."""
        keys = {name: one.key for name, one in known.items()}
        by_key = {one.key: one for one in known.values()}
        found = {word: by_key.get(self.id_of("campo", name, keys)) for word, name in asked}
        return {word: one for word, one in found.items() if one is not None}

    def stages_of(self, account: CrmAccount, found: Found, pipeline: str) -> dict[Status, str]:
        """A stage for each of our statuses: the one the owner named, or the one where sales begin or end."""
        here = dict(found.stages.get(pipeline, ()))
        begin = found.begin.get(pipeline) or next(iter(here.values()), "")
        ends = {found.closed[id]: id for id in reversed(list(here.values())) if id in found.closed}
        asked, ids = dict(account.stages), {}
        for status in STATUSES:
            if status in asked:
                ids[status] = self.id_of("etapa", asked[status], here)
            else:
                ids[status] = begin if status in OPEN else ends.get(status, "")
                if not ids[status]:
                    self.note(f"diga em etapas qual é a de {status}; há: {', '.join(here) or 'nenhuma'}")
        if len({ids["comprado"], ids["perdido"], begin}) < 3 and all(ids.values()):
            self.note("em etapas, comprado e perdido precisam de etapas só deles")
        return ids

    def options(self, what: str, asked: Sequence[tuple[str, str]], field: Field | None) -> dict[str, str]:
        """Our words to names over there; a field that takes only some values has to have each of them."""
        known = field.options if field is not None and field.chooses else None
        return {word: name for word, name in asked if known is None or self.id_of(what, name, known)}

    def note(self, line: str) -> None:
        """Something the owner has to mend."""
        self._wrong.append(line)

    def check(self) -> None:
        """Raises AskHuman with all that is wrong."""
        if self._wrong:
            said = "\n".join(f"- {line}" for line in self._wrong)
            raise AskHuman(f"{self._title}:\n{said}", code="nomes")


def near(name: str, known: Mapping[str, str]) -> str | None:
    """The id of a name, whatever its case and accents."""
    return {fold(n): id for n, id in known.items()}.get(fold(name))
