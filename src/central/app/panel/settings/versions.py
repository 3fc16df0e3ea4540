"""Versões: who changed what and when, going back, and the whole operation as files, out and in."""

from __future__ import annotations

import asyncio
import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import Form, Path, UploadFile
from fastapi.responses import Response

from central.adapters.operation import OperationInvalid, differences, media_of, to_yaml
from central.app.desk.editing import checked
from central.app.panel.settings.change import RACE, publish, told
from central.app.panel.settings.library import ending_of
from central.app.panel.settings.tabs import tab
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman
from central.core.messaging.attachment import MEDIA_TYPES, MOST_BYTES, media_kind
from central.core.operation import Operation

section = Section()
Number = Annotated[int, Path(ge=1, lt=10**9)]
HERE = "/ajustes/versoes"
LARGEST, MOST_TEXT, MOST_UNPACKED = 16 * 1024 * 1024, 4 * 1024 * 1024, 64 * 1024 * 1024
_NAME = re.compile(r"[\w .()-]{1,100}")
Brought = tuple[dict[str, str], dict[str, bytes]]
"""The YAML texts and the media of a zip, by their names."""


@section.get(HERE, least="atendente")
async def versions(visit: Here) -> Response:
    return await tab(visit, "settings_versions.html", HERE, versions=await visit.panel.store.operations.versions())


@section.get("/ajustes/versoes/{number}", least="atendente")
async def version(visit: Here, number: Number) -> Response:
    one = await _version(visit, number)
    past = await visit.panel.store.operations.versions(10_000)
    line = next(v for v in past if v.number == number)
    before = None if line.parent is None else await visit.panel.store.operations.version(line.parent)
    current = await visit.panel.operation()
    back = [] if one.digest == current.digest else differences(current, one) or ["A ordem mudou."]
    return await tab(
        visit,
        "settings_version.html",
        HERE,
        line=line,
        changes=differences(before, one) or ["A ordem mudou."],
        back=back,
    )


@section.post("/ajustes/versoes/{number}/voltar", least="gestor")
async def undo(visit: Here, number: Number, atual: Annotated[int, Form()]) -> Response:
    if (await visit.panel.operation()).version != atual:
        raise AskHuman(RACE, code="corrida")
    await _version(visit, number)
    await visit.panel.store.approvals.begin(await visit.panel.operation())
    new = await visit.panel.store.operations.undo_to(number, visit.account.login, visit.now)
    await told(visit)
    return visit.go(HERE, f"Versão {new} em vigor, igual à versão {number}.")


@section.get("/ajustes/versoes/{number}/arquivos.zip", least="gestor")
async def files(visit: Here, number: Number) -> Response:
    operation = await _version(visit, number)
    media = [m for name in media_of(operation) if (m := await visit.panel.store.media.get(name)) is not None]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in to_yaml(operation).items():
            packed.writestr(name, text)
        for file in media:
            packed.writestr(f"midias/{file.key}", file.content)
    name = f'attachment; filename="operacao-versao-{number}.zip"'
    return Response(out.getvalue(), media_type="application/zip", headers={"content-disposition": name})


@section.post("/ajustes/versoes/importar", least="gestor")
async def bring(visit: Here, arquivo: UploadFile, valer: Annotated[str, Form(max_length=7)] = "") -> Response:
    """The files of a zip: what is wrong in them, or what they would change; put in force only when asked."""
    texts, media = _unpacked(await arquivo.read(LARGEST + 1))
    operation = await visit.panel.operation()
    try:
        document = await asyncio.to_thread(checked, texts, (*media_of(operation), *media))
    except OperationInvalid as invalid:
        return await tab(visit, "settings_import.html", HERE, problems=invalid.problems, changes=[])
    if valer in ("sim", "aprovar"):
        for name, content in media.items():
            await visit.panel.store.media.put(name, *MEDIA_TYPES[name.rpartition(".")[2].lower()], content)
        return visit.go(HERE, await publish(visit, operation, document, approve=valer == "aprovar"))
    return await tab(visit, "settings_import.html", HERE, problems=[], changes=differences(operation, document))


def _unpacked(content: bytes) -> Brought:
    """What a zip brings. Raises AskHuman where it is none, or too large."""
    if len(content) > LARGEST:
        raise AskHuman("O arquivo é grande demais: até 16 MB.", code="arquivo")
    try:
        if not zipfile.is_zipfile(io.BytesIO(content)):
            raise AskHuman("Mande um .zip com os arquivos .yaml, como o que se baixa aqui.", code="arquivo")
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            chosen = [i for i in packed.infolist() if _NAME.fullmatch(PurePosixPath(i.filename).name)]
            chosen = [i for i in chosen if PurePosixPath(i.filename).suffix in (".yaml", ".yml")]
            if not chosen or sum(i.file_size for i in chosen) > MOST_TEXT:
                raise AskHuman("Não achei arquivos .yaml de até 4 MB dentro do .zip.", code="arquivo")
            texts = {PurePosixPath(i.filename).name: packed.read(i).decode("utf-8-sig") for i in chosen}
            return texts, _media(packed)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
        raise AskHuman("Não consegui ler esse .zip; salve os arquivos como UTF-8.", code="arquivo") from error


def _media(packed: zipfile.ZipFile) -> dict[str, bytes]:
    """The photos, audios and videos of a zip that WhatsApp takes and that are what their names say."""
    kept: dict[str, bytes] = {}
    for item in packed.infolist():
        name = PurePosixPath(item.filename).name
        kind, ending = media_kind(name), name.rpartition(".")[2].lower()
        whole = sum(map(len, kept.values())) + item.file_size
        if kind is None or not _NAME.fullmatch(name) or item.file_size > MOST_BYTES[kind] or whole > MOST_UNPACKED:
            continue
        content = packed.read(item)
        if MEDIA_TYPES.get(ending_of(content) or "") == MEDIA_TYPES[ending]:
            kept[name] = content
    return kept


async def _version(visit: Visit, number: int) -> Operation:
    found = await visit.panel.store.operations.version(number)
    if found is None:
        raise AskHuman(f"Não há versão {number}.", code="sem_versao")
    return found
