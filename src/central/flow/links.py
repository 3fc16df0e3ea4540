"""Our own links: a click is kept and goes on to WhatsApp, on a number that is well at this moment."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from central.core.errors import CentralError
from central.core.messaging.channel import ChannelSpec
from central.core.messaging.health import Health, any_healthy_channel, healthy_channel
from central.core.operation import Operation
from central.core.origin.campaign import Campaign, Click, Tracking
from central.core.origin.link import CODES, code_of
from central.ports import Clicks, Clock, Ids, Numbers

log = logging.getLogger("central.links")

CODE_LIVES_MS = 30 * 24 * 3600 * 1000
DRAWS = 6
"""So many codes are drawn before a click goes on without one."""
LONGEST = 512
MOST_UTMS = 12


@dataclass(frozen=True, slots=True)
class Way:
    """Where a link leads; `target` opens WhatsApp and None says that no number is well."""

    operation: Operation | None
    campaign: Campaign | None
    channel: ChannelSpec | None
    moved: bool = False
    """The link is known, but none of its persona's numbers is well: `channel` is another one."""
    code: str | None = None

    @property
    def target(self) -> str | None:
        """The address on wa.me with the ready text; of nothing but the operation's own numbers."""
        if self.channel is None:
            return None
        greeting = self.campaign.greeting if self.campaign is not None and not self.moved else ""
        text = " ".join(filter(None, (greeting, f"#{self.code}" if self.code else "")))
        return f"{self.channel.address}?text={quote(text)}" if text else self.channel.address


@dataclass(slots=True)
class Links:
    """`draw(n)` gives an unguessable number below n."""

    operation: Callable[[], Awaitable[Operation | None]]
    clicks: Clicks
    numbers: Numbers
    clock: Clock
    ids: Ids
    draw: Callable[[int], int]

    async def look(self, slug: str) -> Way:
        """Where a link leads now, without a click."""
        operation = await self.operation()
        if operation is None:
            return Way(None, None, None)
        health, now = await self._health(), self.clock.now()
        campaign = operation.link(slug)
        if campaign is None:
            return Way(operation, None, any_healthy_channel(operation, health, now))
        channel = healthy_channel(operation, campaign.persona, health, now)
        if channel is not None:
            return Way(operation, campaign, channel)
        return Way(operation, campaign, any_healthy_channel(operation, health, now), moved=True)

    async def click(self, slug: str, query: Mapping[str, str]) -> Way:
        """A person's click: kept with a new code. A store that is away costs the code, never the lead."""
        way = await self.look(slug)
        if way.campaign is None or way.channel is None or way.moved:
            return way
        code = await self._keep(slug, way.campaign, way.channel, tracking(query))
        return Way(way.operation, way.campaign, way.channel, code=code)

    async def _keep(self, slug: str, campaign: Campaign, channel: ChannelSpec, told: Tracking) -> str | None:
        now = self.clock.now()
        try:
            for _ in range(DRAWS):
                code = code_of(self.draw(CODES))
                click = Click(self.ids(), code, slug, campaign.id, channel.id, now, now + CODE_LIVES_MS)
                if await self.clicks.add(click, told):
                    return code
        except (CentralError, OSError):
            log.exception("click of link %s not kept", slug)
        return None

    async def _health(self) -> Mapping[str, Health]:
        try:
            return await self.numbers.current()
        except (CentralError, OSError):
            log.exception("health of the numbers not known")
            return {}


def tracking(query: Mapping[str, str]) -> Tracking:
    """The click ids and UTMs of a query; a macro that no platform filled in is none.

    >>> tracking({"gclid": "abc", "clickid": "__CLICKID__", "utm_source": "youtube"})
    Tracking(gclid='abc', wbraid=None, gbraid=None, kwai_clickid=None, fbclid=None, utm=(('utm_source', 'youtube'),))
    """
    said = {k.lower(): v for k, raw in query.items() if (v := raw.replace("\0", "")[:LONGEST]) and not _macro(v)}
    utm = sorted((k[:40], v) for k, v in said.items() if k.startswith("utm_"))
    return Tracking(
        gclid=said.get("gclid"),
        wbraid=said.get("wbraid"),
        gbraid=said.get("gbraid"),
        kwai_clickid=said.get("clickid") or said.get("click_id") or said.get("kwai_clickid"),
        fbclid=said.get("fbclid"),
        utm=tuple(utm[:MOST_UTMS]),
    )


def _macro(value: str) -> bool:
    return value.startswith(("__", "{"))
