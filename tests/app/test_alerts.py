"""What the team is told of: no word of a lead, the day's summary at its hour, the page where each chooses."""

from __future__ import annotations

from dataclasses import replace

from central.adapters.operation import default_demo_folder, digest, read_yaml, to_json
from central.app import calendar
from central.app.desk.summary import summed
from central.app.work.alerts import SUMMARY_LASTS_MS, Trouble
from central.core.alert import AlertRules
from central.core.messaging.health import Health
from central.core.selling.budget import DAY_MS, HOUR_MS
from tests.app.panel.panel_world import PanelWorld, panel_world


async def quiet(channel: str) -> int | None:
    return None


async def kinds(world: PanelWorld, ends: int | None = None) -> dict[str, str]:
    async def told(channel: str) -> int | None:
        return ends

    found = await Trouble(world.store, told).look(world.clock.now())
    return {alert.kind: alert.text for alert in found}


async def test_a_sick_number_and_a_token_about_to_end_are_told() -> None:
    async with panel_world() as world:
        operation = await world.panel.operation()
        now = world.clock.now()
        assert "token" not in await kinds(world, now + 30 * DAY_MS)
        await world.store.numbers.report([Health(operation.channels[0].id, "red", now, "meta", "denúncias")])
        world.clock.time += 20_000
        found = await kinds(world, now + 3 * DAY_MS)
        assert "numero_vermelho" in found
        assert "2 dia(s)" in found["token"] or "3 dia(s)" in found["token"]
        assert "recusa" in (await kinds(world, now - 1))["token"]


async def test_the_days_summary_comes_at_its_hour_once_and_names_three_things_to_do() -> None:
    async with panel_world() as world:
        hour = calendar.local(world.clock.now()).hour
        document = read_yaml(default_demo_folder())
        changed = replace(document, alerts=AlertRules(summary=hour))
        await world.store.operations.publish(to_json(changed), digest(changed), "teste", world.clock.now())
        trouble = Trouble(world.store, quiet)
        told = [a for a in await trouble.look(world.clock.now()) if a.kind == "resumo"]
        assert len(told) == 1
        for part in ("0 leads", "0 vendas", "gastos", "lucro", "1)", "2)", "3)"):
            assert part in told[0].text
        await world.store.alerts.stand(told, world.clock.now())
        world.clock.time += 60_000
        assert [a for a in await trouble.look(world.clock.now()) if a.kind == "resumo"] == told
        world.clock.time += SUMMARY_LASTS_MS + HOUR_MS
        assert [a for a in await trouble.look(world.clock.now()) if a.kind == "resumo"] == []


async def test_the_summary_reads_in_the_terminal() -> None:
    async with panel_world() as world:
        lines = (await summed(world.store, await world.panel.operation(), world.clock.now())).lines()
        assert lines[1].split() == ["Leads", "0"]
        assert len([line for line in lines if line.lstrip()[:2] in ("1.", "2.", "3.")]) == 3


async def test_each_of_the_team_chooses_on_the_page() -> None:
    async with panel_world() as world:
        browser = await world.browser("atendente")
        form = {"meios": ["email"], "avisos": ["pessoa"], "email": "ana@loja.com", "silencio": "23h às 6h"}
        assert (await browser.post("/alertas", data=form)).status_code == 303
        page = (await browser.get("/alertas")).text
        assert "ana@loja.com" in page
        assert "23h às 6h" in page
        assert "Número restrito" not in page
        (wishes,) = await world.store.alerts.wishes()
        assert wishes.ways == ("email",)
        assert "esperando" in wishes.off
        assert (await browser.post("/alertas", data=form | {"email": "<b>"})).status_code == 422


async def test_a_browser_registers_only_an_address_outside() -> None:
    async with panel_world() as world:
        browser = await world.browser("atendente")
        keys = {"p256dh": "a", "auth": "b"}
        inside = await browser.post("/alertas/aparelho", data=keys | {"endpoint": "https://192.168.0.1/x"})
        assert inside.status_code == 422
        outside = await browser.post("/alertas/aparelho", data=keys | {"endpoint": "https://push.example/x"})
        assert outside.json() == {"guardado": True}
        other = await world.browser("dono")
        assert (await other.post("/alertas/aparelho/tirar", data={"endpoint": "https://push.example/x"})).json() == {
            "tirado": False
        }
