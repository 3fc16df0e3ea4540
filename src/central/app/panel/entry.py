"""Entrar: a password, or a link that lets in once. Failed tries slow down whoever makes them, and nobody else."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import Form
from fastapi.responses import Response

from central.adapters.store.house.accounts import EntryLink
from central.app.panel.panel import digest
from central.app.panel.visit import COOKIE, Here, Section, Visit
from central.core.errors import AskHuman
from central.core.people.account import Account, Session, login_of, patience_ms, weakness

section = Section()

SESSION_LIVES_MS = 30 * 24 * 3_600_000
FREE_TRIES = 5
FREE_TRIES_OF_ADDRESS = 30
DEMO_LOGIN = "demonstracao"
Text = Annotated[str, Form(max_length=500)]


@section.get("/entrar", least=None)
async def door(visit: Here, ir: str = "") -> Response:
    if visit.session is not None:
        return visit.go(_inside(ir))
    first = not await visit.panel.store.accounts.anybody()
    return await visit.page("entry.html", going=ir, login="", problem="", first=first)


@section.post("/entrar", least=None)
async def sign_in(visit: Here, login: Text = "", senha: Text = "", ir: Text = "") -> Response:
    accounts, known = visit.panel.store.accounts, login_of(login) or ""
    address = visit.request.client.host if visit.request.client else "?"
    keys = (f"login {known} {address}", f"endereco {address}")
    wait = max(await _wait(visit, keys[0], FREE_TRIES), await _wait(visit, keys[1], FREE_TRIES_OF_ADDRESS))
    if wait > 0:
        return await _again(visit, login, ir, f"Muitas tentativas. Espere {-(-wait // 1000)} segundos.", 429)
    found = await accounts.by_login(known)
    if not await visit.panel.passwords.fits(found[1] if found else None, senha):
        await accounts.failed(keys, visit.now)
        return await _again(visit, login, ir, "Login ou senha não conferem.", 401)
    assert found is not None
    await accounts.forgive(keys[:1])
    return await _welcome(visit, found[0], _inside(ir))


@section.get("/entrar/{token}", least=None)
async def by_link(visit: Here, token: str) -> Response:
    offered = await visit.panel.store.accounts.offered(digest(token), visit.now)
    if offered is None:
        return await visit.page("problem.html", 410, status=410, reason="Este link já foi usado ou venceu. Peça outro.")
    if visit.panel.demo:
        return await _demo_owner(visit, token)
    return await _choose(visit, offered, token)


@section.post("/entrar/{token}", least=None)
async def use_link(
    visit: Here, token: str, nome: Text = "", login: Text = "", senha: Text = "", repetida: Text = ""
) -> Response:
    accounts = visit.panel.store.accounts
    offered = await accounts.offered(digest(token), visit.now)
    if offered is None:
        return await visit.page("problem.html", 410, status=410, reason="Este link já foi usado ou venceu. Peça outro.")
    known = offered.account.login if offered.account is not None else login_of(login)
    problem = _problem(known, senha, repetida)
    if problem or known is None:
        return await _choose(visit, offered, token, nome, login, problem or "")
    hashed = await visit.panel.passwords.hash(senha)
    if await accounts.take_up(digest(token), visit.now) is None:
        return await visit.page("problem.html", 410, status=410, reason="Este link já foi usado ou venceu. Peça outro.")
    account = offered.account or await accounts.add(known, nome.strip()[:80] or known, "dono", visit.now)
    if account is None:
        return await visit.page("problem.html", 409, status=409, reason="Esse login já existe. Peça outro link.")
    await accounts.set_password(account.id, hashed, visit.now)
    return await _welcome(visit, account, "/")


@section.post("/senha", least="leitura")
async def change_password(visit: Here, atual: Text = "", senha: Text = "", repetida: Text = "") -> Response:
    """One's own password; every other device of the account is signed out."""
    accounts, login = visit.panel.store.accounts, visit.account.login
    key = f"senha {login}"
    if (wait := await _wait(visit, key, FREE_TRIES)) > 0:
        raise AskHuman(f"Muitas tentativas. Espere {-(-wait // 1000)} segundos.", code="senha")
    found = await accounts.by_login(login)
    if not await visit.panel.passwords.fits(found[1] if found else None, atual):
        await accounts.failed((key,), visit.now)
        raise AskHuman("A senha de agora não confere.", code="senha")
    if problem := _problem(login, senha, repetida):
        raise AskHuman(problem, code="senha")
    await accounts.forgive((key,))
    await accounts.set_password(visit.account.id, await visit.panel.passwords.hash(senha), visit.now)
    return await _welcome(visit, visit.account, "/aparelhos")


@section.post("/sair", least="leitura")
async def leave(visit: Here) -> Response:
    assert visit.session is not None
    await visit.panel.store.accounts.end(visit.session.token, visit.now)
    answer = visit.go("/entrar")
    answer.delete_cookie(COOKIE, path="/")
    return answer


def _problem(login: str | None, password: str, repeated: str) -> str | None:
    if login is None:
        return "Escreva um e-mail ou um nome curto sem espaços para o login."
    return weakness(password, login) or (None if password == repeated else "As duas senhas não são iguais.")


async def _choose(
    visit: Visit, offered: EntryLink, token: str, name: str = "", login: str = "", problem: str = ""
) -> Response:
    return await visit.page(
        "entry_link.html",
        200 if not problem else 422,
        account=offered.account,
        token=token,
        name=name,
        login=login,
        problem=problem,
    )


async def _wait(visit: Visit, key: str, free: int) -> int:
    tries, last = await visit.panel.store.accounts.failures(key)
    return last + patience_ms(tries, free) - visit.now


async def _again(visit: Visit, login: str, going: str, problem: str, status: int) -> Response:
    return await visit.page("entry.html", status, going=going, login=login, problem=problem, first=False)


async def _demo_owner(visit: Visit, token: str) -> Response:
    """The demonstration has one owner, without a password: whoever opens it on this computer."""
    accounts = visit.panel.store.accounts
    if await accounts.take_up(digest(token), visit.now) is None:
        return visit.go("/entrar")
    found = await accounts.by_login(DEMO_LOGIN)
    account = found[0] if found else await accounts.add(DEMO_LOGIN, "Dona da demonstração", "dono", visit.now)
    assert account is not None
    return await _welcome(visit, account, "/conversas")


async def _welcome(visit: Visit, account: Account, path: str) -> Response:
    token, now = secrets.token_urlsafe(32), visit.now
    agent = visit.request.headers.get("user-agent", "")[:200]
    session = Session(digest(token), account, secrets.token_urlsafe(24), agent, now, now, now + SESSION_LIVES_MS)
    await visit.panel.store.accounts.begin(session)
    answer = visit.go(path)
    answer.set_cookie(
        COOKIE,
        token,
        max_age=SESSION_LIVES_MS // 1000,
        path="/",
        httponly=True,
        samesite="lax",
        secure=_is_https(visit),
    )
    return answer


def _is_https(visit: Visit) -> bool:
    forwarded = visit.request.headers.get("x-forwarded-proto", "").split(",")[0].strip()
    return "https" in (forwarded, visit.request.url.scheme)


def _inside(path: str) -> str:
    """A path of ours to go on to; anything else becomes the first page."""
    safe = path.startswith("/") and not path.startswith(("//", "/\\", "/entrar", "/sair")) and path.isprintable()
    return path if safe and len(path) < 500 else "/conversas"
