"""Aprovações: words that wait for somebody's word, beside those that are said meanwhile; who approved what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Annotated, Literal

from fastapi import Form, Path
from fastapi.responses import Response

from central.app.panel.settings.change import told
from central.app.panel.settings.tabs import tab
from central.app.panel.visit import Here, Section, Visit
from central.core.errors import AskHuman
from central.core.replying.approval import BY_IMPORT, Pending, lines_of, pending

section = Section()
HERE = "/ajustes/aprovacoes"
KINDS = {
    "persona": "Persona",
    "script": "Script",
    "gatilho": "Gatilho",
    "abertura": "Abertura",
    "modelo": "Modelo de mensagem",
}
LATELY = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """A wording that waits, with the words that go, come and stay: (``-``, ``+`` or nothing; words)."""

    pending: Pending
    words: Sequence[tuple[str, str]]


@section.get(HERE, least="atendente")
async def approvals(visit: Here) -> Response:
    waiting = [Shown(one, differing(one)) for one in await _pending(visit)]
    acts = await visit.panel.store.approvals.acts()
    by_hand = [act for act in acts if act.by != BY_IMPORT]
    voices = [one for one in await visit.panel.store.examples.all() if one.waits]
    shown = {
        "voices": voices,
        "waiting": waiting,
        "acts": by_hand[:LATELY],
        "brought": len(acts) - len(by_hand),
        "KINDS": KINDS,
    }
    return await tab(visit, "settings_approvals.html", HERE, **shown)


@section.post(HERE, least="gestor")
async def decide(
    visit: Here,
    texto: Annotated[str, Form(max_length=200)],
    decisao: Annotated[Literal["aprovado", "recusado"], Form()],
    versao: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """Approve or refuse one wording exactly as it was shown, or with `tudo` all that wait."""
    found = await _pending(visit)
    chosen = [p.wording for p in found if texto == "tudo" or (p.wording.ref, p.wording.digest) == (texto, versao)]
    if not chosen:
        raise AskHuman("Este texto já foi decidido, ou mudou enquanto você lia. Veja de novo.", code="corrida")
    await visit.panel.store.approvals.decide(chosen, decisao, visit.account.login)
    await told(visit)
    many = f"{len(chosen)} textos" if len(chosen) > 1 else chosen[0].item
    return visit.go(HERE, f"{many}: {decisao if len(chosen) == 1 else decisao + 's'}.")


@section.post("/ajustes/aprovacoes/voz/{turno}", least="gestor")
async def voice(
    visit: Here,
    turno: Annotated[str, Path(max_length=80)],
    decisao: Annotated[Literal["aprovado", "recusado"], Form()],
) -> Response:
    """Let models read an example of a voice, or throw it away; with `tudo` all that wait."""
    examples = visit.panel.store.examples
    waiting = [one.turn for one in await examples.all() if one.waits and turno in (one.turn, "tudo")]
    if not waiting:
        raise AskHuman("Este exemplo já foi decidido.", code="corrida")
    for turn in waiting:
        if decisao == "aprovado":
            await examples.approve(turn, visit.account.login, visit.now)
        else:
            await examples.drop(turn)
    many = f"{len(waiting)} exemplos" if len(waiting) > 1 else "Exemplo de voz"
    return visit.go(HERE, f"{many}: {decisao if len(waiting) == 1 else decisao + 's'}.")


def differing(one: Pending) -> list[tuple[str, str]]:
    """What changes in the words that are said."""
    new = _words("\n".join(lines_of(one.wording.said)))
    old = _words("\n".join(lines_of(one.before.said))) if one.before is not None else []
    found: list[tuple[str, str]] = []
    for what, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(("", " ".join(new[k:n])))
            continue
        found += [("-", " ".join(old[i:j]))] if j > i else []
        found += [("+", " ".join(new[k:n]))] if n > k else []
    return found


def _words(text: str) -> list[str]:
    return text.replace("\n", " ⏎ ").split()


async def _pending(visit: Visit) -> Sequence[Pending]:
    store, operation = visit.panel.store.approvals, await visit.panel.operation()
    await store.begin(operation)
    return pending(operation, await store.current())
