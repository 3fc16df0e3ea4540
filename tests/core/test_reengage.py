"""When a silent lead may be called back."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.core.messaging.conversation import Memo
from central.core.replying.reengage import Reengagement, Restraint, allowed, allows, is_untouched, timers

at = partial(datetime, tzinfo=UTC)
RULE = Reengagement("sumiu", 3_600_000, ("interessado",), script="volta", tries=1)
MEMO = Memo(stage="interessado")


def test_a_rule_fits_its_stages_and_its_number_of_tries() -> None:
    assert timers((RULE,), MEMO, 1000, Restraint(), lambda at: at)[0].due_at == 3_601_000
    assert timers((RULE,), Memo(stage="comprado"), 0, Restraint(), lambda at: at) == ()
    assert timers((RULE,), Memo(stage="interessado", called_back=("sumiu",)), 0, Restraint(), lambda at: at) == ()


@pytest.mark.parametrize(
    ("moment", "moved"),
    [
        (at(2026, 11, 23, 10, 0), at(2026, 11, 23, 10, 0)),
        (at(2026, 11, 23, 20, 0), at(2026, 11, 24, 9, 0)),
        (at(2026, 11, 23, 3, 0), at(2026, 11, 23, 9, 0)),
        (at(2026, 11, 21, 21, 0), at(2026, 11, 23, 9, 0)),
    ],
)
def test_nights_and_sundays_are_left_in_peace(moment: datetime, moved: datetime) -> None:
    assert allowed(moment, Restraint(), lambda day: False, 0) == moved


def test_a_holiday_counts_as_a_sunday() -> None:
    christmas = at(2026, 12, 25, 11, 0)
    assert allowed(christmas, Restraint(), lambda day: day.day == 25, 0) == at(2026, 12, 26, 9, 0)
    assert allowed(christmas, Restraint(holidays=True), lambda day: day.day == 25, 0) == christmas


@given(
    st.datetimes(at(2026, 1, 1).replace(tzinfo=None), at(2027, 1, 1).replace(tzinfo=None), timezones=st.just(UTC)),
    st.integers(0, 900),
)
def test_whatever_moment_is_moved_it_is_allowed(moment: datetime, jitter: int) -> None:
    found = allowed(moment, Restraint(), lambda day: False, jitter)
    assert found >= moment
    assert found.weekday() != 6
    assert 9 <= found.hour < 20
    assert allowed(found, Restraint(), lambda day: False, jitter) == found


@given(st.text(), st.integers(0, 99))
def test_who_is_untouched_stays_so_when_the_group_grows(person: str, percent: int) -> None:
    assert not is_untouched(person, percent) or is_untouched(person, percent + 1)


@pytest.mark.parametrize(
    ("words", "yes"),
    [("pode sim", True), ("sim", True), ("claro, quero", True), ("nao", False), ("agora nao pode", False)],
)
def test_only_a_plain_yes_is_a_consent(words: str, yes: bool) -> None:
    assert allows(words) is yes
