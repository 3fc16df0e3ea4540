"""A ticket is one purchase intent of a person: how it opens, what moves it, what nobody may do to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from central.core.errors import GiveUp
from central.core.messaging.conversation import Memo
from central.core.records import swift

Status = Literal["interessado", "pediu_desconto", "comprado", "perdido"]
STATUSES: tuple[Status, ...] = ("interessado", "pediu_desconto", "comprado", "perdido")
OPEN: tuple[Status, ...] = ("interessado", "pediu_desconto")
BY_CENTRAL = "central"
BY_ORDER = "pedido"
OPTED_OUT, SILENT, REFUNDED = "pediu para sair", "parou de responder", "reembolso"
MOST_TAGS, LONGEST_TAG = 20, 40
FIELDS = ("persona", "product", "campaign", "ad", "source", "name", "phone", "email")

_STATUS_OF: dict[str, Status] = {
    "novo": "interessado",
    "interessado": "interessado",
    "pediu_desconto": "pediu_desconto",
    "checkout": "interessado",
}
_SOLD = ("comprado", "pos_venda")
_WISHES = dict.fromkeys(("preco", "variacoes", "frete", "pagamento", "produto", "objecao_preco"), "interessado") | {
    "desconto": "pediu_desconto",
    "compra": "checkout",
}


@swift
@dataclass(frozen=True, slots=True)
class Move:
    """What a turn changed about a sale; written with the turn, applied to the ticket afterwards."""

    stage: str
    persona: str | None = None
    product: str | None = None
    source: str | None = None
    campaign: str | None = None
    ad: str | None = None
    touched: bool = False
    """An ad or a link brought the lead anew."""
    opted_out: bool = False
    wish: str = ""
    """The stage that who has bought already begins anew with; empty where the burst asked for nothing that is sold."""
    touched_at: int = 0
    """When the last ad or link brought the lead."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """`value` in centavos; `version` grows by one with every change, `tags` are sorted."""

    id: str
    person: str
    conversation: str | None
    status: Status
    opened_at: int
    updated_at: int
    version: int = 1
    reason: str = ""
    value: int | None = None
    persona: str | None = None
    product: str | None = None
    campaign: str | None = None
    ad: str | None = None
    source: str | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    tags: tuple[str, ...] = ()
    closed_at: int | None = None

    @property
    def open(self) -> bool:
        """Whether the sale can still be made."""
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of a ticket's history; `by` is `central`, `pedido`, or a person (`api:loja`, `painel:ana`, a CRM)."""

    ticket: str
    version: int
    at: int
    by: str
    kind: str
    """aberto · status · campos · nota · etiqueta · sem_etiqueta"""
    text: str = ""
    status: Status | None = None
    value: int | None = None


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Another status; `perdido` says why, `comprado` for how much (centavos)."""

    status: Status
    reason: str = ""
    value: int | None = None


@dataclass(frozen=True, slots=True)
class SetFields:
    """Some of FIELDS, by name."""

    fields: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class AddNote:
    """Words of a person about the sale."""

    text: str


@dataclass(frozen=True, slots=True)
class AddTag:
    """A word to find tickets by."""

    tag: str


@dataclass(frozen=True, slots=True)
class RemoveTag:
    """The word goes."""

    tag: str


Change = SetStatus | SetFields | AddNote | AddTag | RemoveTag


def moved(before: Memo, after: Memo, *, opted_out: bool = False, wish: str = "") -> Move | None:
    """What a turn changed about the sale; None when stage, persona, product and origin are as they were, and who has
    bought wishes for nothing new.

    >>> moved(Memo(persona="livia"), Memo(persona="livia", introduced=True)) is None
    True
    """
    touched = after.last_touch is not before.last_touch and after.last_touch != before.last_touch
    same = before.stage == after.stage and before.product == after.product and before.persona == after.persona
    if same and not touched and not opted_out and not wish:
        return None
    touch = after.last_touch
    return Move(
        stage=after.stage,
        persona=after.persona,
        product=after.product,
        source=touch.source if touch is not None else None,
        campaign=touch.campaign if touch is not None else None,
        ad=touch.ad if touch is not None else None,
        touched=touched,
        opted_out=opted_out,
        wish=wish,
        touched_at=touch.at if touch is not None else 0,
    )


def wished(stage: str, intent: str) -> str:
    """The stage that who has bought begins anew with, by what a burst is about; empty where that is nothing for sale.

    >>> wished("comprado", "desconto"), wished("comprado", "saudacao"), wished("interessado", "preco")
    ('pediu_desconto', '', '')
    """
    return _WISHES.get(intent, "") if stage in _SOLD else ""


def begins(latest: Ticket | None, move: Move) -> bool:
    """Whether a move is the start of a purchase intent: the first one, or a new one after a closed ticket.

    After a sale it takes a wish: for another product, to buy once more, or after a new click, which alone is none.
    After a loss any interest is one.
    """
    if move.opted_out:
        return False
    if latest is None:
        return move.stage in _STATUS_OF
    if latest.open:
        return False
    another = move.product is not None and move.product != latest.product
    if latest.status == "comprado":
        brought = move.touched_at > (latest.closed_at or 0)
        return bool(move.wish) and (another or brought or move.wish == "checkout")
    return another or move.touched or move.stage in ("interessado", "pediu_desconto", "checkout")


def begun(id: str, person: str, conversation: str, at: int, move: Move) -> Ticket:
    """The ticket a move opens."""
    return Ticket(
        id=id,
        person=person,
        conversation=conversation,
        status=_STATUS_OF.get(move.wish or move.stage, "interessado"),
        opened_at=at,
        updated_at=at,
        persona=move.persona,
        product=move.product,
        campaign=move.campaign,
        ad=move.ad,
        source=move.source,
    )


def again(lost: Ticket, id: str, at: int, stage: str) -> Ticket:
    """The ticket of a lead who came back to what they had fallen silent about."""
    status = _STATUS_OF.get(stage, "interessado")
    return replace(
        lost,
        id=id,
        status=status,
        reason="",
        value=None,
        tags=(),
        version=1,
        opened_at=at,
        updated_at=at,
        closed_at=None,
    )


def opened(ticket: Ticket, by: str) -> Happened:
    """The first line of a ticket's history."""
    return Happened(ticket.id, ticket.version, ticket.opened_at, by, "aberto", "", ticket.status, ticket.value)


