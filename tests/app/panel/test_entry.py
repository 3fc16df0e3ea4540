"""Entrar: the owner's link works once, a password opens, guessing gets slow, an ended session is ended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.app.panel.panel import digest
from central.app.panel.visit import COOKIE
from central.core.people.account import Session
from tests.app.panel.panel_world import PanelWorld

PHRASE = "uma frase so minha"


async def test_the_first_link_makes_the_owner_once(world: PanelWorld) -> None:
    link = await world.panel.first_entry()
    assert link is not None
    form = {"nome": "Marina", "login": "Marina@Loja.com", "senha": PHRASE, "repetida": PHRASE}
    async with await world.browser(None) as browser:
        assert "A casa é sua" in (await browser.get(link)).text
        assert (await browser.post(link, data=form | {"repetida": "outra coisa"})).status_code == 422
        entered = await browser.post(link, data=form)
        assert entered.status_code == 303
        assert "httponly" in entered.headers["set-cookie"].lower()
        assert "samesite=lax" in entered.headers["set-cookie"].lower()
        assert (await browser.get("/anuncios")).status_code == 200
        assert (await browser.post(link, data=form)).status_code == 410
    (owner,) = await world.store.accounts.everybody()
    assert (owner.login, owner.name, owner.role) == ("marina@loja.com", "Marina", "dono")
    assert await world.panel.first_entry() is None


async def test_a_link_is_over_after_a_day(world: PanelWorld) -> None:
    link = await world.panel.first_entry()
    world.clock.time += 25 * 3_600_000
    async with await world.browser(None) as browser:
        assert (await browser.get(str(link))).status_code == 410


async def test_a_password_opens_and_where_one_wanted_to_go_is_remembered(world: PanelWorld) -> None:
    await _owner(world)
    async with await world.browser(None) as browser:
        away = await browser.get("/anuncios?x=1")
        assert away.headers["location"] == "/entrar?ir=%2Fanuncios%3Fx%3D1"
        entered = await browser.post("/entrar", data={"login": "dona", "senha": PHRASE, "ir": "/anuncios?x=1"})
        assert (entered.status_code, entered.headers["location"]) == (303, "/anuncios?x=1")


@pytest.mark.parametrize("where", ["//mau.com", "https://mau.com", "/\\mau.com", "/sair", "javascript:alert(1)"])
async def test_nobody_is_led_elsewhere_by_the_door(world: PanelWorld, where: str) -> None:
    await _owner(world)
    async with await world.browser(None) as browser:
        entered = await browser.post("/entrar", data={"login": "dona", "senha": PHRASE, "ir": where})
        assert entered.headers["location"] == "/conversas"


async def test_guessing_gets_slow_even_with_the_right_word_at_last(world: PanelWorld) -> None:
    await _owner(world)
    async with await world.browser(None) as browser:
        for _ in range(5):
            assert (await browser.post("/entrar", data={"login": "dona", "senha": "chute"})).status_code == 401
        slow = await browser.post("/entrar", data={"login": "dona", "senha": PHRASE})
        assert slow.status_code == 429
        assert "Espere 15 segundos" in slow.text
        world.clock.time += 15_001
        assert (await browser.post("/entrar", data={"login": "dona", "senha": PHRASE})).status_code == 303
        assert await world.store.accounts.failures("login dona 127.0.0.1") == (0, 0)


async def test_who_leaves_is_out_and_so_is_who_was_let_go(world: PanelWorld) -> None:
    session = await world.signed_in("atendente")
    await world.signed_in("dono")
    async with await world.browser("atendente") as browser, await world.browser("dono") as owner:
        assert (await browser.get("/anuncios")).status_code == 200
        assert await world.store.accounts.close_account(session.account.id, "dona", world.clock.now())
        assert (await browser.get("/anuncios")).status_code == 303
        assert (await owner.post("/sair")).status_code == 303
        owner.cookies.set(COOKIE, "bolacha-dono")
        assert (await owner.get("/anuncios")).status_code == 303


async def test_the_last_owner_stays(world: PanelWorld) -> None:
    owner = (await world.signed_in("dono")).account
    assert not await world.store.accounts.close_account(owner.id, "eu", world.clock.now())
    assert not await world.store.accounts.set_role(owner.id, "leitura")


async def _owner(world: PanelWorld) -> None:
    account = await world.store.accounts.add("dona", "Dona", "dono", world.clock.now())
    assert account is not None
    hashed = await world.panel.passwords.hash(PHRASE)
    await world.store.accounts.set_password(account.id, hashed, world.clock.now())


async def test_a_lost_device_is_signed_out_by_its_owner_and_by_the_owner_of_the_shop(world: PanelWorld) -> None:
    here = await world.signed_in("atendente")
    now = world.clock.now()
    lost = Session("perdido" * 8, here.account, "x", "Mozilla (iPhone) Safari/1", now, now, now + 86_400_000)
    other = await world.signed_in("leitura")
    await world.store.accounts.begin(lost)
    async with await world.browser("atendente") as browser, await world.browser("dono") as owner:
        page = (await browser.get("/aparelhos")).text
        assert "Safari, iPhone" in page
        assert lost.token not in page
        assert (await browser.post(f"/aparelhos/{other.token[:16]}/encerrar")).status_code == 422
        assert (await browser.post(f"/aparelhos/{lost.token[:16]}/encerrar")).status_code == 303
        accounts = world.store.accounts
        assert [s.token for s in await accounts.sessions(here.account.id, now)] == [here.token]
        assert (await owner.post(f"/ajustes/equipe/{here.account.id}/sair")).status_code == 303
        assert (await browser.get("/anuncios")).status_code == 303
        assert await accounts.session(other.token, now) is not None


async def test_a_password_is_changed_by_who_knows_the_one_of_now(world: PanelWorld) -> None:
    here = await world.signed_in("atendente")
    accounts, now = world.store.accounts, world.clock.now()
    await accounts.set_password(here.account.id, await world.panel.passwords.hash(PHRASE), now)
    await accounts.begin(replace(here, token=digest("bolacha-nova")))
    new = "outra frase bem comprida"
    async with await world.browser("atendente") as browser:
        browser.cookies.set(COOKIE, "bolacha-nova")
        said = {"atual": "chute", "senha": new, "repetida": new}
        assert (await browser.post("/senha", data=said)).status_code == 422
        assert (await browser.post("/senha", data={**said, "atual": PHRASE, "repetida": "x"})).status_code == 422
        assert (await browser.post("/senha", data={**said, "atual": PHRASE})).status_code == 303
        found = await accounts.by_login(here.account.login)
        assert found is not None
        assert await world.panel.passwords.fits(found[1], new)
        assert len(await accounts.sessions(here.account.id, now)) == 1
        assert (await browser.get("/aparelhos")).status_code == 200
