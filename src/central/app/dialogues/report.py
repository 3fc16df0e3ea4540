"""`central avaliar --dialogos`: every dialogue of some files, its transcript where it fails, the counts at the end."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from central.adapters.operation import Document, read_yaml
from central.app.dialogues.checks import Ruling, judge, shown
from central.app.dialogues.form import Check, Dialogue, Turn, expand, read_dialogues
from central.app.dialogues.play import Moment, Played, play
from central.core.messaging.message import SayMedia

HERE = ZoneInfo("America/Sao_Paulo")


@dataclass(frozen=True, slots=True)
class Graded:
    """A dialogue with what its checks came to; `played` is None when playing it broke."""

    dialogue: Dialogue
    rulings: tuple[Ruling, ...]
    played: Played | None = None

    @property
    def failures(self) -> tuple[Ruling, ...]:
        """The checks that are not met."""
        return tuple(r for r in self.rulings if r.why)


def grade_dialogues(files: Sequence[Path], folder: Path) -> dict[str, float]:
    """Play and judge all of them; prints in Portuguese and gives the figures."""
    document = read_yaml(folder)
    graded = [g for file in files for g in asyncio.run(grade_all(read_dialogues(file), document))]
    for one in graded:
        if one.failures or one.dialogue.notes:
            print("\n".join(lines_of(one)), end="\n\n")
    passed = sum(not one.failures for one in graded)
    rulings = [r for one in graded for r in one.rulings]
    met = sum(not r.why for r in rulings)
    unjudged = sum(len(one.dialogue.notes) for one in graded)
    print(f"{passed} de {len(graded)} diálogos passaram; {met} de {len(rulings)} verificações; {unjudged} sem juiz.")
    return {
        "dialogues": len(graded),
        "dialogues_passed": round(passed / len(graded), 4) if graded else 1.0,
        "checks": len(rulings),
        "checks_met": round(met / len(rulings), 4) if rulings else 1.0,
        "unjudged": unjudged,
    }


async def grade_all(dialogues: Sequence[Dialogue], document: Document) -> list[Graded]:
    """One after the other, each on an installation of its own."""
    return [await grade(dialogue, document) for dialogue in dialogues]


async def grade(dialogue: Dialogue, document: Document) -> Graded:
    """Play and judge one; what breaks on the way is a failure of this dialogue, not of the others."""
    try:
        played = await play(dialogue, document)
    except Exception as error:
        broken = traceback.format_exception_only(error)[-1].strip()
        return Graded(dialogue, (Ruling("diálogo", Check("toca até o fim", True), broken),))
    return Graded(dialogue, tuple(judge(played)), played)


def lines_of(graded: Graded) -> list[str]:
    """The transcript of a dialogue and the checks it failed."""
    lines = [f"── {graded.dialogue.id} ──"]
    if graded.played is not None:
        for moment in graded.played.moments:
            lines += _moment(moment, graded.played)
    lines += [f"  FALHOU ({r.where}) {r.check}: {r.why}" for r in graded.failures]
    return lines + [f"  sem juiz: {note}" for note in graded.dialogue.notes]


def _moment(moment: Moment, played: Played) -> list[str]:
    at, said = moment.at - sum(t.after_ms for t in moment.turns[1:]), []
    for place, turn in enumerate(moment.turns):
        at += turn.after_ms if place else 0
        said.append((at, 0, f"lead: {_did(turn, played)}"))
    for posted in (*moment.early, *moment.sent):
        photo = f"[{posted.bubble.media}] " if isinstance(posted.bubble, SayMedia) else ""
        said.append((posted.at, 1, f"nós:  {photo}{shown(posted)}"))
    why = ", ".join(f"{d.intent}/{d.rule}/{d.script}" for d in moment.decisions)
    ours = [f"           ({why or 'silêncio'}; etapa {moment.stage})"]
    return [f"  {_clock(at)} {text}".replace("\n", " ⏎ ") for at, _, text in sorted(said)] + ours


def _did(turn: Turn, played: Played) -> str:
    kind = "" if turn.type == "text" else f"[{turn.more.get('event') or turn.type}] "
    return f"{kind}{expand(turn.text or str(turn.more.get('transcript') or ''), played.operation.catalog)}"


def _clock(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000, HERE):%d/%m %H:%M:%S}"
