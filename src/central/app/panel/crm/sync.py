"""What the outside CRM shows of our tickets: how many are on their way, how far apart we were, what it refused."""

from __future__ import annotations

from fastapi.responses import Response

from central.app.panel.crm.tabs import tab
from central.app.panel.visit import Here, Section
from central.core.selling.crm import TITLES

section = Section()
HERE = "/sincronizacao"
STATES = {
    "idle": ("Em dia", "good"),
    "due": ("A caminho", ""),
    "doubt": ("Em dúvida", "warm"),
    "dead": ("Recusados", "bad"),
}
DEAD = ("crm", "webhook")


@section.get(HERE, least="leitura")
async def sync(visit: Here) -> Response:
    store = visit.panel.store
    concerns = [c for c in await store.journal.attention() if c.kind in DEAD]
    account = (await visit.panel.operation()).crm.outside
    counts = await store.crm_links.counts(account.kind) if account is not None else {}
    drifts = await store.crm_links.drifts(30)
    hooks = await store.hooks.all()
    context = {"counts": counts, "drifts": drifts, "hooks": hooks, "concerns": concerns, "account": account}
    return await tab(visit, "sync.html", HERE, STATES=STATES, CRMS=TITLES, **context)
