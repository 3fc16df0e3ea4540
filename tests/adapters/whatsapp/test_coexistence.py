"""Notices about people: what each field of Meta's coexistence tells, and that strange rows tell nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.adapters.whatsapp.coexistence import asides
from central.adapters.whatsapp.webhook import parse
from central.core.messaging.message import Media, Text
from central.core.messaging.update import Notice, Rank
from central.core.people.coexistence import AppContact, AppMessage, Aside, IdChange
from central.core.people.identity import Sender
from central.core.people.kinship import Change

META = {"display_phone_number": "5511940000001", "phone_number_id": "100200300400500"}


def told(field: str, **value: Any) -> list[Aside]:
    """What a webhook of this field tells."""
    change = {"field": field, "value": {"messaging_product": "whatsapp", "metadata": META, **value}}
    body = json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "900", "changes": [change]}]})
    (notice,) = parse(body.encode())
    assert isinstance(notice, Notice)
    return asides(notice)


def row(id: str, author: str, words: str, **more: Any) -> dict[str, Any]:
    return {"from": author, "id": id, "timestamp": "1700000000", "type": "text", "text": {"body": words}, **more}


LEAD = Sender(wa_id="553198765432")


def test_history_tells_both_sides_of_every_thread() -> None:
    thread = {
        "id": "553198765432",
        "messages": [
            row("w1", "553198765432", "oi", history_context={"status": "READ"}),
            row("w2", "5511940000001", "olá", to="553198765432", history_context={"status": "DELIVERED"}),
            row("w3", "100", "pela agenda", history_context={"from_me": True, "status": "READ"}),
        ],
    }
    chunk = {"metadata": {"phase": 0, "chunk_order": 1, "progress": 55}, "threads": [thread]}
    found = told("history", history=[chunk])
    assert [(m.wamid, m.ours, m.live, m.lead, m.rank) for m in found if isinstance(m, AppMessage)] == [
        ("w1", False, False, LEAD, Rank.READ),
        ("w2", True, False, LEAD, Rank.DELIVERED),
        ("w3", True, False, LEAD, Rank.READ),
    ]
    first = found[0]
    assert isinstance(first, AppMessage)
    assert (first.at, first.content) == (1_700_000_000_000, Text("oi"))


def test_a_file_of_the_history_comes_as_a_plain_message() -> None:
    photo = {"from": "553198765432", "id": "w9", "timestamp": "1700000000", "type": "image", "image": {"id": "m1"}}
    (found,) = told("history", messages=[photo])
    assert isinstance(found, AppMessage)
    assert (found.content, found.ours) == (Media("image", "m1"), False)


def test_who_declined_to_share_tells_nothing() -> None:
    assert told("history", history=[{"errors": [{"code": 2593109, "title": "declined"}]}]) == []


def test_an_echo_is_ours_and_live() -> None:
    (found,) = told("smb_message_echoes", message_echoes=[row("w1", "5511940000001", "oi", to="+55 31 9876-5432")])
    assert found == AppMessage(
        META["phone_number_id"], "900", "w1", 1_700_000_000_000, LEAD, Text("oi"), True, True, Rank.SENT
    )


def test_an_echo_to_somebody_without_a_phone_goes_by_user_id() -> None:
    (found,) = told("smb_message_echoes", message_echoes=[row("w1", "5511940000001", "oi", to="BR.55501")])
    assert isinstance(found, AppMessage)
    assert found.lead == Sender(bsuid="BR.55501")


def test_contacts_are_told_with_the_owners_name_for_them() -> None:
    card = {"full_name": "Dona Cida", "first_name": "Cida", "phone_number": "+55 21 98888-0000"}
    synced = [
        {"type": "contact", "contact": card, "action": "add", "metadata": {"timestamp": "1700000000"}},
        {"type": "contact", "contact": {"phone_number": "5521977770000"}, "action": "remove"},
    ]
    assert told("smb_app_state_sync", state_sync=synced) == [
        AppContact("900", META["phone_number_id"], Sender(wa_id="5521988880000", name="Dona Cida"))
    ]


def test_a_new_user_id_is_told_with_the_old_one() -> None:
    (found,) = told(
        "user_id_update",
        user_id_update=[
            {"user_id": {"previous": "BR.1", "current": "BR.2"}, "wa_id": "5511", "timestamp": "1795000300"}
        ],
    )
    change = Change(Sender("BR.1"), Sender("BR.2", None, "5511"), 1_795_000_300_000)
    assert found == IdChange("900", META["phone_number_id"], change)


@pytest.mark.parametrize("field", ["history", "smb_message_echoes", "smb_app_state_sync", "user_id_update", "security"])
@given(value=st.recursive(st.none() | st.text(max_size=5) | st.integers(), lambda x: st.lists(x, max_size=3)))
def test_strange_rows_tell_nothing_and_break_nothing(field: str, value: Any) -> None:
    keys = ("history", "messages", "message_echoes", "state_sync", "user_id_update")
    assert told(field, **dict.fromkeys(keys, value)) == []
    strange = {"threads": value, "contact": value, "user_id": value, "id": value, "from": value}
    assert told(field, **{key: [strange] for key in keys}) == []
