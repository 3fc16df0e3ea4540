"""Where leads came from: touches, ads nobody registered yet, and the personas changed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Engine, Row, Tx
from central.core.messaging.conversation import Memo, Touch
from central.core.messaging.message import Referral
from central.core.operation import Operation
from central.core.origin.attribution import settled
from central.core.turn import Switch
from central.ports import Ids


@dataclass(frozen=True, slots=True)
class NewAd:
    """An ad that no campaign names: how many people came by it, when first and last, and what it says."""

    ad: str
    leads: int
    first_at: int
    last_at: int
    headline: str = ""
    body: str = ""


class SqlOrigins:
    """Reads and mends what brought leads."""

    def __init__(self, engine: Engine, ids: Ids) -> None:
        self._engine, self._ids = engine, ids

    async def new_ads(self, operation: Operation, limit: int = 200) -> list[NewAd]:
        """ "Anúncios novos": the one seen last comes first."""
        registered = {ad for campaign in operation.campaigns for ad in campaign.ads}
        rows = await self._engine.read("new_ads", limit)
        return [_new_ad(row) for row in rows if row[0] not in registered]

    async def settle_ad(self, operation: Operation, ad: str) -> int:
        """Give the past leads of an ad to the campaign that has it now; returns how many people that are.

        A turn that runs at this moment settles its own conversation when it ends or at its next one.
        """
        campaign = next((c for c in operation.campaigns if ad in c.ads), None)
        if campaign is None:
            return 0
        evidence = f"anúncio {ad}, ligado depois à campanha {campaign.name}"

        async def work(tx: Tx) -> int:
            memos = [(id, _settled(operation, memo)) for id, memo in await tx.rows("idle_memos_of_ad", ad)]
            if memos:
                await tx.each("set_memo", sorted(memos))
            found = await tx.rows("settle_ad", ad, campaign.id, campaign.product, campaign.source, evidence)
            return len({person for person, _ in found})

        return await self._engine.transact(work)

    async def touches(self, person: str) -> list[Touch]:
        """All that brought a person, the first one first."""
        rows = await self._engine.read("touches_of", person)
        return [
            Touch(at, source, campaign, product, ad, clid, confidence, evidence, click=click)
            for at, source, campaign, product, ad, clid, confidence, evidence, click in rows
        ]

    async def ads_by_channel(self, channels: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The ads whose leads wrote to each number, the latest first."""
        return {c: tuple(ad for ad, _ in await self._engine.read("ads_of_channel", c)) for c in channels}

    async def switch_persona(self, ref: str, persona: str, by: str, now: int) -> Switch | None:
        """Give a person (by their id or that of a conversation) to another persona; None when nobody is meant."""

        async def work(tx: Tx) -> Switch | None:
            found = await tx.rows("person_of", ref)
            if not found:
                return None
            switch = Switch(found[0][0], found[0][1], persona, now, by)
            await write_switch(tx, self._ids(), switch)
            return switch

        return await self._engine.transact(work)

    async def switches(self, person: str) -> list[Switch]:
        """The changes of a person's persona, the first one first."""
        rows = await self._engine.read("persona_switches", person)
        return [Switch(person, before, after, at, by) for before, after, at, by in rows]


async def write_switch(tx: Tx, id: str, switch: Switch) -> None:
    """The person keeps another persona from now on, and the log says so once."""
    if await tx.rows("add_persona_switch", id, switch.person, switch.before, switch.after, switch.at, switch.by):
        await tx.rows("switch_persona", switch.person, switch.after)


async def write_touches(tx: Tx, touches: Sequence[tuple[str, str, str, int, Touch]]) -> None:
    """Touches with conversation, person, channel and `seq`."""
    await tx.each(
        "add_touch",
        [
            (
                *(conversation, seq, person, channel, t.at, t.source, t.campaign, t.product),
                *(t.ad, t.clid, t.click, t.confidence, t.evidence),
            )
            for conversation, person, channel, seq, t in touches
        ],
    )


def _new_ad(row: Row) -> NewAd:
    ad, leads, first_at, last_at, text = row
    referral = codec.decode_referral(text) or Referral()
    return NewAd(ad, leads, first_at, last_at, referral.headline or "", referral.body or "")


def _settled(operation: Operation, text: str) -> str:
    memo: Memo = codec.decode_memo(text)
    first, last = settled(operation, memo.first_touch), settled(operation, memo.last_touch)
    return codec.encode(replace(memo, first_touch=first, last_touch=last))
