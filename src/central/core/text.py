"""Words as Brazilians type them, folded so that rules and readers can compare them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from central.core.spoken import spoken_cep

LATELY = 64
"""A turn looks at the same words from many sides: so many texts are remembered as they were last read."""

IN_A_TURN = 8
"""What is asked of the same words from many sides, and cheap to find out, is remembered within a turn only."""

WORDS_KEPT = 8_192
"""So many single words are remembered: most words of a burst were met before."""

_STRETCH = re.compile(r"(.)\1{2,}")
_WHOLE = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_NO_ID = re.compile(r"[^a-z0-9]+")
_EMOJI = re.compile(
    r" ?(?:[\U0001F1E6-\U0001F1FF]{2}|[\U0001F300-\U0001FAFF\u2600-\u27BF\u2B50\u2B55]\uFE0F?[\U0001F3FB-\U0001F3FF]?"
    r"(?:\u200D[\U0001F300-\U0001FAFF\u2600-\u27BF]\uFE0F?)*)"
)
_CEP = re.compile(r"(?<!\d)(?<!\d[.,])(\d{2})\.?(\d{3})[-\s.]{0,2}(\d{3})(?!\d|,\d)")


@lru_cache(maxsize=LATELY)
def fold(text: str) -> str:
    """Lower case, no accents, stretched letters cut, single spaces; emoji stay.

    >>> fold("  Quantooo É o   SÉRUM?? ")
    'quanto e o serum??'
    """
    if text.isascii():
        bare = text.lower()
    else:
        bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(_STRETCH.sub(r"\1", bare).split())


@lru_cache(maxsize=4096)
def folded(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words of the operation, folded once and remembered: every turn compares with the same ones."""
    return tuple(fold(word) for word in words)


@lru_cache(maxsize=4096)
def in_numbers(words: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the operation, folded, each with its plurals: of its first word, and of all of them.

    >>> in_numbers(("Batom", "Óleo de massagem", "Perfume masculino"))[1::2]
    ('batons', 'oleos de massagem', 'perfumes masculino')
    """
    found: dict[str, None] = {}
    for name in folded(words):
        head, *rest = name.split(" ")
        found |= dict.fromkeys((name, " ".join((_plural(head), *rest))))
        if len(rest) == 1:
            found[" ".join((_plural(head), _plural(rest[0])))] = None
    return tuple(found)


def _plural(word: str) -> str:
    """A folded noun in the plural; as it is where it looks like one."""
    for ending, many in (("ao", "oes"), ("m", "ns"), ("al", "ais"), ("el", "eis"), ("ol", "ois"), ("r", "res")):
        if word.endswith(ending):
            return f"{word.removesuffix(ending)}{many}"
    return f"{word}s" if word[-1:] in "aeiou" and word else word


def tokens(folded: str) -> list[str]:
    """The words and signs of a folded text.

    >>> tokens("qto e o serum?")
    ['qto', 'e', 'o', 'serum', '?']
    """
    return _WORD.findall(folded)


def contains(folded: str, words: str) -> bool:
    """Whether folded `words` stand in `folded` as whole words.

    >>> contains("quero o serum facial", "serum"), contains("serumzinho", "serum")
    (True, False)
    """
    if not words:
        return False
    at = folded.find(words)
    while at >= 0:
        end = at + len(words)
        if not (at and folded[at - 1].isalnum()) and not (end < len(folded) and folded[end].isalnum()):
            return True
        at = folded.find(words, at + 1)
    return False


def holds_any(folded: str, words: tuple[str, ...]) -> bool:
    """Whether one of the operation's words (folded here, once) stands in `folded` as whole words.

    >>> holds_any("quero o serum facial", ("Sérum", "batom")), holds_any("serumzinho", ("Sérum",))
    (True, False)
    """
    begins, found = _finder(words)
    return (begins is None or not begins.isdisjoint(_whole_words(folded))) and found.search(folded) is not None


@lru_cache(maxsize=4096)
def _finder(words: tuple[str, ...]) -> tuple[frozenset[str] | None, re.Pattern[str]]:
    """The first words of all that is looked for (None where something begins with a sign), and what looks for it."""
    wanted = tuple(word for word in folded(words) if word)
    first = [_WHOLE.match(word) for word in wanted]
    begins = frozenset(match[0] for match in first if match is not None)
    found = re.compile(rf"(?<![^\W_]){one_of(wanted)}(?![^\W_])")
    return None if None in first else begins, found


@lru_cache(maxsize=IN_A_TURN)
def _whole_words(text: str) -> frozenset[str]:
    return frozenset(_WHOLE.findall(text))


def one_of(words: tuple[str, ...]) -> str:
    """A regular expression for any of these texts; by their first letters, so that a long list is searched quickly.

    >>> one_of(("sol", "som", "lua"))
    '(?:s(?:ol|om)|l(?:ua))'
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[:1], []).append(re.escape(word[1:]))
    each = [f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items()]
    return f"(?:{'|'.join(each)})" if each else "(?!)"


def slug(name: str) -> str:
    """An id made of a name, 40 characters at most; empty where the name has neither letters nor digits.

    >>> slug("Sérum Aurora 30 ml"), slug("✨")
    ('serum-aurora-30-ml', '')
    """
    return _NO_ID.sub("-", fold(name)).strip("-")[:40].strip("-")


def sober(text: str, most: int = 1) -> str:
    """The text with no more emoji than the first `most`.

    >>> sober("Oi! 😊 Serve sim 💕✨, viu?"), sober("Serve sim.")
    ('Oi! 😊 Serve sim, viu?', 'Serve sim.')
    """
    seen = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return match[0] if seen <= most else ""

    return _EMOJI.sub(kept, text) if not text.isascii() else text


def find_cep(text: str) -> str | None:
    """The first CEP in a text, as eight digits, written or said in words.

    >>> find_cep("meu cep é 50.030-230"), find_cep("ligue 81999990000"), find_cep("zero um tres um zero um zero zero")
    ('50030230', None, '01310100')
    """
    match = _CEP.search(text)
    return "".join(match.groups()) if match else spoken_cep(fold(text))
