"""Help centres whose articles can be read: Zendesk's Help Center and HelpCenter.io. Neither API takes tickets.

Sources: developer.zendesk.com, Help Center API, Articles (`/api/v2/help_center/{locale}/articles.json`, `title`,
`body`, `draft`, `html_url`; pages by `next_page` or `links.next`); HelpCenter.io, "Using the HelpCenter.io API": an API
key per site reads its articles. The address of HelpCenter.io's list and its field names are not in what could be read
of that page, so the owner gives the address and several names are understood: UNVERIFIED.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import aiohttp

from central.adapters.ads.wire import TIMEOUT
from central.adapters.knowledge.plain import plain_text
from central.core.errors import AskHuman, TryLater
from central.core.replying.knowledge import Article

MOST_PAGES = 100
MOST_QUESTION = 300
LOCAL = ("http://127.0.0.1", "http://localhost")


@dataclass(frozen=True, slots=True)
class Center:
    """A kind of help centre: `first` is the path of its first page, `signed` the header that lets us in."""

    name: str
    first: str
    signed: Callable[[str], dict[str, str]]


def _zendesk(key: str) -> dict[str, str]:
    """`e-mail/token:key` of an agent; public articles need none."""
    return {"Authorization": f"Basic {b64encode(key.encode()).decode()}"} if key else {}


def _bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"} if key else {}


CENTERS = {
    "zendesk": Center("Zendesk", "/api/v2/help_center/pt-br/articles.json?per_page=100", _zendesk),
    "helpcenter.io": Center("HelpCenter.io", "", _bearer),
}
"""By the word the owner writes; HelpCenter.io's own path comes with the address."""


async def articles_of(session: aiohttp.ClientSession, kind: str, address: str, key: str) -> list[Article]:
    """Every published article, its HTML as plain words. Raises TryLater or AskHuman; never half a centre."""
    center = CENTERS[kind]
    if not address.startswith(("https://", *LOCAL)):
        raise AskHuman("O endereço da central de ajuda precisa começar com https://", code="endereco")
    url: str | None = urljoin(address, center.first) if center.first else address
    host, headers, found = urlsplit(address).netloc, center.signed(key), dict[str, Article]()
    for _ in range(MOST_PAGES):
        if url is None:
            return list(found.values())
        page = await _get(session, url, headers, center.name)
        for row in _rows(page):
            if (article := _article(kind, row)) is not None:
                found[article.id] = article
        url = _next(page, url)
        if url is not None and urlsplit(url).netloc != host:
            raise AskHuman(f"{center.name} mandou seguir para outro endereço; parei", code="endereco")
    raise TryLater(f"{center.name} não parou de mandar páginas", code="paginas")


async def _get(session: aiohttp.ClientSession, url: str, headers: dict[str, str], who: str) -> Any:
    try:
        async with session.get(url, headers=headers, allow_redirects=False, timeout=TIMEOUT) as answer:
            status, told = answer.status, await answer.json(content_type=None)
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError):
        raise TryLater(f"{who} não respondeu com artigos", code="fora") from None
    if status in (401, 403):
        raise AskHuman(f"{who} não aceita a chave; confira a variável", code=str(status))
    if status == 404:
        raise AskHuman(f"{who} não tem artigos nesse endereço; confira-o", code="404")
    if status != 200:
        raise TryLater(f"{who} respondeu {status}", code=str(status))
    return told


def _rows(page: Any) -> Iterator[dict[str, Any]]:
    listed = page
    if isinstance(page, dict):
        listed = next((page[key] for key in ("articles", "data", "items", "results") if key in page), [])
    if isinstance(listed, list):
        yield from (row for row in listed if isinstance(row, dict))


def _next(page: Any, url: str) -> str | None:
    """Where the next page is, if there is one."""
    if not isinstance(page, dict):
        return None
    links = page.get("links") if isinstance(page.get("links"), dict) else {}
    found = page.get("next_page") or (links or {}).get("next") or page.get("next")
    meta = page.get("meta")
    more = not isinstance(meta, dict) or meta.get("has_more", True)
    return urljoin(url, found) if isinstance(found, str) and found and more else None


def _article(kind: str, row: dict[str, Any]) -> Article | None:
    """A published article; None for a draft, and for one without a title or words."""
    if row.get("draft") is True or row.get("published") is False or row.get("status") in ("draft", "archived"):
        return None
    id = str(row.get("id") or row.get("slug") or "")
    title = str(row.get("title") or row.get("name") or "").strip()[:MOST_QUESTION]
    html = next((row[key] for key in ("body", "content", "html", "text") if isinstance(row.get(key), str)), "")
    answer = plain_text(html)
    if not (id and title and answer):
        return None
    page = row.get("html_url") or row.get("url")
    source = page if isinstance(page, str) and page.startswith("https://") else f"{kind}/{id}"
    slug = "".join(c if c.isalnum() and c.isascii() else "-" for c in id.casefold()).strip("-")[:40]
    return Article(f"{kind.split('.')[0]}-{slug}", (title,), answer, source=source)
