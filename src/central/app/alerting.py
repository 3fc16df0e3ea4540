"""Puts the parts of alerts together: the ways that are set up, what is looked for, the worker."""

from __future__ import annotations

from dataclasses import dataclass

import aiohttp

from central.adapters import clock as machine
from central.adapters.alerts.mail import MailTeller, server_of
from central.adapters.alerts.message import WhatsAppTeller
from central.adapters.alerts.push import PushTeller, Vapid
from central.adapters.store import Store
from central.adapters.whatsapp.account import CloudAccount
from central.app import calendar
from central.app.config import Settings
from central.app.key import installation_key
from central.app.work.alerts import EVERY_MS, AlertWork, Trouble
from central.core.alert import DEFAULT_ALERTS, AlertRules, Way
from central.flow.ringing import Ringer, Teller
from central.ports import Channel, Clock

SERVER, SENDER, LOCAL = "SMTP_URL", "SMTP_DE", "PUSH_LOCAL"


@dataclass(slots=True)
class AlertParts:
    """What a house needs of alerts."""

    work: AlertWork
    ringer: Ringer
    tellers: dict[Way, Teller]
    vapid: Vapid
    local: bool = False
    """Browsers on this machine may be pushed to over plain HTTP."""


def alert_parts(
    settings: Settings, store: Store, clock: Clock, channel: Channel, session: aiohttp.ClientSession, nap: int
) -> AlertParts:
    """All of it; nothing runs yet. Raises AskHuman for an SMTP_URL that cannot be one."""
    address = settings.address or f"http://localhost:{settings.port}"
    sender = settings.secret(SENDER)
    vapid = Vapid(installation_key(settings), f"mailto:{sender}" if sender else address)
    local = settings.secret(LOCAL) == "1"
    tellers: dict[Way, Teller] = {
        "push": PushTeller(session, store.alerts, vapid, clock, local=local),
        "whatsapp": WhatsAppTeller(channel, store.operations.current, machine.new_id),
    }
    if (server := server_of(settings.secret(SERVER))) is not None:
        tellers["email"] = MailTeller(server, sender or server.user, address)
    account = CloudAccount(session, settings.graph_url, settings.graph_version)

    async def ends(id: str) -> int | None:
        operation = await store.operations.current()
        found = operation.channel(id) if operation is not None else None
        token = settings.secret(found.token) if found is not None else ""
        return (await account.token(token)).expires_at if token else None

    async def rules() -> AlertRules:
        operation = await store.operations.current()
        return operation.alerts if operation is not None else DEFAULT_ALERTS

    ringer = Ringer(store.alerts, tellers, Trouble(store, ends).look, rules, clock, calendar.local)
    return AlertParts(AlertWork(ringer, store, clock, max(EVERY_MS, nap)), ringer, tellers, vapid, local)
