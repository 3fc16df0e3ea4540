"""Alerts on the owner's own WhatsApp, over real HTTP to the pretend Cloud API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import count

import pytest

from central.adapters.alerts.message import WhatsAppTeller
from central.core.alert import DEFAULT_ALERTS, Alert, Wishes
from central.core.errors import GiveUp
from central.core.operation import Operation
from tests.flow.shop import SHOP
from tests.whatsapp_world import NUMBER, Wired, wired

NOTICE = {
    "name": "aviso_da_loja",
    "language": "pt_BR",
    "category": "UTILITY",
    "components": [{"type": "BODY", "text": "Aviso da sua loja: {{1}}"}],
}
TOKEN_ENDS = Alert("token:1", "token", 0, "Loja de Mentira: o token vence em\n2 dia(s).")
OWNER = Wishes("dona", "dono", ways=("whatsapp",))


@pytest.fixture
async def world() -> AsyncIterator[Wired]:
    async with wired() as running:
        running.cloud.add_templates([NOTICE])
        yield running


def teller(world: Wired, template: str = "aviso_da_loja") -> WhatsAppTeller:
    channels = tuple(replace(one, id=NUMBER.id) for one in SHOP.channels[:1])

    async def operation() -> Operation:
        return replace(SHOP, channels=channels, alerts=replace(DEFAULT_ALERTS, template=template))

    ids = (f"{n:04d}" for n in count())
    return WhatsAppTeller(world.channel, operation, lambda: next(ids))


async def test_an_owner_who_never_wrote_gets_the_approved_template_in_one_line(world: Wired) -> None:
    lead, to = world.lead("Dona da loja", wrote=False)
    assert await teller(world).tell(replace(OWNER, phone=to.wa_id or ""), TOKEN_ENDS)
    (post,) = world.cloud.world.thread(lead, None)
    assert (post.kind, post.category, post.callback) == ("template", "utility", "alerta.0000")
    text = "Aviso da sua loja: Token do WhatsApp vencendo ou recusado: Loja de Mentira: o token vence em 2 dia(s)."
    assert post.part["texto"] == text


async def test_without_a_phone_or_a_template_this_way_leads_nowhere(world: Wired) -> None:
    assert not await teller(world).tell(OWNER, TOKEN_ENDS)
    assert not await teller(world, "").tell(replace(OWNER, phone="5511999990000"), TOKEN_ENDS)


async def test_a_template_meta_does_not_know_is_given_up(world: Wired) -> None:
    _, to = world.lead("Dona da loja", wrote=False)
    with pytest.raises(GiveUp):
        await teller(world, "outro").tell(replace(OWNER, phone=to.wa_id or ""), TOKEN_ENDS)
