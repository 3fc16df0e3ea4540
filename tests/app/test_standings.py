"""How a number stands, read from Meta's API: a rating that fell slows sends, one that rose frees them."""

from __future__ import annotations

from typing import cast

from central.adapters.whatsapp.account import CloudAccount, Number, Waba
from central.app.work.standings import StandingWork
from central.core.messaging.health import Health, state_of
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