def changes_of(ticket: Ticket, move: Move) -> list[Change]:
    """What a move says of an open ticket; a discount once asked for stays asked for."""
    if not ticket.open:
        return []
    if move.opted_out:
        return [SetStatus("perdido", OPTED_OUT)]
    told = {"persona": move.persona, "product": move.product}
    if move.touched:
        told |= {"source": move.source, "campaign": move.campaign, "ad": move.ad}
    new = tuple((name, value) for name, value in told.items() if value is not None and value != getattr(ticket, name))
    changes: list[Change] = [SetFields(new)] if new else []
    if ticket.status == "interessado" and _STATUS_OF.get(move.wish or move.stage) == "pediu_desconto":
        changes.append(SetStatus("pediu_desconto"))
    return changes


def changed(ticket: Ticket, change: Change, at: int, by: str) -> tuple[Ticket, Happened | None]:
    """The ticket after a change with the line for its history; None when nothing changed.

    Raises GiveUp for what no ticket may be: lost without a reason, a value that is no price, too many tags.
    """
    match change:
        case SetStatus():
            new, text = _with_status(ticket, change, at), change.reason
            kind = "status"
        case SetFields(fields):
            new, text = replace(ticket, **dict(fields)), ", ".join(name for name, _ in fields)  # type: ignore[arg-type]
            kind = "campos"
        case AddNote(text):
            new, kind = ticket, "nota"
        case AddTag(tag):
            new, text, kind = replace(ticket, tags=_tagged(ticket.tags, tag)), tag, "etiqueta"
        case RemoveTag(tag):
            new, text, kind = replace(ticket, tags=tuple(t for t in ticket.tags if t != tag)), tag, "sem_etiqueta"
    if new == ticket and kind != "nota":
        return ticket, None
    new = replace(new, version=ticket.version + 1, updated_at=max(at, ticket.updated_at))
    told = (new.status, new.value) if kind == "status" else (None, None)
    return new, Happened(ticket.id, new.version, at, by, kind, text, *told)


def all_changed(ticket: Ticket, changes: Sequence[Change], at: int, by: str) -> tuple[Ticket, list[Happened]]:
    """The ticket after several changes."""
    told: list[Happened] = []
    for change in changes:
        ticket, line = changed(ticket, change, at, by)
        told += [line] if line is not None else []
    return ticket, told


def _with_status(ticket: Ticket, change: SetStatus, at: int) -> Ticket:
    if change.status == "perdido" and not change.reason.strip():
        raise GiveUp("um ticket perdido precisa do motivo", code="sem_motivo")
    if change.value is not None and change.value < 0:
        raise GiveUp("o valor de um ticket não pode ser negativo", code="valor_negativo")
    value = change.value if change.value is not None else ticket.value
    still = ticket.closed_at is not None and change.status == ticket.status
    closed_at = None if change.status in OPEN else ticket.closed_at if still else at
    return replace(ticket, status=change.status, reason=change.reason, value=value, closed_at=closed_at)


def _tagged(tags: tuple[str, ...], tag: str) -> tuple[str, ...]:
    if not tag.strip() or len(tag) > LONGEST_TAG:
        raise GiveUp(f"uma etiqueta tem de 1 a {LONGEST_TAG} letras", code="etiqueta")
    if tag not in tags and len(tags) >= MOST_TAGS:
        raise GiveUp(f"um ticket tem até {MOST_TAGS} etiquetas", code="etiqueta")
    return tuple(sorted({*tags, tag}))
