"""What people do in a conversation: take it, write, send a file, note, give it back, put a reading right."""

from __future__ import annotations

from typing import Annotated

from fastapi import File, Form, Path, UploadFile
from fastapi.responses import Response

from central.app.panel import labels
from central.app.panel.thread import elsewhere, view_of
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman
from central.core.messaging.message import Bubble, Media, MediaKind, SayMedia, SayText
from central.core.reading.meaning import INTENTS

section = Section()

LONGEST = 4_096
"""WhatsApp's most characters in a text."""
LARGEST = 16 * 1024 * 1024
FILES: dict[str, MediaKind] = {
    "image/jpeg": "image",
    "image/png": "image",
    "audio/ogg": "audio",
    "audio/mpeg": "audio",
    "audio/mp4": "audio",
    "audio/aac": "audio",
    "audio/webm": "audio",
    "video/mp4": "video",
    "application/pdf": "document",
}
SHOWN = ("image/jpeg", "image/png", "image/webp", "audio/", "video/mp4")
Id = Annotated[str, Path(max_length=80)]
Words = Annotated[str, Form(max_length=20_000)]


@section.post("/conversas/{id}/assumir", least="atendente")
async def take_over(visit: Here, id: Id, mesmo_assim: Annotated[str, Form(max_length=5)] = "") -> Response:
    held = await visit.panel.store.attending.take_over(id, visit.account.id, visit.now, force=mesmo_assim == "sim")
    if held is None:
        await visit.panel.store.attending.quiet(id)
        return await _desk(visit, id, "A conversa é sua. A IA fica em silêncio.")
    holder = await visit.panel.store.accounts.by_id(held)
    name = holder.name if holder is not None else elsewhere(held) or "Outra pessoa"
    return await visit.part("held.html", id=id, holder=name)


@section.post("/conversas/{id}/devolver", least="atendente")
async def hand_back(visit: Here, id: Id) -> Response:
    done = await visit.panel.store.journal.end_handoff(id, visit.account.id, visit.now)
    return await _desk(visit, id, "De volta com a IA." if done else "A conversa já estava com a IA.")


@section.get("/conversas/{id}/mesa", least="leitura")
async def desk(visit: Here, id: Id) -> Response:
    """Where one writes, or who has the conversation."""
    return await _desk(visit, id, "")


@section.post("/conversas/{id}/mensagem", least="atendente")
async def say(visit: Here, id: Id, texto: Words = "") -> Response:
    words = texto.strip()
    if not words:
        raise AskHuman("Escreva alguma coisa antes de enviar.", code="vazio")
    if len(words) > LONGEST:
        raise AskHuman(f"O WhatsApp aceita até {LONGEST} caracteres; este texto tem {len(words)}.", code="longo")
    return await _say(visit, id, SayText(words))


@section.post("/conversas/{id}/digitando", least="atendente")
async def typing(visit: Here, id: Id) -> Response:
    """A key was touched: the others see who writes."""
    if not await visit.panel.store.inbox.rows([id]):
        raise AskHuman("Essa conversa não existe mais.", code="sem_conversa")
    await visit.panel.store.attending.types(id, visit.account.id, visit.now)
    return visit.done()


@section.post("/conversas/{id}/arquivo", least="atendente")
async def send_file(visit: Here, id: Id, arquivo: Annotated[UploadFile, File()], legenda: Words = "") -> Response:
    kind = FILES.get((arquivo.content_type or "").split(";")[0])
    if kind is None:
        raise AskHuman("Envie foto (JPG, PNG), áudio, vídeo MP4 ou PDF.", code="tipo")
    content = await arquivo.read(LARGEST + 1)
    if not 0 < len(content) <= LARGEST:
        raise AskHuman("O arquivo está vazio ou passa de 16 MB.", code="tamanho")
    key = f"lead/{id}/{visit.panel.ids()}"
    await visit.panel.store.media.put(key, kind, str(arquivo.content_type), content)
    name = (arquivo.filename or "arquivo")[:120] if kind == "document" else ""
    return await _say(visit, id, SayMedia(kind, key, legenda.strip()[:1_024], name))


