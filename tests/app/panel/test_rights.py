"""A person's rights on the panel: silence, their data, to be forgotten; and who of the team saw what."""

from __future__ import annotations

import json
import re

from central.core.messaging.message import Text
from central.core.messaging.update import Heard
from central.core.people.identity import Sender
from central.core.turn import Arrival
from tests.app.panel.panel_world import PanelWorld, panel_world


async def heard(world: PanelWorld, words: str) -> tuple[str, str]:
    """(conversation, person) of a lead who wrote."""
    operation = await world.panel.operation()
    sender = Sender(bsuid="BR.zul", wa_id="5581987654321", name="<b>Zulmira</b>")
    update = Heard(operation.channels[0].id, "waba", "wamid.z", world.clock.now(), sender, Text(words), b"{}")
    (accepted,) = await world.store.journal.accept(world.clock.now(), [Arrival(update, "portfolio", 1, 1)])
    assert accepted.conversation is not None
    assert accepted.person is not None
    return accepted.conversation, accepted.person


async def test_opening_a_conversation_and_changing_it_are_on_record_for_the_owner() -> None:
    async with panel_world() as world:
        conversation, person = await heard(world, "oi <script>")
        browser = await world.browser("atendente")
        for _ in range(2):
            for place in ("", "-lista", "?q=oi", f"/{conversation}"):
                await browser.get(f"/conversas{place}")
            await browser.get("/tickets")
        await browser.post(f"/conversas/{conversation}/nota", data={"texto": "ligar amanhã"})
        lines = await world.store.privacy.audited(world.clock.now() + 1)
        lists = ("buscou nas conversas", "viu a lista de conversas", "viu a lista de tickets")
        told = [(what, None) for what in lists] + [("escreveu uma nota", person), ("leu uma conversa", person)]
        assert sorted((line[3], line[4]) for line in lines) == sorted(told, key=lambda one: one[0])
        page = (await (await world.browser("dono")).get("/privacidade")).text
        for part in ("leu uma conversa", "escreveu uma nota", "viu a lista", "Atendente", "art. 7º, V", "730"):
            assert part in page
        assert (await browser.get("/privacidade")).status_code == 403


async def test_whoever_looks_at_the_card_alone_is_on_record_too() -> None:
    async with panel_world() as world:
        conversation, person = await heard(world, "oi")
        await (await world.browser("leitura")).get(f"/conversas/{conversation}/ficha")
        lines = await world.store.privacy.audited(world.clock.now() + 1)
        assert [(line[3], line[4]) for line in lines] == [("leu uma conversa", person)]


async def test_a_person_is_handed_out_as_data_and_as_a_page_with_everything_escaped() -> None:
    async with panel_world() as world:
        conversation, person = await heard(world, "oi <script>alert(1)</script>")
        browser = await world.browser("gestor")
        data = await browser.get(f"/conversas/{conversation}/dados.json")
        assert "attachment" in data.headers["content-disposition"]
        assert json.loads(data.text)["pessoa"][0]["id"] == person
        page = (await browser.get(f"/conversas/{conversation}/dados.html")).text
        assert "&lt;script&gt;alert(1)" in page
        assert re.search(r"<td>\d{2}/\d{2}/\d{4} \d{2}:\d{2}</td>", page)
        assert '<th scope="col">usuário</th>' in page
        assert "<script>" not in page
        assert (
            await (await world.browser("atendente")).get(f"/conversas/{conversation}/dados.json")
        ).status_code == 403


async def test_a_hand_puts_a_lead_in_silence_and_there_is_no_way_back_but_theirs() -> None:
    async with panel_world() as world:
        conversation, _ = await heard(world, "não quero mais")
        browser = await world.browser("atendente")
        assert (await browser.post(f"/conversas/{conversation}/silenciar")).status_code == 303
        page = (await browser.get(f"/conversas/{conversation}")).text
        assert "Pediu para sair" in page
        assert "Pôr em silêncio" not in page


async def test_only_the_owner_forgets_a_person_and_only_when_sure() -> None:
    async with panel_world() as world:
        conversation, person = await heard(world, "apague meus dados")
        assert (await (await world.browser("gestor")).post(f"/conversas/{conversation}/esquecer")).status_code == 403
        browser = await world.browser("dono")
        assert (await browser.post(f"/conversas/{conversation}/esquecer", data={"confirmo": "sim"})).status_code == 422
        done = await browser.post(f"/conversas/{conversation}/esquecer", data={"confirmo": "apagar"})
        assert done.status_code == 303
        assert await world.store.privacy.export(person, "teste", world.clock.now()) is None
