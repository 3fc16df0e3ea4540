"""Choices become a voice and a first sentence, and are found again in them."""

from __future__ import annotations

from central.core.onboarding.lines import LIMITS, LINES, TONES, choices_of, chosen, introduction_of, voice_of
from central.core.people.persona import Persona


def test_every_choice_is_found_again_in_what_it_made() -> None:
    for line in LINES:
        for tone in TONES:
            made = chosen(
                {"nome": "Dora", "linha": line.id, "tom": tone.id, "area": "isto"}, [LIMITS[0].id, LIMITS[2].id]
            )
            told = introduction_of(made, "Loja Sol")
            assert "Dora" in told
            assert "assistente virtual" in told
            persona = Persona(
                "d", "Dora", made.field, voice_of(made), told, made.color, adult=line.adult, phase=made.phase
            )
            assert choices_of(persona) == made


def test_a_voice_written_by_hand_begins_with_the_line_of_her_field() -> None:
    by_hand = Persona("x", "X", "moda infantil", "Fala baixinho.", "Oi", "#123456")
    assert choices_of(by_hand).line.id == "moda"
    assert choices_of(Persona("y", "Y", "qualquer", "Fala.", "Oi", "#123456", adult=True)).line.adult
