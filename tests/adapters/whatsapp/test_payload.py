"""Limits of Meta are met before the call, and the sentence names the limit."""

from __future__ import annotations

import pytest

from central.adapters.whatsapp.payload import check_file, message
from central.core.errors import GiveUp
from central.core.messaging.conversation import Address
from central.core.messaging.message import Bubble, Button, SayButtons, SayList, SayMedia, SayTemplate, SayText
from central.ports import MediaFile

TO = Address("555198765432", "BR.1")


def rows(count: int, title: str = "opção") -> tuple[Button, ...]:
    return tuple(Button(f"id{n}", f"{title} {n}") for n in range(count))


@pytest.mark.parametrize(
    ("bubble", "said"),
    [
        (SayText(""), "vazio"),
        (SayText("a" * 4097), "4096"),
        (SayMedia("image", "foto", "a" * 1025), "1024"),
        (SayMedia("audio", "voz", "oi"), "não levam legenda"),
        (SayButtons("qual?", ()), "de 1 a 3"),
        (SayButtons("qual?", rows(4)), "de 1 a 3"),
        (SayButtons("qual?", rows(1, "x" * 20)), "até 20"),
        (SayButtons("a" * 1025, rows(2)), "1024"),
        (SayButtons("qual?", (Button("a", "Sim"), Button("b", "Sim"))), "mesmo título"),
        (SayButtons("qual?", (Button("a" * 257, "Sim"),)), "256"),
        (SayList("qual?", "Ver", (Button("a" * 201, "P"),)), "200"),
        (SayList("qual?", "Ver", rows(11)), "de 1 a 10"),
        (SayList("qual?", "V" * 21, rows(3)), "até 20"),
        (SayList("qual?", "Ver", rows(1, "x" * 24)), "até 24"),
        (SayList("qual?", "Ver", (Button("a", "b", "c" * 73),)), "até 72"),
        (SayTemplate("volta", parameters=("Bia\nPrado",)), "quebra de linha"),
        (SayTemplate("volta", parameters=("Bia", " ")), "variável 2"),
    ],
)
def test_a_limit_that_does_not_hold_is_named(bubble: Bubble, said: str) -> None:
    with pytest.raises(GiveUp) as error:
        message(TO, bubble, "cb", "1")
    assert said in error.value.reason


@pytest.mark.parametrize(
    "bubble",
    [
        SayText("a" * 4096),
        SayMedia("image", "foto", "a" * 1024),
        SayButtons("a" * 1024, (Button("a", "x" * 20), Button("b", "y" * 20), Button("c", "z" * 20))),
        SayList("a" * 4096, "V" * 20, (*rows(9), Button("z", "t" * 24, "d" * 72))),
    ],
)
def test_exactly_the_limit_passes(bubble: Bubble) -> None:
    assert message(TO, bubble, "c" * 512, "1")["biz_opaque_callback_data"] == "c" * 512


def test_the_phone_goes_with_a_plus_and_the_user_id_only_without_a_phone() -> None:
    assert message(TO, SayText("oi"), "cb", None)["to"] == "+555198765432"
    assert "recipient" not in message(TO, SayText("oi"), "cb", None)
    without = message(Address(None, "BR.1"), SayText("oi"), "cb", None)
    assert without["recipient"] == "BR.1"
    assert "to" not in without


def test_nobody_to_send_to_and_too_long_an_id_of_ours_are_refused() -> None:
    with pytest.raises(GiveUp):
        message(Address(), SayText("oi"), "cb", None)
    with pytest.raises(GiveUp):
        message(TO, SayText("oi"), "c" * 513, None)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (MediaFile("a.gif", "image", "image/gif", b"x", "s"), "image/jpeg"),
        (MediaFile("a.png", "image", "image/png", b"x" * ((5 << 20) + 1), "s"), "5 MB"),
        (MediaFile("a.webp", "sticker", "image/webp", b"x" * (501 << 10), "s"), "500 KB"),
        (MediaFile("a.ogg", "audio", "audio/ogg", b"", "s"), "vazio"),
    ],
)
def test_a_file_that_whatsapp_would_not_carry_is_refused_by_name(file: MediaFile, said: str) -> None:
    with pytest.raises(GiveUp) as error:
        check_file(file)
    assert said in error.value.reason
    assert file.key in error.value.reason


def test_a_voice_note_with_its_codec_passes() -> None:
    check_file(MediaFile("a.ogg", "audio", "audio/ogg; codecs=opus", b"x", "s"))
