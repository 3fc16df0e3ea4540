"""One list of who wants silence: every way into it holds on every way out, and only the person leaves it."""

from __future__ import annotations

import pytest

from central.core.messaging.message import SayTemplate
from central.core.people.coexistence import Preference
from central.core.people.identity import Sender
from central.core.turn import Send
from tests.store.world import World

VOLTA = SayTemplate("volta", "pt_BR", ("Ana",))


async def paused(world: World) -> bool:
    """Whether this person's next turn sees that nothing unasked may be said."""
    await world.hear("e aí?")
    scene = await world.scene()
    return scene.paused_until is not None and scene.paused_until > world.now and not scene.opted_out


@pytest.mark.parametrize("named", [True, False])
async def test_a_status_131050_stops_marketing(world: World, named: bool) -> None:
    await world.hear("oi")
    await world.answer("oi!")
    (row,) = await world.sends()
    await world.settle(row)
    await world.status("failed", f"wamid.out.{row.id}", row.id if named else None, code=131050)
    assert await paused(world)


async def test_a_send_refused_with_131050_stops_marketing(world: World) -> None:
    await world.hear("oi")
    await world.answer("oi!")
    (row,) = await world.sends()
    await world.settle(row, "failed", code="131050", reason="desligou")
    assert await paused(world)


async def test_a_template_that_waits_stays_here_once_marketing_is_off(world: World) -> None:
    await world.hear("oi")
    scene = await world.scene()
    await world.reply(scene, sends=(Send(f"{scene.turn}.0", VOLTA, world.now),), retractable=False)
    lead = Sender(bsuid=scene.address.bsuid, wa_id=scene.address.wa_id)
    await world.store.people.prefer(world.now, "portfolio", [Preference("waba", None, lead, True, world.now)])
    (row,) = await world.sends()
    assert row.suppressed


async def test_a_hand_puts_somebody_in_silence_and_only_they_end_it(world: World) -> None:
    await world.hear("oi")
    scene = await world.scene()
    await world.reply(scene, "oi!")
    assert await world.store.people.silence(scene.person, "marina", world.now)
    assert await world.deliver() == []
    assert not await world.store.people.silence(scene.person, "marina", world.now, pause=True)
    (line, *_) = await world.store.privacy.audited(world.now + 1)
    assert line[2:5] == ("marina", "pôs uma pessoa em silêncio", scene.person)
    await world.hear("voltar")
    back = await world.scene()
    assert back.opted_out
    await world.reply(back, "bem-vinda", welcome_back=True)
    assert await world.deliver() == ["bem-vinda"]
