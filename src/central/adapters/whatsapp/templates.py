"""Templates at Meta: read from an account, submitted to it, and what notices say of them.

Source: Meta, Graph API `/{waba}/message_templates`, webhook fields `message_template_status_update`,
`message_template_quality_update` and `template_category_update` (2026).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import aiohttp
import msgspec

from central.adapters.whatsapp.content import word
from central.adapters.whatsapp.errors import error_of
from central.core.errors import TryLater
from central.core.messaging.template import EXAMPLES, Judged, Template
from central.core.messaging.update import Notice

TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10)
PAGE, MOST_PAGES = 100, 70
FIELDS = "name,language,status,category,quality_score,rejected_reason,components"
UNJUDGED = "PENDING"
_SLOT = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class CloudTemplates:
    """Reads and submits the templates of an account; `token_for` gives the token of a WABA."""

    def __init__(
        self, session: aiohttp.ClientSession, base_url: str, version: str, token_for: Callable[[str], str]
    ) -> None:
        self._session, self._root, self._token_for = session, f"{base_url.rstrip('/')}/{version}", token_for

    async def read(self, waba: str) -> list[Judged]:
        """Every template of the account; raises as `Channel.send` does."""
        found: list[Judged] = []
        after: str | None = None
        for _ in range(MOST_PAGES):
            query = {"limit": str(PAGE), "fields": FIELDS}
            answer = await self._get(waba, query | ({"after": after} if after else {}))
            found += [_judged(waba, row) for row in answer.get("data", []) if isinstance(row, dict)]
            after = _next_page(answer)
            if after is None:
                break
        return found

    async def submit(self, waba: str, template: Template) -> Judged:
        """Ask Meta to judge a template; what it says at once."""
        answer = await self._post(waba, payload(template))
        category = str(answer.get("category") or template.category).upper()
        return Judged(waba, template.name, template.language, str(answer.get("status") or UNJUDGED), category)

    async def _get(self, waba: str, query: dict[str, str]) -> dict[str, Any]:
        return await self._answered(self._session.get(f"{self._url(waba)}?{urlencode(query)}", **self._with(waba)))

    async def _post(self, waba: str, body: dict[str, Any]) -> dict[str, Any]:
        sent = self._with(waba, "application/json")
        return await self._answered(self._session.post(self._url(waba), data=msgspec.json.encode(body), **sent))

    def _url(self, waba: str) -> str:
        return f"{self._root}/{waba}/message_templates"

    def _with(self, waba: str, content_type: str | None = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self._token_for(waba)}"}
        return {"headers": headers | ({"Content-Type": content_type} if content_type else {}), "timeout": TIMEOUT}

    async def _answered(self, call: AbstractAsyncContextManager[aiohttp.ClientResponse]) -> dict[str, Any]:
        try:
            async with call as response:
                body, status = await response.read(), response.status
        except (aiohttp.ClientError, TimeoutError) as error:
            raise TryLater(f"a Meta não respondeu: {type(error).__name__}", code="rede") from error
        if status >= 400:
            raise error_of(status, _json(body))
        answer = _json(body)
        return answer if isinstance(answer, dict) else {}


def _json(body: bytes) -> object:
    try:
        return msgspec.json.decode(body)
    except msgspec.DecodeError:
        return None


def payload(template: Template) -> dict[str, Any]:
    """The template as Meta takes it, with an example for every slot."""
    body: dict[str, Any] = {"type": "BODY", "text": template.body()}
    if template.slots:
        body["example"] = {"body_text": [[EXAMPLES.get(slot, "exemplo") for slot in template.slots]]}
    components: list[dict[str, Any]] = [body]
    if template.buttons:
        components.append(
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": b} for b in template.buttons]}
        )
    return {
        "name": template.name,
        "language": template.language,
        "category": template.category.upper(),
        "components": components,
    }


def said_of(notice: Notice, known: Callable[[str, str, str], Judged | None]) -> Judged | None:
    """What a notice says of a template, on top of what was `known` (by WABA, name, language); None for other fields."""
    if notice.field not in _FIELDS or notice.why:
        return None
    value = msgspec.json.decode(notice.raw).get("update")
    if not isinstance(value, dict):
        return None
    name, language = word(value.get("message_template_name")), word(value.get("message_template_language"))
    if name is None or language is None:
        return None
    language = language.replace("-", "_")
    before = known(notice.waba, name, language) or Judged(notice.waba, name, language, UNJUDGED, "UNKNOWN")
    return _changed(before, value)


_FIELDS = frozenset({"message_template_status_update", "message_template_quality_update", "template_category_update"})


def _changed(before: Judged, value: dict[str, Any]) -> Judged:
    status = word(value.get("event"))
    quality = word(value.get("new_quality_score"))
    category = word(value.get("new_category")) or word(value.get("message_template_category"))
    reason = word(value.get("reason"))
    return replace(
        before,
        status=status or before.status,
        quality=quality or before.quality,
        category=category or before.category,
        reason=reason if reason not in (None, "NONE") else "",
    )


def _judged(waba: str, row: dict[str, Any]) -> Judged:
    score = row.get("quality_score")
    quality = score.get("score") if isinstance(score, dict) else score
    reason = str(row.get("rejected_reason") or "")
    return Judged(
        waba,
        str(row.get("name", "")),
        str(row.get("language", "")),
        str(row.get("status", UNJUDGED)),
        str(row.get("category", "UNKNOWN")),
        str(quality or "UNKNOWN"),
        "" if reason == "NONE" else reason,
        _slots(row.get("components")),
    )


def _slots(components: object) -> int | None:
    """How many slots the body has, numbered or named; None where Meta did not show one."""
    rows = [one for one in components if isinstance(one, dict)] if isinstance(components, list) else []
    text = next((one.get("text") for one in rows if one.get("type") == "BODY"), None)
    return len(set(_SLOT.findall(text))) if isinstance(text, str) else None


def _next_page(answer: dict[str, Any]) -> str | None:
    paging = answer.get("paging")
    if not isinstance(paging, dict) or not paging.get("next"):
        return None
    cursors = paging.get("cursors")
    return word(cursors.get("after")) if isinstance(cursors, dict) else None
