"""The CRM behind an account of the operation, and the ear for its webhooks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aiohttp

from central.adapters.crm import flowlu, hubspot, zendesk
from central.adapters.crm.hinting import Ear
from central.adapters.crm.line import TIMEOUT_S, Line, address_of
from central.adapters.crm.outside import Described, OutsideCrm
from central.adapters.crm.rest import RestClient
from central.core.selling.crm import CrmAccount, CrmKind
from central.ports import Clock

Secret = Callable[[str], str]
"""The value of a variable of the environment; empty without it."""


def opened(
    account: CrmAccount,
    session: aiohttp.ClientSession,
    secret: Secret,
    described: Described,
    clock: Clock,
    *,
    address: str = "",
    timeout_s: float = TIMEOUT_S,
) -> OutsideCrm[Any]:
    """The CRM of an account; at an `address` of its own it is a pretend one, which needs no pace.

    Raises AskHuman for an address the key must not go to.
    """

    def key() -> str:
        return secret(account.key)

    def line(real: Callable[[], str], who: str, pace_ms: int) -> Line:
        pace = 0 if address else pace_ms
        return Line(session, address or real(), clock, who=who, pace_ms=pace, timeout_s=timeout_s)

    if account.kind == "flowlu":
        portal = line(lambda: address_of(account, flowlu.PATH), flowlu.WHO, flowlu.PACE_MS)
        return flowlu.FlowluCrm(flowlu.FlowluClient(portal, key), account, described, clock)
    if account.kind == "zendesk":
        desk = line(lambda: address_of(account, zendesk.PATH), zendesk.TONGUE.who, zendesk.PACE_MS)
        return zendesk.ZendeskCrm(RestClient(desk, zendesk.trust(key), zendesk.TONGUE), account, described, clock)
    hub = line(lambda: hubspot.ADDRESS, hubspot.TONGUE.who, hubspot.PACE_MS)
    return hubspot.HubspotCrm(RestClient(hub, hubspot.trust(key), hubspot.TONGUE), account, described, clock)


def ear_of(kind: CrmKind, path: str, address: str = "") -> Ear:
    """What hears the CRM's webhooks at `path` of our public address."""
    if kind == "zendesk":
        return zendesk.ZendeskEar()
    return hubspot.HubspotEar(path, address) if kind == "hubspot" else flowlu.FlowluEar()
