"""How a number stands, read from Meta's API: a rating that fell slows sends, one that rose frees them."""

from __future__ import annotations

from typing import Any, cast

import msgspec

from central.adapters.whatsapp.account import CloudAccount, Number, Waba
from central.adapters.whatsapp.health import moved_of, signal_of
from central.app.work.standings import StandingWork
from central.core.messaging.health import Health, state_of
from central.core.messaging.update import Notice
from central.flow.health import Watch
from tests.app.panel.panel_world import panel_world


class Meta:
    """An account whose numbers are rated as a test wants."""

    quality = "GREEN"

    async def number(self, id: str, token: str) -> Number:
        return Number(id, "+55 11 94000-0001", "Loja", True, self.quality, "APPROVED", "TIER_2K", "STANDARD")

    async def waba(self, id: str, token: str) -> Waba:
        return Waba(id, "Loja", "portfolio", (), "verified")


async def test_metas_rating_moves_a_number_when_it_changes_and_never_lifts_a_ban() -> None:
    async with panel_world() as world:
        meta, numbers = Meta(), world.store.numbers
        work = StandingWork(cast(CloudAccount, meta), world.store, world.clock, lambda _: "token")
        operation = await world.panel.operation()
        channel = operation.channels[0].id

        async def read(quality: str) -> str:
            meta.quality = quality
            world.clock.time += 10_000
            await work.read()
            world.clock.time += 10_000
            return state_of(await numbers.current(), channel, world.clock.now())

        assert [await read(q) for q in ("GREEN", "YELLOW", "RED", "RED", "GREEN")] == [
            "green",
            "yellow",
            "red",
            "red",
            "green",
        ]
        assert (await numbers.standings())[channel].limit == 2_000
        await numbers.report([Health(channel, "banned", world.clock.now() + 1, "meta", "desativada")])
        assert await read("YELLOW") == "banned"


def notice(field: str, at: int, waba: str, **value: Any) -> Notice:
    return Notice(field, waba, at, msgspec.json.encode({"update": value}))


async def test_a_notice_moves_a_limit_at_once_and_an_old_one_never_what_was_read_after_it() -> None:
    async with panel_world() as world:
        numbers, operation = world.store.numbers, await world.panel.operation()
        first, second = operation.channels[:2]
        await StandingWork(cast(CloudAccount, Meta()), world.store, world.clock, lambda _: "token").read()
        watch = Watch(numbers, world.store.operations.current, world.clock, signal_of, moved_of)
        now = world.clock.now()
        await watch.take_in(
            [
                notice("business_capability_update", now + 1, first.waba, max_daily_conversations_per_business=10_000),
                notice(
                    "phone_number_quality_update",
                    now + 2,
                    first.waba,
                    display_phone_number=first.number,
                    event="THROUGHPUT_UPGRADE",
                ),
            ]
        )
        found = await numbers.standings()
        assert (found[first.id].limit, found[first.id].throughput) == (10_000, "HIGH")
        assert (found[second.id].limit, found[second.id].throughput) == (2_000, "STANDARD"), "another portfolio"
        late = notice("business_capability_update", now - 9, first.waba, max_daily_conversations_per_business=250)
        await watch.take_in([late])
        assert await numbers.standings() == found
