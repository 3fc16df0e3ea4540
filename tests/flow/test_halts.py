"""The bot is switched off on a number or as a persona: it is silent at once, and leads wait for people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.adapters.llm.reader import LexicalReader
from central.core.messaging.halt import HALTED, Halt, Halts
from central.core.messaging.standing import Standing, limit_of
from central.core.turn import Outcome
from central.flow.turn.desk import Desk
from central.flow.turn.turn import take
from tests.clock import FakeClock
from tests.flow.shop import SHOP
from tests.flow.test_turn import StillClock, scene
from tests.store.world import open_world


async def turn(halts: Halts, channel: str = "100") -> Outcome:
    async def typing(scene) -> None: ...  # type: ignore[no-untyped-def]

    desk = Desk(SHOP, LexicalReader(), {}, StillClock(), typing, halts=halts)
    return await take(scene("quanto custa o sérum?", channel=channel), desk)


@pytest.mark.parametrize("halt", [Halt("numero", "100", 0, "dona", ""), Halt("persona", "livia", 0, "dona", "")])
async def test_nothing_is_said_and_a_person_is_asked_in(halt: Halt) -> None:
    outcome = await turn(Halts((halt,)))
    assert outcome.sends == ()
    assert outcome.handoff is not None
    assert (outcome.handoff.by, outcome.handoff.reason) == ("central", HALTED)


async def test_elsewhere_the_bot_goes_on() -> None:
    outcome = await turn(Halts((Halt("numero", "200", 0, "dona", ""),)))
    assert outcome.sends
    assert outcome.handoff is None


async def test_what_was_about_to_leave_stays_and_switching_on_gives_back_only_those_who_waited_for_that() -> None:
    world = await open_world(":memory:", "um", FakeClock())
    numbers = world.store.numbers
    await world.hear(channel="100")
    said = await world.answer("olá!", retractable=False)
    await numbers.halt("numero", "100", "dona", "teste", world.now)
    assert (await numbers.halts()).holds("100", None)
    assert await world.sends() == []
    assert await world.states(said.conversation) == ["cancelled"]
    await world.hear(channel="100")
    waiting = await world.scene()
    handed = (await turn(await numbers.halts())).handoff
    assert handed is not None
    asked = replace(handed, id=waiting.turn, conversation=waiting.conversation)
    await world.reply(waiting, handoff=asked)
    assert await numbers.resume("numero", "100") == [waiting.conversation]
    assert await numbers.resume("numero", "100") == []
    await world.store.close()


def test_the_check_list_says_what_is_missing() -> None:
    unpaid = Standing(
        "100", 0, "GREEN", limit_of("TIER_2K"), "STANDARD", "DECLINED", "not_verified", "sem cartão (141006)"
    )
    missing = {what for what, _, well in unpaid.lines() if not well}
    assert missing == {"Forma de pagamento e envio", "Verificação da empresa", "Nome de exibição"}
    assert ("Limite de quem não escreveu", "2.000 pessoas por dia", True) in unpaid.lines()
