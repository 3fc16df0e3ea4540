"""`/crm/<crm>/<token>`: where CRMs tell that something changed. Nothing of it is believed but which record to read."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from central.adapters.crm.hinting import Ear
from central.adapters.store.sales.crm_links import SqlCrmLinks
from central.app.doors.asgi import Receive, Reply, Scope, answer, read_body
from central.ports import Clock, Delivery

log = logging.getLogger("central.crm")


PREFIX = "/crm/"
MAX_BODY = 1 << 18


Secret = Callable[[str], Awaitable[str]]
"""What a CRM signs its webhooks with, as the operation in force names it; empty without it."""


@dataclass(frozen=True, slots=True)
class Knock:
    """The unguessable end of a CRM's address, and what hears what comes there."""

    token: str
    ear: Ear


class HintDoor:
    """A plain ASGI part: a wrong address finds nothing, a wrong signature is refused."""

    def __init__(self, links: SqlCrmLinks, clock: Clock, knocks: Mapping[str, Knock], secret: Secret) -> None:
        self._links, self._clock, self._knocks, self._secret = links, clock, knocks, secret

    async def __call__(self, scope: Scope, receive: Receive, send: Reply) -> None:
        """Keep which records to read again; 503 when the store fails."""
        crm, _, token = scope["path"][len(PREFIX) :].partition("/")
        knock = self._knocks.get(crm)
        if knock is None or not hmac.compare_digest(knock.token.encode(), token.encode()):
            return await answer(send, 404)
        if scope["method"] != "POST":
            return await answer(send, 405)
        body = await read_body(receive, MAX_BODY)
        if body is None:
            return await answer(send, 413)
        headers = tuple((k.decode("latin-1").lower(), v.decode("latin-1")) for k, v in scope["headers"])
        delivery, now = Delivery(headers, scope["query_string"].decode("latin-1"), body), self._clock.now()
        try:
            refs = knock.ear.heard(delivery, await self._secret(crm), now)
            if refs is None:
                log.warning("crm %s: a webhook was refused", crm)
                return await answer(send, 401)
            await self._links.hint(crm, refs, now)
        except Exception:
            log.exception("hint not stored")
            return await answer(send, 503)
        return await answer(send, 200)
