"""What Meta's notices say of how well a number or an account is.

Source: Meta, webhook fields `phone_number_quality_update`, `phone_number_name_update`, `account_update` and
`business_capability_update` (2026): a limit is the portfolio's, and comes as a tier or as a number.
"""

from __future__ import annotations

from typing import Any

import msgspec

from central.core.messaging.health import Signal, State
from central.core.messaging.standing import Moved, limit_of
from central.core.messaging.update import Notice

_QUALITY: dict[str, tuple[State, str]] = {
    "FLAGGED": ("red", "a Meta marcou a qualidade como baixa"),
    "UNFLAGGED": ("green", "a qualidade voltou ao normal"),
}
_BANS: dict[str, tuple[State, str]] = {
    "SCHEDULE_FOR_DISABLE": ("restricted", "a Meta marcou data para desativar a conta"),
    "DISABLE": ("banned", "a Meta desativou a conta"),
    "REINSTATE": ("yellow", "a Meta devolveu a conta"),
}
_EVENTS: dict[str, tuple[State, str]] = {
    "DISABLED_UPDATE": ("banned", "a Meta desativou a conta"),
    "ACCOUNT_DELETED": ("banned", "a conta foi apagada"),
    "ACCOUNT_VIOLATION": ("yellow", "a Meta avisou de uma violação das regras"),
}
_SPEAKS = ("RESTRICTED_BIZ_INITIATED_MESSAGING", "RESTRICTED_CUSTOMER_INITIATED_MESSAGING")
"""Restrictions that keep a number from talking; the others are about the account's settings."""


def signal_of(notice: Notice) -> Signal | None:
    """What a notice says of health; None when it says nothing of it."""
    value = _value(notice)
    match notice.field:
        case "phone_number_quality_update":
            return _signal(notice, value.get("display_phone_number"), _QUALITY.get(_word(value.get("event"))))
        case "account_update":
            return _account(notice, value)
        case "business_capability_update":
            limit = value.get("max_daily_conversation_per_phone", value.get("max_daily_conversations_per_business"))
            found: tuple[State, str] = ("restricted", "a Meta tirou o limite de conversas")
            return _signal(notice, None, found if limit in (0, "0") else None)
    return None


def moved_of(notice: Notice) -> Moved | None:
    """What a notice says of a number's limit, throughput or name; None when it says nothing of them."""
    value = _value(notice)
    number = _word(value.get("display_phone_number")) or None
    match notice.field:
        case "phone_number_quality_update":
            faster = "HIGH" if _word(value.get("event")) == "THROUGHPUT_UPGRADE" else ""
            found = Moved(notice.waba, number, notice.at, _tier(value), faster)
        case "business_capability_update":
            found = Moved(notice.waba, None, notice.at, _tier(value))
        case "phone_number_name_update":
            name = {"APPROVED": "APPROVED", "REJECTED": "DECLINED"}.get(_word(value.get("decision")), "")
            found = Moved(notice.waba, number, notice.at, name_status=name)
        case _:
            return None
    return found if found.tier or found.throughput or found.name_status else None


def _value(notice: Notice) -> dict[str, Any]:
    """What a notice says; empty when it is nothing we can read."""
    try:
        value = msgspec.json.decode(notice.raw).get("update")
    except (msgspec.DecodeError, AttributeError):
        return {}
    return value if isinstance(value, dict) else {}


def _tier(value: dict[str, Any]) -> str:
    """Meta's limit as it gives it: a tier, a number of people, -1; one it took away is no limit but a restriction."""
    said = value.get("max_daily_conversations_per_business", value.get("max_daily_conversation_per_phone"))
    if isinstance(said, int) and not isinstance(said, bool):
        return str(said) if said else ""
    tier = _word(said)
    return tier if tier == "-1" or tier == "TIER_UNLIMITED" or limit_of(tier) else ""


def _account(notice: Notice, value: dict[str, Any]) -> Signal | None:
    event, number = _word(value.get("event")), value.get("phone_number")
    if event == "ACCOUNT_RESTRICTION":
        listed = value.get("restriction_info")
        found = [r for r in listed if isinstance(r, dict)] if isinstance(listed, list) else []
        held = [r for r in found if _word(r.get("restriction_type")) in _SPEAKS]
        if not held:
            return _signal(notice, number, ("yellow", "a Meta restringiu ajustes da conta"))
        ends = [_millis(r.get("expiration")) for r in held]
        until = None if None in ends else max(end for end in ends if end is not None)
        return _signal(notice, number, ("restricted", "a Meta restringiu o envio de mensagens"), until)
    ban = value.get("ban_info")
    if isinstance(ban, dict) and (state := _BANS.get(_first_word(ban.get("waba_ban_state")))):
        return _signal(notice, number, state)
    violation = value.get("violation_info")
    kind = _word(violation.get("violation_type")) if isinstance(violation, dict) else ""
    found_event = _EVENTS.get(event)
    if found_event is not None and kind:
        found_event = (found_event[0], f"{found_event[1]} ({kind})")
    return _signal(notice, number, found_event)


def _signal(notice: Notice, number: object, found: tuple[State, str] | None, until: int | None = None) -> Signal | None:
    if found is None:
        return None
    said = str(number) if number else notice.channel
    return Signal(notice.waba, said, found[0], found[1], notice.at, until)


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _first_word(value: object) -> str:
    """Meta's page shows this word alone and, elsewhere, in a list."""
    return _word(value[0]) if isinstance(value, list) and value else _word(value)


def _millis(value: object) -> int | None:
    """Meta's Unix seconds."""
    return int(value) * 1000 if isinstance(value, int) or (isinstance(value, str) and value.isdecimal()) else None
