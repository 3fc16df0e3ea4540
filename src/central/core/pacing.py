"""Human pace: how long to wait for the rest of a burst, how long to type, and how fast Meta lets us talk."""

from __future__ import annotations

from dataclasses import dataclass, replace

from central.core.message import Bubble, CatalogOrder, Choice, Contacts, Content, Location, Media, Text, spoken
from central.core.text import fold, tokens

QUESTION_MS = 1200
SENTENCE_MS = 1700
SHORT_MS = 2200
GREETING_MS = 3000
FRAGMENT_MS = 4300
VOICE_MS = 2500
NOW_MS = 0

_GREETINGS = frozenset(
    "oi oii ola opa oie eai iai alo salve hey hello bom boa dia tarde noite tudo bem td blz beleza amiga moca".split()
)
_OPEN_ENDS = frozenset(
    "e mas ou pq porque que q pra para de do da com sem se quando qual tipo entao ai assim so uma um o a os as no na "
    "meu minha seu sua por como onde queria quero gostaria to estou".split()
)
_ASKING = frozenset(
    "quanto qto qnto qt qual quais quando onde como tem vcs voces aceita entrega faz serve pode da vem custa".split()
)


def patience(content: Content) -> int:
    """Milliseconds to wait after this message for the lead to go on; 0 when nothing more is expected.

    >>> patience(Text("qual o valor do sérum?")), patience(Text("oi")), patience(Text("queria saber se"))
    (1200, 3000, 4300)
    """
    match content:
        case Choice() | Location() | Contacts() | CatalogOrder():
            return NOW_MS
        case Media(kind="audio"):
            return VOICE_MS
        case Media(caption=caption):
            return _patience_for(caption) if caption else SHORT_MS
        case Text(body=body):
            return _patience_for(body)
        case _:
            return SHORT_MS


def _patience_for(text: str) -> int:
    folded = fold(text)
    words = [t for t in tokens(folded) if t[0].isalnum()]
    if not words:
        return SHORT_MS
    if folded.endswith(("?", "? ", "?!")):
        return GREETING_MS if all(w in _GREETINGS for w in words) else QUESTION_MS
    if folded.endswith((",", "...", "-", ":")) or words[-1] in _OPEN_ENDS:
        return FRAGMENT_MS
    if all(w in _GREETINGS for w in words):
        return GREETING_MS
    if len(words) <= 2:
        return SHORT_MS
    return QUESTION_MS if any(w in _ASKING for w in words) else SENTENCE_MS


def typing_ms(bubble: Bubble) -> int:
    """How long a quick person would type this bubble: 0.5 s to 1.5 s before the first, by its length.

    >>> from central.core.message import SayText
    >>> typing_ms(SayText("Oi!")), typing_ms(SayText("x" * 1000))
    (518, 1500)
    """
    return min(1500, 500 + 6 * len(spoken(bubble)))


@dataclass(frozen=True, slots=True)
class Bucket:
    """A token bucket: `tokens` left at `at` (epoch ms), refilled by one every `every` ms up to `size`."""

    size: int
    every: int
    tokens: float
    at: int

    @classmethod
    def full(cls, size: int, every: int, now: int) -> Bucket:
        """A bucket nobody drew from yet."""
        return cls(size, every, float(size), now)

    def level(self, now: int) -> float:
        """The tokens it holds at `now`."""
        return min(float(self.size), self.tokens + max(0, now - self.at) / self.every)

    def draw(self, now: int) -> tuple[Bucket, int]:
        """Take one token: the bucket after, and 0; or the bucket as it is, and the ms until there is one.

        >>> bucket, wait = Bucket.full(1, 6000, 0).draw(0)
        >>> wait, bucket.draw(1000)[1], bucket.draw(6000)[1]
        (0, 5000, 0)
        """
        tokens = self.level(now)
        if tokens >= 1:
            return replace(self, tokens=tokens - 1, at=max(now, self.at)), 0
        return self, max(1, round((1 - tokens) * self.every))


PAIR_SIZE, PAIR_EVERY_MS = 30, 6000
"""Meta lets one number write to one person once in 6 s, and lends up to 45 from the future; we borrow at most 30."""

NUMBER_SIZE, NUMBER_EVERY_MS = 20, 17
"""Meta's default throughput is 80 messages a second and number; no second of ours holds more than 79."""
