"""Produtos: prices, stock and facts of what is sold; the next reply goes by them."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Any

from fastapi import Path, UploadFile
from fastapi.responses import Response

from central.app.panel.settings.change import Files, change, form_of, found, number, put, unchanged, words
from central.app.panel.settings.tabs import tab
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman
from central.core.text import slug

section = Section()
Id = Annotated[str, Path(max_length=80)]
HERE = "/ajustes/produtos"
LARGEST_PHOTO = 5 * 1024 * 1024
_STARTS = {b"\xff\xd8\xff": ("jpg", "image/jpeg"), b"\x89PNG\r\n\x1a\n": ("png", "image/png")}


@section.get(HERE, least="atendente")
async def products(visit: Here) -> Response:
    return await tab(visit, "settings_products.html", HERE)


@section.get("/ajustes/produtos/{id}", least="atendente")
async def product(visit: Here, id: Id) -> Response:
    operation = await visit.panel.operation()
    one = operation.catalog.product(id)
    if one is None:
        raise AskHuman(f'Não encontrei o produto "{id}".', code="nao_encontrei")
    return await tab(visit, "settings_product.html", HERE, product=one)


@section.post(HERE, least="gestor")
async def add(visit: Here) -> Response:
    said = await form_of(visit)
    id = slug(said.get("nome", ""))

    def edit(files: Files) -> None:
        entry: dict[str, Any] = {"id": id, "persona": said.get("persona", "")}
        for key in ("nome", "preco", "custo", "resumo", "link"):
            put(entry, key, said.get(key, ""))
        put(entry, "palavras", words(said.get("palavras", "")))
        put(entry, "estoque", number(said.get("estoque", "")))
        files["produtos.yaml"]["produtos"].append(entry)

    return visit.go(f"{HERE}/{id}", await change(visit, edit))


@section.post("/ajustes/produtos/{id}", least="gestor")
async def save(visit: Here, id: Id) -> Response:
    said = await form_of(visit)
    await unchanged(visit.panel, said.get("versao", ""), lambda o: o.catalog.product(id))

    def edit(files: Files) -> None:
        entry = found(files["produtos.yaml"]["produtos"], id, "o produto")
        for key in ("preco", "custo", "resumo", "link"):
            put(entry, key, said.get(key, ""))
        put(entry, "desconto_maximo", _percent(said.get("desconto_maximo", "")))
        put(entry, "palavras", words(said.get("palavras", "")))
        put(entry, "ativo", "" if said.get("ativo") == "sim" else "não")
        if "estoque" in said:
            put(entry, "estoque", number(said["estoque"]))
        for variant in entry.get("variacoes", ()):
            put(variant, "estoque", number(said.get(f"estoque-{variant['id']}", "")))
            put(variant, "preco", said.get(f"preco-{variant['id']}", ""))

    return visit.go(f"{HERE}/{id}", await change(visit, edit))


@section.post("/ajustes/produtos/{id}/foto", least="gestor")
async def photo(visit: Here, id: Id, foto: UploadFile) -> Response:
    if (await visit.panel.operation()).catalog.product(id) is None:
        raise AskHuman(f'Não encontrei o produto "{id}".', code="nao_encontrei")
    name = await kept_photo(visit, id, foto)

    def edit(files: Files) -> None:
        found(files["produtos.yaml"]["produtos"], id, "o produto")["foto"] = name

    return visit.go(f"{HERE}/{id}", await change(visit, edit, [name]))


async def kept_photo(visit: Visit, id: str, photo: UploadFile) -> str:
    """Keep a photo in the library; the name it has there. Raises AskHuman for anything else."""
    content = await photo.read(LARGEST_PHOTO + 1)
    kind = next((kind for start, kind in _STARTS.items() if content.startswith(start)), None)
    if kind is None or len(content) > LARGEST_PHOTO:
        raise AskHuman("Escolha uma foto JPG ou PNG de até 5 MB.", code="foto")
    name = f"{id}-{sha256(content).hexdigest()[:8]}.{kind[0]}"
    await visit.panel.store.media.put(name, "image", kind[1], content)
    return name


def _percent(text: str) -> str:
    return f"{text}%" if text.isdecimal() and text != "0" else "" if text == "0" else text
