"""The ledger of costs on both engines: rows once, sums by day, Meta's deliveries, free replies, unknown prices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.core.messaging.update import Pricing, StatusChange
from central.core.selling.budget import UNKNOWN_MICRO, Budget, Spent, local_day
from central.core.selling.cost import META_PRICES, Cost
from tests.store.world import ANA, BIA, World

SERVICE = META_PRICES["service"]
DAY_MS = 86_400_000


def cost(world: World, id: str, brl: int | None, *, persona: str = "livia", person: str = "p1", **changes) -> Cost:
    row = Cost(id, world.now, "resposta", "t1", "c1", person, persona, "camp", "mini", "gpt-6-luna", 1500, 1000, 120, 0)
    return replace(row, micro=brl, brl=brl, book="lista", **changes)


def later(world: World) -> None:
    """Time passes: today's sums are read again."""
    passed = world.store.costs.steady()
    world.store.costs.steady = lambda: passed + 5


async def spent(world: World, budget: Budget | None = None, persona: str | None = "livia", person: str = "p1") -> Spent:
    return await world.store.costs.spent(world.now, budget or Budget(lead=1), persona, person)


async def test_a_row_is_kept_once_and_counts_at_once(world: World) -> None:
    await world.store.costs.keep([cost(world, "t1.3.r0", 120)])
    assert await spent(world) == Spent(day=120, month=120, persona=120, lead=120)
    await world.store.costs.keep([cost(world, "t1.3.r0", 120)])
    later(world)
    assert (await spent(world)).day == 120
    assert await world.store.costs.of_decision("t1") == [replace(cost(world, "t1.3.r0", 120), at=world.now)]


async def test_own_rows_count_before_today_is_read_again(world: World) -> None:
    assert (await spent(world)).day == 0
    await world.store.costs.keep([cost(world, "a", 100), cost(world, "b", 30, persona="carla")])
    assert await spent(world) == Spent(day=130, month=130, persona=100, lead=130)


async def test_an_unknown_price_counts_as_a_guess_never_as_nothing(world: World) -> None:
    await world.store.costs.keep([cost(world, "a", None)])
    for _ in range(2):
        found = await spent(world)
        assert (found.day, found.lead) == (UNKNOWN_MICRO, UNKNOWN_MICRO)
        later(world)


async def test_days_persons_and_personas_are_apart(world: World) -> None:
    await world.store.costs.keep([cost(world, "a", 100)])
    world.wait(DAY_MS)
    later(world)
    await world.store.costs.keep([cost(world, "b", 10, persona="carla", person="p2")])
    assert local_day(world.now) == local_day(world.now - DAY_MS) + 1
    assert await spent(world) == Spent(day=10, month=110, persona=0, lead=100)
    assert await spent(world, persona="carla", person="p2") == Spent(day=10, month=110, persona=10, lead=10)


async def test_audio_minutes_are_counted(world: World) -> None:
    await world.store.costs.keep([cost(world, "a", 5, heard=30_000, kind="transcricao")])
    later(world)
    assert (await spent(world)).heard == 30_000


async def delivered(world: World, times: int, type: str = "regular", sender=ANA, category: str = "service") -> None:
    for _ in range(times):
        await world.hear(sender=sender)
        scene = await world.scene()
        await world.reply(scene, "olá")
        (row,) = await world.sends()
        await world.settle(row)
        await world.journal.accept(world.now, statuses=[priced(world, row.id, "sent", type, category)])
        await world.journal.accept(world.now, statuses=[priced(world, row.id, "delivered", type, category)])


def priced(world: World, id: str, step: str, type: str, category: str = "service") -> StatusChange:
    return replace(world.change(step, callback=id), pricing=Pricing(category, type))


async def test_a_delivered_reply_is_billed_once_and_the_free_ones_are_not_charged(world: World) -> None:
    budget = Budget(free_replies=2, lead=1)
    await delivered(world, 2)
    assert (await spent(world, budget)).month == 0
    assert world.store.costs.replies_charged("5511", budget)
    await delivered(world, 3, sender=BIA)
    later(world)
    found = await spent(world, budget)
    assert (found.day, found.month) == (3 * SERVICE, 3 * SERVICE)
    (line,) = await world.store.costs.lines(local_day(world.now), local_day(world.now) + 1)
    assert (line.kind, line.persona, line.channel, line.count) == ("meta", "livia", "5511", 5)
    assert not world.store.costs.replies_charged("5511", Budget(free_replies=1000))


