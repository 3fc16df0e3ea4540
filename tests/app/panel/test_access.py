"""Every route as every role: who may not, does not; who may, is never met with an error of ours."""

from __future__ import annotations

import re
from contextlib import AsyncExitStack

import httpx
import pytest
from fastapi.routing import APIRoute

from central.app.panel.application import SECTIONS
from central.app.panel.settings.forms import PAGES
from central.core.people.account import ROLES, Role
from tests.app.panel.panel_world import PanelWorld

ROUTES = sorted(
    (next(iter(route.methods)), route.path, (route.openapi_extra or {})["x-papel"])
    for section in SECTIONS
    for route in section.router.routes
    if isinstance(route, APIRoute)
)
ENDS_THE_SESSION = {"/sair"}
REAL = {
    "/ajustes/produtos/": "serum-aurora",
    "/ajustes/personas/": "livia",
    "/ajustes/versoes/": "1",
    "/ajustes/canais/numero/": "900200000000001",
    "/ajustes/integracoes/": "ia",
    "/modelos/": "volta_produto",
}
"""Ids that exist in the demonstration, by the path they stand in."""
AWAY = re.compile(r"/entrar(\?.*)?")


def test_no_path_is_declared_twice_and_every_route_names_a_role() -> None:
    assert len({(method, path) for method, path, _ in ROUTES}) == len(ROUTES)
    assert {least for *_, least in ROUTES} <= {*ROLES, "qualquer"}
    assert all(method in ("GET", "POST") for method, *_ in ROUTES)


@pytest.mark.parametrize("role", [None, *ROLES])
async def test_every_route_answers_each_role_as_its_table_says(world: PanelWorld, role: Role | None) -> None:
    await world.signed_in("dono")
    async with await world.browser(role) as browser:
        for method, path, least in ROUTES:
            if path in ENDS_THE_SESSION and role is not None:
                continue
            answer = await browser.request(method, _filled(path))
            assert answer.status_code < 500, (method, path, answer.text[:300])
            if least == "qualquer":
                continue
            if role is None:
                assert answer.status_code == 303, (method, path)
                assert AWAY.fullmatch(answer.headers["location"]), (method, path)
            elif ROLES.index(role) < ROLES.index(least):
                assert answer.status_code == 403, (method, path, role)
            else:
                assert answer.status_code not in (303, 403) or not _sent_away(answer), (method, path, role)


async def test_no_change_is_made_without_our_origin_and_the_token(world: PanelWorld) -> None:
    async with AsyncExitStack() as stack:
        browsers = {role: await stack.enter_async_context(await world.browser(role)) for role in ROLES}
        for method, path, least in ROUTES:
            if method != "POST":
                continue
            browser = browsers[least if least != "qualquer" else "dono"]
            elsewhere = await browser.post(_filled(path), headers={"origin": "https://outro.lugar"})
            assert elsewhere.status_code == 403, path
            nowhere = browser.build_request("POST", _filled(path))
            del nowhere.headers["origin"]
            assert (await browser.send(nowhere)).status_code == 403, path
            if least != "qualquer":
                another = {"x-csrf": "de outra pessoa"}
                assert (await browser.post(_filled(path), headers=another)).status_code == 403, path


async def test_every_answer_carries_the_policy_and_none_of_the_pages_is_kept(world: PanelWorld) -> None:
    async with await world.browser("dono") as browser:
        for method, path, _ in ROUTES:
            if method != "GET" or "{" in path:
                continue
            answer = await browser.get(path)
            policy = answer.headers["content-security-policy"]
            assert "'unsafe" not in policy
            assert "default-src 'none'" in policy
            if answer.headers.get("content-type", "").startswith("text/html"):
                assert answer.headers["cache-control"] == "no-store"
                assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", answer.text), path


def _filled(path: str) -> str:
    """The path with ids: those of the first entry of each sheet, those of REAL, else of nothing there is."""
    for page in PAGES:
        if path.startswith(f"{page.path}/{{sheet}}/{{place}}"):
            return path.replace("{sheet}", page.sheets[0].id).replace("{place}", "0")
    known = next((id for start, id in REAL.items() if path.startswith(start)), "nada")
    return re.sub(r"\{[^}]+\}", known, path)


def _sent_away(answer: httpx.Response) -> bool:
    return answer.status_code == 403 or AWAY.fullmatch(answer.headers.get("location", "")) is not None
