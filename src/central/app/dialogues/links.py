"""The links that leads of YouTube and Kwai come by: a campaign's own, or one made for what a file's UTMs speak of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from central.adapters.operation import Document
from central.app.dialogues.form import Dialogue, Entry, expand
from central.core.operation import Operation
from central.core.origin.campaign import Campaign
from central.core.people.persona import Persona
from central.core.records import replace
from central.core.selling.catalog import Catalog, Product
from central.core.text import contains, fold, slug
from central.flow.links import Way

SOURCES = {"youtube_link": "youtube", "kwai_link": "kwai"}
_GREETING = {"youtube": "Oi! Vim do YouTube", "kwai": "Oi! Vim do Kwai"}


def with_links(document: Document, dialogue: Dialogue) -> Document:
    """The operation with a link for every entry by one that no campaign has, if its UTMs name a product or a persona's
    field."""
    for entry in (dialogue.entry, *(turn.entry for turn in dialogue.turns if turn.entry is not None)):
        source = SOURCES.get(entry.channel)
        if source is not None and _campaign(document.campaigns, document.catalog, source, entry) is None:
            made = _made(document, source, entry)
            document = replace(document, campaigns=(*document.campaigns, *made))
    return document


def link_of(entry: Entry, operation: Operation) -> str | None:
    """The slug of the link that a lead of YouTube or Kwai clicked: what its UTMs speak of, if that is a campaign."""
    source = SOURCES.get(entry.channel)
    if source is None:
        return None
    if (named := entry.utm.get("campaign", "")) and operation.link(named) is not None:
        return named
    campaign = _campaign(operation.campaigns, operation.catalog, source, entry)
    return campaign.id if campaign is not None else None


def typed_over(way: Way, text: str) -> str:
    """What a lead of a link sends: the ready text as it is, or their own words before the code they left alone."""
    greeting = way.campaign.greeting if way.campaign is not None else ""
    return " ".join(filter(None, (text or greeting, f"#{way.code}" if way.code else "")))


def _campaign(campaigns: Sequence[Campaign], catalog: Catalog, source: str, entry: Entry) -> Campaign | None:
    """The campaign of that source a link's UTMs speak of, by its id or words of its name or product."""
    said = _said(entry, catalog)
    for campaign in (c for c in campaigns if c.source == source and c.greeting):
        product = catalog.product(campaign.product)
        names = (campaign.id.replace("-", " "), campaign.name, *(_names(product) if product is not None else ()))
        if _speaks(said, names):
            return campaign
    return None


def _made(document: Document, source: str, entry: Entry) -> tuple[Campaign, ...]:
    """A campaign for the product the UTMs name, else for the first of the persona whose field they name."""
    said, name = _said(entry, document.catalog), entry.utm.get("campaign") or "link do ensaio"
    found = [p for p in document.catalog.products if p.active and _speaks(said, _names(p))]
    fields = [one for one in document.personas if _speaks(said, _field(one))]
    product = next((p for p in (*found, *(p for one in fields for p in document.catalog.of(one.id)))), None)
    if product is None:
        return ()
    about = "" if product.adult else f" pelo {product.name}"
    taken = {campaign.id for campaign in document.campaigns}
    id = next(i for n in range(len(taken) + 2) if (i := f"{slug(name)}-{n}" if n else slug(name)) and i not in taken)
    return (Campaign(id, name, source, product.id, product.persona, greeting=f"{_GREETING[source]}{about}"),)


def _said(entry: Entry, catalog: Catalog) -> str:
    words = " ".join((entry.utm.get("campaign", ""), entry.utm.get("content", "")))
    return fold(expand(words, catalog)).replace("-", " ").replace("_", " ")


def _names(product: Product) -> tuple[str, ...]:
    return (product.name, *product.words)


def _field(persona: Persona) -> tuple[str, ...]:
    return (persona.id, persona.name, *persona.field.split(","), *persona.words)


def _speaks(said: str, names: Iterable[str]) -> bool:
    return any(contains(said, fold(name).strip()) for name in names)
