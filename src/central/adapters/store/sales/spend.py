"""What ads cost, by day: a span that is read again replaces what was known of it, and never adds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from central.adapters.store.engine.tx import Engine, Tx
from central.core.selling.spend import Spend, only_finest


class SqlSpend:
    """Ad spend of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def replace(self, platform: str, account: str, first: date, last: date, rows: Sequence[Spend]) -> None:
        """All that is known of these days of this account is now this."""
        inside = [r for r in rows if first.isoformat() <= r.day <= last.isoformat()]

        async def work(tx: Tx) -> None:
            await tx.rows("clear_spend", platform, account, first.isoformat(), last.isoformat())
            await tx.put("add_spend", sorted({_key(row): _values(row) for row in inside}.values()))

        await self._engine.transact(work)

    async def read_at(self) -> dict[tuple[str, str], tuple[int, str]]:
        """Of each platform and account: when it was read or told last, and the zone of its days."""
        rows = await self._engine.read("spend_read_at")
        return {(platform, account): (int(at), zone) for platform, account, at, zone in rows}

    async def between(self, first: date, last: date) -> list[Spend]:
        """Figures of these days, each part once."""
        rows = await self._engine.read("spend_of", first.isoformat(), last.isoformat())
        found = []
        for platform, account, day, campaign, ad, adset, campaign_name, ad_name, spend, currency, *rest in rows:
            names = (campaign, ad, adset, campaign_name, ad_name)
            found.append(Spend(platform, account, day, spend, currency, *names, *rest))
        return only_finest(found)


def _key(row: Spend) -> tuple[str, ...]:
    return (row.platform, row.account, row.day, row.campaign, row.ad)


def _values(r: Spend) -> tuple[object, ...]:
    return (
        *(r.platform, r.account, r.day, r.campaign, r.ad, r.adset, r.campaign_name, r.ad_name),
        *(r.spend, r.currency, r.impressions, r.clicks, r.by, r.at, r.zone),
    )
