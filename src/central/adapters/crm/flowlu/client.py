"""Flowlu's REST API: bodies are believed before statuses.

The key travels in the address. Source: Flowlu, REST API (auth, responses, error codes); the second error shape and ids
as texts are known from other connectors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from central.adapters.crm.line import Answer, Json, Line, Pairs, too_fast
from central.core.errors import AskHuman, CentralError, GiveUp
from central.ports.crm import AWAY, GONE

WHO = "o Flowlu"
PATH = "api/v1/module"
PACE_MS = 650
"""Between two requests: no number is published, and connectors that space calls like this are left alone."""
MOST = 100
_AGAIN = {"10", "13"}
_MISSING = "20"
_SETTINGS = {
    "11": "a chave da API do Flowlu não vale; confira a variável e as permissões dela",
    "22": "a chave do Flowlu não pode usar este módulo; dê a ela o CRM e os campos personalizados",
    "30": "a chave do Flowlu não pode usar este módulo; dê a ela o CRM e os campos personalizados",
    "31": "este portal do Flowlu não tem o módulo de CRM",
}


class FlowluClient:
    """One portal at the end of a line."""

    def __init__(self, line: Line, key: Callable[[], str]) -> None:
        self._line, self._key = line, key

    async def get(self, path: str, query: Pairs = ()) -> Json:
        """What it answers. Raises TryLater, GiveUp (code GONE when there is no such record) or AskHuman."""
        return _read(await self._line.ask("GET", path, query=[("api_key", self._key()), *query]))

    async def post(self, path: str, form: Mapping[str, str], *, makes: bool = False) -> Json:
        """The same for a change; `makes`: a second one would make a second record, so doubts raise OutcomeUnknown."""
        return _read(await self._line.ask("POST", path, query=[("api_key", self._key())], form=form, makes=makes))

    async def pages(self, path: str, query: Pairs) -> list[Json]:
        """All records of a list, page by page."""
        found: list[Json] = []
        for page in range(1, 1_000):
            items = items_of(await self.get(path, [*query, ("limit", str(MOST)), ("page", str(page))]))
            found += items
            if len(items) < MOST:
                break
        return found


def items_of(response: Json) -> list[Json]:
    """The records of a list."""
    items = response.get("items")
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _read(answer: Answer) -> Json:
    if answer.status == 429:
        raise too_fast(WHO, answer)
    if 300 <= answer.status < 400:
        raise AskHuman("o endereço do portal do Flowlu mudou; confira o nome da empresa", code="empresa")
    told = answer.json()
    if told is None:
        raise answer.doubt(f"{WHO} respondeu {answer.status} sem JSON", AWAY)
    if "error" in told:
        raise _refusal(told, answer)
    response = told.get("response")
    if answer.status >= 400 or not isinstance(response, dict):
        raise answer.doubt(f"{WHO} respondeu {answer.status}", str(answer.status))
    return response


def _refusal(told: Json, answer: Answer) -> CentralError:
    """Both shapes: `{error: {error_code, error_msg}}` and `{error: "validation", description, details}`."""
    error = told["error"]
    if isinstance(error, dict):
        code, words = str(error.get("error_code", "")), str(error.get("error_msg", ""))
    else:
        code, words = str(error), f"{told.get('description', '')} {told.get('details') or ''}"
    if code in _SETTINGS:
        return AskHuman(_SETTINGS[code], code=code)
    if code in _AGAIN:
        return answer.doubt(f"{WHO} falhou por dentro", code)
    return GiveUp(f"{WHO} recusou: {words.strip()[:200]}", code=GONE if code == _MISSING else code)
