"""A send killed again and again: each person exactly once, or it is known that nobody knows."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.campaign import campaign

PEOPLE, KILLS = 200, 2


async def test_each_person_gets_it_once_though_the_machine_dies(tmp_path: Path) -> None:
    told = await campaign(tmp_path / "um", PEOPLE, KILLS, cut=0.01)
    assert (told.twice, told.silent, told.unknown) == (0, 0, 0)
    assert told.counts.total == PEOPLE
    assert told.counts.waiting + told.counts.queued == 0
    assert told.got >= PEOPLE - told.counts.doubt - told.counts.failed
    assert told.counts.sent > PEOPLE * 0.9
