"""Every type of Meta's webhook becomes a typed update, and nothing that is a JSON object is ever lost or raises."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from central.adapters.whatsapp.webhook import handshake, parse, verify
from central.core.messaging.message import (
    CatalogOrder,
    Choice,
    ContactCard,
    Contacts,
    Content,
    Edit,
    FlowReply,
    Location,
    Media,
    OrderItem,
    Reaction,
    Referral,
    Revoke,
    SystemNotice,
    Text,
    Unknown,
    Unsupported,
)
from central.core.messaging.update import Heard, Notice, Pricing, Rank, StatusChange, Update
from central.core.people.identity import Sender

BODIES = Path(__file__).with_name("bodies")
NUMBER = "100200300400500"
URL = "https://example.com/m/7001"

CONTENTS: dict[str, Content] = {
    "text": Text("qual o valor do kit?"),
    "text_without_phone": Text("oi"),
    "image": Media("image", "7001", "image/jpeg", "c2hh", "esse aqui", url=URL),
    "video": Media("video", "7001", "video/mp4", "c2hh", url=URL),
    "voice_note": Media("audio", "7001", "audio/ogg; codecs=opus", "c2hh", url=URL, voice=True),
    "voice_old": Media("audio", "7001", "audio/ogg", voice=True),
    "document": Media("document", "7001", "application/pdf", "c2hh", "paguei", "comprovante.pdf", URL),
    "sticker": Media("sticker", "7001", "image/webp", "c2hh", url=URL, animated=True),
    "location": Location(-22.9, -47.06, "Casa", "Rua A, 10"),
    "contacts": Contacts((ContactCard("Tia Lu", ("+55 19 3234-5678", "5519991112222")),)),
    "contacts_requested": Contacts((ContactCard("Bia Prado", ("+55 31 98765-4321",)),), "contact_request"),
    "button_reply": Choice("button", "cor-nude", "Nude"),
    "list_reply": Choice("list", "t38", "38", "médio"),
    "flow_reply": FlowReply("flow", "Sent", '{"cep":"13015-904"}'),
    "call_permission": FlowReply("call_permission_reply", response='{"response":"accept"}'),
    "interactive_new": Unknown("interactive.hologram_reply"),
    "template_button": Choice("template", "PARAR", "Parar promoções"),
    "reaction": Reaction("wamid.NOSSO000", "❤️"),
    "reaction_removed": Reaction("wamid.NOSSO000", None),
    "order": CatalogOrder("55", (OrderItem("SER-30", 2, "89.9", "BRL"),), "entrega hoje?"),
    "number_changed": SystemNotice("user_changed_number", "mudou", wa_id="5511977776666"),
    "number_changed_old": SystemNotice("customer_changed_number", "mudou", wa_id="5511977776666"),
    "user_id_changed": SystemNotice("user_changed_user_id", "mudou", None, "BR.66601", "BR.55501"),
    "edit": Edit("wamid.FEITO000", "quero DOIS"),
    "edit_caption": Edit("wamid.FEITO000", "outra legenda"),
    "revoke": Revoke("wamid.FEITO000"),
    "unsupported": Unsupported("poll", "131051"),
    "unknown_type": Unknown("request_welcome"),
    "text_without_body": Unknown("text"),
}
NOTICES = {
    "text_in_group": ("messages", "group"),
    "status_group": ("messages", "group"),
    "status_payment": ("messages", "status of payment"),
    "errors": ("messages", "error 131035"),
    "no_metadata": ("messages", "no phone_number_id"),
    "no_sender": ("messages", "message without sender"),
    "no_timestamp": ("messages", "no timestamp"),
    "template_status": ("message_template_status_update", ""),
    "quality": ("phone_number_quality_update", ""),
    "account": ("account_update", ""),
    "preferences": ("user_preferences", ""),
    "user_id_update": ("user_id_update", ""),
    "echo": ("smb_message_echoes", ""),
    "history": ("history", ""),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_each_type_of_message_becomes_its_typed_content(name: str) -> None:
    heard = one(name)
    assert isinstance(heard, Heard)
    assert heard.content == CONTENTS[name]
    assert (heard.channel, heard.waba, heard.wamid) == (NUMBER, "900800700", "wamid.FEITO001")
    assert heard.at == 1_795_000_100_000


@pytest.mark.parametrize("name", NOTICES)
def test_what_is_no_message_to_answer_is_kept_as_a_notice_that_says_why(name: str) -> None:
    notice = one(name)
    assert isinstance(notice, Notice)
    assert (notice.field, notice.why) == NOTICES[name]


def test_the_context_tells_reply_product_and_forwarding() -> None:
    assert heard_of("text").reply_to == "wamid.NOSSO000"
    assert heard_of("text_from_catalog").referred_product == "SER-30"
    assert heard_of("text_forwarded").forwarded
    assert not heard_of("text").forwarded


def test_the_ad_is_read_from_the_referral_and_an_empty_text_counts_as_absent() -> None:
    assert heard_of("text_from_ad").referral == Referral(
        source_id="238500",
        source_type="ad",
        source_url="https://fb.me/x1",
        headline="Sérum",
        body=None,
        media_type="video",
        ctwa_clid="ARclid1",
        welcome="Oi, como podemos ajudar?",
    )
    assert heard_of("text").referral is None


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ("text", Sender("BR.55501", None, "553198765432", "Bia Prado")),
        ("text_without_phone", Sender("BR.55502", "BR.ENT.77", None, "Duda", "duda.lima")),
        ("text_user_id_in_from", Sender("BR.55503", None, None, "Eva")),
        ("text_before_user_ids", Sender(None, None, "553198765432")),
        ("text_without_contacts", Sender("BR.55501", None, "553198765432")),
        ("user_id_changed", Sender("BR.55501")),
        ("number_changed", Sender("BR.55501", None, "553198765432")),
    ],
)
def test_the_sender_is_known_by_whatever_ids_came(name: str, sender: Sender) -> None:
    assert heard_of(name).sender == sender


@pytest.mark.parametrize(
    ("name", "rank"),
    [
        ("status_sent", Rank.SENT),
        ("status_delivered_free", Rank.DELIVERED),
        ("status_read", Rank.READ),
        ("status_played", Rank.PLAYED),
        ("status_failed", Rank.NONE),
    ],
)
def test_each_status_has_its_rank(name: str, rank: Rank) -> None:
    change = one(name)
    assert isinstance(change, StatusChange)
    assert (change.rank, change.wamid, change.at) == (rank, "wamid.NOSSO001", 1_795_000_200_000)
    assert change.failed == (name == "status_failed")


def test_a_status_carries_our_id_its_price_and_its_fault() -> None:
    sent, free, failed = one("status_sent"), one("status_delivered_free"), one("status_failed")
    assert isinstance(sent, StatusChange)
    assert isinstance(free, StatusChange)
    assert isinstance(failed, StatusChange)
    assert (sent.callback, sent.pricing) == ("abc123", Pricing("service", "regular", "PMP"))
    assert free.pricing == Pricing("referral_conversion", "free_entry_point", "PMP")
    assert failed.fault is not None
    assert (failed.fault.code, failed.fault.title) == (131049, "Not delivered")
    assert failed.fault.details == "a Meta poupou a pessoa de mais marketing; espere ao menos 24 horas (Meta 131049)"


def test_messages_statuses_and_errors_of_one_value_are_all_read_each_with_its_own_contact() -> None:
    heard, change, notice = parse(body("everything_at_once"))
    assert isinstance(heard, Heard)
    assert isinstance(change, StatusChange)
    assert isinstance(notice, Notice)
    assert (heard.sender.name, notice.why) == ("Caio", "error 131052")
    assert json.loads(change.raw)["contact"]["profile"]["name"] == "Bia Prado"


def test_raw_is_one_update_with_its_envelope_and_nobody_elses_data() -> None:
    heard, *_ = parse(body("everything_at_once"))
    raw = json.loads(heard.raw)
    assert raw["waba"] == "900800700"
    assert raw["field"] == "messages"
    assert raw["metadata"]["phone_number_id"] == NUMBER
    assert raw["contact"]["profile"]["name"] == "Caio"
    assert raw["update"]["id"] == "wamid.FEITO002"
    assert b"Bia" not in heard.raw
    assert json.loads(one("template_status").raw)["time"] == 1_795_000_300


def test_more_than_a_thousand_updates_are_all_kept_in_order() -> None:
    many = json.loads(body("text"))
    value = many["entry"][0]["changes"][0]["value"]
    value["messages"] = [value["messages"][0] | {"id": f"wamid.{n}"} for n in range(1500)]
    assert [u.wamid for u in parse(json.dumps(many).encode()) if isinstance(u, Heard)] == [
        f"wamid.{n}" for n in range(1500)
    ]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"field": "messages", "value": {"metadata": {"phone_number_id": NUMBER}}}, "empty value"),
        ({"field": "messages", "value": {"messages": {"id": "x"}}}, "messages is no list"),
        ({"field": "messages", "value": {"statuses": ["x"]}}, "statuses holds no object"),
        ({"field": "messages", "value": "x"}, "value is no object"),
        ({"value": {"event": "X"}}, "no field"),
        ("x", "value is no object"),
    ],
)
def test_a_strange_shape_is_kept_whole(change: object, why: str) -> None:
    notice = only(parse(json.dumps({"entry": [{"id": "1", "changes": [change]}]}).encode()))
    assert isinstance(notice, Notice)
    assert notice.why == why
    assert b'"update"' in notice.raw


@pytest.mark.parametrize("strange", [{}, {"entry": []}, {"entry": ["x"]}, {"entry": [{"id": "1"}]}, {"entry": 1}])
def test_an_envelope_without_updates_is_kept_too(strange: dict[str, Any]) -> None:
    assert isinstance(only(parse(json.dumps(strange).encode())), Notice)


@pytest.mark.parametrize("no_object", [b"", b"[]", b"1", b"not json", b"[" * 200_000, b'{"a":' * 200_000, b"\xff\xfe"])
def test_a_body_that_is_no_json_object_is_a_value_error(no_object: bytes) -> None:
    with pytest.raises(ValueError):
        parse(no_object)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        (rb"oi \ud83d", "oi �"),
        (rb"\ud83d\ude0a", "😊"),
        (rb"a\u0000b", "a�b"),
        (b"caf\xe9", "caf�"),
    ],
)
def test_text_that_a_strict_reader_or_postgres_refuses_is_mended(said: bytes, read: str) -> None:
    heard = only(parse(body("text").replace(b"qual o valor do kit?", said)))
    assert isinstance(heard, Heard)
    assert heard.content == Text(read)
    heard.raw.decode()
    assert "\\u0000" not in heard.raw.decode()


def test_a_byte_mark_before_the_json_does_no_harm() -> None:
    assert isinstance(only(parse(b"\xef\xbb\xbf" + body("text"))), Heard)


def test_times_may_be_text_number_or_milliseconds() -> None:
    for stamp in ('"1795000100"', "1795000100", "1795000100000"):
        heard = only(parse(body("text").replace(b'"1795000100"', stamp.encode())))
        assert isinstance(heard, Heard)
        assert heard.at == 1_795_000_100_000


SEEDS = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(BODIES.glob("*.json"))]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def mutants(draw: st.DrawFn) -> dict[str, Any]:
    """A body of ours in which up to four places hold anything at all, or nothing."""
    whole = json.loads(json.dumps(draw(st.sampled_from(SEEDS))))
    for _ in range(draw(st.integers(1, 4))):
        holder: Any = whole
        key: Any = draw(st.sampled_from(sorted(whole)))
        while isinstance(holder[key], dict | list) and holder[key] and draw(st.integers(0, 5)):
            holder = holder[key]
            keys = sorted(holder) if isinstance(holder, dict) else list(range(len(holder)))
            key = draw(st.sampled_from(keys))
        if draw(st.booleans()) or len(holder) == 1:
            holder[key] = draw(ANYTHING)
        else:
            del holder[key]
    return whole


@given(mutants())
@settings(max_examples=400, deadline=None)
def test_no_json_object_raises_or_vanishes(mutant: dict[str, Any]) -> None:
    updates = parse(json.dumps(mutant).encode())
    assert updates
    for update in updates:
        json.loads(update.raw)
        if isinstance(update, Heard):
            assert update.sender.aliases()
            assert update.at > 0
            assert update.channel
            assert update.wamid


@given(st.binary(max_size=200))
def test_bytes_that_are_no_json_raise_only_value_error(junk: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert parse(junk)


# RFC 4231, test case 2: HMAC-SHA-256 of "what do ya want for nothing?" under "Jefe".
RFC_BODY = b"what do ya want for nothing?"
RFC_HEADER = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


def test_the_app_whose_secret_signed_the_body_is_named() -> None:
    secrets = {"um": b"outro", "dois": b"Jefe"}
    assert verify(RFC_BODY, RFC_HEADER, secrets) == "dois"
    assert verify(RFC_BODY, RFC_HEADER.encode(), secrets) == "dois"


@pytest.mark.parametrize(
    "header",
    [None, "", "sha256=", RFC_HEADER[7:], RFC_HEADER.upper(), RFC_HEADER + "0", RFC_HEADER[:-1], "sha1=x", "ação"],
)
def test_any_other_header_matches_no_app(header: str | None) -> None:
    assert verify(RFC_BODY, header, {"dois": b"Jefe"}) is None


def test_an_empty_secret_never_matches_and_one_changed_byte_is_seen() -> None:
    empty = "sha256=" + hmac.new(b"", RFC_BODY, hashlib.sha256).hexdigest()
    assert verify(RFC_BODY, empty, {"um": b""}) is None
    assert verify(RFC_BODY + b" ", RFC_HEADER, {"dois": b"Jefe"}) is None
    assert verify(RFC_BODY, RFC_HEADER, {}) is None


def test_the_handshake_gives_the_challenge_back_only_for_the_right_token() -> None:
    asked = {"hub.mode": "subscribe", "hub.challenge": "11581", "hub.verify_token": "senha é çá"}
    assert handshake(asked, "senha é çá") == "11581"
    assert handshake(asked, "outra") is None
    assert handshake(asked | {"hub.verify_token": ""}, "") is None
    assert handshake(asked | {"hub.mode": "unsubscribe"}, "senha é çá") is None
    assert handshake({}, "senha") is None


def body(name: str) -> bytes:
    return (BODIES / f"{name}.json").read_bytes()


def one(name: str) -> Update:
    return only(parse(body(name)))


def only(updates: list[Update]) -> Update:
    assert len(updates) == 1
    return updates[0]


def heard_of(name: str) -> Heard:
    heard = one(name)
    assert isinstance(heard, Heard)
    return heard
