"""Voice notes become words before anything is read: fetched, heard within the budget, kept beside the message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from central.core.errors import CentralError
from central.core.messaging.conversation import Line, Scene
from central.core.messaging.message import Media
from central.core.messaging.voice import length_ms
from central.core.operation import Operation
from central.core.selling.cost import Usage
from central.flow.turn.spending import About, Spending
from central.ports import NoDraft
from central.ports.models import Download, Heard, Transcriber

MOST_BYTES = 16 * 2**20
LONGEST_MS = 5 * 60_000
"""Longer notes are asked for in writing."""
MOST_QUOTED = 90
UNSURE = "Ouvi seu áudio e entendi assim: “{said}”. Se não for isso, me escreve?"
UNSURE_OF_ALL = "Ouvi seu áudio, mas não entendi tudo. Se eu responder outra coisa, me escreve?"

Keep = Callable[[str, Line], Awaitable[None]]
"""Keeps what a message of a conversation said."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Who hears, where the files come from, where the words are kept."""

    ears: Transcriber
    files: Download
    keep: Keep
    spending: Spending


async def listened(scene: Scene, operation: Operation, listening: Listening | None) -> tuple[Scene, str]:
    """The scene with what its voice notes said, and what to say where we are not sure; as it was when nobody hears."""
    if listening is None or not any(_unheard(line) for line in scene.lines):
        return scene, ""
    lines, notes, used = [], [], list[Usage]()
    for line in scene.lines:
        heard = await _heard(scene, operation, listening, line, used) if _unheard(line) else None
        if heard is None or not heard.text:
            lines.append(line)
            continue
        assert isinstance(line.content, Media)
        lines.append(replace(line, content=replace(line.content, caption=heard.text)))
        await listening.keep(scene.conversation, lines[-1])
        if not heard.sure:
            notes.append(_quoted(heard.text))
    if used:
        about = About(scene, scene.memo.persona, None)
        await listening.spending.keep(operation.budget, about, used)
    return replace(scene, lines=tuple(lines)), notes[0] if notes else ""


def _unheard(line: Line) -> bool:
    return isinstance(line.content, Media) and line.content.kind == "audio" and not line.content.caption


async def _heard(
    scene: Scene, operation: Operation, listening: Listening, line: Line, used: list[Usage]
) -> Heard | None:
    """What this note said; None when it cannot be had, is too long, or there are no minutes left."""
    assert isinstance(line.content, Media)
    room = await listening.spending.minutes(operation.budget, scene.memo.persona, scene.person)
    if room <= 0:
        return None
    try:
        content = await listening.files.download(scene.channel, line.content.media_id, MOST_BYTES)
        millis = length_ms(content)
        if millis > min(room, LONGEST_MS):
            return None
        heard = await listening.ears.transcribe(content, line.content.mime_type, millis)
    except NoDraft as error:
        used += error.used
        return None
    except CentralError:
        return None
    used += heard.used
    return heard


def _quoted(text: str) -> str:
    """What we understood, to be confirmed; figures and addresses are never said back as if we knew them."""
    said = " ".join(text.split())
    if any(character.isdigit() for character in said) or "://" in said or "." in said.strip("."):
        return UNSURE_OF_ALL
    return UNSURE.format(said=said if len(said) <= MOST_QUOTED else f"{said[: MOST_QUOTED - 1].rstrip()}…")
