"""What `central crm` says: reads the account, never writes into it unless a comparison is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp

from central.adapters.crm.outside import OutsideCrm
from central.app.config import Settings, read_settings
from central.app.desk.origins import operation_of
from central.app.desk.visit import CLOCK, visit
from central.app.key import installation_key
from central.app.tickets import crm_of, hint_token, reached
from central.core.errors import AskHuman, CentralError
from central.core.selling.crm import TITLES, CrmAccount
from central.flow.selling.crm_check import CrmCheck
from central.ports import Clock

STATES = {"idle": "em dia", "due": "a caminho", "doubt": "em dúvida", "dead": "recusados"}
WHERE = {
    "flowlu": "Flowlu, Configurações, Webhooks",
    "zendesk": "Zendesk, Central de administração, Webhooks, eventos de ticket",
    "hubspot": "HubSpot, aplicativo privado, Webhooks, negócios",
}


async def look(environment: Mapping[str, str], *, compare: bool = False, clock: Clock = CLOCK) -> list[str]:
    """What stands between us and the CRM of the operation. Raises AskHuman when there is none to look at."""
    settings = read_settings(environment)
    async with visit(environment) as store, aiohttp.ClientSession() as session:
        account = (await operation_of(store)).crm.outside
        if account is None:
            names = ", ".join(TITLES.values())
            raise AskHuman(
                f"A operação não tem CRM de fora ({names}); os tickets ficam aqui e na API. Para usar o Flowlu, ponha "
                "no YAML:\ncrm:\n  flowlu:\n    empresa: o-começo-do-endereço",
                code="sem_crm",
            )
        said = await check(reached(settings, clock, account, session))
        counts = await store.crm_links.counts(account.kind)
        said.append("Tickets: " + (", ".join(f"{n} {STATES[s]}" for s, n in counts.items()) or "nenhum ainda") + ".")
        for drift in [one for one in await store.crm_links.drifts(30) if one.crm == account.kind][:1]:
            said.append(f"Última conferência: {drift.checked} comparados, {drift.drift} diferentes.")
        said += _hints(settings, account)
        if compare:
            crm = crm_of(settings, store, clock, account, session)
            found = await CrmCheck(crm, store.crm_links, store.tickets, clock).reconcile()
            said.append(
                f"Conferido agora: {found.checked} comparados, {found.drift} diferentes, {found.mended} a caminho."
            )
        return said


async def check(crm: OutsideCrm[Any]) -> list[str]:
    """The read-only check of a real account: what it has and whether the operation's names fit."""
    found = await crm.discover()
    said = found.listed()
    try:
        crm.plan(found)
    except CentralError as error:
        return [*said, error.reason]
    return [*said, "Os nomes da operação existem lá."]


def _hints(settings: Settings, account: CrmAccount) -> list[str]:
    """Where the CRM tells of changes, and what is missing for it to be believed."""
    begin, token = settings.address or "https://SEU-ENDEREÇO", hint_token(installation_key(settings), account.kind)
    said = [f"Endereço de aviso ({WHERE[account.kind]}): {begin}/crm/{account.kind}/{token}"]
    if account.secret and not settings.secret(account.secret):
        said.append(f"Sem a variável {account.secret} os avisos são recusados; o que muda lá chega em até 5 minutos.")
    return said
