"""Words that are suggested, from the catalogue or from an old conversation, on their way to be drafts."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from central.adapters.chats import text_of
from central.adapters.llm.reader import shipped_model
from central.adapters.operation import Document, export
from central.app.desk.editing import Files, copied, edited
from central.core.errors import AskHuman
from central.core.onboarding.chat import exchanges, likely_seller, read_chat, speakers
from central.core.onboarding.gleaning import Gleaned, glean
from central.core.onboarding.suggesting import suggested
from central.core.onboarding.wording import scripts_of
from central.core.operation import Operation
from central.core.people.persona import Persona
from central.core.reading import lexical
from central.core.reading.meaning import Reading
from central.core.replying.script import Script

Texts = Mapping[str, Sequence[str]]
"""Texts by the id of their script."""


@dataclass(frozen=True, slots=True)
class Chat:
    """What an old conversation gave: who wrote in it, who we took for the seller, and the suggestions."""

    speakers: tuple[str, ...]
    seller: str
    sure: bool
    gleaned: Gleaned


def of_chat(content: bytes, operation: Operation, persona: Persona, seller: str = "") -> Chat:
    """Read an export; nothing of it is kept. Raises AskHuman where it is no conversation."""
    messages = read_chat(text_of(content))
    names = speakers(messages)
    if len(names) < 2:
        raise AskHuman(
            "Não reconheci uma conversa neste arquivo. No WhatsApp: abra a conversa, Mais, Exportar conversa.",
            code="conversa",
        )
    if seller and seller not in names:
        raise AskHuman(f"Ninguém se chama assim na conversa. Nela escrevem: {', '.join(names[:6])}.", code="vendedor")
    known = (operation.seller, *(p.name for p in operation.personas))
    guess, sure = (seller, True) if seller else likely_seller(messages, known)
    found = glean(exchanges(messages, guess), guess, operation, persona, _read)
    return Chat(tuple(names[:12]), guess, sure, found)


def of_catalogue(operation: Operation, persona: Persona) -> dict[str, tuple[str, ...]]:
    """Texts for every simple intent she has no words of her own for."""
    return suggested(operation, persona)


def persona_of(operation: Operation, id: str) -> Persona:
    """The persona with this id; the only one there is where none is named."""
    if not id and len(operation.personas) == 1:
        return operation.personas[0]
    found = operation.persona(id)
    if found is None:
        raise AskHuman(f"Diga a persona: {', '.join(p.id for p in operation.personas)}.", code="persona")
    return found


async def drafted(operation: Operation, persona: Persona, texts: Texts) -> tuple[Document, tuple[Script, ...]]:
    """The operation with these texts as her own scripts; they are drafts until somebody approves them."""
    scripts = scripts_of(operation, persona, texts)
    if not scripts:
        raise AskHuman("Não há nada novo para pôr em rascunho.", code="nada_mudou")

    def edit(files: Files) -> None:
        entries = files["scripts.yaml"]["scripts"]
        for script in scripts:
            entry = copied(export.script(script))
            at = next(
                (n for n, e in enumerate(entries) if (e["id"], e.get("persona")) == (script.id, persona.id)), None
            )
            if at is None:
                entries.append(entry)
            else:
                entries[at] = entry

    return await asyncio.to_thread(edited, operation, edit), scripts


def _read(words: str) -> Reading:
    return lexical.read(words, shipped_model())
