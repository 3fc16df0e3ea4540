"""Ad spend on every engine: a span read again replaces, a day nobody told of is no zero, parts count once."""

from __future__ import annotations

from datetime import date

from central.core.selling.spend import Spend, by_day
from tests.store.world import World

FIRST, LAST = date(2026, 11, 15), date(2026, 11, 17)


def _row(day: str, spend: int, ad: str = "ad1", account: str = "1", platform: str = "meta") -> Spend:
    return Spend(platform, account, day, spend, ad=ad, campaign="c")


async def test_a_late_correction_replaces_and_never_adds(world: World) -> None:
    spend = world.store.spend
    await spend.replace("meta", "1", FIRST, LAST, [_row("2026-11-15", 1000), _row("2026-11-16", 500)])
    await spend.replace("meta", "1", FIRST, LAST, [_row("2026-11-15", 1100)])
    await spend.replace("meta", "1", FIRST, LAST, [_row("2026-11-15", 1100)])
    assert by_day(await spend.between(FIRST, LAST), FIRST, LAST) == [
        ("2026-11-15", 1100),
        ("2026-11-16", None),
        ("2026-11-17", None),
    ]


async def test_other_accounts_platforms_and_days_stay(world: World) -> None:
    spend = world.store.spend
    await spend.replace("meta", "1", FIRST, LAST, [_row("2026-11-15", 1)])
    await spend.replace("meta", "2", FIRST, LAST, [_row("2026-11-15", 10, account="2")])
    await spend.replace("kwai", "1", FIRST, LAST, [_row("2026-11-15", 100, platform="kwai")])
    await spend.replace("meta", "1", date(2026, 11, 16), LAST, [_row("2026-11-16", 1000), _row("2026-11-10", 9)])
    assert by_day(await spend.between(FIRST, LAST), FIRST, LAST)[:2] == [("2026-11-15", 111), ("2026-11-16", 1000)]


async def test_a_typed_whole_gives_way_to_figures_by_ad(world: World) -> None:
    spend = world.store.spend
    day = date(2026, 11, 15)
    await spend.replace("meta", "1", day, day, [_row("2026-11-15", 5000, ad=""), _row("2026-11-15", 3000)])
    assert [row.spend for row in await spend.between(day, day)] == [3000]
