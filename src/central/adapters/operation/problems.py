"""What is wrong in the owner's files, said in Portuguese with file and line; all of it at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from central.core.errors import AskHuman


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: the file's name and its line, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}, linha {self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing the owner must mend; `text` says what is wrong and what to write instead."""

    place: Place
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class OperationInvalid(AskHuman):
    """The files were not imported; `problems` in the order of files and lines, `reason` with one a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        count = "1 problema" if len(self.problems) == 1 else f"{len(self.problems)} problemas"
        lines = [f"Nada foi importado: {count} para corrigir.", *map(str, self.problems)]
        super().__init__("\n".join(lines), code="operacao_invalida")


@dataclass(frozen=True, slots=True)
class Reference:
    """A name used by `owner` ("a campanha "x"") that must be defined somewhere as `kind`."""

    kind: str
    name: str
    place: Place
    owner: str


@dataclass(slots=True)
class Findings:
    """Gathers problems, names and references while the files are read."""

    problems: list[Problem] = field(default_factory=list)
    names: dict[str, dict[str, Place]] = field(default_factory=dict)
    uniques: dict[tuple[str, str], Place] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)

    def wrong(self, place: Place, text: str) -> None:
        """Note a problem and go on reading."""
        self.problems.append(Problem(place, text))

    def define(self, kind: str, name: str, place: Place, unique: str | None = None) -> None:
        """Note that something has this name; a second one with the same `unique` name is a problem."""
        if not name:
            return
        self.names.setdefault(kind, {}).setdefault(name, place)
        first = self.uniques.setdefault((kind, unique or name), place)
        if first != place:
            self.wrong(place, f'{the(kind)} "{unique or name}" já existe ({first}); mude um dos dois')

    def resolve(self) -> None:
        """Note every reference to a name nobody defined."""
        for ref in self.references:
            known = self.names.get(ref.kind, {})
            if ref.name not in known:
                self.wrong(
                    ref.place,
                    f'{the(ref.owner)} usa {the(ref.kind)} "{ref.name}", que não existe; {nearest(ref.name, known)}',
                )


_FEMININE = ("persona", "campanha", "região", "regra", "variação", "foto", "mídia", "abertura", "retomada")


def the(what: str) -> str:
    """A thing with its article: `o produto "x"`, `a regra "y"`."""
    return f"{'a' if what.startswith(_FEMININE) else 'o'} {what}"


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint: the word that was probably meant, else all there are."""
    options = sorted(known)
    close = get_close_matches(word.casefold(), options, n=1, cutoff=0.6)
    if close:
        return f'você quis dizer "{close[0]}"?'
    if not options:
        return "não há nenhum cadastrado"
    more = f" e mais {len(options) - 12}" if len(options) > 12 else ""
    return f"use um destes: {', '.join(options[:12])}{more}"
