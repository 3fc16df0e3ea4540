"""`central sugerir` and `ler-conversa`: suggested words, shown first, then kept as drafts."""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from central.app.commands.terminal import WHO

if TYPE_CHECKING:
    from central.adapters.store import Store
    from central.app.desk.suggestions import Chat, Texts
    from central.core.operation import Operation
    from central.core.people.persona import Persona


def add_commands(commands: Any) -> None:
    """Give the parser these commands."""
    suggest = commands.add_parser("sugerir", help="sugere scripts do catálogo onde a persona não tem palavras suas")
    suggest.set_defaults(run=_suggest, arquivo=None)
    chat = commands.add_parser(
        "ler-conversa", help="tira scripts e jeito de falar de uma conversa exportada do WhatsApp"
    )
    chat.add_argument("arquivo", type=Path, help="o .txt ou .zip que o WhatsApp exporta; não fica guardado")
    chat.add_argument("--vendedor", default="", help="o seu nome na conversa; sem isto, adivinha")
    chat.set_defaults(run=_suggest)
    for one in (suggest, chat):
        one.add_argument("--persona", default="", help="de quem são as palavras")
        one.add_argument("--gravar", action="store_true", help="põe em rascunho; sem isto, só mostra")
        one.add_argument("--quem", default=WHO, help="quem está mudando, para o registro")


def _suggest(arguments: argparse.Namespace) -> int:
    from central.core.errors import AskHuman

    path = arguments.arquivo
    if path is not None and not path.is_file():
        raise AskHuman(f"Não achei {path}.", code="arquivo")
    return asyncio.run(_suggested(arguments, path.read_bytes() if path is not None else None))


async def _suggested(arguments: argparse.Namespace, content: bytes | None) -> int:
    from central.app.desk.suggestions import of_catalogue, of_chat, persona_of
    from central.app.desk.visit import visit
    from central.core.errors import AskHuman

    async with visit(os.environ) as store:
        operation = await store.operations.current()
        if operation is None:
            raise AskHuman("Ainda não há operação. Rode antes: central configurar", code="sem_operacao")
        persona = persona_of(operation, arguments.persona)
        if content is None:
            chat: Chat | None = None
            texts: Texts = of_catalogue(operation, persona)
        else:
            chat = of_chat(content, operation, persona, arguments.vendedor)
            texts = _texts(chat)
        _show(texts, chat)
        if not texts and not (chat and chat.gleaned.voices):
            print("Nada a sugerir.")
        elif not arguments.gravar:
            print("\nNada foi gravado. Para pôr em rascunho, repita com --gravar.")
        else:
            await _keep(store, operation, persona, texts, chat, arguments.quem)
    return 0


def _texts(chat: Chat) -> Texts:
    found: dict[str, list[str]] = {}
    for wording in chat.gleaned.wordings:
        found.setdefault(wording.intent, []).append(wording.text)
    return found


def _show(texts: Texts, chat: Chat | None) -> None:
    from central.core.onboarding.gleaning import situation

    if chat is not None:
        sure = "" if chat.sure else " (se não for, diga com --vendedor)"
        print(f"Quem vende na conversa: {chat.seller}{sure}. Perguntas respondidas: {chat.gleaned.read}.")
    for id, said in texts.items():
        print(f"{situation(id)}")
        for text in said:
            print(f"  - {text}")
    for voice in chat.gleaned.voices if chat is not None else ():
        print(f"jeito de falar: {voice.words}")


async def _keep(
    store: Store, operation: Operation, persona: Persona, texts: Texts, chat: Chat | None, who: str
) -> None:
    from central.adapters.operation import digest, to_json
    from central.adapters.store.house.examples import Suggestion
    from central.app.desk.suggestions import drafted
    from central.app.desk.visit import CLOCK

    now = CLOCK.now()
    if chat is not None:
        await store.examples.suggest([Suggestion(persona.id, v.intent, v.words) for v in chat.gleaned.voices], who, now)
    if texts:
        document, scripts = await drafted(operation, persona, texts)
        await store.approvals.begin(operation)
        note = f"scripts sugeridos para {persona.name}: {', '.join(s.id for s in scripts)}"
        number = await store.operations.publish(to_json(document), digest(document), who, now, note)
        print(f"Versão {number}: {len(scripts)} scripts em rascunho. Valem depois de: central aprovar")
    if chat is not None and chat.gleaned.voices:
        print("Os exemplos de voz esperam em Ajustes, Aprovações.")
