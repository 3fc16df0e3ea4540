"""Products from a file or a shop: what they would change, then the version with them. Nothing is kept before."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import aiohttp

from central.adapters.operation import Document, export
from central.adapters.shops import Shop
from central.adapters.shops.nuvemshop import API as NUVEMSHOP
from central.adapters.shops.nuvemshop import Nuvemshop
from central.adapters.shops.photos import Photographs, Refused
from central.adapters.shops.shopify import Shopify
from central.adapters.shops.wire import Wire
from central.adapters.shops.yampi import API as YAMPI
from central.adapters.shops.yampi import Yampi
from central.adapters.spreadsheet import table_of
from central.adapters.store import Store
from central.app.config import Settings
from central.app.desk.editing import Files, copied, edited
from central.core.errors import AskHuman
from central.core.onboarding.listing import Listing, Unreadable
from central.core.onboarding.merging import Comparison, Incoming, Wishes, compare
from central.core.onboarding.sheet import read_rows
from central.core.operation import Operation
from central.ports import Clock

FILE = "planilha"
SHOPS = {"nuvemshop": "Nuvemshop", "shopify": "Shopify", "yampi": "Yampi"}
VARIABLES = {
    "nuvemshop": ("NUVEMSHOP_LOJA", "NUVEMSHOP_TOKEN"),
    "shopify": ("SHOPIFY_LOJA", "SHOPIFY_TOKEN"),
    "yampi": ("YAMPI_LOJA", "YAMPI_TOKEN", "YAMPI_CHAVE"),
}
SHOPIFY_APP = ("SHOPIFY_CLIENTE", "SHOPIFY_SEGREDO")
OTHER = "LOJA_URL"
"""Another address of all shops, for a pretend one on this machine."""
LOCAL = ("http://127.0.0.1", "http://localhost")
MOST_BYTES = 4 * 1024 * 1024
MOST_ROWS = 10_000
MOST_PHOTOS, AT_ONCE = 200, 4


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A list of products with what of it nobody could read."""

    source: str
    listings: tuple[Listing, ...]
    unreadable: tuple[Unreadable, ...] = ()
    notes: tuple[str, ...] = ()


def of_file(content: bytes) -> Catalogue:
    """The products of a CSV. Raises AskHuman where it has no column of names or of prices."""
    table = table_of(content, MOST_BYTES)
    if len(table.rows) > MOST_ROWS:
        raise AskHuman(f"São mais de {MOST_ROWS} linhas. Divida o arquivo em partes.", code="demais")
    read = read_rows(table.header, table.rows)
    if not read.listings and not read.unreadable:
        raise AskHuman("O arquivo não tem nenhuma linha de produto.", code="vazio")
    if not read.listings and len(read.unreadable) == len(table.rows):
        first = read.unreadable[0]
        titles = ", ".join(title.strip() for title in table.header if title.strip())[:200]
        raise AskHuman(
            f"Não consegui ler nenhuma linha. {first} A primeira linha precisa dos títulos nome e preço; li: {titles}.",
            code="colunas",
        )
    told = f"Colunas que não uso: {', '.join(read.ignored)[:200]}."
    return Catalogue(FILE, read.listings, read.unreadable, (told,) if read.ignored else ())


async def of_shop(settings: Settings, shop: str, clock: Clock) -> Catalogue:
    """The products of a shop. Raises AskHuman for what is missing or refused, TryLater where it is down."""
    async with aiohttp.ClientSession() as session:
        found, bad = await _shop(settings, shop, Wire(session, clock, f"a {SHOPS.get(shop, shop)}")).products()
    return Catalogue(shop, tuple(found), tuple(bad))


def ready(settings: Settings, shop: str) -> tuple[str, ...]:
    """The variables a shop still needs."""
    missing = tuple(name for name in VARIABLES[shop] if not settings.secret(name))
    if missing == ("SHOPIFY_TOKEN",) and all(settings.secret(name) for name in SHOPIFY_APP):
        return ()
    return missing


def compared(operation: Operation, catalogue: Catalogue, wishes: Wishes) -> Comparison:
    """What the list would change in the operation."""
    adults = {persona.id: persona.adult for persona in operation.personas}
    found = compare(operation.catalog, catalogue.listings, wishes, adults, operation.site)
    return replace(found, unreadable=catalogue.unreadable + found.unreadable, notes=(*catalogue.notes, *found.notes))


async def taken_in(
    store: Store, operation: Operation, comparison: Comparison, friend: str = ""
) -> tuple[Document, tuple[str, ...]]:
    """The operation with the products, their photos in the library; and why some photo is missing."""
    kept, refused = await _photographed(store, comparison.incoming, friend)
    media = tuple(p.photo for p in kept if p.photo is not None)
    changed = {product.id: product for product in kept}

    def edit(files: Files) -> None:
        entries: list[dict[str, Any]] = files["produtos.yaml"]["produtos"]
        for at, entry in enumerate(entries):
            if (product := changed.pop(str(entry["id"]), None)) is not None:
                entries[at] = copied(export.product(product))
        entries += [copied(export.product(product)) for product in changed.values()]

    return await asyncio.to_thread(edited, operation, edit, media), refused


def friend_of(settings: Settings) -> str:
    """The address of a pretend shop on this machine, whose photos may be fetched from there; else empty."""
    other = settings.secret(OTHER).rstrip("/")
    if other and not other.startswith(LOCAL):
        raise AskHuman(f"{OTHER} só pode apontar para este computador; apague a variável.", code="configuracao")
    return other


def _shop(settings: Settings, shop: str, wire: Wire) -> Shop:
    if shop not in SHOPS:
        raise AskHuman(f'Não conheço a loja "{shop}". Leio: {", ".join(SHOPS)}.', code="loja")
    if missing := ready(settings, shop):
        more = f" (ou {' e '.join(SHOPIFY_APP)} no lugar do token)" if shop == "shopify" else ""
        raise AskHuman(f"Falta a variável {' e '.join(missing)}{more}.", code="configuracao")
    other = friend_of(settings)
    store, token, *key = (settings.secret(name) for name in VARIABLES[shop])
    if shop == "nuvemshop":
        return Nuvemshop(wire, store, token, f"{other}/v1" if other else NUVEMSHOP)
    if shop == "yampi":
        return Yampi(wire, store, token, key[0], f"{other}/v2" if other else YAMPI)
    client, secret = (settings.secret(name) for name in SHOPIFY_APP)
    return Shopify(wire, store, token, client, secret, other)


async def _photographed(store: Store, incoming: Sequence[Incoming], friend: str) -> tuple[list[Any], tuple[str, ...]]:
    """The products with their photos kept; the reasons of those that did not come."""
    gate = asyncio.Semaphore(AT_ONCE)
    refused: dict[str, str] = {}
    wanted = {one.product.id for one in [i for i in incoming if i.photo][:MOST_PHOTOS]}

    async def photographed(one: Incoming, photos: Photographs) -> Any:
        if one.product.id not in wanted:
            return one.product
        async with gate:
            try:
                photo = await photos.fetch(one.photo)
            except Refused as reason:
                refused[one.product.name] = str(reason)
                return one.product
        name = f"{one.product.id}-{sha256(photo.content).hexdigest()[:8]}.{photo.ending}"
        await store.media.put(name, "image", photo.mime_type, photo.content)
        return replace(one.product, photo=name)

    async with Photographs(friend) as photos:
        kept = list(await asyncio.gather(*(photographed(one, photos) for one in incoming)))
    return kept, tuple(f"{name}: {why}" for name, why in refused.items())
