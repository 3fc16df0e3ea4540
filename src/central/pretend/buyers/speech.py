"""How buyers write: phrases by what is meant, in the spelling of a hurried thumb."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

import yaml

from central.pretend.buyers.buyer import Buyer

_SHORT = (
    (r"\bvocê\b", "vc"),
    (r"\bvocês\b", "vcs"),
    (r"\bporque\b", "pq"),
    (r"\bquanto\b", "qto"),
    (r"\btambém\b", "tb"),
    (r"\bpor favor\b", "pfv"),
    (r"\bmuito\b", "mto"),
    (r"\bqual\b", "ql"),
)


def say(buyer: Buyer, meant: str, time: int, **slots: str) -> str:
    """A phrase for this meaning; `time` keeps a second try from being the first one again."""
    phrases = _phrases()[meant]
    start = int(buyer.chance("fala", meant) * len(phrases))
    phrase = phrases[(start + time) % len(phrases)]
    known = {"p": buyer.word, "v": buyer.variant.name or buyer.word, "cep": buyer.cep, **slots}
    return spelled(phrase.format(**known), buyer, f"{meant}{time}")


def spelled(text: str, buyer: Buyer, moment: str) -> str:
    """The text as this buyer types it."""
    if buyer.style == "caprichado":
        return text[:1].upper() + text[1:]
    if buyer.style == "comum":
        return text
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    if buyer.style == "sem_acento":
        return bare.rstrip("?") if buyer.chance("interrogação", moment) < 0.5 else bare
    for long, short in _SHORT:
        if buyer.chance("abrevia", moment, long) < 0.6:
            text = re.sub(long, short, text)
    return _slipped(text.rstrip("?!"), buyer, moment)


def pieces(text: str, buyer: Buyer, moment: str) -> tuple[str, ...]:
    """The text as one message, or as the two that an impatient thumb sends."""
    words = text.split()
    if len(words) < 4 or buyer.chance("pedaços", moment) > 0.2:
        return (text,)
    cut = 1 if buyer.chance("corte", moment) < 0.3 else len(words) // 2
    if any(character.isdigit() for character in " ".join(words[cut - 1 : cut + 1])):
        return (text,)
    return " ".join(words[:cut]), " ".join(words[cut:])


def _slipped(text: str, buyer: Buyer, moment: str) -> str:
    """One pair of letters in the wrong order, now and then; never in a number."""
    places = [n for n in range(1, len(text) - 2) if text[n : n + 2].isalpha()]
    if not places or buyer.chance("tropeço", moment) > 0.12:
        return text
    at = places[int(buyer.chance("onde", moment) * len(places))]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


@cache
def _phrases() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load(
        (files("central.content") / "compradores" / "falas.yaml").read_text(encoding="utf-8")
    )
    return found
