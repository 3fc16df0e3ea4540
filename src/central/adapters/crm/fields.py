"""A ticket as fields of a record, and a record as what it says of a ticket: the same for every CRM, by its plan.

A record is a flat row of values by the CRM's own keys.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from central.adapters.crm.plan import Field, Plan, near
from central.core.selling.ticket import Status, Ticket
from central.core.text import fold
from central.ports.crm import Known, Record

Row = Mapping[str, object]
MARK = "Central: "
NOBODY = ("", "0")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MARK = re.compile(rf"{MARK}([0-9a-f]{{32}})\b")
_READ: tuple[Status, ...] = ("comprado", "perdido", "interessado", "pediu_desconto")


def content_of(ticket: Ticket, plan: Plan, described: str) -> dict[str, str]:
    """What we keep up to date beside the status; nothing empty, and our key in the history's last line."""
    told = {
        "titulo": title_of(ticket),
        "historico": f"{described}\n{MARK}{ticket.id}".strip(),
        "nome": ticket.name,
        "telefone": f"+{ticket.phone}" if ticket.phone and ticket.phone.isdigit() else ticket.phone,
        "email": ticket.email,
        "origem": plan.sources.get(ticket.source or "", ticket.source),
        "campanha": ticket.campaign,
        "anuncio": ticket.ad,
        "persona": ticket.persona,
        "produto": ticket.product,
        "central": ticket.id,
    }
    known = [(plan.fields[word], said) for word, said in told.items() if word in plan.fields]
    return {field.key: value for field, said in known if (value := written(field, said))}


def title_of(ticket: Ticket) -> str:
    """Who, and about what."""
    about = ticket.campaign or ticket.product or ticket.persona
    title = ticket.name or ticket.phone or "Lead do WhatsApp"
    return f"{title} · {about}" if about else title


def status_of(ticket: Ticket, plan: Plan, zone: str) -> dict[str, str]:
    """What tells the status, and of a closed ticket when, for how much and why."""
    fields = dict(plan.stages[ticket.status])
    if ticket.open:
        return fields
    told = {"fechamento": str(ticket.closed_at or ticket.updated_at), "comentario": ticket.reason}
    if ticket.status == "comprado" and ticket.value is not None:
        told["valor"] = reais(ticket.value)
    if ticket.status == "perdido":
        told["motivo"] = plan.reasons.get(slug(ticket.reason), ticket.reason)
    for word, said in told.items():
        if word in plan.fields and (value := written(plan.fields[word], said, zone)):
            fields[plan.fields[word].key] = value
    return fields


def written(field: Field, said: str | None, zone: str = "UTC") -> str:
    """A value as the field takes it; empty when it is none of its options."""
    if not said:
        return ""
    if field.kind in ("day", "moment"):
        at = datetime.fromtimestamp(int(said) // 1000, UTC)
        return f"{at:%Y-%m-%dT%H:%M:%SZ}" if field.kind == "moment" else f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d}"
    return (near(said, field.options) or "") if field.chooses else said


def record_of(row: Row, plan: Plan) -> Record:
    """A record as it stands."""
    status = _status(row, plan)
    return Record(
        ref=text(row["id"]),
        ticket=key_of(row, plan),
        known=Known(told_of(row, plan), {n: text(value) for n, value in row.items()}, held=held_by(row, plan)),
        status=status,
        reason=_reason(row, plan) if status == "perdido" else "",
        value=centavos(_value(row, plan, "valor")) if status == "comprado" else None,
        over=status in ("comprado", "perdido") or text(row.get(plan.stage)) in plan.closed,
    )


def told_of(row: Row, plan: Plan) -> dict[str, str]:
    """The fields that tell the sale, as text."""
    return {name: text(row.get(name)) for name in plan.telling}


def seen_of(row: Row, plan: Plan, expected: Mapping[str, str]) -> dict[str, str]:
    """The same after a writing of ours; a person's change in the same moment is not taken for it, and is found later.

    >>> plan = Plan({}, ("active", "budget"), {}, "assignee_id")
    >>> seen_of({"active": 1, "budget": 89.9}, plan, {"active": "1", "budget": "89.90"})["budget"]
    '89.9'
    >>> seen_of({"active": 3}, plan, {"active": "1"})["active"]
    '1'
    """
    told = told_of(row, plan)
    return {n: expected[n] if n in expected and _plain(expected[n]) != _plain(v) else v for n, v in told.items()}


def held_by(row: Row, plan: Plan) -> str:
    """Whose record it is; empty for nobody's, and for ours.

    >>> plan = Plan({}, (), {}, "assignee_id", me="9")
    >>> [held_by({"assignee_id": id}, plan) for id in (7, "0", 9, None)]
    ['7', '', '', '']
    """
    found = text(row.get(plan.holder))
    return "" if found in (*NOBODY, plan.me) else found


def key_of(row: Row, plan: Plan) -> str | None:
    """Our key in a record: in a field of its own, or in the last line of the history."""
    own, found = text(_value(row, plan, "central")), _MARK.search(text(_value(row, plan, "historico")))
    return own if re.fullmatch(r"[0-9a-f]{32}", own) else found[1] if found else None


def shows(row: Row, wanted: Mapping[str, str]) -> bool:
    """Whether a record says what was written into it, however the CRM spaces or marks up texts."""
    return all(_plain(row.get(name)) == _plain(value) for name, value in wanted.items())


def slug(reason: str) -> str:
    """A reason as an owner writes it in the YAML.

    >>> slug("Parou de responder")
    'parou_de_responder'
    """
    return "_".join(re.findall(r"[a-z0-9]+", fold(reason)))


def reais(value: int) -> str:
    """Centavos as a CRM's numbers.

    >>> reais(8990), reais(5)
    ('89.90', '0.05')
    """
    return f"{value // 100}.{value % 100:02d}"


def centavos(value: object) -> int | None:
    """A CRM's numbers as centavos, without a float.

    >>> centavos(89.9), centavos("1200"), centavos(None), centavos(0)
    (8990, 120000, None, None)
    """
    match = re.fullmatch(r"(\d+)(?:\.(\d{1,2})\d*)?", text(value))
    if match is None:
        return None
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")) or None


def text(value: object) -> str:
    """A value of an API as text; ids come as numbers or texts, nothing as null or 0.

    >>> text(None), text(3), text("3"), text(3.0), text(89.9)
    ('', '3', '3', '3', '89.9')
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def number_of(row: Row) -> int:
    """A row's id, which tells the order of their making."""
    return int(text(row["id"]))


def _status(row: Row, plan: Plan) -> Status | None:
    for status in _READ:
        fields = plan.stages.get(status)
        if fields and all(text(row.get(key)) == value for key, value in fields.items()):
            return status
    return plan.closed.get(text(row.get(plan.stage)))


def _reason(row: Row, plan: Plan) -> str:
    """Why it was lost, by the name of the option that was chosen, or in whatever words stand there."""
    options = plan.fields["motivo"].options if "motivo" in plan.fields else {}
    chosen = text(_value(row, plan, "motivo"))
    names = {value: name for name, value in options.items()}
    return names.get(chosen) or ("" if names else chosen) or text(_value(row, plan, "comentario"))


def _value(row: Row, plan: Plan, word: str) -> object:
    return row.get(plan.fields[word].key) if word in plan.fields else None


def _plain(value: object) -> str:
    """Numbers alike whatever their zeros, texts without tags and spaces."""
    said = "".join(_TAG.sub("", html.unescape(text(value))).split())
    return said.rstrip("0").rstrip(".") if re.fullmatch(r"\d+\.\d+", said) else said
