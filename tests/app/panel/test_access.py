"""Every route as every role: who may not, does not; who may, is never met with an error of ours."""

from __future__ import annotations

import re

import httpx
import pytest
from fastapi.routing import APIRoute

from central.app.panel.application import SECTIONS
from central.core.people.account import ROLES, Role
from tests.app.panel.panel_world import PanelWorld

ROUTES = sorted(
    (next(iter(route.methods)), route.path, (route.openapi_extra or {})["x-papel"])
    for section in SECTIONS
    for route in section.router.routes
    if isinstance(route, APIRoute)
)
ENDS_THE_SESSION = {"/sair"}
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


@pytest.mark.parametrize("path", sorted(path for method, path, least in ROUTES if method == "POST"))
async def test_no_change_is_made_without_our_origin_and_the_token(world: PanelWorld, path: str) -> None:
    least = next(least for method, route, least in ROUTES if route == path and method == "POST")
    role = least if least != "qualquer" else "dono"
    async with await world.browser(role) as browser:
        elsewhere = await browser.post(_filled(path), headers={"origin": "https://outro.lugar"})
        assert elsewhere.status_code == 403
        del browser.headers["origin"]
        assert (await browser.post(_filled(path))).status_code == 403
        browser.headers["origin"] = "http://painel.teste"
        if least != "qualquer":
            browser.headers["x-csrf"] = "de outra pessoa"
            assert (await browser.post(_filled(path))).status_code == 403


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
    return re.sub(r"\{[^}]+\}", "nada", path)


def _sent_away(answer: httpx.Response) -> bool:
    return answer.status_code == 403 or AWAY.fullmatch(answer.headers.get("location", "")) is not None
