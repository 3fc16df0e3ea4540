"""Drafts as a model might write them, each born with what is false in it: honest ones and lies of every kind."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from central.core.guard import Facts, facts_of
from tests.core.guard.honest import honest_sentence, truth
from tests.core.guard.lies import LIES
from tests.core.guard.shops import Moment, moment, shop

CANARY = "vereda-4471-anil"
_KEYCAPS = "\ufe0f\u20e3"


@dataclass(frozen=True, slots=True)
class Written:
    """A draft with its lies (kind, words); none: it is honest. `disguise` says how it was hidden."""

    bubbles: tuple[str, ...]
    lies: tuple[tuple[str, str], ...]
    facts: Facts
    truths: tuple[str, ...]
    disguise: str = ""


def honest(count: int, seed: int) -> list[Written]:
    """Honest drafts, the same for the same seed."""
    return [_honest(moment_, draw) for moment_, draw in _moments(count, seed)]


def hostile(count: int, seed: int) -> list[Written]:
    """Drafts with at least one lie; one of freight stands beside no true sum, which could make it true."""
    return [_hostile(moment_, draw) for moment_, draw in _moments(count, seed)]


def _moments(count: int, seed: int) -> list[tuple[Moment, random.Random]]:
    shops = [shop(seed * 1000 + n) for n in range(12)]
    found = []
    for number in range(count):
        draw = random.Random(f"{seed}/{number}")
        found.append((moment(shops[number % len(shops)], draw), draw))
    return found


def facts_for(m: Moment) -> Facts:
    """What may be told in this moment."""
    return facts_of(m.operation, m.persona, m.product.id, region=m.region, name="Rute", canary=CANARY)


def _honest(m: Moment, draw: random.Random) -> Written:
    truths = [truth(m, draw) for _ in range(draw.choice((1, 1, 2)))]
    sentences = [honest_sentence(m, draw), *truths]
    if draw.random() < 0.4:
        sentences.append(honest_sentence(m, draw))
    return Written(_bubbles(sentences, draw), (), facts_for(m), tuple(truths))


def _hostile(m: Moment, draw: random.Random) -> Written:
    kind = draw.choice(tuple(LIES))
    lie = draw.choice(LIES[kind])(m, draw)
    disguise, shown = _disguised(lie, kind, draw)
    truths = [truth(m, draw)] if draw.random() < 0.5 and kind != "frete" else []
    sentences = [honest_sentence(m, draw)] if draw.random() < 0.6 else []
    sentences += truths
    sentences.insert(draw.randrange(len(sentences) + 1), shown)
    return Written(_bubbles(sentences, draw), ((kind, lie),), facts_for(m), tuple(truths), disguise)


def _bubbles(sentences: list[str], draw: random.Random) -> tuple[str, ...]:
    if len(sentences) > 1 and draw.random() < 0.35:
        cut = draw.randrange(1, len(sentences))
        return " ".join(sentences[:cut]), " ".join(sentences[cut:])
    return (draw.choice((" ", "\n", " ", "\n\n")).join(sentences),)


# ── disguises ────────────────────────────────────────────────────────────────────────────────────


def _disguised(lie: str, kind: str, draw: random.Random) -> tuple[str, str]:
    if kind in ("link", "email") or draw.random() < 0.6:
        return "", lie
    name = draw.choice(tuple(_DISGUISES))
    return name, _DISGUISES[name](lie, draw)


def _emoji(text: str, draw: random.Random) -> str:
    return "".join(c + _KEYCAPS if c.isdigit() and c.isascii() else c for c in text)


def _wide(text: str, draw: random.Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() and c.isascii() else c for c in text)


def _invisible(text: str, draw: random.Random) -> str:
    return "".join(c + draw.choice(("\u200b", "\u200d", "\u2060", "\u00ad", "")) for c in text)


def _bold(text: str, draw: random.Random) -> str:
    return " ".join(f"*{w}*" if draw.random() < 0.5 else w for w in text.split(" "))


def _shouted(text: str, draw: random.Random) -> str:
    return text.upper()


def _bare(text: str, draw: random.Random) -> str:
    return text.lower().translate(str.maketrans("áàâãéêíóôõúç", "aaaaeeiooouc"))


def _mathematical(text: str, draw: random.Random) -> str:
    return "".join(chr(0x1D7CE + int(c)) if c.isdigit() and c.isascii() else c for c in text)


_DISGUISES: dict[str, Callable[[str, random.Random], str]] = {
    "emoji": _emoji,
    "largo": _wide,
    "invisivel": _invisible,
    "negrito": _bold,
    "maiusculas": _shouted,
    "sem_acento": _bare,
    "matematico": _mathematical,
}


def shown(written: Written) -> str:
    """The draft on one line, for a list of what went wrong."""
    return " ⏎ ".join(written.bubbles).replace("\n", " / ")
