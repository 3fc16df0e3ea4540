"""Alerts in the store: what is wrong, who was told of it, what each of the team wants, whose browsers are pushed to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from central.adapters.store.engine.tx import Engine, Tx
from central.core.alert import KINDS, Alert, Way, Wishes

DAY_MS = 86_400_000
KEPT_MS = 30 * DAY_MS


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that may be pushed to; both keys are base64url, as it gave them."""

    endpoint: str
    p256dh: str
    auth: str


class SqlAlerts:
    """Alerts of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def stand(self, found: Sequence[Alert], now: int) -> list[Alert]:
        """What is wrong now, each since it began; what was and is no more is over, and rings again if it comes back."""
        await self._replace([kind for kind, one in KINDS.items() if not one.reported], found, now)
        return await self.standing()

    async def report(self, kind: str, found: Sequence[Alert], now: int) -> None:
        """All that is wrong of a kind that is reported is now this."""
        await self._replace([kind], found, now)

    async def _replace(self, kinds: Sequence[str], found: Sequence[Alert], now: int) -> None:
        keys = {alert.key for alert in found}

        async def work(tx: Tx) -> None:
            for key, kind, *_ in await tx.rows("alerts_standing"):
                if kind in kinds and key not in keys:
                    await tx.rows("end_alert", key, now)
                    await tx.rows("forget_rings", key)
            for alert in found:
                await tx.rows("stand_alert", alert.key, alert.kind, alert.at, alert.text, alert.ref)
            await tx.rows("prune_alerts", now - KEPT_MS)

        if found or await self._engine.read("alerts_standing"):
            await self._engine.transact(work)

    async def standing(self) -> list[Alert]:
        """What was wrong at the last look."""
        return [Alert(*row) for row in await self._engine.read("alerts_standing")]

    async def rings(self) -> Mapping[tuple[str, str, str], tuple[int, int]]:
        """How often and when last, by (key, account, way)."""
        return {(r[0], r[1], r[2]): (r[3], r[4]) for r in await self._engine.read("alert_rings")}

    async def rang(self, key: str, account: str, way: Way, now: int) -> None:
        """Somebody was told."""
        await self._write("ring", key, account, way, now)

    async def wishes(self) -> list[Wishes]:
        """What each of the team wants; who never chose wants pushes."""
        return [_wishes(row) for row in await self._engine.read("alert_wishes")]

    async def wish(self, wishes: Wishes) -> None:
        """Somebody chose."""
        off, ways = json.dumps(wishes.off), json.dumps(wishes.ways)
        chosen = (wishes.email, wishes.phone, wishes.quiet_from, wishes.quiet_to)
        await self._write("keep_alert_wish", wishes.account, off, ways, *chosen)

    async def keep_device(self, account: str, device: Device, now: int) -> None:
        """A browser of somebody of the team may be pushed to."""
        await self._write("keep_device", device.endpoint, account, device.p256dh, device.auth, now)

    async def drop_device(self, endpoint: str) -> None:
        """A browser wants no more, or is gone."""
        await self._write("drop_device", endpoint)

    async def devices(self, account: str) -> list[Device]:
        """The browsers of somebody."""
        return [Device(*row) for row in await self._engine.read("devices", account)]

    # ── what is wrong, by the store ──────────────────────────────────────────────────────────────

    async def asked(self, since: int) -> list[tuple[str, str, int]]:
        """(handoff, conversation, when) of leads who asked for a person nobody sent yet."""
        return [(r[0], r[1], r[2]) for r in await self._engine.read("alert_asked", since)]

    async def held(self, since: int) -> list[tuple[str, str, int]]:
        """(turn, conversation, when) of replies that wait for somebody of the team."""
        return [(r[0], r[1], r[2]) for r in await self._engine.read("alert_held", since)]

    async def waiting(self, since: int, until: int) -> list[tuple[str, int]]:
        """(conversation, since when) of leads whom a person answers and did not, or whose turn failed too often."""
        return [(r[0], r[1]) for r in await self._engine.read("alert_waiting", since, until)]

    async def hot(self, since: int, until: int) -> list[tuple[str, int]]:
        """(conversation, since when) of leads at the checkout who did not pay."""
        return [(r[0], r[1]) for r in await self._engine.read("alert_hot", since, until)]

    async def refused_tokens(self) -> list[str]:
        """Channels whose token Meta refuses."""
        return [r[0] for r in await self._engine.read("alert_refused_token")]

    async def untold(self) -> list[tuple[str, int]]:
        """(CRM, tickets) that an outside CRM did not take."""
        return [(r[0], int(r[1])) for r in await self._engine.read("alert_dead_links")]

    async def traffic(self, since: int) -> tuple[int, int]:
        """Links to the checkout that were said, and what checkouts told."""
        ((links, told),) = await self._engine.read("alert_links_sent", since)
        return int(links), int(told)

    async def brakes(self, since: int) -> list[tuple[str, int]]:
        """(act, when) of learning that stopped or went back by itself."""
        return [(r[0], r[1]) for r in await self._engine.read("alert_brakes", since)]

    async def _write(self, statement: str, *values: object) -> None:
        async def work(tx: Tx) -> None:
            await tx.rows(statement, *values)

        await self._engine.transact(work)


def _wishes(row: Sequence[object]) -> Wishes:
    account, role, off, ways, email, phone, start, end = row
    if ways is None:
        return Wishes(str(account), role)  # type: ignore[arg-type]
    said = json.loads(str(off)), json.loads(str(ways))
    return Wishes(str(account), role, tuple(said[0]), tuple(said[1]), str(email), str(phone), int(start), int(end))  # type: ignore[arg-type, call-overload]
