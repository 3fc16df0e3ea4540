"""One paced line to one account of a CRM: a request at a time, and the troubles every wire has.

A request's address is never logged, followed elsewhere or put into an error: it may carry the key.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from central.core.errors import AskHuman, CentralError, OutcomeUnknown, TryLater
from central.core.selling.crm import CrmAccount, is_company
from central.ports import Clock
from central.ports.crm import AWAY, CALM

Json = dict[str, Any]
Pairs = Sequence[tuple[str, str]]
TIMEOUT_S = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, unread; `makes`: a second request of this kind would make a second record."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    makes: bool

    def json(self) -> Json | None:
        """The object it holds; None for anything else."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return None
        return found if isinstance(found, dict) else None

    def doubt(self, reason: str, code: str) -> CentralError:
        """Whether it was done is not known."""
        return doubt(reason, code, makes=self.makes)


class Line:
    """One queue to one account of `who`, as an owner is told of it."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        address: str,
        clock: Clock,
        *,
        who: str,
        pace_ms: int,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._session, self._address, self._clock, self._who = session, address.rstrip("/"), clock, who
        self._pace_ms, self._timeout = pace_ms, aiohttp.ClientTimeout(total=timeout_s)
        self._queue, self._free_at = asyncio.Lock(), 0

    async def ask(
        self,
        method: str,
        path: str,
        *,
        query: Pairs = (),
        headers: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        body: Json | None = None,
        makes: bool = False,
    ) -> Answer:
        """What it answers. Raises TryLater, or OutcomeUnknown when something may have been made."""
        async with self._queue:
            await self._wait()
            try:
                async with self._session.request(
                    method,
                    f"{self._address}/{path}",
                    params=list(query),
                    headers=headers,
                    data=form,
                    json=body,
                    allow_redirects=False,
                    timeout=self._timeout,
                ) as answer:
                    held = {name.lower(): value for name, value in answer.headers.items()}
                    return Answer(answer.status, held, await answer.read(), makes)
            except aiohttp.ClientConnectorError:
                raise TryLater(f"{self._who} não responde", code=AWAY) from None
            except (TimeoutError, aiohttp.ClientError, OSError):
                raise doubt(f"{self._who} não respondeu a tempo", AWAY, makes=makes) from None

    async def _wait(self) -> None:
        now = self._clock.now()
        if now < self._free_at:
            await self._clock.sleep(self._free_at - now)
        self._free_at = max(now, self._free_at) + self._pace_ms


def address_of(account: CrmAccount, path: str) -> str:
    """The API of an account. Raises AskHuman for what cannot be its name: the key goes to no other host."""
    host = f"{account.kind}.com"
    if not is_company(account.company):
        said = f'{account.kind}: empresa "{account.company}" não é o começo de um endereço .{host}'
        raise AskHuman(said, code="empresa")
    return f"https://{account.company}.{host}/{path}"


def doubt(reason: str, code: str, *, makes: bool) -> CentralError:
    """What to raise when it is not known whether a request was carried out: a creation is never blindly repeated."""
    return OutcomeUnknown(reason, code=code) if makes else TryLater(reason, code=code)


def too_fast(who: str, answer: Answer, otherwise_ms: int | None = None) -> TryLater:
    """A 429: when to come back, if the CRM says it (`Retry-After` in seconds), else `otherwise_ms`."""
    told = answer.headers.get("retry-after", "")
    return TryLater(f"{who} pediu calma", code=CALM, after_ms=int(told) * 1000 if told.isdigit() else otherwise_ms)


Trust = Callable[[], Mapping[str, str]]
"""The headers that prove who we are; raises AskHuman when there is nothing to prove it with."""
