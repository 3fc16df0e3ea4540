"""The pretend Cloud API refuses what Meta refuses, and counts what judges count. In Python, no server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from central.pretend.cloud import NO_DELAYS, PretendCloud, Settings, report
from central.pretend.cloud.graph_error import GraphError
from central.pretend.cloud.lead import brazilian_phone, wa_id_of
from central.pretend.cloud.limits import Limits
from tests.whatsapp_world import NUMBER, TOKEN, HandClock

HOUR_MS = 3_600_000


@pytest.fixture
async def cloud() -> AsyncIterator[PretendCloud]:
    made = PretendCloud(Settings((NUMBER,), TOKEN, delays=NO_DELAYS, retry_ms=(1, 5)), HandClock())
    await made.start()
    yield made
    await made.close()


def text(to: str, words: str = "oi", **more: Any) -> dict[str, Any]:
    return {"messaging_product": "whatsapp", "to": to, "type": "text", "text": {"body": words}, **more}


def code_of(cloud: PretendCloud, body: dict[str, Any], number: str = NUMBER.id) -> int:
    with pytest.raises(GraphError) as error:
        cloud.accept(number, body)
    assert error.value.as_json()["error"]["code"] == error.value.code
    return error.value.code


async def test_a_message_is_accepted_with_the_answer_meta_gives(cloud: PretendCloud) -> None:
    lead = cloud.new_lead("Bia", "+55 31 98765-4321")
    cloud.say(lead.id, NUMBER.id, texto="oi")
    answer = cloud.accept(NUMBER.id, text("+5531987654321"))
    assert answer["contacts"] == [{"input": "+5531987654321", "wa_id": "553187654321"}]
    assert answer["messages"][0]["id"].startswith("wamid.")
    by_id = cloud.accept(NUMBER.id, text("") | {"recipient": lead.bsuid})
    assert by_id["contacts"] == [{"input": lead.bsuid, "user_id": lead.bsuid}]
    assert by_id["messages"] != answer["messages"]


async def test_the_phone_wins_over_the_user_id_when_both_are_given(cloud: PretendCloud) -> None:
    bia, caio = cloud.new_lead("Bia"), cloud.new_lead("Caio")
    for lead in (bia, caio):
        cloud.say(lead.id, NUMBER.id, texto="oi")
    answer = cloud.accept(NUMBER.id, text(bia.phone, recipient=caio.bsuid))
    assert cloud.world.posts[answer["messages"][0]["id"]].lead == bia.id


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (text("") | {"to": None}, 131008),
        (text("+5511988887777") | {"messaging_product": "x"}, 100),
        (text("+5511988887777", "a" * 4097), 100),
        (text("+5511988887777", ""), 131008),
        (text("+5511988887777") | {"type": "hologram"}, 100),
        (text("+5511988887777") | {"type": "image", "image": {"id": "404"}}, 131009),
        (text("+5511988887777") | {"type": "template", "template": {"name": "x", "language": {"code": "pt"}}}, 132001),
        (text("") | {"recipient": "BR.404"}, 131026),
        (
            text("+5511988887777")
            | {
                "type": "interactive",
                "interactive": {
                    "type": "button",
                    "body": {"text": "?"},
                    "action": {"buttons": [{"reply": {"id": str(n), "title": str(n)}} for n in range(4)]},
                },
            },
            131009,
        ),
    ],
)
async def test_what_meta_refuses_is_refused_with_its_code(cloud: PretendCloud, body: dict[str, Any], code: int) -> None:
    lead = cloud.new_lead("Bia", "11 98888-7777")
    cloud.say(lead.id, NUMBER.id, texto="oi")
    assert code_of(cloud, body) == code
    assert report(cloud)["recusadas"] == 1


async def test_free_text_needs_a_message_within_24_hours(cloud: PretendCloud) -> None:
    lead = cloud.new_lead("Bia")
    assert code_of(cloud, text(lead.phone)) == 131047
    cloud.say(lead.id, NUMBER.id, texto="oi")
    cloud.clock.at += 24 * HOUR_MS - 1  # type: ignore[attr-defined]
    cloud.accept(NUMBER.id, text(lead.phone))
    cloud.clock.at += 1  # type: ignore[attr-defined]
    assert code_of(cloud, text(lead.phone)) == 131047


async def test_forty_five_messages_may_be_borrowed_and_then_one_every_six_seconds(cloud: PretendCloud) -> None:
    lead = cloud.new_lead("Bia")
    cloud.say(lead.id, NUMBER.id, texto="oi")
    for _ in range(45):
        cloud.accept(NUMBER.id, text(lead.phone))
    assert code_of(cloud, text(lead.phone)) == 131056
    cloud.clock.at += 6_000  # type: ignore[attr-defined]
    cloud.accept(NUMBER.id, text(lead.phone))
    assert code_of(cloud, text(lead.phone)) == 131056


async def test_a_number_has_eighty_messages_a_second(cloud: PretendCloud) -> None:
    leads = [cloud.new_lead(f"Lead {n}") for n in range(81)]
    for lead in leads:
        cloud.say(lead.id, NUMBER.id, texto="oi")
    for lead in leads[:80]:
        cloud.accept(NUMBER.id, text(lead.phone))
    assert code_of(cloud, text(leads[80].phone)) == 130429
    cloud.clock.at += 1_000  # type: ignore[attr-defined]
    cloud.accept(NUMBER.id, text(leads[80].phone))


def test_read_strictly_a_burst_is_paid_back_by_silence() -> None:
    limits = Limits(loan=True)
    for _ in range(20):
        limits.spend("n", "p", 0)
    for moment in (6_000, 60_000, 119_999):
        with pytest.raises(GraphError):
            limits.spend("n", "p", moment)
    limits.spend("n", "p", 120_000)


@pytest.mark.parametrize(
    ("typed", "shown", "wa_id"),
    [
        ("11981234567", "+55 11 98123-4567", "5511981234567"),
        ("(51) 98128-3719", "+55 51 98128-3719", "555181283719"),
        ("+55 21 98123-4567", "+55 21 98123-4567", "5521981234567"),
        ("11 3333-4444", "+55 11 3333-4444", "551133334444"),
        ("+351 912 345 678", "+351912345678", "351912345678"),
    ],
)
def test_phones_as_brazilians_type_them(typed: str, shown: str, wa_id: str) -> None:
    assert brazilian_phone(typed) == shown
    assert wa_id_of(shown) == wa_id


@pytest.mark.parametrize("typed", ["", "123", "abc", "+55 11 1", "1199999999999"])
def test_what_is_no_phone_is_said_in_portuguese(typed: str) -> None:
    with pytest.raises(ValueError, match="não é um telefone"):
        brazilian_phone(typed)


async def test_nobody_has_the_same_phone_or_id_twice(cloud: PretendCloud) -> None:
    leads = [cloud.new_lead(f"Lead {n}") for n in range(200)]
    assert len({lead.wa_id for lead in leads}) == len({lead.bsuid for lead in leads}) == 200
    with pytest.raises(ValueError, match="já existe"):
        cloud.new_lead("Outro", leads[0].phone)
    with pytest.raises(ValueError, match="nome"):
        cloud.new_lead("  ")


async def test_the_report_names_what_was_accepted_twice(cloud: PretendCloud) -> None:
    lead = cloud.new_lead("Bia")
    cloud.say(lead.id, NUMBER.id, texto="oi")
    for callback in ("a", "b", "a"):
        cloud.accept(NUMBER.id, text(lead.phone, biz_opaque_callback_data=callback))
    row = report(cloud)["leads"][0]
    assert [sent["callback"] for sent in row["aceitas"]] == ["a", "b", "a"]
    assert row["repetidas"] == ["a"]
    assert len(row["recebidas"]) == 1
