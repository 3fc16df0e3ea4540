"""Aparelhos: where somebody is signed in, and signing out there."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from fastapi.responses import Response

from central.app.panel.visit import Here, Section
from central.core.errors import AskHuman

section = Section()
HERE = "/aparelhos"
SHOWN = 16
"""How much of a session's digest names it on a page."""
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@section.get(HERE, least="leitura")
async def devices(visit: Here) -> Response:
    sessions = await visit.panel.store.accounts.sessions(visit.account.id, visit.now)
    assert visit.session is not None
    here = visit.session.token
    lines = [(s.token[:SHOWN], device(s.agent), s.created_at, s.seen_at, s.token == here) for s in sessions]
    return await visit.page("devices.html", lines=lines)


@section.post("/aparelhos/{id}/encerrar", least="leitura")
async def end(visit: Here, id: Annotated[str, Path(max_length=64)]) -> Response:
    """One of one's own sessions, never somebody else's."""
    accounts = visit.panel.store.accounts
    own = [s for s in await accounts.sessions(visit.account.id, visit.now) if s.token[:SHOWN] == id]
    if not own:
        raise AskHuman("Esse aparelho já saiu.", code="sessao")
    await accounts.end(own[0].token, visit.now)
    return visit.go(HERE, "O aparelho saiu.")


@section.post("/aparelhos/encerrar", least="leitura")
async def end_others(visit: Here) -> Response:
    accounts = visit.panel.store.accounts
    assert visit.session is not None
    others = [s for s in await accounts.sessions(visit.account.id, visit.now) if s.token != visit.session.token]
    for session in others:
        await accounts.end(session.token, visit.now)
    return visit.go(HERE, f"Saíram: {len(others)}." if others else "Só este aparelho está dentro.")


def device(agent: str) -> str:
    """A browser in an owner's words.

    >>> device("Mozilla/5.0 (Linux; Android 15) Chrome/156.0"), device("curl/8")
    ('Chrome, Android', 'navegador desconhecido')
    """
    found = [next((name for mark, name in known if mark in agent), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or "navegador desconhecido"
