"""Orders: those nobody is known for, until somebody says whose they are; the last ones; sales by hand apart."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Path, Query
from fastapi.responses import Response

from central.adapters.store.figures.inbox import ListRow
from central.adapters.store.sales.orders import ListedOrder
from central.app.panel import labels
from central.app.panel.crm.tabs import tab
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman
from central.core.selling.checkout import BY_HAND

section = Section()
HERE = "/pedidos"
SHOWN, CANDIDATES = 100, 8
MONTH_MS = 30 * 86_400_000
BY_A_CRM = "crm"
Short = Annotated[str, Query(max_length=100)]


@section.get(HERE, least="leitura")
async def orders(visit: Here, pedido: Short = "", busca: Short = "") -> Response:
    """`pedido` is the one whose owner is looked for, by the words of `busca` or else by what it says of its buyer."""
    store = visit.panel.store
    await store.privacy.glanced(visit.account.id, "viu a lista de pedidos", visit.now)
    unmatched = await store.orders.unmatched(SHOWN)
    asked = next((one for one in unmatched if one.id == pedido), None)
    sums = await store.orders.sums(visit.now - MONTH_MS)
    apart = {BY_HAND.provider: sums.pop(BY_HAND.provider, (0, 0)), BY_A_CRM: sums.pop(BY_A_CRM, (0, 0))}
    return await tab(
        visit,
        "orders.html",
        HERE,
        unmatched=unmatched,
        asked=asked,
        words=busca or _told(asked),
        candidates=await _candidates(visit, busca, asked) if asked is not None else [],
        newest=await store.orders.newest(SHOWN),
        paid=(sum(count for count, _ in sums.values()), sum(total for _, total in sums.values())),
        apart=apart,
        BY_HAND=BY_HAND.id,
        labels=labels,
    )


@section.post("/pedidos/{id}/dono", least="atendente")
async def match(
    visit: Here, id: Annotated[str, Path(max_length=80)], conversa: Annotated[str, Form(max_length=80)] = ""
) -> Response:
    """Somebody says whose order it is."""
    if not conversa:
        raise AskHuman("Escolha de quem é o pedido.", code="pedido")
    if not await visit.panel.store.orders.match(id, conversa, visit.account.id, visit.now):
        raise AskHuman("Esse pedido não existe, ou já é dessa pessoa.", code="pedido")
    visit.panel.hub.wake()
    return visit.go(HERE, "O pedido tem dono.")


async def _candidates(visit: Visit, words: str, asked: ListedOrder) -> list[ListRow]:
    """The conversations that may be the buyer's, the best guess first."""
    inbox, search = visit.panel.store.inbox, visit.panel.store.search
    for said in (words,) if words else (_tail(asked.phone), asked.name or ""):
        if said and (hits := await search.find(said, 4 * CANDIDATES)):
            return await inbox.rows(list(dict.fromkeys(hit.conversation for hit in hits))[:CANDIDATES])
    return []


def _told(asked: ListedOrder | None) -> str:
    return (asked.name or _tail(asked.phone)) if asked is not None else ""


def _tail(phone: str | None) -> str:
    """The last eight digits: with or without the country, the area and the ninth digit."""
    return "".join(c for c in phone or "" if c.isdigit())[-8:]
