"""All checks in the order in which a person would mend them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

import aiohttp

from central.adapters.clock import SystemClock
from central.adapters.whatsapp.account import CloudAccount
from central.adapters.whatsapp.templates import CloudTemplates
from central.app.checkup import machine, outside
from central.app.checkup.finding import Finding
from central.app.checkup.meta import Meta, reachable
from central.app.config import Settings
from central.core.operation import Operation
from central.core.selling.conversion import NO_ADS
from central.ports import Clock

FOLDER = "CENTRAL_OPERACAO"


async def check(environment: Mapping[str, str], *, network: bool = True, clock: Clock | None = None) -> list[Finding]:
    """Everything that can be wrong, found without changing anything; without `network` nobody outside is asked."""
    clock = clock or SystemClock()
    settings, found = machine.settings_of(environment)
    if settings is None:
        return found
    found += machine.disk(settings.data)
    inspection, said = await machine.store(settings)
    operation, more = machine.operation(inspection, settings.secret(FOLDER))
    found += [*said, *(more if inspection is not None else [])]
    if network:
        async with aiohttp.ClientSession() as session:
            found += await _outside(settings, operation, session, clock)
    areas = list(dict.fromkeys(finding.area for finding in found))
    return sorted(found, key=lambda finding: areas.index(finding.area))


async def _outside(
    settings: Settings, operation: Operation | None, session: aiohttp.ClientSession, clock: Clock
) -> list[Finding]:
    variables = {channel.waba: channel.token for channel in operation.channels} if operation is not None else {}
    templates = CloudTemplates(
        session,
        settings.graph_url,
        settings.graph_version,
        lambda waba: settings.secret(variables.get(waba, "WHATSAPP_TOKEN")),
    )
    account = CloudAccount(session, settings.graph_url, settings.graph_version)
    found = await Meta(settings, operation, account, templates, clock).look()
    found += await reachable(settings, session, lambda: str(secrets.randbelow(10**9)))
    found += await outside.models(settings, operation, session, clock.now())
    crm = operation.crm.outside if operation is not None else None
    found += await outside.crm(settings, crm, session, clock)
    found += outside.checkouts(settings, operation.checkouts if operation is not None else ())
    return found + await outside.ads(settings, operation.ads if operation is not None else NO_ADS, session, clock)
