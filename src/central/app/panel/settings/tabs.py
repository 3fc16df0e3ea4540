"""The tabs of Ajustes, and what stands on top of each of them."""

from __future__ import annotations

from typing import Any

from fastapi.responses import Response

from central.app.panel.visit import Here, Section, Visit
from central.core.people.account import Role

section = Section()


@section.get("/ajustes", least="atendente")
async def settings(visit: Here) -> Response:
    return visit.go("/ajustes/produtos")


async def tab(visit: Visit, template: str, here: str, **context: Any) -> Response:
    """A tab with the version in force on top."""
    await visit.panel.operation()
    versions = await visit.panel.store.operations.versions(1)
    paths = visit.request.app.state.paths
    return await visit.page(
        template,
        tabs=[(path, name, None) for path, name, least in TABS if path in paths and visit.account.may(least)],
        open_tab=here,
        last=versions[0],
        **context,
    )


TABS: tuple[tuple[str, str, Role], ...] = (
    ("/ajustes/produtos", "Produtos", "atendente"),
    ("/ajustes/links", "Links e campanhas", "atendente"),
    ("/ajustes/personas", "Personas", "atendente"),
    ("/ajustes/regras", "Regras", "atendente"),
    ("/ajustes/canais", "Canais", "atendente"),
    ("/ajustes/versoes", "Versões", "atendente"),
    ("/ajustes/equipe", "Equipe", "dono"),
)
