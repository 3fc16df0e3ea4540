"""Conversas: the list, the open thread, the lead's card; all of it is an address, and all of it is live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

from fastapi import Path, Query
from fastapi.responses import Response

from central.adapters.store.figures.inbox import FOREVER, ListRow
from central.adapters.store.journal.events import Event
from central.app.panel import attention, labels, pages
from central.app.panel.behind import NO_CAMPAIGN, USES, Behind
from central.app.panel.learning.kept import learned_by
from central.app.panel.live import topic
from central.app.panel.panel import Panel
from central.app.panel.thread import items_of, team, view_of
from central.app.panel.visit import Here, Section, Visit
from central.core.operation import Operation

section = Section()

TABS = (("todas", "Todas"), ("atencao", "Atenção"), ("pessoa", "Com pessoa"), ("pagas", "Pagas"))
AT_ONCE = 24
MOST_LIVE = 60
Id = Annotated[str, Path(max_length=80)]
Short = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which conversations the list shows; it travels in the address."""

    tab: str = "todas"
    persona: str = ""
    campaign: str = ""
    words: str = ""
    behind: Behind | None = None
    """The figure whose conversations are shown instead of a tab's."""

    @classmethod
    def of(cls, query: dict[str, str]) -> Filter:
        """What an address asks for."""
        tab = query.get("aba", "todas")
        known = tab if tab in dict(TABS) else "todas"
        persona, campaign, behind = query.get("persona", "")[:80], query.get("campanha", "")[:200], Behind.of(query)
        if behind is None and campaign == NO_CAMPAIGN:
            campaign = ""
        return cls(known, persona, campaign, query.get("q", "")[:200].strip(), behind)

    def query(self, **changes: str) -> str:
        """The address again, with changes."""
        parts = {"aba": self.tab, "persona": self.persona, "campanha": self.campaign, "q": self.words}
        parts |= (self.behind.parts if self.behind is not None and "aba" not in changes else {}) | changes
        said = {key: value for key, value in parts.items() if value and (key, value) != ("aba", "todas")}
        return f"?{urlencode(said)}" if said else ""


@section.get("/conversas", least="leitura")
async def inbox(visit: Here) -> Response:
    return await _page(visit, None)


@section.get("/conversas-lista", least="leitura")
async def listed(visit: Here, antes: Annotated[int, Query(ge=0, le=FOREVER)] = FOREVER) -> Response:
    """The next rows of the list, or all of a search while it is written."""
    wanted, operation = _filter(visit), await visit.panel.operation()
    await _glanced(visit, wanted)
    rows, more = await rows_of(visit.panel, wanted, antes)
    context = _list(wanted, rows, more, operation, await team(visit.panel), "")
    if wanted.tab == "atencao" and not wanted.words:
        waiting = await visit.panel.store.drafts.said()
        concerns = await attention.concerns(visit.panel)
        return await visit.part("concerns.html", concerns=concerns, waiting=waiting, **context)
    return await visit.part("inbox_rows.html", **context)


@section.get("/conversas/{id}", least="leitura")
async def conversation(visit: Here, id: Id) -> Response:
    return await _page(visit, id)


@section.get("/conversas/{id}/antes", least="leitura")
async def before(visit: Here, id: Id, de: Annotated[int, Query(ge=0, le=FOREVER)]) -> Response:
    """What was said before the first line on the page."""
    operation, names = await visit.panel.operation(), await team(visit.panel)
    await visit.panel.store.privacy.viewed(visit.account.id, "leu uma conversa", visit.now, id)
    thread = await visit.panel.store.inbox.thread(id, before=de)
    items = items_of(thread, names, operation, visit.now)
    return await visit.part("thread_lines.html", items=items, more=thread.more, since=thread.since, id=id, **_words())


@section.get("/conversas/{id}/ficha", least="leitura")
async def card(visit: Here, id: Id) -> Response:
    await visit.panel.store.privacy.viewed(visit.account.id, "leu uma conversa", visit.now, id)
    view = await view_of(visit.panel, id, await visit.panel.operation())
    if view is None:
        return Response(status_code=404)
    await visit.panel.store.privacy.viewed(visit.account.id, "leu uma conversa", visit.now, id)
    return await visit.part("card.html", view=view, **_words())


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────


async def rows_of(panel: Panel, wanted: Filter, before: int = FOREVER) -> tuple[list[ListRow], bool]:
    """A stretch of the list, and whether there is more behind it."""
    inbox = panel.store.inbox
    if wanted.words:
        hits = await panel.store.search.find(wanted.words)
        return await inbox.rows([hit.conversation for hit in hits]), False
    if (figure := wanted.behind) is not None and figure.what == USES:
        rows = await inbox.rows((await learned_by(panel)).uses.get(figure.detail, ()))
        return sorted(rows, key=lambda row: -row.heard_at), False
    if figure is not None:
        asked = figure.wanted(wanted.persona, wanted.campaign)
        metrics = panel.store.metrics
        ids = await metrics.behind(figure.what, figure.detail, figure.first, figure.last, asked, before, AT_ONCE)
        return await inbox.rows(ids), len(ids) == AT_ONCE
    if wanted.tab == "atencao":
        found = [c.conversation for c in await attention.concerns(panel) if c.conversation is not None]
        return await inbox.rows(list(dict.fromkeys(found))), False
    ids = await inbox.ids(wanted.tab, before, wanted.persona or None, wanted.campaign or None, AT_ONCE)
    return await inbox.rows(ids), len(ids) == AT_ONCE


