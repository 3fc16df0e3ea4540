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


def grade_dialogues(files: Sequence[Path], folder: Path, seeds: int = 0) -> dict[str, float]:
    """Play and judge all of them; prints in Portuguese and gives the figures.

    With `seeds` each is played as often again, chance choosing whatever may be learned: how many pass in one such run
    (`pass_1`) and in all of them (`pass_4` where there are four).
    """
    document = read_yaml(folder)
    dialogues = [dialogue for file in files for dialogue in read_dialogues(file)]
    graded = asyncio.run(grade_all(dialogues, document))
    for one in graded:
        if one.failures or one.dialogue.notes:
            print("\n".join(lines_of(one)), end="\n\n")
    passed = sum(not one.failures for one in graded)
    rulings = [r for one in graded for r in one.rulings]
    met = sum(not r.why for r in rulings)
    unjudged = sum(len(one.dialogue.notes) for one in graded)
    print(f"{passed} de {len(graded)} diálogos passaram; {met} de {len(rulings)} verificações; {unjudged} sem juiz.")
    again = _by_chance(dialogues, document, seeds) if seeds else {}
    return again | {
        "dialogues": len(graded),
        "dialogues_passed": round(passed / len(graded), 4) if graded else 1.0,
        "checks": len(rulings),
        "checks_met": round(met / len(rulings), 4) if rulings else 1.0,
        "unjudged": unjudged,
    }


def _by_chance(dialogues: Sequence[Dialogue], document: Document, seeds: int) -> dict[str, float]:
    """What passes whatever chance chooses; prints the failures of every run."""
    runs = [asyncio.run(grade_all(dialogues, document, seed)) for seed in range(1, seeds + 1)]
    for seed, run in enumerate(runs, 1):
        for one in run:
            if one.failures:
                print("\n".join((f"semente {seed}", *lines_of(one))), end="\n\n")
    held = [all(not one.failures for one in tries) for tries in zip(*runs, strict=True)]
    checks = [not ruling.why for run in runs for one in run for ruling in one.rulings]
    once = sum(not one.failures for run in runs for one in run) / max(1, len(dialogues) * seeds)
    print(f"Em {seeds} sementes: {once:.1%} passam numa, {sum(held)} de {len(held)} passam em todas.")
    return {
        "pass_1": round(once, 4),
        f"pass_{seeds}": round(sum(held) / max(1, len(held)), 4),
        "checks_met_seeds": round(sum(checks) / max(1, len(checks)), 4),
    }


async def grade_all(dialogues: Sequence[Dialogue], document: Document, seed: int = 0) -> list[Graded]:
    """One after the other, each on an installation of its own."""
    return [await grade(dialogue, document, seed) for dialogue in dialogues]


async def grade(dialogue: Dialogue, document: Document, seed: int = 0) -> Graded:
    """Play and judge one; what breaks on the way is a failure of this dialogue, not of the others."""
    try:
        played = await play(dialogue, document, seed=seed)
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
