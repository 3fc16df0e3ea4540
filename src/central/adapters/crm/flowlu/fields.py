"""A ticket as fields of a Flowlu opportunity, and an opportunity as what it says of a ticket."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from central.adapters.crm.flowlu.client import Json
from central.adapters.crm.flowlu.setup import Plan
from central.core.selling.ticket import Status, Ticket
from central.core.text import fold
from central.ports.crm import Known, Record

OPEN, LOST, WON = "1", "2", "3"
TOLD = ("active", "pipeline_stage_id", "closing_status_id", "budget")
"""The fields by which a sale is told."""
MARK = "Central: "
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MARK = re.compile(rf"{MARK}([0-9a-f]{{32}})\b")


def content_of(ticket: Ticket, plan: Plan, described: str) -> dict[str, str]:
    """What we keep up to date beside the status; nothing empty, and our key in the description's last line."""
    about = ticket.campaign or ticket.product or ticket.persona
    title = ticket.name or ticket.phone or "Lead do WhatsApp"
    told = {"campanha": ticket.campaign, "anuncio": ticket.ad, "persona": ticket.persona, "produto": ticket.product}
    fields = {
        "name": f"{title} · {about}" if about else title,
        "description": f"{described}\n{MARK}{ticket.id}".strip(),
        "contact_name": ticket.name,
        "contact_phone": f"+{ticket.phone}" if ticket.phone and ticket.phone.isdigit() else ticket.phone,
        "contact_email": ticket.email,
        "source_id": plan.sources.get(ticket.source or ""),
        **{plan.fields[word]: value for word, value in told.items() if word in plan.fields},
        **({plan.fields["central"]: ticket.id} if "central" in plan.fields else {}),
    }
    return {name: value for name, value in fields.items() if value}


def status_of(ticket: Ticket, plan: Plan, zone: str) -> dict[str, str]:
    """What tells the status; a stage goes with its pipeline."""
    if ticket.open:
        return {"active": OPEN, "pipeline_id": plan.pipeline, "pipeline_stage_id": plan.stages[ticket.status]}
    closed = (ticket.closed_at or ticket.updated_at) / 1000
    day = datetime.fromtimestamp(closed, ZoneInfo(zone)).strftime("%Y-%m-%d")
    fields = {"active": WON if ticket.status == "comprado" else LOST, "closing_date": day}
    if ticket.value is not None and ticket.status == "comprado":
        fields["budget"] = reais(ticket.value)
    if ticket.status == "perdido" and (reason := plan.reasons.get(slug(ticket.reason))):
        fields["closing_status_id"] = reason
    if ticket.reason:
        fields["closing_comment"] = ticket.reason
    return fields


def record_of(row: Json, plan: Plan) -> Record:
    """An opportunity as it stands."""
    active, stage = text(row.get("active")), text(row.get("pipeline_stage_id"))
    status: Status | None = None
    if active == WON:
        status = "comprado"
    elif active == LOST:
        status = "perdido"
    elif stage == plan.stages["interessado"]:
        status = "interessado"
    elif stage == plan.stages["pediu_desconto"]:
        status = "pediu_desconto"
    loss = text(row.get("closing_status_id"))
    reason = plan.reason_names.get(loss) or text(row.get("closing_comment")) if active == LOST else ""
    return Record(
        ref=text(row["id"]),
        ticket=key_of(row, plan),
        known=Known(told_of(row), {name: text(value) for name, value in row.items()}, held=held_by(row)),
        status=status,
        reason=reason or "",
        value=centavos(row.get("budget")) if active == WON else None,
    )


def told_of(row: Json) -> dict[str, str]:
    """The fields that tell the sale, as text."""
    return {name: text(row.get(name)) for name in TOLD}


def seen_of(row: Json, expected: Mapping[str, str]) -> dict[str, str]:
    """The same after a writing of ours; a person's change in the same moment is not taken for it, and is found later.

    >>> seen_of({"active": 1, "budget": 89.9}, {"active": "1", "budget": "89.90"})["budget"]
    '89.9'
    >>> seen_of({"active": 3}, {"active": "1"})["active"]
    '1'
    """
    told = told_of(row)
    return {n: expected[n] if n in expected and _plain(expected[n]) != _plain(v) else v for n, v in told.items()}


def held_by(row: Json) -> str:
    """Whose opportunity it is; empty for nobody's.

    >>> held_by({"assignee_id": 7}), held_by({"assignee_id": "0"}), held_by({})
    ('7', '', '')
    """
    found = text(row.get("assignee_id"))
    return "" if found == "0" else found


def key_of(row: Json, plan: Plan) -> str | None:
    """Our key in an opportunity: in its own field, or in the last line of the description."""
    own = text(row.get(plan.fields.get("central", "")))
    found = _MARK.search(text(row.get("description")))
    return own if re.fullmatch(r"[0-9a-f]{32}", own) else found[1] if found else None


def shows(row: Mapping[str, object], written: Mapping[str, str]) -> bool:
    """Whether an opportunity says what was written into it, however the portal spaces or marks up texts."""
    return all(_plain(row.get(name)) == _plain(value) for name, value in written.items())


def slug(reason: str) -> str:
    """A reason as an owner writes it in the YAML.

    >>> slug("Parou de responder")
    'parou_de_responder'
    """
    return "_".join(re.findall(r"[a-z0-9]+", fold(reason)))


def reais(value: int) -> str:
    """Centavos as Flowlu's numbers.

    >>> reais(8990), reais(5)
    ('89.90', '0.05')
    """
    return f"{value // 100}.{value % 100:02d}"


def centavos(value: object) -> int | None:
    """Flowlu's numbers as centavos, without a float.

    >>> centavos(89.9), centavos("1200"), centavos(None), centavos(0)
    (8990, 120000, None, None)
    """
    match = re.fullmatch(r"(\d+)(?:\.(\d{1,2})\d*)?", text(value))
    if match is None:
        return None
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")) or None


def text(value: object) -> str:
    """A value of the API as text; ids come as numbers or texts, nothing as null or 0.

    >>> text(None), text(3), text("3"), text(3.0), text(89.9)
    ('', '3', '3', '3', '89.9')
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _plain(value: object) -> str:
    """Numbers alike whatever their zeros, texts without tags and spaces."""
    said = "".join(_TAG.sub("", html.unescape(text(value))).split())
    return said.rstrip("0").rstrip(".") if re.fullmatch(r"\d+\.\d+", said) else said
