"""Draft and approved: the words of an operation that somebody answers for, and the operation with only those in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from central.core.operation import Operation
from central.core.replying.mode import Mode

Kind = Literal["abertura", "gatilho", "script", "persona", "modelo"]
State = Literal["aprovado", "recusado"]
BY_IMPORT = "importação"
"""Who approved what an operation came with."""
SAID: dict[Kind, tuple[str, ...]] = {
    "persona": ("introduction", "voice"),
    "script": ("variants", "buttons", "asks", "media"),
    "gatilho": ("texts", "kind", "fact", "source", "percent", "coupon", "until", "stock_at_most"),
    "abertura": ("text",),
    "modelo": ("text", "buttons", "category"),
}
"""What of each kind is approved: what it says, and what makes it true."""
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Wording:
    """What one item says now; `item` names it in its kind, `digest` is that of `said`, which is JSON."""

    kind: Kind
    item: str
    digest: str
    said: str

    @property
    def ref(self) -> str:
        """Its name among all of them."""
        return f"{self.kind}:{self.item}"


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody's word on a wording; the last one counts."""

    kind: Kind
    item: str
    digest: str
    said: str
    state: State
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Pending:
    """A wording nobody approved: `before` is the approved one that is said meanwhile, `refused` who said no."""

    wording: Wording
    before: Approval | None = None
    refused: Approval | None = None


class Approvals:
    """Everything that was ever approved or refused, ready to be asked."""

    def __init__(self, acts: Iterable[Approval]) -> None:
        self._last: dict[tuple[str, str, str], Approval] = {}
        for act in acts:
            key = (act.kind, act.item, act.digest)
            self._last.pop(key, None)
            self._last[key] = act

    def __bool__(self) -> bool:
        return bool(self._last)

    def of(self, wording: Wording) -> Approval | None:
        """The last word on exactly these words."""
        return self._last.get((wording.kind, wording.item, wording.digest))

    def says(self, wording: Wording) -> bool:
        """Whether these words may be said."""
        found = self.of(wording)
        return found is not None and found.state == "aprovado"

    def before(self, wording: Wording) -> Approval | None:
        """What is said of this item while its new words wait: what was approved last."""
        mine = [a for a in self._last.values() if (a.kind, a.item, a.state) == (wording.kind, wording.item, "aprovado")]
        return mine[-1] if mine else None


def wordings(operation: Operation) -> tuple[Wording, ...]:
    """Everything of an operation that has to be approved, kind by kind."""
    return tuple(_wording(kind, thing) for kind in SAID for thing in _things(operation, kind))


def pending(operation: Operation, approvals: Approvals) -> tuple[Pending, ...]:
    """What waits for somebody's word, refused wordings last."""
    found = [
        Pending(one, approvals.before(one), approvals.of(one)) for one in wordings(operation) if not approvals.says(one)
    ]
    return tuple(sorted(found, key=lambda one: one.refused is not None))


def approved(operation: Operation, approvals: Approvals) -> Operation:
    """The operation that may speak: each item in its approved words, the last ones where the new ones wait.

    What was never approved is not there; a persona without approved words only shows what she would say.
    """
    if not pending(operation, approvals):
        return operation
    scripts = _kept("script", operation.scripts, approvals)
    templates = _kept("modelo", operation.templates, approvals)
    personas = _kept("persona", operation.personas, approvals)
    lost = {one.id for one in operation.scripts} - {one.id for one in scripts}
    silent = {one.id for one in operation.personas} - {one.id for one in personas}
    found = {one.id: one for one in personas}
    return replace(
        operation,
        personas=tuple(found.get(one.id, one) for one in operation.personas),
        scripts=scripts,
        templates=templates,
        triggers=_kept("gatilho", operation.triggers, approvals),
        openings=_kept("abertura", operation.openings, approvals),
        rules=tuple(replace(r, script=None) if r.script in lost else r for r in operation.rules),
        reengagements=tuple(replace(r, script=None) if r.script in lost else r for r in operation.reengagements),
        modes=(*(Mode(f"sem-aprovacao-{id}", "sombra", (id,)) for id in sorted(silent)), *operation.modes),
    )


def lines_of(said: str) -> tuple[str, ...]:
    """The words of a wording, a line each, for somebody to read and compare.

    >>> lines_of('{"buttons":["Sim"],"text":"Oi, {nome}!"}')
    ('Sim', 'Oi, {nome}!')
    """
    return tuple(_flat(json.loads(said)))


def _wording(kind: Kind, thing: Any) -> Wording:
    said = json.dumps({name: getattr(thing, name) for name in SAID[kind]}, ensure_ascii=False, sort_keys=True)
    return Wording(kind, _name(kind, thing), hashlib.sha256(said.encode()).hexdigest(), said)


def _name(kind: Kind, thing: Any) -> str:
    if kind == "modelo":
        return str(thing.name)
    return f"{thing.id}/{thing.persona}" if kind == "script" and thing.persona else str(thing.id)


_OF: dict[Kind, Callable[[Operation], Sequence[Any]]] = {
    "persona": lambda operation: operation.personas,
    "script": lambda operation: operation.scripts,
    "gatilho": lambda operation: operation.triggers,
    "abertura": lambda operation: operation.openings,
    "modelo": lambda operation: operation.templates,
}


def _things(operation: Operation, kind: Kind) -> Sequence[Any]:
    return _OF[kind](operation)


def _kept(kind: Kind, things: Sequence[Thing], approvals: Approvals) -> tuple[Thing, ...]:
    kept: list[Thing] = []
    for thing in things:
        wording = _wording(kind, thing)
        if approvals.says(wording):
            kept.append(thing)
        elif (before := approvals.before(wording)) is not None:
            fields = {name: _frozen(value) for name, value in json.loads(before.said).items()}
            kept.append(replace(thing, **fields))  # type: ignore[type-var]
    return tuple(kept)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


def _flat(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _flat(one)
    elif value not in (None, "", 0):
        yield str(value)
