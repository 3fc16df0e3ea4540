"""What `central crm` says: reads the portal, never writes into it unless a comparison is asked for."""

from __future__ import annotations

from collections.abc import Mapping

import aiohttp

from central.adapters.crm.flowlu import FlowluClient, Found, discover, plan
from central.app.config import read_settings
from central.app.desk.origins import operation_of
from central.app.desk.visit import CLOCK, visit
from central.app.key import installation_key
from central.app.tickets import flowlu_client, flowlu_of, hint_token
from central.core.errors import AskHuman, CentralError
from central.core.selling.crm import FlowluSpec
from central.flow.selling.crm_check import CrmCheck
from central.ports import Clock

STATES = {"idle": "em dia", "due": "a caminho", "doubt": "em dúvida", "dead": "recusados"}


async def look(environment: Mapping[str, str], *, compare: bool = False, clock: Clock = CLOCK) -> list[str]:
    """What stands between us and the CRM of the operation. Raises AskHuman when there is none to look at."""
    settings = read_settings(environment)
    async with visit(environment) as store, aiohttp.ClientSession() as session:
        spec = (await operation_of(store)).crm.flowlu
        if spec is None:
            raise AskHuman(
                "A operação não tem CRM de fora; os tickets ficam aqui e na API. Para usar o Flowlu, ponha no YAML:\n"
                "crm:\n  flowlu:\n    empresa: o-começo-do-endereço",
                code="sem_crm",
            )
        said = await check_flowlu(flowlu_client(settings, clock, spec, session), spec)
        counts = await store.crm_links.counts("flowlu")
        said.append("Tickets: " + (", ".join(f"{n} {STATES[s]}" for s, n in counts.items()) or "nenhum ainda") + ".")
        for drift in await store.crm_links.drifts(1):
            said.append(f"Última conferência: {drift.checked} comparados, {drift.drift} diferentes.")
        token = hint_token(installation_key(settings), "flowlu")
        said.append(f"Endereço de aviso (Flowlu, Configurações, Webhooks): https://SEU-ENDEREÇO/crm/flowlu/{token}")
        if compare:
            crm = flowlu_of(settings, store, clock, spec, session)
            found = await CrmCheck(crm, store.crm_links, store.tickets, clock).reconcile()
            said.append(
                f"Conferido agora: {found.checked} comparados, {found.drift} diferentes, {found.mended} a caminho."
            )
        return said


async def check_flowlu(client: FlowluClient, spec: FlowluSpec) -> list[str]:
    """The read-only check of a real account: what the portal has and whether the operation's names fit."""
    found = await discover(client)
    said = _listed(found)
    try:
        plan(found, spec)
    except CentralError as error:
        return [*said, error.reason]
    return [*said, "Os nomes da operação existem no portal."]


def _listed(found: Found) -> list[str]:
    said = []
    for name, id in found.pipelines.items():
        stages = ", ".join(stage for stage, _ in found.stages.get(id, ()))
        said.append(f"Funil {name}: {stages}")
    said.append(f"Origens: {', '.join(found.sources) or 'nenhuma'}")
    said.append(f"Motivos de perda: {', '.join(found.reasons) or 'nenhum'}")
    said.append(f"Campos personalizados: {', '.join(found.fields) or 'nenhum'}")
    return said
