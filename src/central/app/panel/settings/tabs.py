"""The tabs of Ajustes, in three groups, and what stands on top of each of them."""

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
    groups = [
        (name, [(path, said) for path, said, least in tabs if path in paths and visit.account.may(least)])
        for name, tabs in GROUPS
    ]
    names = {path: said for _, tabs in groups for path, said in tabs}
    return await visit.page(
        template, groups=groups, open_tab=here, tab_name=names.get(here, "Ajustes"), last=versions[0], **context
    )


GROUPS: tuple[tuple[str, tuple[tuple[str, str, Role], ...]], ...] = (
    (
        "Vitrine",
        (
            ("/ajustes/loja", "Loja", "atendente"),
            ("/ajustes/produtos", "Produtos", "atendente"),
            ("/ajustes/links", "Links e campanhas", "atendente"),
            ("/ajustes/frete", "Frete e pagamento", "atendente"),
        ),
    ),
    (
        "Conversa",
        (
            ("/ajustes/personas", "Personas", "atendente"),
            ("/ajustes/modos", "Modos", "atendente"),
            ("/ajustes/scripts", "Scripts", "atendente"),
            ("/ajustes/conhecimento", "Conhecimento", "atendente"),
            ("/ajustes/regras", "Regras", "atendente"),
            ("/ajustes/gatilhos", "Gatilhos e aberturas", "atendente"),
            ("/ajustes/retomadas", "Retomadas", "atendente"),
            ("/ajustes/modelos", "Modelos", "atendente"),
            ("/ajustes/sugestoes", "Sugestões", "gestor"),
            ("/ajustes/aprovacoes", "Aprovações", "atendente"),
        ),
    ),
    (
        "Casa",
        (
            ("/ajustes/comecar", "Começar", "dono"),
            ("/ajustes/pronto", "Pronto para vender", "gestor"),
            ("/ajustes/canais", "Canais", "atendente"),
            ("/ajustes/integracoes", "Integrações", "gestor"),
            ("/ajustes/checkouts", "Checkouts", "gestor"),
            ("/ajustes/crm", "CRM", "gestor"),
            ("/ajustes/conversoes", "Conversões", "gestor"),
            ("/ajustes/gastos", "Orçamento e preços", "atendente"),
            ("/ajustes/expediente", "Expediente", "atendente"),
            ("/ajustes/alertas", "Alertas", "atendente"),
            ("/ajustes/privacidade", "Privacidade", "atendente"),
            ("/ajustes/equipe", "Equipe", "dono"),
            ("/ajustes/versoes", "Versões", "atendente"),
        ),
    ),
)
