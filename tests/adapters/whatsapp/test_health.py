"""What Meta's notices say of a number's health, and what they do not."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from central.adapters.whatsapp.health import moved_of, signal_of
from central.core.messaging.standing import Moved
from central.core.messaging.update import Notice


def notice(field: str, value: Any) -> Notice:
    return Notice(field, "900", 5_000, msgspec.json.encode({"waba": "900", "field": field, "update": value}))


RESTRICTION = {
    "event": "ACCOUNT_RESTRICTION",
    "restriction_info": [
        {"restriction_type": "RESTRICTED_ADD_PHONE_NUMBER_ACTION", "expiration": 99},
        {"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": 77},
    ],
}


@pytest.mark.parametrize(
    ("field", "value", "state", "number", "until"),
    [
        ("phone_number_quality_update", {"display_phone_number": "5511", "event": "FLAGGED"}, "red", "5511", None),
        ("phone_number_quality_update", {"display_phone_number": "5511", "event": "UNFLAGGED"}, "green", "5511", None),
        ("account_update", RESTRICTION, "restricted", None, 77_000),
        ("account_update", {"event": "ACCOUNT_RESTRICTION", "restriction_info": []}, "yellow", None, None),
        (
            "account_update",
            {"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "DISABLE"}},
            "banned",
            None,
            None,
        ),
        ("account_update", {"event": "X", "ban_info": {"waba_ban_state": ["REINSTATE"]}}, "yellow", None, None),
        (
            "account_update",
            {"event": "ACCOUNT_VIOLATION", "violation_info": {"violation_type": "ADULT"}, "phone_number": "5512"},
            "yellow",
            "5512",
            None,
        ),
        ("business_capability_update", {"max_daily_conversation_per_phone": 0}, "restricted", None, None),
    ],
)
def test_a_notice_of_health(field: str, value: Any, state: str, number: str | None, until: int | None) -> None:
    signal = signal_of(notice(field, value))
    assert signal is not None
    assert (signal.state, signal.number, signal.until, signal.waba, signal.at) == (state, number, until, "900", 5_000)
    assert signal.reason


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone_number_quality_update", {"display_phone_number": "5511", "event": "ONBOARDING"}),
        ("account_update", {"event": "PARTNER_ADDED"}),
        ("business_capability_update", {"max_daily_conversation_per_phone": 1000}),
        ("message_template_status_update", {"event": "REJECTED"}),
        ("account_update", "what"),
    ],
)
def test_a_notice_of_something_else_says_nothing_of_health(field: str, value: Any) -> None:
    assert signal_of(notice(field, value)) is None
    assert signal_of(Notice(field, "900", 1, b"broken")) is None


QUALITY, CAPABILITY = "phone_number_quality_update", "business_capability_update"


@pytest.mark.parametrize(
    ("field", "value", "moved"),
    [
        (QUALITY, {"display_phone_number": "5511", "event": "THROUGHPUT_UPGRADE"}, {"throughput": "HIGH"}),
        (
            QUALITY,
            {"display_phone_number": "5511", "max_daily_conversations_per_business": "TIER_10K"},
            {"tier": "TIER_10K"},
        ),
        (CAPABILITY, {"max_daily_conversations_per_business": 2000}, {"number": None, "tier": "2000"}),
        (CAPABILITY, {"max_daily_conversation_per_phone": -1}, {"number": None, "tier": "-1"}),
        (
            CAPABILITY,
            {"max_daily_conversations_per_business": "TIER_UNLIMITED"},
            {"number": None, "tier": "TIER_UNLIMITED"},
        ),
        (
            "phone_number_name_update",
            {"display_phone_number": "5511", "decision": "REJECTED"},
            {"name_status": "DECLINED"},
        ),
    ],
)
def test_a_notice_of_what_moved(field: str, value: Any, moved: dict[str, Any]) -> None:
    assert moved_of(notice(field, value)) == Moved(**{"waba": "900", "number": "5511", "at": 5_000, **moved})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (QUALITY, {"display_phone_number": "5511", "event": "FLAGGED"}),
        (CAPABILITY, {"max_daily_conversations_per_business": 0}),
        (CAPABILITY, {"max_daily_conversations_per_business": True}),
        (CAPABILITY, {"max_daily_conversations_per_business": "TIER_OF_TOMORROW"}),
        ("account_update", {"event": "VERIFIED_ACCOUNT"}),
    ],
)
def test_a_notice_that_moves_nothing(field: str, value: Any) -> None:
    assert moved_of(notice(field, value)) is None
