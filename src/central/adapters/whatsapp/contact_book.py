"""Meta's contact book: what Meta keeps of a person for a portfolio, taken out when the person is erased.

Source: Meta, business-scoped user ids (2026): DELETE /{phone number id}/contact_book with `bsuid`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlencode

import aiohttp
import msgspec

from central.adapters.whatsapp.errors import error_of
from central.core.errors import GiveUp, TryLater

TIMEOUT = aiohttp.ClientTimeout(total=20, connect=10)


class ContactBook:
    """`token_for` gives the token of a channel."""

    def __init__(
        self, session: aiohttp.ClientSession, base_url: str, version: str, token_for: Callable[[str], str]
    ) -> None:
        self._session, self._root, self._token_for = session, f"{base_url.rstrip('/')}/{version}", token_for

    async def forget(self, places: Iterable[tuple[str, str]]) -> int:
        """Take these (channel, user id) out; how many Meta had. Raises TryLater or AskHuman: none may stay behind."""
        return sum([await self._forget(channel, bsuid) for channel, bsuid in sorted(set(places))])

    async def _forget(self, channel: str, bsuid: str) -> bool:
        query = urlencode({"messaging_product": "whatsapp", "bsuid": bsuid})
        headers = {"Authorization": f"Bearer {self._token_for(channel)}"}
        url = f"{self._root}/{channel}/contact_book?{query}"
        try:
            async with self._session.request("DELETE", url, headers=headers, timeout=TIMEOUT) as response:
                body, status = await response.read(), response.status
        except (aiohttp.ClientError, TimeoutError) as error:
            raise TryLater(f"a Meta não respondeu: {type(error).__name__}", code="rede") from error
        if status < 400:
            return True
        try:
            answer = msgspec.json.decode(body)
        except msgspec.DecodeError:
            answer = None
        found = error_of(status, answer)
        if isinstance(found, GiveUp):
            return False
        raise found