def _belongs(row: ListRow, wanted: Filter) -> bool:
    """Whether a row that moved stands in this list; searches stay as they were found."""
    return (
        (not wanted.persona or row.persona == wanted.persona)
        and (not wanted.campaign or row.campaign == wanted.campaign)
        and (wanted.tab != "pessoa" or row.held_by is not None)
        and (wanted.tab != "pagas" or row.stage in ("comprado", "pos_venda"))
    )


async def _glanced(visit: Visit, wanted: Filter) -> None:
    what = "buscou nas conversas" if wanted.words else "viu a lista de conversas"
    await visit.panel.store.privacy.glanced(visit.account.id, what, visit.now)


# ── pages ────────────────────────────────────────────────────────────────────────────────────────


async def _page(visit: Visit, id: str | None) -> Response:
    panel, wanted, operation = visit.panel, _filter(visit), await visit.panel.operation()
    view = await view_of(panel, id, operation) if id is not None else None
    if id is not None and view is None:
        return await visit.page("problem.html", 404, status=404, reason="Essa conversa não existe.")
    if id is not None:
        await panel.store.privacy.viewed(visit.account.id, "leu uma conversa", visit.now, id)
    quick = await panel.store.attending.quick_replies() if visit.account.may("atendente") else []
    opened: dict[str, Any] = {"view": view, "quick": quick, "wanted": wanted, **_words()}
    if visit.by_htmx and visit.request.headers.get("hx-target", "").endswith("#conversa"):
        return await visit.part("thread.html", **opened)
    await _glanced(visit, wanted)
    rows, more = await rows_of(panel, wanted)
    names = view.names if view is not None else await team(panel)
    looks = wanted.tab == "atencao"
    concerns = await attention.concerns(panel) if looks else []
    waiting = await panel.store.drafts.said() if looks else {}
    around = {"concerns": concerns, "waiting": waiting, "alerts": await attention.alerts_lately(panel), "tabs": TABS}
    shown = opened | _list(wanted, rows, more, operation, names, id or "") | around
    return await visit.page("inbox.html", **shown)


def _filter(visit: Visit) -> Filter:
    return Filter.of(dict(visit.request.query_params))


def _list(
    wanted: Filter, rows: Sequence[ListRow], more: bool, operation: Operation, names: dict[str, str] | Any, current: str
) -> dict[str, Any]:
    return {
        "rows": rows,
        "more": more,
        "wanted": wanted,
        "current": current,
        "operation": operation,
        "names": names,
        **_words(),
    }


def _words() -> dict[str, Any]:
    return {
        "no_campaign": NO_CAMPAIGN,
        "labels": labels,
        "preview": labels.preview,
        "said_preview": labels.said_preview,
    }


# ── what moves ───────────────────────────────────────────────────────────────────────────────────


@topic("lista", least="leitura")
async def moved_rows(panel: Panel, key: str, moved: Sequence[Event]) -> str:
    """The rows that moved, once for all tabs with this filter."""
    wanted = Filter.of(dict(parse_qsl(key)))
    ids = list(dict.fromkeys(event.conversation for event in moved if event.conversation))[-MOST_LIVE:]
    if not ids or wanted.words or wanted.behind is not None:
        return ""
    if wanted.tab == "atencao":
        mark = ",".join(f"{c.kind}{c.ref}" for c in await attention.concerns(panel))
        path = f"/conversas-lista{wanted.query()}"
        return pages.render("fetch_again.html", id="lista", path=path, mark=mark)
    operation, rows = await panel.operation(), await panel.store.inbox.rows(ids)
    gone = [row.id for row in rows if not _belongs(row, wanted)]
    shown = [row for row in rows if _belongs(row, wanted)]
    context = _list(wanted, shown, False, operation, await team(panel), "")
    return pages.render("inbox_moved.html", gone=gone, now=panel.clock.now(), visit=None, **context)


@topic("conversa", least="leitura", pulse=True)
async def moved_thread(panel: Panel, key: str, moved: Sequence[Event]) -> str:
    """The last lines of an open thread, and who has it; also for ticks, which no event tells."""
    if moved and not any(event.conversation == key for event in moved):
        return ""
    operation = await panel.operation()
    view = await view_of(panel, key, operation)
    if view is None:
        return ""
    around = {"operation": operation, "now": panel.clock.now(), "visit": None}
    return pages.render("thread_moved.html", view=view, items=view.items[-30:], **around, **_words())
