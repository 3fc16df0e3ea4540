"""What a model may not see stands behind a token while it writes, and comes back in our reply."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from central.core.people.personal import ADDRESSES, PIX_KEY, SHAPES, Found, bared, numbers, plain
from central.core.people.surnames import surnames

_TOKEN = re.compile(r"\[([A-Z]+)_(\d+)(?:, [^\]\n]*)?\]")
_SKIPPED = re.compile(r"\[[a-z]+_\d+(?:, [^\]\n]*)?\]")
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Mask:
    """The tokens of one turn. The same data gets the same token in every text of the turn.

    `name` is the profile's name, whose first word stays; `kept` are words that are no names here (products, personas);
    `region` names the freight region of a CEP, which stays readable.
    """

    name: str = ""
    kept: Iterable[str] = ()
    region: Callable[[str], str | None] = lambda cep: None
    _tokens: dict[tuple[str, str], str] = field(default_factory=dict)
    _values: dict[str, str] = field(default_factory=dict)
    _kept: frozenset[str] = frozenset()
    _known: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._kept = _words(tuple(self.kept))
        self._known = frozenset(word for word in plain(bared(self.name)).split()[1:] if len(word) > 2)

    def hide(self, text: str) -> str:
        """The text with a token in place of everything personal.

        >>> mask = Mask("Ana Lima")
        >>> hidden = mask.hide("Sou a Ana Lima, zap (81) 9 9999-1234")
        >>> hidden, mask.show(hidden)
        ('Sou a Ana [SOBRENOME_1], zap ([TELEFONE_1]', 'Sou a Ana Lima, zap (81) 9 9999-1234')
        """
        text = bared(text)
        bare = plain(text)
        for kind, pattern in SHAPES:
            text, bare = self._cover(text, bare, [Found(m.start(), m.end(), kind) for m in pattern.finditer(bare)])
        text, bare = self._cover(text, bare, [Found(m.start(1), m.end(1), "PIX") for m in PIX_KEY.finditer(bare)])
        text, bare = self._cover(text, bare, list(numbers(_SKIPPED.sub(_blank, bare))))
        for pattern in ADDRESSES:
            text, bare = self._cover(
                text, bare, [Found(m.start(), m.end(), "ENDERECO") for m in pattern.finditer(bare)]
            )
        names = surnames(_SKIPPED.sub(_blank, bare), text, self._known, self._kept)
        return self._cover(text, bare, list(names))[0]

    def show(self, text: str) -> str:
        """The text with what its tokens stand for; a token that was never given stays, see `strange`."""
        for _ in range(4):
            shown = _TOKEN.sub(lambda m: self._values.get(f"{m[1]}_{m[2]}", m[0]), text)
            if shown == text:
                break
            text = shown
        return text

    def strange(self, text: str) -> bool:
        """Whether a token stands in the text that this turn never gave."""
        return any(f"{kind}_{number}" not in self._values for kind, number in _TOKEN.findall(text))

    def _cover(self, text: str, bare: str, found: list[Found]) -> tuple[str, str]:
        """Replace what was found, from the last to the first; what overlaps is one. The text and its plain form."""
        if not found:
            return text, bare
        for one in reversed(_joined(found)):
            value = text[one.start : one.end].rstrip()
            if _TOKEN.fullmatch(value.strip()):
                continue
            text = f"{text[: one.start]}{self._token(one.kind, value)}{text[one.start + len(value) :]}"
        return text, plain(text)

    def _token(self, kind: str, value: str) -> str:
        same = _SPACES.sub(" ", plain(value))
        if (token := self._tokens.get((kind, same))) is None:
            number = 1 + sum(known == kind for known, _ in self._tokens)
            region = self.region("".join(c for c in same if c.isdigit())) if kind == "CEP" else None
            token = f"[{kind}_{number}, {region}]" if region else f"[{kind}_{number}]"
            self._tokens[kind, same] = token
            self._values[f"{kind}_{number}"] = value
        return token


@lru_cache(maxsize=64)
def _words(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for text in texts for word in plain(bared(text)).split())


def _joined(found: Iterable[Found]) -> list[Found]:
    joined: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if joined and one.start < joined[-1].end:
            last = joined[-1]
            joined[-1] = Found(last.start, max(last.end, one.end), last.kind)
        else:
            joined.append(one)
    return joined


def _blank(match: re.Match[str]) -> str:
    """A token is no text: a break as long as it."""
    return "$" * len(match[0])