@section.post("/conversas/{id}/nota", least="atendente")
async def note(visit: Here, id: Id, texto: Words = "") -> Response:
    if not texto.strip():
        raise AskHuman("Escreva a nota antes de guardar.", code="vazio")
    if not await visit.panel.store.inbox.rows([id]):
        raise AskHuman("Essa conversa não existe mais.", code="sem_conversa")
    await visit.panel.store.attending.note(id, visit.account.id, texto.strip()[:LONGEST], visit.now)
    return _moved(visit, id, "Nota guardada. Só a equipe vê.")


@section.post("/conversas/{id}/corrigir", least="atendente")
async def correct(
    visit: Here, id: Id, decisao: Annotated[str, Form(max_length=80)], intencao: Annotated[str, Form(max_length=40)]
) -> Response:
    if intencao not in INTENTS:
        raise AskHuman("Escolha uma das intenções da lista.", code="intencao")
    if not await visit.panel.store.attending.correct(id, decisao, intencao, visit.account.id, visit.now):
        raise AskHuman("Não encontrei essa decisão.", code="sem_decisao")
    return _moved(visit, id, f"Anotado: era {labels.INTENTS[intencao]}. O leitor aprende com isso.")


@section.post("/respostas-rapidas", least="atendente")
async def keep_quick_reply(
    visit: Here, titulo: Annotated[str, Form(max_length=60)] = "", texto: Words = ""
) -> Response:
    if not titulo.strip() or not texto.strip():
        raise AskHuman("Dê um título e um texto à resposta rápida.", code="vazio")
    attending = visit.panel.store.attending
    await attending.keep_quick_reply(titulo.strip(), texto.strip()[:LONGEST], visit.account.id, visit.now)
    return await visit.part("quick_replies.html", "Guardada.", quick=await attending.quick_replies())


@section.post("/respostas-rapidas/{id}/apagar", least="gestor")
async def drop_quick_reply(visit: Here, id: Id) -> Response:
    attending = visit.panel.store.attending
    await attending.drop_quick_reply(id)
    return await visit.part("quick_replies.html", "Apagada.", quick=await attending.quick_replies())


@section.get("/conversas/{id}/midia/{seq}", least="leitura")
async def heard_file(visit: Here, id: Id, seq: int) -> Response:
    """A file the lead sent, fetched from WhatsApp the first time somebody looks at it."""
    panel = visit.panel
    line = await panel.store.inbox.heard_file(id, seq)
    if line is None or not isinstance(media := line[1], Media):
        return Response(status_code=404)
    key = f"lead/{id}/{seq}"
    found = await panel.store.media.get(key)
    if found is None and panel.download is not None:
        content = await panel.download.download(line[0], media.media_id, LARGEST)
        await panel.store.media.put(key, media.kind, media.mime_type, content)
        found = await panel.store.media.get(key)
    if found is None:
        return Response(status_code=404)
    await panel.store.privacy.viewed(visit.account.id, "abriu um arquivo do lead", visit.now, id)
    headers = {"Cache-Control": "private, max-age=86400"}
    if not found.mime_type.startswith(SHOWN):
        headers["Content-Disposition"] = "attachment"
    return Response(found.content, media_type=found.mime_type.split(";")[0], headers=headers)


async def _say(visit: Visit, id: str, bubble: Bubble) -> Response:
    await visit.panel.store.attending.say(id, visit.account.id, [bubble], visit.now)
    return _moved(visit, id, "")


async def _desk(visit: Visit, id: str, toast: str) -> Response:
    visit.panel.hub.wake()
    if not visit.by_htmx:
        return visit.go(f"/conversas/{id}", toast)
    view = await view_of(visit.panel, id, await visit.panel.operation())
    if view is None:
        return Response(status_code=404)
    quick = await visit.panel.store.attending.quick_replies()
    return await visit.part("desk.html", toast, view=view, quick=quick)


def _moved(visit: Visit, id: str, toast: str) -> Response:
    """The tabs that watch are told; without htmx the page comes again."""
    visit.panel.hub.wake()
    return visit.done(toast) if visit.by_htmx else visit.go(f"/conversas/{id}", toast)
