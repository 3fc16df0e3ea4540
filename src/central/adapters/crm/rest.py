"""JSON over REST as Zendesk and HubSpot speak it: statuses say what happened, a header says who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from central.adapters.crm.line import Answer, Json, Line, Pairs, Trust, too_fast
from central.core.errors import AskHuman, GiveUp
from central.ports.crm import AWAY, GONE

BUSY = (408, 423, 425)
"""Not carried out now, and no word against trying again."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a CRM says things; its errors are told to the owner with its own words."""

    who: str
    no_key: str
    """What to do when the key is not taken."""
    no_right: str
    """What to do when the key may not do this."""
    moved: str
    """What to do when nothing of this CRM answers at the address."""
    calm_ms: Mapping[str, int]
    """How long to wait after a 429, by the policy its body names; "" for any other."""

    def said(self, told: Json) -> str:
        """The words of a refusal: Zendesk's `description` and `details`, HubSpot's `message`."""
        words = told.get("message") or f"{told.get('description') or ''} {told.get('details') or ''}"
        return str(words).strip()[:200]

    def code(self, told: Json, status: int) -> str:
        """The short word of a refusal: Zendesk's `error`, HubSpot's `category`."""
        found = told.get("category") or told.get("error")
        return found if isinstance(found, str) else str(status)


class RestClient:
    """A line whose answers are read."""

    def __init__(self, line: Line, trust: Trust, tongue: Tongue) -> None:
        self._line, self._trust, self._tongue = line, trust, tongue

    async def get(self, path: str, query: Pairs = ()) -> Json:
        """What stands there. Raises TryLater, GiveUp (code GONE when there is nothing) or AskHuman."""
        return self._read(await self._line.ask("GET", path, query=query, headers=self._trust()))

    async def send(self, method: str, path: str, body: Json | None = None, query: Pairs = ()) -> Json:
        """A change that may be repeated; an empty answer is an empty object."""
        return self._read(await self._line.ask(method, path, query=query, headers=self._trust(), body=body))

    async def make(self, path: str, body: Json, headers: Mapping[str, str] | None = None) -> tuple[Json, bool]:
        """A creation, and whether an earlier one with the same idempotency key answered in its place; a doubt raises
        OutcomeUnknown."""
        held = {**self._trust(), **(headers or {})}
        answer = await self._line.ask("POST", path, headers=held, body=body, makes=True)
        return self._read(answer), answer.headers.get("x-idempotency-lookup") == "hit"

    def _read(self, answer: Answer) -> Json:
        tongue, status, told = self._tongue, answer.status, answer.json()
        if status == 429:
            policies = tongue.calm_ms
            wait_ms = policies.get(str((told or {}).get("policyName", "")), policies.get(""))
            raise too_fast(tongue.who, answer, wait_ms)
        if status == 204:
            return {}
        if 300 <= status < 400 or (status == 404 and told is None):
            raise AskHuman(tongue.moved, code="empresa")
        if status >= 500 or status in BUSY or told is None:
            raise answer.doubt(f"{tongue.who} respondeu {status}", AWAY if told is None else str(status))
        if status >= 400:
            raise self._refusal(status, told)
        return told

    def _refusal(self, status: int, told: Json) -> AskHuman | GiveUp:
        tongue = self._tongue
        if status == 401:
            return AskHuman(tongue.no_key, code="401")
        if status == 403:
            return AskHuman(tongue.no_right, code="403")
        if status == 404:
            return GiveUp(f"{tongue.who} não tem esse registro", code=GONE)
        return GiveUp(f"{tongue.who} recusou: {tongue.said(told)}", code=tongue.code(told, status))
