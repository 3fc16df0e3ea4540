"""`/crm/<crm>/<token>`: where CRMs tell that something changed. Nothing of it is believed but which record to read."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Mapping

from central.adapters.crm.flowlu import refs_of
from central.adapters.store.sales.crm_links import SqlCrmLinks
from central.app.doors.asgi import Receive, Reply, Scope, answer, read_body
from central.ports import Clock

log = logging.getLogger("central.crm")


PREFIX = "/crm/"
MAX_BODY = 1 << 18


class HintDoor:
    """A plain ASGI part: the token in the address is the only key, and a wrong one finds nothing."""

    def __init__(self, links: SqlCrmLinks, clock: Clock, tokens: Mapping[str, str]) -> None:
        self._links, self._clock, self._tokens = links, clock, tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Reply) -> None:
        """Keep which records to read again; 503 when the store fails."""
        crm, _, token = scope["path"][len(PREFIX) :].partition("/")
        known = self._tokens.get(crm, "")
        if not known or not hmac.compare_digest(known.encode(), token.encode()):
            return await answer(send, 404)
        if scope["method"] != "POST":
            return await answer(send, 405)
        body = await read_body(receive, MAX_BODY)
        if body is None:
            return await answer(send, 413)
        try:
            await self._links.hint(crm, refs_of(body), self._clock.now())
        except Exception:
            log.exception("hint not stored")
            return await answer(send, 503)
        return await answer(send, 200)
