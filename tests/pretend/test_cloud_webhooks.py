"""What leads do arrives as Meta would tell it: signed, typed by Central's own parser, again and again if need be."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from central.core.messaging.message import (
    CatalogOrder,
    Choice,
    Contacts,
    Edit,
    Location,
    Media,
    Reaction,
    Revoke,
    SystemNotice,
    Unsupported,
    words_of,
)
from central.core.messaging.update import Notice, Rank
from central.pretend.cloud import Delays, report
from tests.whatsapp_world import NUMBER, OTHER, TOKEN, Wired, wired


@pytest.fixture
async def world() -> AsyncIterator[Wired]:
    async with wired() as running:
        yield running


def reply(to: str, kind: str, content: Any, **more: Any) -> dict[str, Any]:
    return {"messaging_product": "whatsapp", "to": to, "type": kind, kind: content, **more}


def buttons(to: str) -> dict[str, Any]:
    rows = [{"type": "reply", "reply": {"id": "sim", "title": "Sim"}}]
    return reply(to, "interactive", {"type": "button", "body": {"text": "?"}, "action": {"buttons": rows}})


async def test_everything_a_lead_can_do_is_understood(world: Wired) -> None:
    cloud = world.cloud
    lead = cloud.new_lead("Bia")
    first = cloud.say(lead.id, NUMBER.id, texto="oi")
    asked = cloud.accept(NUMBER.id, buttons(lead.phone))["messages"][0]["id"]
    rows = [{"id": "38", "title": "38", "description": "médio"}]
    listed = {"type": "list", "body": {"text": "?"}, "action": {"button": "Ver", "sections": [{"rows": rows}]}}
    offered = cloud.accept(NUMBER.id, reply(lead.phone, "interactive", listed))["messages"][0]["id"]
    sent = cloud.keep_file(b"%PDF", "application/pdf")
    acts: list[tuple[str, dict[str, Any], object]] = [
        ("image", {"legenda": "esse"}, Media),
        ("audio", {}, Media),
        ("document", {"midia": sent.id, "nome": "pix.pdf"}, Media),
        ("button_reply", {"resposta_a": asked, "escolha": "sim"}, Choice("button", "sim", "Sim")),
        ("list_reply", {"resposta_a": offered, "escolha": "38"}, Choice("list", "38", "38", "médio")),
        ("template_button", {"resposta_a": asked, "texto": "Parar"}, Choice("template", "Parar", "Parar")),
        ("location", {"latitude": -22.9, "longitude": -47}, Location(-22.9, -47.0)),
        ("contacts", {}, Contacts),
        ("reaction", {"mensagem": asked, "emoji": "👍"}, Reaction(asked, "👍")),
        ("reaction", {"mensagem": asked}, Reaction(asked, None)),
        ("edit", {"mensagem": first.id, "texto": "olá"}, Edit(first.id, "olá")),
        ("revoke", {"mensagem": first.id}, Revoke(first.id)),
        ("order", {"itens": [{"id": "S", "quantidade": 2, "preco": 10}]}, CatalogOrder),
        ("unsupported", {}, Unsupported("poll", "131051")),
        ("system", {"mudanca": "bsuid"}, SystemNotice),
        ("system", {"mudanca": "numero", "telefone": "11 97777-6666"}, SystemNotice),
    ]
    for kind, asked_for, _ in acts:
        cloud.say(lead.id, NUMBER.id, kind, **asked_for)
    await cloud.idle()
    contents = [heard.content for heard in world.receiver.heard[1:]]
    assert len(contents) == len(acts)
    for content, (_, _, expected) in zip(contents, acts, strict=True):
        assert isinstance(content, expected) if isinstance(expected, type) else content == expected
    assert set(world.receiver.apps) == {"app-um"}
    assert not [u for u in world.receiver.updates if isinstance(u, Notice)]
    card = next(c for c in contents if isinstance(c, Contacts))
    assert (card.origin, card.cards[0].phones) == ("contact_request", (lead.phone,))
    assert cloud.world.leads[lead.id].wa_id == "5511977776666"
    assert cloud.world.leads[lead.id].bsuid != lead.bsuid


async def test_each_number_signs_with_the_secret_of_its_app(world: Wired) -> None:
    lead, _ = world.lead()
    world.cloud.say(lead, OTHER.id, texto="oi")
    await world.cloud.idle()
    assert sorted(str(app) for app in world.receiver.apps) == ["app-dois", "app-um"]


async def test_an_ad_click_arrives_with_its_referral_and_makes_the_answer_free(world: Wired) -> None:
    lead = world.cloud.new_lead("Bia")
    ad = {"source_id": "238", "source_type": "ad", "ctwa_clid": "clid", "headline": "Kit"}
    world.cloud.say(lead.id, NUMBER.id, texto="vi o anúncio", anuncio=ad)
    world.cloud.accept(NUMBER.id, reply(lead.phone, "text", {"body": "oi"}))
    await world.cloud.idle()
    referral = world.receiver.heard[0].referral
    assert referral is not None
    assert (referral.source_id, referral.ctwa_clid) == ("238", "clid")
    priced = [s.pricing for s in world.receiver.statuses if s.pricing]
    assert [(p.type, p.category) for p in priced] == [("free_entry_point", "referral_conversion")] * 2


async def test_a_lead_without_a_phone_shows_only_the_user_id(world: Wired) -> None:
    lead = world.cloud.new_lead("Duda", bsuid_only=True, username="duda")
    world.cloud.say(lead.id, NUMBER.id, texto="oi")
    world.cloud.accept(NUMBER.id, reply("", "text", {"body": "oi"}) | {"recipient": lead.bsuid})
    await world.cloud.idle()
    sender = world.receiver.heard[0].sender
    assert (sender.wa_id, sender.bsuid, sender.username) == (None, lead.bsuid, "duda")
    assert not any("recipient_id" in json.loads(s.raw)["update"] for s in world.receiver.statuses)
    digits = "".join(c for c in lead.phone if c.isdigit())
    assert not [body for body in world.receiver.bodies if digits.encode() in body or lead.wa_id.encode() in body]


async def test_a_phone_that_is_nobodys_fails_after_it_was_accepted(world: Wired) -> None:
    world.cloud.add_templates([{"name": "a", "language": "pt_BR", "category": "UTILITY", "components": []}])
    template = {"name": "a", "language": {"code": "pt_BR"}}
    world.cloud.accept(NUMBER.id, reply("+5511911112222", "template", template, biz_opaque_callback_data="x"))
    await world.cloud.idle()
    (status,) = world.receiver.statuses
    assert (status.status, status.callback) == ("failed", "x")
    assert json.loads(status.raw)["update"]["recipient_id"] == "5511911112222"
    assert status.fault is not None
    assert status.fault.code == 131026


async def test_a_receiver_that_is_down_gets_everything_later_in_the_order_of_the_thread(world: Wired) -> None:
    world.receiver.down = True
    lead = world.cloud.new_lead("Bia")
    for n in range(10):
        world.cloud.say(lead.id, NUMBER.id, texto=f"m{n}")
    async with asyncio.timeout(60):
        while not report(world.cloud)["webhooks"]["repetidos"]:
            await asyncio.sleep(0.005)
    assert report(world.cloud)["webhooks"]["pendentes"] == 10
    world.receiver.down = False
    await world.cloud.idle()
    assert [words_of(h.content) for h in world.receiver.heard] == [f"m{n}" for n in range(10)]
    counts = report(world.cloud)
    assert (counts["entregues"], counts["webhooks"]["pendentes"]) == (10, 0)
    assert counts["webhooks"]["repetidos"] >= 1


async def test_webhooks_come_five_times_and_shuffled_when_asked(world: Wired) -> None:
    faults = {"dobrar_webhook": 20, "embaralhar_webhook": 20, "dobrar_status": 1, "embaralhar_status": 3}
    world.cloud.faults.set(faults | {"atrasar_ms": 40, "semente": 3})
    lead = world.cloud.new_lead("Bia")
    for n in range(20):
        world.cloud.say(lead.id, NUMBER.id, texto=f"m{n}")
    world.cloud.accept(NUMBER.id, reply(lead.phone, "text", {"body": "oi"}))
    await world.cloud.idle()
    words = [words_of(heard.content) for heard in world.receiver.heard]
    assert set(Counter(words).values()) == {5}
    first = list(dict.fromkeys(words))
    assert sorted(first) == sorted(f"m{n}" for n in range(20))
    assert first != [f"m{n}" for n in range(20)]
    assert len(world.receiver.statuses) == 4
    assert max(s.rank for s in world.receiver.statuses) == Rank.READ


async def test_statuses_are_lost_and_sends_fail_late_when_asked(world: Wired) -> None:
    lead, _ = world.lead()
    phone = world.cloud.world.leads[lead].phone
    world.cloud.faults.set({"perder_status": 3})
    world.cloud.accept(NUMBER.id, reply(phone, "text", {"body": "oi"}))
    await world.cloud.idle()
    assert world.receiver.statuses == []
    world.cloud.faults.set({"codigos_depois": {"131049": 1}})
    world.cloud.accept(NUMBER.id, reply(phone, "text", {"body": "oi"}))
    await world.cloud.idle()
    (status,) = world.receiver.statuses
    assert status.failed
    assert status.fault is not None
    assert status.fault.code == 131049


async def test_a_stop_loses_nothing_that_stood_in_the_folder(tmp_path: Path) -> None:
    async with wired(folder=tmp_path, delays=Delays(0, 50, 50)) as world:
        lead, _ = world.lead("Bia")
        await world.cloud.idle()
        world.receiver.down = True
        phone = world.cloud.world.leads[lead].phone
        sent = world.cloud.accept(NUMBER.id, reply(phone, "text", {"body": "já vai"}))["messages"][0]["id"]
        late = world.cloud.say(lead, NUMBER.id, "image", legenda="chegou?")
    with (tmp_path / "eventos.jsonl").open("a") as log:
        log.write('{"e":"post","meia li')
    async with wired(folder=tmp_path) as world:
        await world.cloud.idle()
        assert [p.id for p in world.cloud.world.thread(lead, NUMBER.id)][1:] == [sent, late.id]
        assert [heard.wamid for heard in world.receiver.heard] == [late.id]
        assert {s.status for s in world.receiver.statuses} == {"sent", "delivered", "read"}
        assert world.cloud.content(late.part["midia"]["id"]).startswith(b"\x89PNG")
        assert world.cloud.say(lead, NUMBER.id, texto="de novo").id not in (sent, late.id)
    async with wired(folder=tmp_path) as world:
        assert report(world.cloud)["recebidas"] == 3


async def test_a_new_template_is_approved_and_told(world: Wired) -> None:
    url = f"{world.url}/fingir/graph/v24.0/{NUMBER.waba}/message_templates"
    body = {"name": "nova", "language": "pt_BR", "category": "UTILITY", "components": [{"type": "BODY", "text": "Oi"}]}
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with world.session.post(url, json=body, headers=headers) as answer:
        assert (await answer.json())["status"] == "PENDING"
    await world.cloud.idle()
    (notice,) = world.receiver.updates
    assert isinstance(notice, Notice)
    assert notice.field == "message_template_status_update"
    assert json.loads(notice.raw)["update"]["event"] == "APPROVED"
    async with world.session.get(url, headers=headers) as answer:
        assert [row["status"] for row in (await answer.json())["data"]] == ["APPROVED"]
