"""The Clicks port: visits of our own links, and the persons who came of them."""

from __future__ import annotations

import msgspec

from central.adapters.store.engine.tx import Engine, Row, Tx
from central.core.origin.campaign import Click, Tracking

MOST_RECENT = 200


class SqlClicks:
    """Clicks on either engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def add(self, click: Click, tracking: Tracking) -> bool:
        utm = msgspec.json.encode(dict(tracking.utm)).decode()
        ids = (tracking.gclid, tracking.wbraid, tracking.gbraid, tracking.kwai_clickid, tracking.fbclid)
        made = (click.id, click.code, click.link, click.campaign, click.channel, click.at, click.expires_at)

        async def work(tx: Tx) -> bool:
            return bool(await tx.rows("add_click", *made, *ids, utm))

        return await self._engine.transact(work)

    async def join(self, code: str, person: str, now: int) -> Click | None:
        async def work(tx: Tx) -> list[Row]:
            return await tx.rows("join_click", code, person, now)

        found = await self._engine.transact(work)
        return Click(*found[0]) if found else None

    async def recent(self, channel: str, since: int, until: int) -> list[Click]:
        return [Click(*row) for row in await self._engine.read("pending_clicks", channel, since, until, MOST_RECENT)]

    async def tracking(self, click: str) -> Tracking | None:
        """What the ad platform put into the address of a click."""
        found = await self._engine.read("click_tracking", click)
        if not found:
            return None
        gclid, wbraid, gbraid, kwai, fbclid, utm = found[0]
        pairs = msgspec.json.decode(utm, type=dict[str, str])
        return Tracking(gclid, wbraid, gbraid, kwai, fbclid, tuple(sorted(pairs.items())))

    async def counts(self, since: int) -> dict[str, tuple[int, int]]:
        """Of each link: visits, and how many of them wrote."""
        return {link: (visits, joined) for link, visits, joined in await self._engine.read("click_counts", since)}
