"""Calling a silent lead back: inside the window, outside it, and when nobody may."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from central.adapters.llm.reader import LexicalReader
from central.core.messaging.conversation import Address, Handoff, Memo, Scene, Timer, Touch
from central.core.messaging.message import SayTemplate, SayText
from central.core.messaging.template import Judged, Template
from central.core.replying.reengage import Reengagement, Restraint
from central.core.replying.script import Script
from central.core.turn import Outcome
from central.flow.turn.desk import Desk
from central.flow.turn.turn import take
from tests.flow.shop import SHOP
from tests.flow.test_turn import scene as heard

HOUR = 3_600_000
NOON = round(datetime(2026, 11, 23, 12, 0, tzinfo=UTC).timestamp() * 1000)
STORE = replace(
    SHOP,
    scripts=(*SHOP.scripts, Script("volta", (("Ainda quer o {produto}?",),))),
    templates=(Template("volta_tpl", "utility", "Oi, {nome}! Ainda quer o {produto}?"),),
    reengagements=(
        Reengagement("sumiu", 3 * HOUR, ("interessado",), script="volta"),
        Reengagement("dia-2", 30 * HOUR, ("interessado",), templates=("volta_tpl",)),
    ),
    restraint=Restraint(untouched=0),
)
MEMO = Memo(persona="livia", product="serum", stage="interessado", introduced=True)
FINE = Judged("waba", "volta_tpl", "pt_BR", "APPROVED", "UTILITY")


class Noon:
    def now(self) -> int:
        return NOON

    async def sleep(self, ms: float) -> None: ...

    @staticmethod
    def local(at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, UTC)


class Book:
    """Counts, consents and templates as a test wants them."""

    def __init__(self, called: int = 0, consent: bool = False, *verdicts: Judged) -> None:
        self.called, self.consent, self.verdicts, self.left = called, consent, verdicts, 1

    async def count(self, person: str, since: int) -> int:
        return self.called

    async def consented(self, person: str) -> bool:
        return self.consent

    async def templates(self) -> tuple[Judged, ...]:
        return self.verdicts

    async def room(self, warm_up: bool) -> int:
        return self.left


def silent(rule: str, heard_at: int, **changes: object) -> Scene:
    timer = Timer(f"retomada:{rule}", NOON)
    base = Scene("conv", "person", "100", Address("5581999990000"), 3, "t9", MEMO, None, "Ana", heard_at, (), (timer,))
    return replace(base, **changes)  # type: ignore[arg-type]


async def run(given: Scene, book: Book, operation=STORE) -> Outcome:  # type: ignore[no-untyped-def]
    async def typing(scene: Scene) -> None: ...

    return await take(given, Desk(operation, LexicalReader(), {}, Noon(), typing, callbacks=book))


async def test_inside_the_window_a_script_is_said_once_and_priced_before() -> None:
    outcome = await run(silent("sumiu", NOON - 3 * HOUR), Book())
    (send,) = outcome.sends
    assert isinstance(send.bubble, SayText)
    assert send.bubble.body == "Ainda quer o Sérum Aurora?"
    assert outcome.called_back is not None
    assert (outcome.called_back.rule, outcome.called_back.price) == ("sumiu", 35_000)
    assert outcome.memo.called_back == ("sumiu",)
    assert [choice.asked.point for choice in outcome.choices] == ["retomada"]
    assert [timer.key for timer in outcome.timers] == ["retomada:dia-2"]


async def test_after_an_ad_of_meta_nothing_is_charged() -> None:
    memo = replace(MEMO, last_touch=Touch(NOON - 60 * HOUR, "meta", ad="ad1"))
    outcome = await run(silent("sumiu", NOON - 3 * HOUR, memo=memo), Book())
    assert outcome.called_back is not None
    assert outcome.called_back.price == 0


async def test_outside_the_window_only_what_meta_approved_goes() -> None:
    late = silent("dia-2", NOON - 30 * HOUR)
    outcome = await run(late, Book(0, False, FINE))
    assert outcome.sends[0].bubble == SayTemplate("volta_tpl", "pt_BR", ("Ana", "Sérum Aurora"))
    for verdict in (replace(FINE, status="PAUSED"), replace(FINE, quality="RED"), replace(FINE, waba="other")):
        assert (await run(late, Book(0, False, verdict))).sends == ()


async def test_once_the_days_limit_of_people_is_used_up_templates_wait_and_words_in_the_window_do_not() -> None:
    book = Book(0, False, FINE)
    book.left = 0
    outcome = await run(silent("dia-2", NOON - 30 * HOUR), book)
    assert (outcome.sends, outcome.called_back) == ((), None)
    assert outcome.timers == (Timer("retomada:dia-2", NOON + 3 * HOUR),)
    assert len((await run(silent("sumiu", NOON - 3 * HOUR), book)).sends) == 1


async def test_what_meta_calls_marketing_needs_the_persons_consent() -> None:
    late, marketing = silent("dia-2", NOON - 30 * HOUR), replace(FINE, category="MARKETING")
    assert (await run(late, Book(0, False, marketing))).sends == ()
    agreed = await run(late, Book(0, True, marketing))
    assert agreed.called_back is not None
    assert (len(agreed.sends), agreed.called_back.price) == (1, 321_700)


async def test_nobody_is_called_who_should_not_be() -> None:
    at = NOON - 3 * HOUR
    for given, book, why in (
        (silent("sumiu", at, opted_out=True), Book(), "pediu silêncio"),
        (silent("sumiu", at, paused_until=NOON + 1), Book(), "pediu silêncio"),
        (silent("sumiu", at, handoff=Handoff("h", "conv", at, "lead", "x")), Book(), "está com uma pessoa da equipe"),
        (silent("sumiu", at), Book(called=2), "já foi chamada 2 vezes em sete dias"),
    ):
        outcome = await run(given, book)
        assert outcome.sends == ()
        assert outcome.called_back is not None
        assert outcome.called_back.why == why
    alone = replace(STORE, restraint=Restraint(untouched=100))
    outcome = await run(silent("sumiu", at), Book(), alone)
    assert outcome.called_back is not None
    assert (outcome.sends, outcome.called_back.why) == ((), "grupo intocado")


async def test_a_sale_that_moved_on_is_left_alone() -> None:
    outcome = await run(silent("sumiu", NOON - 3 * HOUR, memo=replace(MEMO, stage="comprado")), Book())
    assert (outcome.sends, outcome.called_back) == ((), None)


async def test_a_moment_at_night_is_moved_to_the_morning() -> None:
    nocturnal = replace(STORE, restraint=Restraint(opens=13 * 60, closes=14 * 60, untouched=0))
    outcome = await run(silent("sumiu", NOON - 3 * HOUR), Book(), nocturnal)
    assert outcome.sends == ()
    (timer,) = outcome.timers
    assert timer.key == "retomada:sumiu"
    assert HOUR <= timer.due_at - NOON <= HOUR + 900_000


async def test_an_answer_plans_the_next_silence_and_a_hand_over_plans_none() -> None:
    outcome = await run(heard("quanto custa o sérum?", heard_at=NOON), Book())
    assert {timer.key for timer in outcome.timers} == {"retomada:sumiu", "retomada:dia-2"}
    person = await run(heard("quero falar com um atendente", memo=MEMO, heard_at=NOON), Book())
    assert person.timers == ()
    assert set(person.cancel) == {"retomada:sumiu", "retomada:dia-2"}
