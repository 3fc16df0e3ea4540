"""What all pretend CRMs have in common: answers that go wrong when they are told to, hooks, people, lists that lag."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from central.core.selling.ticket import Status
from central.pretend.crm.faults import Faults, Mishap

Json = dict[str, Any]
UNFIT = "a value does not fit"
HTML = b"<!doctype html><title>Login</title>"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    method: str
    path: str
    query: Sequence[tuple[str, str]]
    headers: Mapping[str, str]
    body: bytes = b""
    form: Mapping[str, str] = field(default_factory=dict)

    def json(self) -> Json:
        """The object in its body."""
        return dict(json.loads(self.body or b"{}"))


@dataclass(frozen=True, slots=True)
class Answered:
    """What goes over the wire; status 0 is a dropped connection."""

    status: int
    body: bytes = b""
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    wait_ms: int = 0


@dataclass(frozen=True, slots=True)
class Hook:
    """One webhook on its way to us."""

    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A record as somebody sees it on the screen; `status` None for a stage of the seller's own."""

    ref: str
    ticket: str | None
    status: Status | None
    value: int | None
    reason: str
    title: str
    history: str
    fields: Mapping[str, str]
    contact: Mapping[str, str]
    """The contact it is tied to: id, nome, telefone."""


@dataclass
class Office(ABC):
    """A pretend CRM. `hook` is told of every change in a record, ours or a person's; `hook_to` is the address that a
    signature goes over."""

    key: str = "chave-de-mentira"
    now: Callable[[], int] = lambda: 1_795_000_000_000
    faults: Faults = field(default_factory=Faults)
    hook: Callable[[Hook], None] | None = None
    secret: str = "segredo-de-mentira"  # noqa: S105 - a pretence
    hook_to: str = ""
    requests: int = 0
    prefix: ClassVar[str]

    def answer(self, asked: Asked) -> Answered:
        """What the API answers to one request."""
        self.requests += 1
        mishap = self.faults.draw(self._writes(asked))
        if mishap == "down":
            return Answered(0)
        if mishap == "html":
            return self._page()
        if mishap == "too_fast":
            return self._calm()
        refused = self._refused(asked)
        if refused is not None:
            return refused
        if mishap == "refuse":
            return self._unfit()
        if mishap == "lie":
            return self._broken(asked)
        told = (self._forgotten(asked) if mishap == "forget" else None) or self._do(asked)
        if mishap == "late" and told.status < 300 and not self._is_error(told):
            told = self._broken(asked)
        return replace(told, wait_ms=self._wait_ms(mishap))

    @abstractmethod
    def cards(self) -> list[Card]:
        """Every record, as it is seen on the screen."""

    def shown(self, ticket: str) -> list[Card]:
        """The records that carry a ticket's key."""
        return [card for card in self.cards() if card.ticket == ticket]

    # ── people who work in it ────────────────────────────────────────────────────────────────────

    @abstractmethod
    def person(self, ref: str, status: Status | None = None, *, value: int | None = None, reason: str = "") -> None:
        """Somebody wins, loses or reopens a sale; None: a stage of the seller's own."""

    @abstractmethod
    def takes(self, ref: str, who: str) -> None:
        """A record goes to somebody; "" to nobody."""

    @abstractmethod
    def writes_over(self, ref: str, title: str = "", history: str = "") -> None:
        """Somebody writes another title, or over the history."""

    @abstractmethod
    def throws_away(self, ref: str) -> None:
        """Somebody deletes a record."""

    @abstractmethod
    def doubles(self, ref: str) -> None:
        """The same record stands there once more, without a word to anybody."""

    @abstractmethod
    def knows(self, name: str, phone: str) -> str:
        """A contact that was there before us; its id."""

    @abstractmethod
    def contacts(self) -> dict[str, str]:
        """The phones of all contacts by id."""

    @abstractmethod
    def everything(self) -> str:
        """All that is kept, as one text."""

    # ── what its API does ────────────────────────────────────────────────────────────────────────

    @abstractmethod
    def _writes(self, asked: Asked) -> bool:
        """Whether a request changes something."""

    @abstractmethod
    def _refused(self, asked: Asked) -> Answered | None:
        """A refusal before anything is done."""

    @abstractmethod
    def _do(self, asked: Asked) -> Answered:
        """Do what was asked."""

    @abstractmethod
    def _forgotten(self, asked: Asked) -> Answered | None:
        """The answer to an update that is not carried out; None when it is none."""

    @abstractmethod
    def _broken(self, asked: Asked) -> Answered:
        """An error of its own making."""

    @abstractmethod
    def _unfit(self) -> Answered:
        """A refusal of what was to be written."""

    @abstractmethod
    def _calm(self) -> Answered:
        """Too many requests."""

    def _page(self) -> Answered:
        """A page where JSON was asked for."""
        return Answered(502, HTML, "text/html")

    def _is_error(self, told: Answered) -> bool:
        """Whether an answer with a good status is an error all the same."""
        return False

    def _wait_ms(self, mishap: Mishap) -> int:
        return self.faults.slow_ms + (self.faults.stall_ms if mishap == "stall" else 0)


class Index:
    """What a search sees: records as they were a while ago."""

    def __init__(self) -> None:
        self._kept: dict[int, list[tuple[int, Json | None]]] = {}

    def put(self, id: int, at: int, row: Json | None) -> None:
        """A record is now this, or gone."""
        self._kept.setdefault(id, []).append((at, dict(row) if row is not None else None))

    def rows(self, at: int) -> list[Json]:
        """The records as they were then, in the order of their ids."""
        found = []
        for id in sorted(self._kept):
            versions = self._kept[id]
            while len(versions) > 1 and versions[1][0] <= at:
                versions.pop(0)
            row = versions[0][1] if versions[0][0] <= at else None
            if row is not None:
                found.append(row)
        return found


def person_of(contact: Mapping[str, Any], name: str) -> dict[str, str]:
    """A contact as a card shows it; `name` is the field of its name."""
    told = {"id": contact.get("id"), "nome": contact.get(name), "telefone": contact.get("phone")}
    return {word: str(value or "") for word, value in told.items()}


def told(body: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> Answered:
    """An answer in JSON."""
    return Answered(status, json.dumps(body, ensure_ascii=False).encode(), headers=headers or {})
