"""Who is told what, by which way, how often and when not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from central.core.alert import DEFAULT_ALERTS, MINUTE_MS, Alert, AlertRules, Way, Wishes
from central.core.errors import CentralError, GiveUp, TryLater
from central.flow.ringing import REFUSED_MS, Ringer
from tests.clock import FakeClock

NOON = 12 * 60 * MINUTE_MS
LEAD = Alert("pessoa:1", "pessoa", NOON, "Alguém pediu para falar com gente.")
BAN = Alert("numero_banido:1", "numero_banido", NOON, "Número principal.")


@dataclass
class Fake:
    team: list[Wishes]
    wrong: list[Alert] = field(default_factory=list)
    rung: dict[tuple[str, str, str], tuple[int, int]] = field(default_factory=dict)
    told: list[tuple[str, str]] = field(default_factory=list)
    broken: CentralError | None = None

    async def stand(self, found: Sequence[Alert], now: int) -> list[Alert]:
        self.rung = {key: said for key, said in self.rung.items() if key[0] in {a.key for a in found}}
        return list(found)

    async def rings(self) -> Mapping[tuple[str, str, str], tuple[int, int]]:
        return dict(self.rung)

    async def rang(self, key: str, account: str, way: Way, now: int) -> None:
        self.rung[key, account, way] = (self.rung.get((key, account, way), (0, 0))[0] + 1, now)

    async def wishes(self) -> list[Wishes]:
        return self.team

    async def tell(self, wishes: Wishes, alert: Alert) -> bool:
        if self.broken:
            raise self.broken
        self.told.append((wishes.account, alert.kind))
        return True

    async def look(self, now: int) -> Sequence[Alert]:
        return self.wrong

    async def rules(self) -> AlertRules:
        return DEFAULT_ALERTS


def ringer(fake: Fake, clock: FakeClock) -> Ringer:
    def local(at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, UTC)

    return Ringer(fake, {"push": fake}, fake.look, fake.rules, clock, local)


def at(minute: int) -> FakeClock:
    clock = FakeClock()
    clock.time = minute * MINUTE_MS
    return clock


async def test_the_same_trouble_is_told_once_and_again_only_after_it_was_over() -> None:
    fake, clock = Fake([Wishes("ana", "atendente")], [LEAD]), at(12 * 60)
    bell = ringer(fake, clock)
    assert [await bell.once() for _ in range(3)] == [1, 0, 0]
    fake.wrong = []
    await bell.once()
    fake.wrong = [LEAD]
    assert await bell.once() == 1


async def test_who_answers_leads_hears_first_and_the_owner_when_nobody_does() -> None:
    team = [Wishes("dona", "dono"), Wishes("ana", "atendente"), Wishes("leo", "leitura")]
    fake, clock = Fake(team, [LEAD]), at(12 * 60)
    bell = ringer(fake, clock)
    await bell.once()
    assert fake.told == [("ana", "pessoa")]
    clock.time += DEFAULT_ALERTS.again * MINUTE_MS
    await bell.once()
    assert fake.told == [("ana", "pessoa"), ("dona", "pessoa")]


async def test_what_is_no_leads_is_told_at_once_to_whoever_may_know_it() -> None:
    summary = Alert("resumo:hoje", "resumo", NOON, "3 leads, 1 venda.")
    team = [Wishes("dona", "dono"), Wishes("bia", "gestor"), Wishes("ana", "atendente")]
    fake = Fake(team, [BAN, summary])
    await ringer(fake, at(12 * 60)).once()
    assert fake.told == [(who, kind) for kind in ("numero_banido", "resumo") for who in ("dona", "bia")]


async def test_quiet_hours_hold_back_all_but_what_is_urgent() -> None:
    fake, clock = Fake([Wishes("dona", "dono")], [LEAD, BAN]), at(23 * 60)
    bell = ringer(fake, clock)
    await bell.once()
    assert fake.told == [("dona", "numero_banido")]
    clock.time = (24 + 8) * 60 * MINUTE_MS
    await bell.once()
    assert ("dona", "pessoa") in fake.told


async def test_what_is_urgent_rings_again_while_it_stands_and_then_stops() -> None:
    fake, clock = Fake([Wishes("dona", "dono")], [BAN]), at(12 * 60)
    bell = ringer(fake, clock)
    for _ in range(8):
        await bell.once()
        clock.time += DEFAULT_ALERTS.again * MINUTE_MS
    assert len(fake.told) == DEFAULT_ALERTS.times


async def test_what_somebody_switched_off_and_what_is_not_theirs_stays_quiet() -> None:
    team = [Wishes("dona", "dono", off=("pessoa",)), Wishes("leo", "leitura")]
    fake = Fake(team, [LEAD])
    assert await ringer(fake, at(12 * 60)).once() == 0


async def test_a_way_that_fails_is_tried_again() -> None:
    fake = Fake([Wishes("dona", "dono")], [LEAD], broken=TryLater("fora", code="rede"))
    bell = ringer(fake, at(12 * 60))
    assert await bell.once() == 0
    fake.broken = None
    assert await bell.once() == 1


async def test_a_way_that_refuses_is_left_alone_for_a_while() -> None:
    fake, clock = (
        Fake([Wishes("dona", "dono")], [LEAD], broken=GiveUp("o modelo está pausado", code="132015")),
        at(12 * 60),
    )
    bell = ringer(fake, clock)
    assert await bell.once() == 0
    fake.broken = None
    assert await bell.once() == 0
    clock.time += REFUSED_MS
    assert await bell.once() == 1
