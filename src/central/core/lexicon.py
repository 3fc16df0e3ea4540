"""Many patterns, few of them tried: an alternative is looked for only in a text with a word it cannot do without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from central.core.text import LATELY

_LETTERS = re.compile(r"[a-z0-9]+")
_PARTS = re.compile(r"\d+|[a-z]+")
_LONGEST_KEY, _SHORTEST_PREFIX = 4, 3
_SKIPPED = ("(?!", "(?<!", "(?<=")
_SIGN = "sinal"
"""The key of a text with a character that is no letter, figure or sign of a typewriter: "🛑"."""


def keys_of(words: frozenset[str]) -> frozenset[str]:
    """What a text can be looked up by: each short word, and the first three and four letters of each.

    >>> sorted(keys_of(frozenset({"48h", "chega"})))
    ['48', '48h', 'che', 'cheg', 'h']
    """
    mixed = [part for word in words if not (word.isalpha() or word.isdigit()) for part in _PARTS.findall(word)]
    return frozenset([w[:4] for w in words] + [w[:3] for w in words] + [w[:4] for w in mixed])


@lru_cache(maxsize=LATELY)
def keys_in(text: str) -> frozenset[str]:
    """The keys of a folded text.

    >>> sorted(keys_in("chega 🛑"))
    ['che', 'cheg', 'sinal']
    """
    keys = keys_of(frozenset(_LETTERS.findall(text)))
    return keys if text.isascii() else keys | {_SIGN}


@dataclass(frozen=True, slots=True)
class Clause:
    """One pattern and the keys of which a text must have one; None: it is always tried."""

    pattern: re.Pattern[str]
    keys: frozenset[str] | None


def clause(first: str, rest: str = "", keys: str = "", before: str = r"\b") -> Clause:
    """A pattern of alternatives and what follows; `keys` may name rarer words it needs, each as an alternative."""
    return Clause(re.compile(rf"{before}(?:{first}){rest}"), _keys_of_all(split(keys or first), begins=True))


def lexicon(pattern: str) -> Lexicon:
    """The alternatives of a pattern as clauses, with the keys that can be read off each."""
    return Lexicon([Clause(re.compile(branch), _keys(branch, begins=False)) for branch in _distributed(pattern)])


class Lexicon:
    """Clauses by their keys."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = tuple(clauses)
        self._index: dict[str, frozenset[int]] = {}
        self._always = frozenset(n for n, one in enumerate(self.clauses) if one.keys is None)
        for number, one in enumerate(self.clauses):
            for key in one.keys or ():
                self._index[key] = self._index.get(key, frozenset()) | {number}
        self._known = frozenset(self._index)

    def find(self, text: str, keys: frozenset[str]) -> Iterator[re.Match[str]]:
        """Every match of every clause that can match a text with these keys."""
        return self._found(text, keys) if self.may_stand(keys) else iter(())

    def may_stand(self, keys: frozenset[str]) -> bool:
        """Whether any clause need be tried on a text with these keys."""
        return bool(self._always) or not self._known.isdisjoint(keys)

    def heard(self, text: str, keys: frozenset[str]) -> bool:
        """Whether any clause matches a text with these keys."""
        if not self.may_stand(keys):
            return False
        tried = self._always.union(*[self._index[key] for key in keys & self._known])
        return any(self.clauses[number].pattern.search(text) is not None for number in tried)

    def _found(self, text: str, keys: frozenset[str]) -> Iterator[re.Match[str]]:
        for number in sorted(self._always.union(*(self._index[key] for key in keys & self._known))):
            yield from self.clauses[number].pattern.finditer(text)


def split(pattern: str) -> list[str]:
    """The alternatives of a pattern, not those inside its groups.

    >>> split(r"a|(?:b|c)d|[|]e")
    ['a', '(?:b|c)d', '[|]e']
    """
    found, start, depth, at = [], 0, 0, 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif char == "[":
            at = pattern.index("]", at + 2)
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            found.append(pattern[start:at])
            start = at + 1
        at += 1
    return [*found, pattern[start:]]


