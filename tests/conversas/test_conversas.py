"""Whole dialogues in Portuguese, each played through the real pipeline against the demo operation."""

from __future__ import annotations

from pathlib import Path

import pytest

from central.adapters.operation import default_demo_folder, read_yaml
from central.app.dialogues.form import Dialogue, read_dialogues
from central.app.dialogues.report import grade, lines_of

DEMO = read_yaml(default_demo_folder())
FILES = sorted(Path(__file__).parent.glob("*/*.yaml"))
DIALOGUES = [(file.parent.name, dialogue) for file in FILES for dialogue in read_dialogues(file)]


@pytest.mark.parametrize("dialogue", [pytest.param(d, id=f"{file}-{d.id}") for file, d in DIALOGUES])
async def test_dialogue(dialogue: Dialogue) -> None:
    graded = await grade(dialogue, DEMO)
    assert not graded.failures, "\n" + "\n".join(lines_of(graded))


def test_every_dialogue_has_its_own_name_and_something_to_judge() -> None:
    names = [dialogue.id for _, dialogue in DIALOGUES]
    assert len(names) == len(set(names)) >= 40
    checks = [len(d.expect) + len(d.never) + sum(len(t.expect) for t in d.turns) for _, d in DIALOGUES]
    assert min(checks) >= 3
