"""Many patterns, few of them tried: a clause is looked for only in a text that has one of the words it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LITERAL = re.compile(r"[a-z0-9]+")
_LONGEST_KEY = 4


def keys_of(words: frozenset[str]) -> frozenset[str]:
    """What a text can be looked up by: each short word, and the first three and four letters of each."""
    return frozenset([w[:4] for w in words] + [w[:3] for w in words])


@dataclass(frozen=True, slots=True)
class Clause:
    """One pattern and the keys without which it cannot match."""

    pattern: re.Pattern[str]
    keys: frozenset[str]


def clause(first: str, rest: str = "", keys: str = "", before: str = r"\b") -> Clause:
    """A pattern of alternatives and what follows; its keys are the alternatives' first letters, or those of `keys`.

    Every alternative of `first` (or `keys`) begins with a whole short word or at least three plain letters.
    """
    return Clause(re.compile(rf"{before}(?:{first}){rest}"), _keys(keys or first))


class Lexicon:
    """Clauses by their keys."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = tuple(clauses)
        self._index: dict[str, frozenset[int]] = {}
        for number, one in enumerate(self._clauses):
            for key in one.keys:
                self._index[key] = self._index.get(key, frozenset()) | {number}
        self._known = frozenset(self._index)

    def find(self, text: str, keys: frozenset[str]) -> Iterator[re.Match[str]]:
        """Every match of every clause that can match a text with these keys."""
        here = keys & self._known
        if not here:
            return
        for number in sorted(frozenset().union(*(self._index[key] for key in here))):
            yield from self._clauses[number].pattern.finditer(text)


def _keys(alternatives: str) -> frozenset[str]:
    found = set()
    for alternative in alternatives.split("|"):
        match = _LITERAL.match(alternative)
        if match is None:
            raise ValueError(f"no plain letters lead {alternative!r}")
        word, after = match[0], alternative[match.end() : match.end() + 1]
        if after in ("?", "{", "*"):
            word = word[:-1]
        whole = after in ("", " ", "\\") and not alternative[match.end() :].startswith("\\w")
        if len(word) < 3 and not whole:
            raise ValueError(f"too few plain letters lead {alternative!r}")
        found.add(word[:_LONGEST_KEY])
    return frozenset(found)
