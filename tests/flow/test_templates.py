"""Templates at Meta: submitted, judged, read back, paused and re-priced by notices; over real HTTP."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import pytest

from central.adapters.whatsapp.coexistence import asides
from central.adapters.whatsapp.templates import CloudTemplates, payload, said_of
from central.core.errors import GiveUp
from central.core.messaging.template import Judged, Template
from central.core.messaging.update import Notice
from central.core.people.coexistence import Preference
from central.flow.bringing.templates import Mirror
from central.pretend.cloud import PretendCloud
from tests.clock import FakeClock
from tests.flow.shop import SHOP
from tests.whatsapp_world import NUMBER, TOKEN, wired

BACK = Template("volta", "marketing", "Oi, {nome}! Ainda quer o {produto}?", ("Quero", "Parar"))
OWN = Judged("waba", "volta", "pt_BR", "APPROVED", "UTILITY")


class Kept:
    def __init__(self, *verdicts: Judged) -> None:
        self.verdicts = {(v.waba, v.name, v.language): v for v in verdicts}
        self.stopped: list[tuple[str, str, tuple[str, ...]]] = []

    async def templates(self) -> tuple[Judged, ...]:
        return tuple(self.verdicts.values())

    async def keep(self, verdicts) -> None:  # type: ignore[no-untyped-def]
        self.verdicts |= {(v.waba, v.name, v.language): v for v in verdicts}

    async def stop(self, verdict, channels, now) -> int:  # type: ignore[no-untyped-def]
        self.stopped.append((verdict.name, verdict.against(), tuple(channels)))
        return 1


def notice(field: str, **update: object) -> Notice:
    return Notice(field, "waba", 1, json.dumps({"update": update}).encode())


async def test_a_paused_or_re_judged_template_is_so_at_once() -> None:
    kept = Kept(OWN)

    async def current():  # type: ignore[no-untyped-def]
        return SHOP

    mirror = Mirror(kept, None, current, said_of, FakeClock())  # type: ignore[arg-type]
    named = {"message_template_name": "volta", "message_template_language": "pt-BR"}
    await mirror.take_in([notice("template_category_update", **named, new_category="MARKETING")])
    await mirror.take_in([notice("message_template_quality_update", **named, new_quality_score="RED")])
    (now,) = await kept.templates()
    assert (now.status, now.category, now.quality) == ("APPROVED", "MARKETING", "RED")
    await mirror.take_in([notice("message_template_status_update", **named, event="PAUSED", reason="NONE")])
    (now,) = await kept.templates()
    assert now.against() == "na Meta está pausado"
    await mirror.take_in([notice("message_template_status_update", event="PAUSED"), notice("messages", x=1)])
    assert len(await kept.templates()) == 1
    assert [said for _, said, _ in kept.stopped] == ["", "a qualidade caiu para vermelha", "na Meta está pausado"]


def test_what_is_submitted_has_numbered_slots_and_an_example_for_each() -> None:
    body, buttons = payload(BACK)["components"]
    assert body["text"] == "Oi, {{1}}! Ainda quer o {{2}}?"
    assert len(body["example"]["body_text"][0]) == 2
    assert [b["text"] for b in buttons["buttons"]] == ["Quero", "Parar"]


def test_marketing_switched_off_in_whatsapp_is_heard() -> None:
    rows = [
        {"user_id": "BR.77", "category": "marketing_messages", "value": "stop", "timestamp": 1731705721},
        {"wa_id": "5581999990000", "category": "marketing_messages", "value": "resume", "timestamp": 1731705721},
        {"value": "stop"},
    ]
    found = asides(notice("user_preferences", user_preferences=rows))
    assert [(p.stop, p.lead.bsuid, p.lead.wa_id) for p in found if isinstance(p, Preference)] == [
        (True, "BR.77", None),
        (False, None, "5581999990000"),
    ]


async def test_over_http_one_is_submitted_and_read_back() -> None:
    async with wired() as world:
        office = CloudTemplates(world.session, f"{world.url}/fingir/graph", "v24.0", lambda waba: TOKEN)
        made = await office.submit(NUMBER.waba, BACK)
        assert (made.status, made.category) == ("PENDING", "MARKETING")
        read = [v for v in await office.read(NUMBER.waba) if v.name == "volta"]
        assert [v.language for v in read] == ["pt_BR"]
        with pytest.raises(GiveUp):
            await office.submit(NUMBER.waba, BACK)


async def test_over_http_one_whose_slots_at_meta_are_others_is_not_sent_until_they_agree() -> None:
    async with wired() as world:
        office = CloudTemplates(world.session, f"{world.url}/fingir/graph", "v24.0", lambda waba: TOKEN)
        kept, ours = Kept(), [BACK]
        channels = tuple(replace(channel, waba=NUMBER.waba) for channel in SHOP.channels)

        async def current():  # type: ignore[no-untyped-def]
            return replace(SHOP, channels=channels, templates=tuple(ours))

        mirror = Mirror(kept, office, current, said_of, FakeClock())  # type: ignore[arg-type]
        await mirror.submit("volta")
        await _judged(world.cloud, "volta")
        ours[0] = replace(BACK, text="Oi, {nome}! Ainda quer o {produto} por {preco}?")
        await mirror.read()
        key = (NUMBER.waba, "volta", "pt_BR")
        assert kept.verdicts[key].against() == "na Meta está com espaços diferentes dos daqui"
        assert ("volta", kept.verdicts[key].against(), tuple(c.id for c in channels)) in kept.stopped
        ours[0] = BACK
        await mirror.read()
        assert kept.verdicts[key].against() == ""


async def test_over_http_one_is_refused_another_becomes_marketing_and_a_pause_is_heard() -> None:
    async with wired() as world:
        office = CloudTemplates(world.session, f"{world.url}/fingir/graph", "v24.0", lambda waba: TOKEN)
        world.cloud.faults.set({"recusar_modelo": 1})
        await office.submit(NUMBER.waba, BACK)
        await _judged(world.cloud, "volta")
        world.cloud.faults.set({"virar_marketing": 1})
        await office.submit(NUMBER.waba, Template("pedido", "utility", "Seu pedido {produto} saiu hoje."))
        await _judged(world.cloud, "pedido")
        found = {v.name: v for v in await office.read(NUMBER.waba)}
        assert (found["volta"].word, found["volta"].reason) == ("recusado", "INVALID_FORMAT")
        assert (found["pedido"].status, found["pedido"].is_marketing) == ("APPROVED", True)
        world.cloud.say_of_template("pedido", status="PAUSED", quality_score={"score": "RED"})
        read = {v.name: v for v in await office.read(NUMBER.waba)}
        assert (read["pedido"].status, read["pedido"].quality) == ("PAUSED", "RED")


async def _judged(cloud: PretendCloud, name: str) -> None:
    async with asyncio.timeout(120):
        while cloud.world.templates[name, "pt_BR"]["status"] == "PENDING":
            await asyncio.sleep(0.01)
