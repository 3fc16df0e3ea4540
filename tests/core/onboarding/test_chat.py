"""Exports of the WhatsApp app, Android and iOS, as Brazilian phones write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from central.core.onboarding.chat import exchanges, likely_seller, read_chat, speakers


def _at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


ANDROID = """23/11/2026 14:05 - As mensagens e as chamadas são protegidas com a criptografia de ponta a ponta.
23/11/2026 14:05 - Ana Lima: oi, quanto é
o sérum?
23/11/2026 14:06 - Ana Lima: <Mídia oculta>
23/11/2026 14:07 - Dora Loja: Oi! Sai por R$ 89,90
23/11/2026 14:07 - Dora Loja: IMG-20261123-WA0001.jpg (arquivo anexado)
23/11/2026 14:08 - Ana Lima: e o frete?
23/11/2026 14:09 - Dora Loja: Fica 12,90 <Mensagem editada>
23/11/2026 14:10 - Ana Lima: Esta mensagem foi apagada
"""
IOS = (
    "\ufeff[23/11/26, 14:05:01] Dora Loja: \u200eAs mensagens são protegidas.\n"
    "[23/11/26, 14:05:09] ~ Ana Lima: oi, tem pronta entrega?\r\n"
    "\u200e[23/11/26, 14:06:00] Dora Loja: \u200eáudio ocultado\n"
    "[23/11/26, 14:06:30] Dora Loja: Tem sim: chega rápido\n"
)


def test_android_lines_become_messages_over_several_lines_without_what_the_app_wrote() -> None:
    messages = read_chat(ANDROID)
    assert [(m.who, m.text) for m in messages] == [
        ("Ana Lima", "oi, quanto é\no sérum?"),
        ("Ana Lima", None),
        ("Dora Loja", "Oi! Sai por R$ 89,90"),
        ("Dora Loja", None),
        ("Ana Lima", "e o frete?"),
        ("Dora Loja", "Fica 12,90"),
        ("Ana Lima", None),
    ]
    assert messages[0].at == _at(2026, 11, 23, 14, 5)


def test_ios_brackets_marks_and_the_tilde_of_strangers() -> None:
    assert [(m.who, m.text) for m in read_chat(IOS)] == [
        ("Dora Loja", None),
        ("Ana Lima", "oi, tem pronta entrega?"),
        ("Dora Loja", None),
        ("Dora Loja", "Tem sim: chega rápido"),
    ]


@pytest.mark.parametrize(
    ("head", "at"),
    [
        ("01/02/2026, 09:03 - ", _at(2026, 2, 1, 9, 3)),
        ("1/2/26 09:03 - ", _at(2026, 2, 1, 9, 3)),
        ("01/02/2026 às 21:03 - ", _at(2026, 2, 1, 21, 3)),
        ("[01/02/2026 21:03:09] ", _at(2026, 2, 1, 21, 3, 9)),
        ("2/13/26, 9:03 PM - ", _at(2026, 2, 13, 21, 3)),
        ("[01/02/26, 9:03:09\u202fp.m.] ", _at(2026, 2, 1, 21, 3, 9)),
        ("01/02/2026 9:03 da noite - ", _at(2026, 2, 1, 21, 3)),
        ("2026-02-01, 12:03 AM - ", _at(2026, 2, 1, 0, 3)),
    ],
)
def test_the_dates_of_many_phones(head: str, at: datetime) -> None:
    assert [(m.at, m.text) for m in read_chat(f"{head}Ana: oi")] == [(at, "oi")]


def test_a_line_that_only_looks_like_a_head_belongs_to_the_message_before() -> None:
    (one,) = read_chat("23/11/2026 14:05 - Ana: chega\n45/13/2026 99:99 - Zé: nunca\nnem assim")
    assert one.text == "chega\n45/13/2026 99:99 - Zé: nunca\nnem assim"


def test_questions_meet_their_answers_and_what_was_only_a_file_teaches_nothing() -> None:
    found = exchanges(read_chat(ANDROID), "Dora Loja")
    assert [(e.asked, e.answer) for e in found] == [("e o frete?", ("Fica 12,90",))]


def test_an_answer_of_the_next_day_answers_nothing() -> None:
    late = "23/11/2026 08:00 - Ana: quanto é?\n24/11/2026 09:00 - Dora: R$ 10,00\n"
    assert exchanges(read_chat(late), "Dora") == []


def test_the_seller_is_who_we_know_or_who_names_prices() -> None:
    messages = read_chat(ANDROID)
    assert speakers(messages) == ["Ana Lima", "Dora Loja"]
    assert likely_seller(messages, ["Loja da Dora", "Dora"]) == ("Dora Loja", True)
    assert likely_seller(messages, ["Outra"])[0] == "Dora Loja"
    assert likely_seller([], []) == ("", False)
