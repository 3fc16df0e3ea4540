"""The privacy line stands in the first reply, once, whoever writes it."""

from __future__ import annotations

from central.core.messaging.conversation import Memo
from central.core.people.persona import Persona
from central.core.people.privacy import Privacy
from central.core.replying.reply import Say, introduced

LIVIA = Persona("livia", "Lívia", "beleza", "direta", "Oi! Aqui é a Lívia.", "#000000")
LINE = Privacy("Cuidamos dos seus dados: {link}", "https://l.example/p").line()


def test_the_first_reply_ends_with_it() -> None:
    said = introduced(("Custa R$ 10,00.", "Quer o link?"), LIVIA, Memo(bursts=1), Say(notice=LINE))
    assert said[0].startswith("Oi! Aqui é a Lívia.")
    assert said[-1] == "Quer o link?\n\nCuidamos dos seus dados: https://l.example/p"


def test_no_later_reply_says_it_again_not_even_another_personas_first() -> None:
    assert introduced(("Oi",), LIVIA, Memo(introduced=True, bursts=2), Say(notice=LINE)) == ("Oi",)
    assert LINE not in introduced(("Oi",), LIVIA, Memo(bursts=3), Say(notice=LINE))[-1]


def test_adult_personas_keep_things_for_the_shorter_time() -> None:
    kept = Privacy(conversations=730, files=30, reserved=90)
    assert [kept.days("conversations", adult) for adult in (False, True)] == [730, 90]
    assert [kept.days("files", adult) for adult in (False, True)] == [30, 30]
