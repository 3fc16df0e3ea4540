"""Keys only spare work: they never hide a match."""

from __future__ import annotations

from types import ModuleType

import pytest

from central.core.guard import contact, cure, deadline, identity, offer, promise, stock
from central.core.guard.book import WORD
from central.core.guard.lexicon import Lexicon, keys_of, lexicon
from central.core.guard.plain import plain
from tests.core.guard.drafts import honest, hostile

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


def test_keys_are_read_off_a_pattern() -> None:
    one = lexicon(r"\b(?:reservei|separei) (?:o|a) seu|\bfrete gr[aá]tis")
    assert [clause.keys for clause in one.clauses] == [frozenset({"rese"}), frozenset({"sepa"}), frozenset({"fret"})]
    assert [m[0] for m in one.find("ja separei o seu", keys_of(frozenset({"ja", "separei", "o", "seu"})))] == [
        "separei o seu"
    ]
