"""Pages of Ajustes made of sheets: lists of entries, each with its form; every change is a version like any other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import Form, Path
from fastapi.responses import Response

from central.adapters.operation import to_sections
from central.app.panel.settings import channels, links, prices, rules, templates
from central.app.panel.settings.change import RACE, Files, change, plain
from central.app.panel.settings.form import Said
from central.app.panel.settings.outside_sheets import (
    APP,
    CHANNEL,
    CHECKOUT,
    FLOWLU,
    GOOGLE,
    HUBSPOT,
    KWAI,
    META,
    TICKETS,
    TRIAL,
    ZENDESK,
)
from central.app.panel.settings.rights_sheets import ALERTS, PRIVACY
from central.app.panel.settings.sheet import Entry, Sheet
from central.app.panel.settings.shop_sheets import BUDGET, CAMPAIGN, HOURS, PAYMENT, PRICE, REGION, SHOP
from central.app.panel.settings.tabs import tab
from central.app.panel.settings.talk_sheets import (
    ARTICLE,
    COMPLEMENT,
    MODE,
    OPENING,
    REENGAGEMENT,
    RESTRAINT,
    RULE,
    SCRIPT,
    TEMPLATE,
    TRIGGER,
)
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman
from central.core.operation import Operation
from central.core.people.account import Role

section = Section()
NEW = "novo"
Name = Annotated[str, Path(max_length=20)]
Place = Annotated[str, Path(max_length=9)]
Version = Annotated[str, Form(max_length=9)]
More = Callable[[Visit], Awaitable[dict[str, Any]]]


async def _nothing_more(visit: Visit) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Page:
    """A tab of sheets; `top` is a template that stands above them and `more` what it shows; `template` lists them."""

    path: str
    sheets: tuple[Sheet, ...]
    top: str = ""
    more: More = _nothing_more
    template: str = "settings_sheets.html"
    least: Role = "atendente"
    """Who may look; only a gestor changes anything."""

    def sheet(self, id: str) -> Sheet:
        """The sheet of this name; raises AskHuman when the page has none."""
        found = next((s for s in self.sheets if s.id == id), None)
        if found is None:
            raise AskHuman("Isto não existe nos ajustes.", code="nao_encontrei")
        return found


def serve(page: Page) -> None:
    """Add the routes of a page: its list, each form, saving, moving, taking away."""
    one = f"{page.path}/{{sheet}}/{{place}}"

    @section.get(page.path, least=page.least)
    async def listed(visit: Here) -> Response:
        operation = await visit.panel.operation()
        files = to_sections(operation)
        lists = [(sheet, sheet.entries(files)) for sheet in page.sheets]
        more = await page.more(visit) | {"page": page, "lists": lists, "tried": _tried(visit, operation)}
        return await tab(visit, page.template, page.path, **more)

    @section.get(one, least=page.least)
    async def form(visit: Here, sheet: Name, place: Place) -> Response:
        found, operation = page.sheet(sheet), await visit.panel.operation()
        if found.single:
            return visit.go(page.path)
        entries = found.entries(to_sections(operation))
        entry = {} if place == NEW else entries[_index(place, entries)]
        shown = {"page": page, "sheet": found, "entry": entry, "place": place, "entries": entries}
        return await tab(visit, "settings_entry.html", page.path, tried=_tried(visit, operation), **shown)

    @section.post(one, least="gestor")
    async def save(visit: Here, sheet: Name, place: Place) -> Response:
        said, found = await _said(visit), page.sheet(sheet)
        await _as_it_was(visit, found, place, _first(said, "versao"))
        return visit.go(page.path, await change(visit, partial(_write, found, place, said)))

    @section.post(f"{one}/apagar", least="gestor")
    async def drop(visit: Here, sheet: Name, place: Place, versao: Version) -> Response:
        found = page.sheet(sheet)
        await _as_it_was(visit, found, place, versao)
        return visit.go(page.path, await change(visit, partial(_drop, found, place)))

    @section.post(f"{one}/mover", least="gestor")
    async def move(
        visit: Here,
        sheet: Name,
        place: Place,
        para: Annotated[Literal["cima", "baixo"], Form()],
        versao: Version,
    ) -> Response:
        found = page.sheet(sheet)
        await _as_it_was(visit, found, "", versao)
        return visit.go(page.path, await change(visit, partial(_move, found, place, -1 if para == "cima" else 1)))


def _write(sheet: Sheet, place: str, said: Said, files: Files) -> None:
    entries = sheet.entries(files)
    if place == NEW or (sheet.single and not entries):
        entry: Entry = {}
        entries.insert(_new_index(sheet, said, entries), entry)
    else:
        entry = entries[_index(place, entries)]
    for field in sheet.fields:
        field.write(entry, said)
    sheet.finish(entry)
    sheet.replace(files, entries)


def _drop(sheet: Sheet, place: str, files: Files) -> None:
    entries = sheet.entries(files)
    del entries[_index(place, entries)]
    sheet.replace(files, entries)


def _move(sheet: Sheet, place: str, by: int, files: Files) -> None:
    entries = sheet.entries(files)
    here = _index(place, entries)
    there = here + by
    if not sheet.ordered or not 0 <= there < len(entries):
        raise AskHuman("Isto não pode ir para lá.", code="ordem")
    entries[here], entries[there] = entries[there], entries[here]
    sheet.replace(files, entries)


def _tried(visit: Visit, operation: Operation) -> frozenset[str]:
    """The integrations this person may try."""
    asks = visit.panel.connections
    return asks.tried(operation) if asks is not None and visit.account.may("gestor") else frozenset()


def _index(place: str, entries: list[Entry]) -> int:
    if not place.isdecimal() or not int(place) < len(entries):
        raise AskHuman("Isto não existe mais; volte à lista.", code="nao_encontrei")
    return int(place)


def _new_index(sheet: Sheet, said: Said, entries: list[Entry]) -> int:
    if not sheet.ordered:
        return len(entries)
    wanted = _first(said, "lugar")
    return min(int(wanted), len(entries)) if wanted.isdecimal() and len(wanted) < 6 else sheet.begin(entries)


async def _as_it_was(visit: Visit, sheet: Sheet, place: str, base: str) -> None:
    """Refuse a form that was filled over an older state of its entry (without a place: of the whole list)."""
    if place == NEW:
        return
    store = visit.panel.store.operations
    then = await store.version(int(base)) if base.isdecimal() and len(base) < 9 else None
    now = await visit.panel.operation()
    if then is None or _part(sheet, then, place) != _part(sheet, now, place):
        raise AskHuman(RACE, code="corrida")


def _part(sheet: Sheet, operation: Operation, place: str) -> object:
    entries = sheet.entries(to_sections(operation))
    if not place.isdecimal():
        return entries
    return entries[int(place)] if int(place) < len(entries) else None


async def _said(visit: Visit) -> Said:
    form = await visit.request.form()
    said: dict[str, list[str]] = {}
    for key, value in form.multi_items():
        if isinstance(value, str):
            said.setdefault(key, []).append(plain(value))
    return said


def _first(said: Said, key: str) -> str:
    return said[key][0] if said.get(key) else ""


PAGES = (
    Page("/ajustes/scripts", (SCRIPT,)),
    Page("/ajustes/regras", (RULE,), top="settings_rules.html", more=rules.around),
    Page("/ajustes/modos", (MODE,)),
    Page("/ajustes/conhecimento", (ARTICLE,)),
    Page("/ajustes/gatilhos", (TRIGGER, OPENING)),
    Page("/ajustes/retomadas", (REENGAGEMENT, COMPLEMENT, RESTRAINT)),
    Page("/ajustes/modelos", (TEMPLATE,), top="settings_templates.html", more=templates.around),
    Page("/ajustes/loja", (SHOP,)),
    Page("/ajustes/links", (CAMPAIGN,), more=links.around, template="settings_links.html"),
    Page("/ajustes/frete", (REGION, PAYMENT)),
    Page("/ajustes/checkouts", (CHECKOUT,), least="gestor"),
    Page("/ajustes/crm", (TICKETS, FLOWLU, ZENDESK, HUBSPOT), least="gestor"),
    Page("/ajustes/conversoes", (TRIAL, META, GOOGLE, KWAI), least="gestor"),
    Page("/ajustes/canais", (CHANNEL, APP), top="settings_channels.html", more=channels.around),
    Page("/ajustes/expediente", (HOURS,)),
    Page("/ajustes/gastos", (BUDGET, PRICE), top="settings_prices.html", more=prices.around),
    Page("/ajustes/privacidade", (PRIVACY,)),
    Page("/ajustes/alertas", (ALERTS,)),
)
for _page in PAGES:
    serve(_page)
