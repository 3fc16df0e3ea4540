"""The error table, row by row: what the flow does, and that the owner reads a cure."""

from __future__ import annotations

import pytest

from central.adapters.whatsapp.errors import FIXED_WAIT_MS, TABLE, error_of
from central.core.errors import AskHuman, CentralError, GiveUp, OutcomeUnknown, TryLater

LATER = [130429, 4, 80007, 131057, 133004, 1, 2, 131016, 131000, 131056, 134101]
NEVER = [
    *(131049, 131050, 130472, 131047),
    *(131026, 131021, 131030, 131062),
    *(132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016),
    *(131008, 131009, 100, 135000, 131051, 131052, 131053),
]
PERSON = [131048, 368, 131031, 130497, 131042, 131037, 133010, 131045, 131064, 131063, 131005, 10, 3, 0, 190]
EXPECTED: list[tuple[int, type[CentralError]]] = [
    *((code, TryLater) for code in LATER),
    *((code, GiveUp) for code in NEVER),
    *((code, AskHuman) for code in PERSON),
]


def answer(code: int) -> dict[str, object]:
    return {"error": {"message": f"(#{code}) Something", "code": code, "error_data": {"details": "More about it"}}}


@pytest.mark.parametrize(("code", "action"), EXPECTED)
@pytest.mark.parametrize("status", [400, 500])
def test_the_code_decides_and_the_http_status_does_not(code: int, action: type[CentralError], status: int) -> None:
    error = error_of(status, answer(code))
    assert type(error) is action
    assert error.code == str(code)
    assert TABLE[code].sentence in error.reason
    assert "More about it" in error.reason


def test_every_row_of_the_table_is_expected_above() -> None:
    assert sorted(TABLE) == sorted(code for code, _ in EXPECTED)


@pytest.mark.parametrize(("code", "sentence"), [(code, row.sentence) for code, row in TABLE.items()])
def test_a_sentence_is_short_portuguese_and_says_what_comes_next(code: int, sentence: str) -> None:
    assert 30 <= len(sentence) <= 100
    assert any(mark in sentence for mark in (";", ":")), code
    assert sentence[0].islower()
    assert not sentence.endswith(".")


@pytest.mark.parametrize("code", [200, 230, 299])
def test_all_permission_codes_ask_a_person(code: int) -> None:
    assert type(error_of(400, answer(code))) is AskHuman


def test_waits_that_meta_names_are_kept() -> None:
    for code, wait in FIXED_WAIT_MS.items():
        error = error_of(400, answer(code))
        assert isinstance(error, TryLater)
        assert error.after_ms == wait


@pytest.mark.parametrize(
    ("status", "body", "action"),
    [
        (500, None, OutcomeUnknown),
        (503, {"error": "text"}, OutcomeUnknown),
        (502, answer(999999), OutcomeUnknown),
        (408, None, OutcomeUnknown),
        (200, None, OutcomeUnknown),
        (429, None, TryLater),
        (401, None, AskHuman),
        (403, [], AskHuman),
        (404, None, GiveUp),
        (400, answer(999999), GiveUp),
        (400, {"error": {"code": "131056"}}, GiveUp),
    ],
)
def test_an_answer_without_a_known_code_is_judged_with_care(
    status: int, body: object, action: type[CentralError]
) -> None:
    assert type(error_of(status, body)) is action
