"""Produtos: prices, stock and facts of what is sold; the next reply goes by them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Path, UploadFile
from fastapi.responses import Response

from central.app.panel.settings.change import Files, change, form_of, found, number, put, unchanged, words
from central.app.panel.settings.library import kept_file, kept_photo
from central.app.panel.settings.tabs import tab
from central.app.panel.visit import Here, Section
from central.core.errors import AskHuman
from central.core.text import slug

section = Section()
Id = Annotated[str, Path(max_length=80)]
HERE = "/ajustes/produtos"
FACTS = ("nome", "nome_neutro", "persona", "preco", "custo", "resumo", "link", "checkout")


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
    made = new_product(said, said.get("persona", ""))

    def edit(files: Files) -> None:
        files["produtos.yaml"]["produtos"].append(made)

    return visit.go(f"{HERE}/{made['id']}", await change(visit, edit))


def new_product(said: Mapping[str, str], persona: str, before: str = "") -> dict[str, Any]:
    """A product as a form tells it, whose fields may have a word before their names."""
    entry: dict[str, Any] = {"id": slug(said.get(f"{before}nome", "")), "persona": persona}
    for key in ("nome", "nome_neutro", "preco", "custo", "resumo", "link"):
        put(entry, key, said.get(before + key, ""))
    put(entry, "palavras", words(said.get(f"{before}palavras", "")))
    put(entry, "estoque", number(said.get(f"{before}estoque", "")))
    return entry


@section.post("/ajustes/produtos/{id}", least="gestor")
async def save(visit: Here, id: Id) -> Response:
    said = await form_of(visit)
    await unchanged(visit.panel, said.get("versao", ""), lambda o: o.catalog.product(id))

    def edit(files: Files) -> None:
        entry = found(files["produtos.yaml"]["produtos"], id, "o produto")
        for key in FACTS:
            put(entry, key, said.get(key, entry.get(key, "")))
        put(entry, "detalhes", _details(said.get("detalhes", "")) if "detalhes" in said else entry.get("detalhes"))
        put(entry, "desconto_maximo", _percent(said.get("desconto_maximo", "")))
        put(entry, "palavras", words(said.get("palavras", "")))
        put(entry, "ativo", "" if said.get("ativo") == "sim" else "não")
        if "estoque" in said:
            put(entry, "estoque", number(said["estoque"]))
        _vary(entry, said)

    return visit.go(f"{HERE}/{id}", await change(visit, edit))


def _vary(entry: dict[str, Any], said: Mapping[str, str]) -> None:
    """The variants as the form has them: changed, taken away, one more."""
    kept = [v for v in entry.get("variacoes", ()) if f"tirar-{v['id']}" not in said]
    for variant in kept:
        put(variant, "estoque", number(said.get(f"estoque-{variant['id']}", "")))
        put(variant, "preco", said.get(f"preco-{variant['id']}", ""))
    if name := said.get("nome-nova", ""):
        new: dict[str, Any] = {"id": slug(name), "nome": name, "estoque": number(said.get("estoque-nova", "") or "0")}
        put(new, "preco", said.get("preco-nova", ""))
        kept.append(new)
    put(entry, "variacoes", kept)
    if kept:
        entry.pop("estoque", None)
    elif "estoque" not in entry:
        entry["estoque"] = 0


def _details(text: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in text.split("\n") if line.strip())
    return {key.strip(): value.strip() for key, _, value in pairs}


@section.post("/ajustes/produtos/{id}/foto", least="gestor")
async def photo(visit: Here, id: Id, foto: UploadFile) -> Response:
    if (await visit.panel.operation()).catalog.product(id) is None:
        raise AskHuman(f'Não encontrei o produto "{id}".', code="nao_encontrei")
    name = await kept_photo(visit, id, foto)

    def edit(files: Files) -> None:
        found(files["produtos.yaml"]["produtos"], id, "o produto")["foto"] = name

    return visit.go(f"{HERE}/{id}", await change(visit, edit, [name]))


@section.post("/ajustes/produtos/{id}/depoimento", least="gestor")
async def testimonial(visit: Here, id: Id, arquivo: UploadFile) -> Response:
    if (await visit.panel.operation()).catalog.product(id) is None:
        raise AskHuman(f'Não encontrei o produto "{id}".', code="nao_encontrei")
    name = await kept_file(visit, f"{id}-depoimento", arquivo)

    def edit(files: Files) -> None:
        found(files["produtos.yaml"]["produtos"], id, "o produto")["depoimento"] = name

    return visit.go(f"{HERE}/{id}", await change(visit, edit, [name]))


def _percent(text: str) -> str:
    return f"{text}%" if text.isdecimal() and text != "0" else "" if text == "0" else text
