"""The words an owner writes in YAML are the words of the glossary."""

from __future__ import annotations

import re
from pathlib import Path

from central.adapters.operation import keys

GLOSSARY = Path(__file__).resolve().parents[3] / "docs/glossary.md"


def test_every_key_of_the_yaml_has_a_row_in_the_glossary_and_every_such_row_a_key() -> None:
    written = {key for section in keys.SECTIONS for key in section}
    rows = re.findall(r"^\| `(\w+)` \|", GLOSSARY.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(rows) == len(set(rows))
    assert written == set(rows)


def test_every_key_is_portuguese_without_accents_and_has_an_example() -> None:
    for section in keys.SECTIONS:
        assert all(re.fullmatch(r"[a-z_]+", key) and example for key, example in section.items())
