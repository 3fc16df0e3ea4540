"""Equipe: who may do what, the link that lets a new member in, and closing an account."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Path
from fastapi.responses import Response

from central.app.panel.settings.tabs import tab
from central.app.panel.visit import Here, Section
from central.core.errors import AskHuman
from central.core.people.account import ROLES, Role, login_of

section = Section()
HERE = "/ajustes/equipe"
MEANINGS = {
    "leitura": "só vê",
    "atendente": "vê e conversa com leads",
    "gestor": "também muda a operação",
    "dono": "tudo, também a equipe",
}
Id = Annotated[str, Path(max_length=80)]


@section.get(HERE, least="dono")
async def team(visit: Here) -> Response:
    return await _shown(visit, "")


@section.post(HERE, least="dono")
async def add(
    visit: Here,
    nome: Annotated[str, Form(max_length=80)],
    login: Annotated[str, Form(max_length=80)],
    papel: Annotated[Role, Form()],
) -> Response:
    known = login_of(login)
    if known is None or not nome.strip():
        raise AskHuman("Escreva o nome e um login sem espaços, como ana@loja.com.br.", code="login")
    account = await visit.panel.store.accounts.add(known, nome.strip(), papel, visit.now)
    if account is None:
        raise AskHuman(f"Já há alguém com o login {known}.", code="login")
    return await _shown(visit, await visit.panel.entry_link(account.id, visit.account.login))


@section.post("/ajustes/equipe/{id}/link", least="dono")
async def link(visit: Here, id: Id) -> Response:
    account = await visit.panel.store.accounts.by_id(id)
    if account is None or account.closed_at is not None:
        raise AskHuman("Essa conta não existe ou está fechada.", code="conta")
    return await _shown(visit, await visit.panel.entry_link(account.id, visit.account.login))


@section.post("/ajustes/equipe/{id}/papel", least="dono")
async def role(visit: Here, id: Id, papel: Annotated[Role, Form()]) -> Response:
    if id == visit.account.id:
        raise AskHuman("O seu próprio papel, só outro dono muda.", code="conta")
    if not await visit.panel.store.accounts.set_role(id, papel):
        raise AskHuman("Não mudei: essa conta não existe, ou ficaria ninguém como dono.", code="conta")
    return visit.go(HERE, f"Papel mudado para {papel}.")


@section.post("/ajustes/equipe/{id}/sair", least="dono")
async def sign_out(visit: Here, id: Id) -> Response:
    """Everywhere this account is in, it is out: for a lost phone."""
    account = await visit.panel.store.accounts.by_id(id)
    if account is None:
        raise AskHuman("Essa conta não existe.", code="conta")
    await visit.panel.store.accounts.end_all(id, visit.now)
    return visit.go(HERE, f"{account.name} saiu de todos os aparelhos.")


@section.post("/ajustes/equipe/{id}/fechar", least="dono")
async def close(visit: Here, id: Id) -> Response:
    if id == visit.account.id:
        raise AskHuman("A sua própria conta, só outro dono fecha.", code="conta")
    if not await visit.panel.store.accounts.close_account(id, visit.account.login, visit.now):
        raise AskHuman(
            "Não fechei: essa conta não existe, já está fechada, ou ficaria ninguém como dono.", code="conta"
        )
    return visit.go(HERE, "Conta fechada; quem estava dentro saiu.")


async def _shown(visit: Here, path: str) -> Response:
    everybody = await visit.panel.store.accounts.everybody()
    address = f"{visit.request.headers.get('origin', '')}{path}" if path else ""
    context = {"everybody": everybody, "ROLES": ROLES, "MEANINGS": MEANINGS, "address": address}
    return await tab(visit, "settings_team.html", HERE, **context)