async def test_the_window_after_an_ad_is_free_and_a_strange_category_is_unknown(world: World) -> None:
    await delivered(world, 1, type="free_entry_point")
    await delivered(world, 1, sender=BIA, category="novidade")
    later(world)
    assert (await spent(world, Budget(free_replies=0))).day == UNKNOWN_MICRO


async def test_a_status_that_names_no_bubble_is_billed_by_its_wamid(world: World) -> None:
    await world.hear()
    scene = await world.answer("olá")
    (row,) = await world.sends()
    early = StatusChange(
        "5511", "waba", "wamid.x", world.now, "delivered", priced(world, row.id, "delivered", "r").rank, b"{}"
    )
    early = replace(early, pricing=Pricing("service", "regular"))
    await world.journal.accept(world.now, statuses=[early])
    await world.settle(row, wamid="wamid.x")
    await world.journal.accept(world.now, statuses=[early])
    (line,) = await world.store.costs.of_decision(scene.turn)
    assert (line.id, line.kind, line.brl, line.person) == (row.id, "meta", SERVICE, scene.person)


@pytest.mark.parametrize("steps", [("sent", "read"), ("read", "sent")])
async def test_a_price_that_came_with_another_status_than_the_delivery_counts(world: World, steps) -> None:
    await world.hear()
    scene = await world.answer("olá")
    (row,) = await world.sends()
    await world.settle(row)
    for step in steps:
        told = priced(world, row.id, "sent", "regular") if step == "sent" else world.change(step, callback=row.id)
        await world.journal.accept(world.now, statuses=[told])
    (line,) = await world.store.costs.of_decision(scene.turn)
    assert (line.id, line.brl, line.tier) == (row.id, SERVICE, "regular")


@pytest.mark.parametrize("steps", [("sent", "delivered", "read"), ("read", "sent"), ("sent",), ("delivered",)])
async def test_an_alert_to_the_team_is_billed_once_by_its_statuses_and_is_no_leads(world: World, steps) -> None:
    """A price may come with one status and the delivery with another; only both together cost."""
    for _ in range(2):
        for step in steps:
            price = Pricing("utility", "regular") if step == "sent" else None
            told = replace(world.change(step, callback="alerta.7", wamid="wamid.alert"), pricing=price)
            await world.journal.accept(world.now, statuses=[told])
    lines = await world.store.costs.lines(local_day(world.now), local_day(world.now) + 1)
    if len(steps) == 1:
        assert lines == []
        return
    (line,) = lines
    assert (line.kind, line.brl, line.count, line.reply) == ("alerta", META_PRICES["utility"], 1, False)
    assert (line.persona, line.channel) == (None, "5511")
    day = await world.store.metrics.ledger_day(local_day(world.now))
    assert day["5511", "", "", "", "", "desconhecida", "meta"] == META_PRICES["utility"]


async def test_what_was_only_sent_or_failed_costs_nothing(world: World) -> None:
    await world.hear()
    scene = await world.answer("olá")
    (row,) = await world.sends()
    await world.settle(row)
    await world.journal.accept(world.now, statuses=[priced(world, row.id, "sent", "regular")])
    await world.status("failed", callback=row.id, code=131026)
    assert await world.store.costs.of_decision(scene.turn) == []


async def test_what_a_reply_costs_is_told_by_the_closed_days_that_are_near(world: World) -> None:
    """A second call of one reply is part of its cost; what nobody priced, today and long ago say nothing."""
    costs = world.store.costs
    await costs.keep([cost(world, "old", 9_000)])
    world.wait(20 * DAY_MS)
    await costs.keep([cost(world, "t1.1.r0", 500), cost(world, "t1.1.r1", 300), cost(world, "x", None, decision="t4")])
    await costs.keep([cost(world, "f", 5_000, tier="forte", decision="t2"), cost(world, "h", 7, kind="transcricao")])
    assert await costs.replies(world.now) == {}
    world.wait(DAY_MS)
    await costs.keep([cost(world, "today", 90_000, decision="t3")])
    assert await costs.replies(world.now) == {"mini": (1, 800), "forte": (1, 5_000)}
