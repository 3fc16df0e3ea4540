"""Keys only spare work: they never hide a match."""

from __future__ import annotations

import re
from importlib.resources import files
from types import ModuleType

import pytest

from central.core.guard import contact, cure, deadline, identity, offer, promise, stock
from central.core.guard.book import WORD
from central.core.guard.plain import plain
from central.core.lexicon import Lexicon, keys_of, lexicon
from central.core.reading import alarms, anger, asked, details, owner, person, silence, trouble, weighing
from central.core.reading.expressions import Expressions
from central.core.reading.spelling import spelled
from central.core.text import fold
from tests.core.guard.drafts import honest, hostile

_EXPRESSIONS = [
    one
    for module in (alarms, anger, asked, details, owner, person, silence, trouble, weighing)
    for found in vars(module).values()
    for one in (found.values() if isinstance(found, dict) else found if isinstance(found, tuple) else (found,))
    if isinstance(one, Expressions)
]
TEXTS = [plain(" ".join(w.bubbles)) for w in hostile(1500, 31) + honest(300, 32)]


@pytest.mark.parametrize(
    "module", [contact, cure, deadline, identity, offer, promise, stock], ids=lambda m: m.__name__.split(".")[-1]
)
def test_no_key_hides_a_match(module: ModuleType) -> None:
    for found in [value for value in vars(module).values() if isinstance(value, Lexicon)]:
        for text in TEXTS:
            keys = keys_of(frozenset(WORD.findall(text)))
            all_of_them = [m.span() for one in found.clauses for m in one.pattern.finditer(text)]
            assert [m.span() for m in found.find(text, keys)] == all_of_them, text


def test_no_key_hides_what_a_lead_says() -> None:
    """Every phrase of the reader, and some of them in one burst."""
    folder = files("central") / "content" / "phrases"
    lines = [line for kind in folder.iterdir() for line in kind.read_text(encoding="utf-8").splitlines()[1::9]]
    said = [spelled(fold(line.split("\t")[0])) for line in lines]
    said += [f"{one} / {two}" for one, two in zip(said[::5], said[3::5], strict=False)]
    for heard in _EXPRESSIONS:
        whole = re.compile(heard.pattern)
        assert [text for text in said if heard.heard(text)] == [text for text in said if whole.search(text)]


def test_a_word_that_begins_anywhere_is_no_key() -> None:
    inside = lexicon(r"\bnao.*para|preco|^(?=.*\bfoto).|[📷] ?manda")
    assert [clause.keys for clause in inside.clauses] == [{"nao"}, None, {"foto"}, {"sinal"}]


def test_keys_are_read_off_a_pattern() -> None:
    one = lexicon(r"\b(?:reservei|separei) (?:o|a) seu|\bfrete gr[aá]tis")
    assert [clause.keys for clause in one.clauses] == [frozenset({"rese"}), frozenset({"sepa"}), frozenset({"fret"})]
    assert [m[0] for m in one.find("ja separei o seu", keys_of(frozenset({"ja", "separei", "o", "seu"})))] == [
        "separei o seu"
    ]
