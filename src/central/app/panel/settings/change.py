"""A change of the operation from a page: the owner's words go through the same checks as a YAML file does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

from central.adapters.operation import Document, differences, digest, to_json
from central.app.desk.editing import Change, Files, edited
from central.app.panel.panel import Panel
from central.app.panel.visit import Visit
from central.core.errors import AskHuman
from central.core.operation import Operation
from central.core.replying.approval import pending, wordings

__all__ = [
    "RACE",
    "Change",
    "Files",
    "change",
    "form_of",
    "found",
    "number",
    "plain",
    "publish",
    "put",
    "told",
    "unchanged",
    "words",
]

_NOTE = 400


async def change(visit: Visit, edit: Change, media: Iterable[str] = ()) -> str:
    """Put the edited operation in force; what changed, in a sentence. Raises AskHuman with all that is wrong."""
    operation = await visit.panel.operation()
    document = await asyncio.to_thread(edited, operation, edit, tuple(media))
    return await publish(visit, operation, document)


async def publish(visit: Visit, operation: Operation, document: Document, *, approve: bool = False) -> str:
    """Put a checked document in force after `operation`, its words approved with it where somebody says so.

    AskHuman where nothing is different.
    """
    new = digest(document)
    if new == operation.digest:
        raise AskHuman("Nada mudou: está tudo igual à versão em vigor.", code="nada_mudou")
    said = differences(operation, document) or ["A ordem mudou."]
    note = " ".join(said)
    store = visit.panel.store
    current = await visit.panel.operation()
    if current.digest != operation.digest:
        raise AskHuman(RACE, code="corrida")
    note = note if len(note) <= _NOTE else f"{note[: _NOTE - 1]}…"
    await store.approvals.begin(current)
    number = await store.operations.publish(to_json(document), new, visit.account.login, visit.now, note)
    if approve:
        new_words = wordings(await visit.panel.operation())
        known = await store.approvals.current()
        await store.approvals.decide([w for w in new_words if not known.says(w)], "aprovado", visit.account.login)
    await told(visit)
    more = f" E mais {len(said) - 1}." if len(said) > 1 else ""
    return f"Versão {number} em vigor. {said[0]}{more}{await _drafts(visit.panel)}"


async def _drafts(panel: Panel) -> str:
    """What of the words in force nobody approved yet, in a sentence."""
    waiting = len(pending(await panel.operation(), await panel.store.approvals.current()))
    return f" Em rascunho: {waiting}; o texto novo vale depois de aprovado em Aprovações." if waiting else ""


async def told(visit: Visit) -> None:
    """Every tab looks at the operation again."""
    await visit.panel.store.events.tell(visit.now, "operacao")
    visit.panel.hub.wake()


async def unchanged(panel: Panel, base: str, part: Callable[[Operation], object]) -> None:
    """Refuse a form that was filled over an older state of the same thing, so that nobody's change is lost."""
    now = await panel.operation()
    then = await panel.store.operations.version(int(base)) if base.isdecimal() and len(base) < 9 else None
    if then is None or part(then) != part(now):
        raise AskHuman(RACE, code="corrida")


RACE = "Alguém mudou isto enquanto você escrevia. Recarregue a página, veja o que mudou e tente de novo."


def found(entries: list[dict[str, Any]], id: str, what: str) -> dict[str, Any]:
    """The entry with this id; raises AskHuman when there is none."""
    entry = next((e for e in entries if str(e["id"]) == id), None)
    if entry is None:
        raise AskHuman(f'Não encontrei {what} "{id}".', code="nao_encontrei")
    return entry


def put(entry: dict[str, Any], key: str, value: object) -> None:
    """Write what was said; what is empty goes away."""
    if value in ("", None, [], (), {}):
        entry.pop(key, None)
    else:
        entry[key] = value


async def form_of(visit: Visit) -> dict[str, str]:
    """The words of the form, without what no keyboard writes."""
    form = await visit.request.form()
    return {key: plain(value) for key, value in form.items() if isinstance(value, str)}


def number(text: str) -> int | str:
    """A whole number where it is one; else the words, for the check to say what is wrong with them."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else text


def words(text: str) -> list[str]:
    """Words between commas."""
    return [word for part in text.replace("\n", ",").split(",") if (word := part.strip())]


def plain(text: str) -> str:
    """Without what no keyboard writes."""
    return "".join(
        c for c in text.replace("\r\n", "\n") if c == "\n" or (c.isprintable() or c in "\u200d\ufe0f")
    ).strip()
