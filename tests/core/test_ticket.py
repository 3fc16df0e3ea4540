"""A ticket is one purchase intent: what opens it, what moves it, what it never becomes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.core.errors import GiveUp
from central.core.messaging.conversation import STAGES, Memo, Touch
from central.core.selling.ticket import (
    MOST_TAGS,
    STATUSES,
    AddNote,
    AddTag,
    Change,
    Move,
    RemoveTag,
    SetFields,
    SetStatus,
    Ticket,
    all_changed,
    begins,
    begun,
    changed,
    changes_of,
    moved,
)

AD = Touch(1, "meta", "c-serum", "serum", "ad1", confidence="certa")
OPEN = Ticket("t1", "p1", "c1", "interessado", 10, 10, product="serum", persona="livia")
BOUGHT = replace(OPEN, status="comprado", closed_at=20)


def test_a_turn_that_changes_nothing_about_the_sale_leaves_no_move() -> None:
    memo = Memo(persona="livia", product="serum", stage="interessado", last_touch=AD)
    assert moved(memo, replace(memo, introduced=True, said=("preco#1",))) is None
    assert (
        moved(memo, replace(memo, last_touch=Touch(1, "meta", "c-serum", "serum", "ad1", confidence="certa"))) is None
    )


@pytest.mark.parametrize("change", [{"stage": "pediu_desconto"}, {"product": "batom"}, {"persona": "carla"}])
def test_stage_product_or_persona_make_a_move(change: dict[str, str]) -> None:
    memo = Memo(persona="livia", product="serum", stage="interessado")
    move = moved(memo, replace(memo, **change))
    assert move is not None
    assert {name: getattr(move, name) for name in change} == change


def test_a_new_ad_makes_a_move_that_says_where_it_came_from() -> None:
    move = moved(Memo(), Memo(persona="livia", product="serum", last_touch=AD))
    assert move is not None
    assert (move.source, move.campaign, move.ad, move.touched) == ("meta", "c-serum", "ad1", True)


@pytest.mark.parametrize(
    ("latest", "move", "begins_one"),
    [
        (None, Move("novo"), True),
        (None, Move("pos_venda"), False),
        (None, Move("novo", opted_out=True), False),
        (OPEN, Move("interessado", product="batom"), False),
        (BOUGHT, Move("comprado", product="serum"), False),
        (BOUGHT, Move("comprado", product="batom", wish="interessado"), True),
        (BOUGHT, Move("comprado", product="serum", wish="interessado"), False),
        (BOUGHT, Move("comprado", product="serum", wish="checkout"), True),
        (BOUGHT, Move("comprado", product="batom", touched=True, touched_at=30), False),
        (BOUGHT, Move("comprado", product="serum", wish="interessado", touched_at=30), True),
        (BOUGHT, Move("pos_venda", product="serum"), False),
        (replace(OPEN, status="perdido"), Move("interessado", product="serum"), True),
        (replace(OPEN, status="perdido"), Move("novo"), False),
    ],
)
def test_one_ticket_is_one_purchase_intent(latest: Ticket | None, move: Move, begins_one: bool) -> None:
    assert begins(latest, move) is begins_one


def test_a_discount_once_asked_for_stays_asked_for() -> None:
    asked, _ = all_changed(OPEN, changes_of(OPEN, Move("pediu_desconto", product="serum")), 20, "central")
    assert asked.status == "pediu_desconto"
    assert not changes_of(asked, Move("checkout", "livia", "serum"))


def test_who_bought_and_asks_for_less_on_another_thing_has_a_new_ticket_that_says_so() -> None:
    move = Move("comprado", "livia", "batom", wish="pediu_desconto")
    assert begins(BOUGHT, move)
    assert begun("t2", "p1", "c1", 40, move).status == "pediu_desconto"


def test_who_asks_for_silence_is_lost_with_that_reason() -> None:
    lost, told = all_changed(OPEN, changes_of(OPEN, Move("interessado", opted_out=True)), 20, "central")
    assert (lost.status, lost.reason, lost.closed_at) == ("perdido", "pediu para sair", 20)
    assert [line.status for line in told] == ["perdido"]


def test_a_machine_never_moves_a_closed_ticket() -> None:
    bought = replace(OPEN, status="comprado", closed_at=15)
    assert changes_of(bought, Move("pediu_desconto", "carla", "batom", touched=True, opted_out=True)) == []


@pytest.mark.parametrize(
    "change", [SetStatus("perdido", " "), SetStatus("comprado", value=-1), AddTag(" "), AddTag("x" * 41)]
)
def test_what_no_ticket_may_be_is_refused(change: Change) -> None:
    with pytest.raises(GiveUp):
        changed(OPEN, change, 20, "api:loja")


def test_tags_have_a_limit_and_are_sorted() -> None:
    full, _ = all_changed(OPEN, [AddTag(f"t{n:02d}") for n in reversed(range(MOST_TAGS))], 20, "api:loja")
    assert full.tags == tuple(sorted(full.tags))
    with pytest.raises(GiveUp):
        changed(full, AddTag("mais"), 21, "api:loja")
    assert changed(full, AddTag("t01"), 21, "api:loja") == (full, None)


CHANGES = st.one_of(
    st.builds(SetStatus, st.sampled_from(STATUSES), st.just("porque sim"), st.none() | st.integers(0, 10**9)),
    st.builds(lambda name: SetFields((("name", name),)), st.none() | st.text(max_size=5)),
    st.builds(AddNote, st.text(max_size=10)),
    st.builds(AddTag, st.sampled_from("abc")),
    st.builds(RemoveTag, st.sampled_from("abc")),
)


@given(st.lists(CHANGES), st.lists(st.integers(0, 100)))
def test_the_history_has_a_line_a_version_and_closing_has_a_time(changes: list[Change], times: list[int]) -> None:
    ticket, told = OPEN, []
    for change, at in zip(changes, times, strict=False):
        new, line = changed(ticket, change, at, "painel:ana")
        assert (line is None) == (new == ticket)
        assert new.updated_at >= ticket.updated_at
        told += [line] if line is not None else []
        ticket = new
    assert [line.version for line in told] == list(range(2, ticket.version + 1))
    assert (ticket.closed_at is None) == ticket.open


@given(st.lists(st.builds(Move, st.sampled_from(STAGES), product=st.none() | st.sampled_from("ab"))))
def test_any_walk_of_moves_keeps_at_most_one_open_ticket(moves: list[Move]) -> None:
    tickets: list[Ticket] = []
    for at, move in enumerate(moves):
        latest = tickets[-1] if tickets else None
        if begins(latest, move):
            assert latest is None or not latest.open
            tickets.append(begun(f"t{at}", "p", "c", at, move))
        elif latest is not None:
            tickets[-1], _ = all_changed(latest, changes_of(latest, move), at, "central")
    assert sum(ticket.open for ticket in tickets) <= 1