def _distributed(pattern: str) -> list[str]:
    r"""The alternatives of a pattern; those of one that is a group at the beginning of a word are taken out of it.

    >>> _distributed(r"\b(?:a|b) c|d")
    ['\\b(?:a) c', '\\b(?:b) c', 'd']
    """
    found = []
    for branch in split(pattern):
        end = _group_end(branch, 2) if branch.startswith("\\b(?:") else 0
        if end and branch[end : end + 1] not in ("?", "*", "{"):
            found += [f"\\b(?:{one}){branch[end:]}" for one in split(branch[5 : end - 1])]
        else:
            found.append(branch)
    return found


def _group_end(pattern: str, start: int) -> int:
    depth, at = 0, start
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif char == "[":
            at = pattern.index("]", at + 2)
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    raise ValueError(f"a group is open in {pattern!r}")


def _keys_of_all(branches: Sequence[str], *, begins: bool) -> frozenset[str] | None:
    found = [_keys(branch, begins=begins) for branch in branches]
    return None if None in found else frozenset().union(*(keys for keys in found if keys))


def _keys(branch: str, *, begins: bool) -> frozenset[str] | None:
    """Keys of which one is in every text that matches, the rarest kind there is: of long words before short ones.

    `begins`: a word can only begin where the branch does.
    """
    best: frozenset[str] | None = None
    at = 0
    while at < len(branch):
        end, keys, begins = _item(branch, at, begins)
        if keys and (best is None or _worth(keys) > _worth(best)):
            best = keys
        at = end
    return best


def _worth(keys: frozenset[str]) -> tuple[int, int]:
    return min(len(key) for key in keys), -len(keys)


def _item(branch: str, at: int, begins: bool) -> tuple[int, frozenset[str] | None, bool]:
    """Where the next piece of a pattern ends, the keys it needs, and whether a word may begin after it."""
    char = branch[at]
    if char == "(":
        return _group(branch, at, begins)
    if char == "[":
        end = branch.index("]", at + 2) + 1
        spaced = " " in branch[at:end] and branch[at + 1] != "^"
        pictured = not any(char.isascii() for char in branch[at + 1 : end - 1])
        end, optional = _repeated(branch, end)
        if pictured and not optional:
            return end, frozenset({_SIGN}), True
        return end, None, (spaced and not optional) or (begins and spaced)
    if char == "\\":
        end, optional = _repeated(branch, at + 2)
        return end, None, branch[at + 1] in "bns" or (begins and optional and branch[at + 1] == "W")
    if match := _LETTERS.match(branch, at):
        return _run(branch, match, begins)
    end, optional = _repeated(branch, at + 1)
    if not char.isascii() and not optional:
        return end, frozenset({_SIGN}), True
    return end, None, (begins and char != "." if optional else char in " ^-:,")


def _run(branch: str, match: re.Match[str], begins: bool) -> tuple[int, frozenset[str] | None, bool]:
    word, end = match[0], match.end()
    after = branch[end : end + 1]
    if after in ("?", "*", "{") and after:
        word = word[:-1]
        end, _ = _repeated(branch, end)
        whole = False
    else:
        whole = after in ("", " ", ",") or branch.startswith(("\\b", "[ "), end) or branch.startswith(")", end)
    if not begins or not word or (len(word) < _SHORTEST_PREFIX and not whole):
        return end, None, False
    return end, frozenset({word[:_LONGEST_KEY]}), False


def _group(branch: str, at: int, begins: bool) -> tuple[int, frozenset[str] | None, bool]:
    end = _group_end(branch, at)
    if branch.startswith(_SKIPPED, at):
        return end, None, begins
    inner = re.sub(r"^\?(?::|=|P<\w+>)", "", branch[at + 1 : end - 1])
    options = split(inner)
    if branch.startswith("(?=", at):
        return end, _keys_of_all(options, begins=begins), begins
    end, optional = _repeated(branch, end)
    spaced = all(one.endswith((" ", "[ ]+", "[ ]")) for one in options)
    keys = None if optional else _keys_of_all(options, begins=begins)
    return end, keys, spaced if not optional else (begins and spaced)


def _repeated(branch: str, end: int) -> tuple[int, bool]:
    """Where the sign of repetition ends, and whether the piece before it may be missing."""
    if branch[end : end + 1] in ("?", "*", "+"):
        optional = branch[end] != "+"
        end += 1
    elif branch[end : end + 1] == "{":
        optional = branch[end + 1] == "0"
        end = branch.index("}", end) + 1
    else:
        return end, False
    return (end + 1 if branch[end : end + 1] == "?" else end), optional
