"""Trazer produtos: a file or a shop against the catalogue, line by line, and only then in force."""

from __future__ import annotations

import asyncio
import base64
import zlib
from typing import Annotated

import msgspec
from fastapi import Form, Path, UploadFile
from fastapi.responses import Response

from central.app.config import Settings
from central.app.desk.products import SHOPS, Catalogue, compared, friend_of, of_file, of_shop, ready, taken_in
from central.app.panel.settings.change import form_of, publish, unchanged
from central.app.panel.settings.tabs import tab
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman
from central.core.onboarding.merging import Wishes

section = Section()
HERE = "/ajustes/produtos"
MOST_PACKED, MOST_LISTED = 900_000, 16 * 1024 * 1024
Word = Annotated[str, Form(max_length=80)]
_decode = msgspec.json.Decoder(Catalogue).decode


@section.get("/ajustes/trazer-produtos", least="gestor")
async def bring(visit: Here) -> Response:
    settings = visit.panel.settings
    shops = [(id, name, ready(settings, id) if settings is not None else ()) for id, name in SHOPS.items()]
    return await tab(visit, "settings_bringing.html", HERE, shops=shops, asks=settings is not None)


@section.post("/ajustes/trazer-produtos/arquivo", least="gestor")
async def from_file(
    visit: Here, arquivo: UploadFile, persona: Word = "", textos: Word = "", zerar: Word = ""
) -> Response:
    catalogue = await asyncio.to_thread(of_file, await arquivo.read(4 * 1024 * 1024 + 1))
    return await _shown(visit, catalogue, persona, textos, zerar)


@section.post("/ajustes/trazer-produtos/loja/{shop}", least="gestor")
async def from_shop(
    visit: Here, shop: Annotated[str, Path(max_length=20)], persona: Word = "", textos: Word = "", zerar: Word = ""
) -> Response:
    catalogue = await of_shop(_settings(visit), shop, visit.panel.clock)
    return await _shown(visit, catalogue, persona, textos, zerar)


@section.post("/ajustes/trazer-produtos", least="gestor")
async def keep(visit: Here) -> Response:
    """Put in force exactly what was shown; refused where the catalogue changed meanwhile."""
    said = await form_of(visit)
    await unchanged(visit.panel, said.get("versao", ""), lambda o: (o.catalog, o.personas))
    operation, catalogue = await visit.panel.operation(), _unpacked(said.get("lista", ""))
    wishes = _wishes(catalogue, said.get("persona", ""), said.get("textos", ""), said.get("zerar", ""))
    comparison = await asyncio.to_thread(compared, operation, catalogue, wishes)
    if not comparison.incoming:
        raise AskHuman("Nada a gravar: o catálogo já é igual à lista.", code="nada_mudou")
    settings = visit.panel.settings
    friend = friend_of(settings) if settings is not None else ""
    document, refused = await taken_in(visit.panel.store, operation, comparison, friend)
    told = await publish(visit, operation, document)
    missing = f" {len(refused)} sem foto: {'; '.join(refused[:3])}." if refused else ""
    return visit.go(HERE, f"{told}{missing}")


async def _shown(visit: Visit, catalogue: Catalogue, persona: str, texts: str, emptied: str) -> Response:
    operation = await visit.panel.operation()
    wishes = _wishes(catalogue, persona, texts, emptied)
    comparison = await asyncio.to_thread(compared, operation, catalogue, wishes)
    packed = _packed(catalogue)
    return await tab(
        visit, "settings_brought.html", HERE, found=comparison, packed=packed, wishes=wishes, catalogue=catalogue
    )


def _wishes(catalogue: Catalogue, persona: str, texts: str, emptied: str) -> Wishes:
    return Wishes(catalogue.source, persona, texts=texts == "sim", emptied=emptied == "sim")


def _settings(visit: Visit) -> Settings:
    if visit.panel.settings is None:
        raise AskHuman("Esta instalação não lê lojas por aqui; use o arquivo CSV.", code="loja")
    return visit.panel.settings


def _packed(catalogue: Catalogue) -> str:
    """The list on its way to the page and back: nothing of it is kept here in between."""
    packed = base64.b64encode(zlib.compress(msgspec.json.encode(catalogue), 9)).decode()
    if len(packed) > MOST_PACKED:
        raise AskHuman("São produtos demais de uma vez. Divida o arquivo em partes.", code="demais")
    return packed


def _unpacked(packed: str) -> Catalogue:
    try:
        text = zlib.decompressobj().decompress(base64.b64decode(packed, validate=True), MOST_LISTED)
        return _decode(text)
    except (ValueError, zlib.error, msgspec.MsgspecError) as error:
        raise AskHuman("A lista se perdeu no caminho. Envie o arquivo de novo.", code="lista") from error
