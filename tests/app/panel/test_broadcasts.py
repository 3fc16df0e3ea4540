"""Envios: counted and priced before, begun, watched, stopped and let go on from the page."""

from __future__ import annotations

from central.core.messaging.message import Text
from central.core.messaging.template import Judged
from central.core.people.coexistence import AppMessage
from central.core.people.identity import Sender
from tests.app.panel.panel_world import PanelWorld

FORM = {"nome": "Volta", "modelo": "veride_volta_produto", "sumido_ha": "2"}


async def _people(world: PanelWorld, count: int) -> None:
    operation, now, store = await world.panel.operation(), world.clock.now(), world.store
    channel = operation.channels[0]
    names = [Sender(wa_id=f"55119{n:08d}", name="Lia") for n in range(count)]
    past = [
        AppMessage(channel.id, channel.waba, f"w{n}", now - 3 * 86_400_000, who, Text("oi"), False)
        for n, who in enumerate(names)
    ]
    await store.people.remember(now, channel.portfolio, past)
    people = [one.person async for one in store.broadcasts.candidates(now)]

    async def allow(tx) -> None:  # type: ignore[no-untyped-def]
        await tx.each("give_consent", [(person, "disse que pode", 1, "", "", "avisos e ofertas") for person in people])

    await store._engine.transact(allow)
    verdict = Judged(channel.waba, "veride_volta_produto", "pt_BR", "APPROVED", "MARKETING")
    await store.callbacks.keep([verdict])


async def test_it_is_counted_begun_paused_and_ended_on_the_page(world: PanelWorld) -> None:
    await _people(world, 40)
    async with await world.browser("gestor") as browser:
        counted = (await browser.post("/envios/conferir", data=FORM)).text
        assert "pessoas receberiam" in counted.replace("\xa0", " ")
        assert "R$ 0,3217 cada" in counted.replace("\xa0", " ")
        assert "grupo intocado" in counted
        begun = await browser.post("/envios", data=FORM)
        assert begun.headers["location"].startswith("/envios?aviso=")
        (one,) = await world.store.broadcasts.all()
        page = (await browser.get("/envios")).text
        assert "sem escrever há 2 dias ou mais" in page
        await browser.post(f"/envios/{one.id}/pausar")
        assert "pausado" in (await browser.get("/envios")).text
        await browser.post(f"/envios/{one.id}/continuar")
        await browser.post(f"/envios/{one.id}/cancelar")
        (one,) = await world.store.broadcasts.all()
        assert (one.state, one.changed_by) == ("cancelado", "gestor@loja.com")
        assert (await browser.post(f"/envios/{one.id}/apagar", headers={"hx-request": "true"})).status_code == 422


async def test_who_only_attends_sees_and_changes_nothing(world: PanelWorld) -> None:
    async with await world.browser("atendente") as browser:
        assert "Envio novo" not in (await browser.get("/envios")).text
        assert (await browser.post("/envios", data=FORM)).status_code == 403
