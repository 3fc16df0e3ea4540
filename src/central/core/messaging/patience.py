"""When a lead has said all: how likely another message is on its way, and how long to hold the reply for it.

The chance comes from a logistic model over what the message looks like, where it stands in its burst and whether a
closed question of ours was open; its weights are `patience_weights`, learned by `scripts/train_patience.py` from bursts
written by hand. The hold turns a chance into milliseconds. It is spent twice over: first silently (`windows`, while
nothing is decided), then as "digitando…" (`pause`); a reply not yet sent is taken back when the lead goes on.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from statistics import NormalDist

from central.core.messaging.message import CatalogOrder, Choice, Contacts, Content, Location, Media, Text
from central.core.messaging.patience_weights import WEIGHTS
from central.core.text import fold, tokens

GAP_MEDIAN_MS, GAP_SPREAD = 3200, 0.46
"""Between two messages of a burst: log-normal, for people who think 0.8 s and type 3 to 7 characters a second (Palin et
al. 2019, "How do people type on mobile devices?", found 36 words a minute), measured on the bursts of the corpus. An
assumption until a seller's own journal, which has every arrival, says better. Distractions are left out: no wait that
is polite covers them."""


@dataclass(frozen=True, slots=True)
class Holding:
    """How far the chance that more still comes must fall, within bounds in milliseconds."""

    chance: float
    shortest: int
    calm: int
    doubtful: int
    longest: int
    calm_below: float
    """Messages less likely to go on than this are held for `calm` at most: over half of all last messages."""
    sure_above: float
    """Messages more likely to go on than this may be held for `longest`, all others for `doubtful`."""

    def hold(self, chance: float) -> int:
        """The shortest wait after which the chance that more still comes is small enough, within the bounds.

        >>> [OPEN.hold(chance) for chance in (0.0, 0.1, 0.4, 0.95)]
        [2000, 2880, 5850, 11000]
        """
        most = self.calm if chance < self.calm_below else self.longest if chance > self.sure_above else self.doubtful
        return max(self.shortest, min(most, _until(round(chance, 3), self.chance)))


OPEN = Holding(0.02, shortest=2000, calm=2880, doubtful=5850, longest=11_000, calm_below=0.18, sure_above=0.63)
"""Free text. A wait is judged by its quantiles (half of the replies within 3 s, 19 of 20 within 6 s), so the best use
of the time is steps: short where the message looks whole, nearly the limit where it does not, long where it
cannot be all. The boundaries keep the median and the 95th percentile of the last messages of `bench.latency` within
those limits; what that costs in split bursts, and what other limits would, is in docs/decisions/0006."""

ASKED = Holding(0.05, shortest=1050, calm=8000, doubtful=8000, longest=8000, calm_below=0.0, sure_above=1.0)
"""The answer to a closed question of ours is mostly all."""

TAP_MS = 950
"""After a button, a pin, a contact or an order nothing more is expected; a person still needs a moment to answer."""

TYPING_MS = 1000
"""This much of a hold is spent as "digitando…"."""

BRISK_MS = 500
"""Nobody types a bubble faster, however late the turn is."""

PLAIN_CHANCE = 0.15
_LATER = 2
SILENT_MEDIA_CHANCE = 0.5
"""A photo without a caption is often followed by the question about it."""


def windows(content: Content) -> tuple[int, int]:
    """The silent part of the hold, without and with a closed question of ours open; 0 when nothing more is expected.

    So long the burst stays open after this message. What stands before it is not known yet, so this is the shorter of
    what a first and a later message would be given; `pause` makes up for it.

    >>> windows(Choice("button", "sim", "Sim")), min(windows(Text("quanto custa?"))) > 0
    ((0, 0), True)
    """
    first, later = _holds(content, (0, _LATER))
    return max(0, min(first[0], later[0]) - TYPING_MS), max(0, min(first[1], later[1]) - TYPING_MS)


def pause(content: Content, before: int = 0, asked: bool = False) -> int:
    """The rest of the hold, typing: from the end of the window to the first bubble.

    >>> pause(Choice("button", "sim", "Sim")), windows(Text("oi"))[0] + pause(Text("oi")) == hold(Text("oi"))
    (950, True)
    """
    here, first, later = (held[asked] for held in _holds(content, (before, 0, _LATER)))
    return max(BRISK_MS, here - max(0, min(first, later) - TYPING_MS))


def hold(content: Content, before: int = 0, asked: bool = False) -> int:
    """Milliseconds from this message, with `before` others of its burst ahead of it, to the first bubble.

    >>> hold(Text("qual o valor do sérum?")) < hold(Text("oi")) <= hold(Text("queria saber se"))
    True
    >>> hold(Text("sim"), asked=True) < hold(Text("sim, mas"), asked=True)
    True
    """
    (held,) = _holds(content, (before,))
    return held[asked]


def _holds(content: Content, places: tuple[int, ...]) -> list[tuple[int, int]]:
    """The hold without and with a closed question open, for each place in the burst."""
    match content:
        case Choice() | Location() | Contacts() | CatalogOrder():
            return [(TAP_MS, TAP_MS)] * len(places)
        case Text(body=words) | Media(caption=words) if words:
            chances = _chances(look(words), places)
        case Media(kind="image" | "video" | "document"):
            chances = [(SILENT_MEDIA_CHANCE, SILENT_MEDIA_CHANCE)] * len(places)
        case _:
            chances = [(PLAIN_CHANCE, PLAIN_CHANCE)] * len(places)
    return [(OPEN.hold(plain), ASKED.hold(asked)) for plain, asked in chances]


def more_coming(words: str, before: int = 0) -> tuple[float, float]:
    """The chances that the lead goes on after this message, without and with a closed question of ours open.

    A greeting can be all, however often it is not: it never counts as surely unfinished.

    >>> more_coming("quanto custa o kit com frete?")[0] < 0.3 < 0.7 < more_coming("eu queria saber se")[0]
    True
    """
    (chances,) = _chances(look(words), (before,))
    return chances


def _chances(seen: Look, places: tuple[int, ...]) -> list[tuple[float, float]]:
    anywhere, asking = _score(seen.found), _score(if_asked(seen))
    found = []
    for before in places:
        score = anywhere + _score(_placed(seen, before))
        plain = _chance(score)
        if seen.greeting in _GREETINGS:
            plain = min(plain, OPEN.sure_above)
        found.append((plain, _chance(score + asking)))
    return found


def _score(seen: Iterable[str]) -> float:
    return sum(map(WEIGHTS.get, seen, repeat(0.0)))


def _chance(score: float) -> float:
    return 1 / (1 + math.exp(-score))


# ── what the model sees ──────────────────────────────────────────────────────────────────────────

_OPEN_ENDS = frozenset(
    "a o as os um uma uns umas de do da dos das no na nos nas em pra pro pras pros para por pelo pela com sem e ou mas "
    "que se porque pq q quando onde como qual quais quanto tipo entao ai assim meu minha seu sua ate desde sobre entre "
    "tambem eu vc voce vcs voces ele ela eles elas esse essa este esta aquele aquela eh era ta to tava estou sou tem "
    "tenho queria quero gostaria preciso procuro estava vi comprei vou vai so ja ainda".split()
)
_NEVER_LAST = frozenset(
    "a o as os um uma uns umas de do da dos das no na nos nas em pra pro pras pros para por pelo pela com sem e ou mas "
    "que se porque pq meu minha seu sua ate desde sobre entre".split()
)
_HELLO = frozenset(
    "oi oii oie oiee ola opa eai iai ei hey alo salve hello bom boa dia diaa tarde noite moca moco amiga amigo querida "
    "linda lindona gente".split()
)
_HOW_ARE_YOU = frozenset("tudo bem bom td blz beleza joia certo vc com como esta vai voces".split())
_ASKING = frozenset(
    "quanto qto qnto qnt qt qual quais quando onde como tem aceita entrega entregam faz serve pode posso da vem custa "
    "preco valor demora chega funciona divide parcela".split()
)
_WAIT = frozenset("pera perai espera calma minuto minutinho momento deixa".split())
_THANKS = frozenset("obrigada obrigado obg brigada valeu vlw agradeco grata grato".split())
_NODS = frozenset(
    "ok okay ta certo entendi blz beleza show perfeito ah ata sim nao isso hum hm hmm aham uhum nossa kk rs "
    "rsrs".split()
)
_GOES_ON = frozenset("e mas ou porque pq so entao tipo ah".split())
_SIGNS = frozenset("?!.,")
_CLOSING = frozenset("?!.")
_GREETINGS = frozenset(("saudacao", "saudacao?"))
_LENGTHS = (4, 8, 14, 22, 35, 60)
_WORD_COUNTS = (0, 1, 2, 3, 4, 6, 9, 13)


_SIGHT = 60
"""Of a long message only this many characters of its beginning and of its end are looked at."""


def features(words: str, before: int) -> list[str]:
    """What the model sees of a message, each feature once and always in the same order."""
    seen = look(words)
    return [*seen.found, *_placed(seen, before)]


@dataclass(frozen=True, slots=True)
class Look:
    """What the model sees wherever the message stands, and what it needs to see the rest."""

    found: list[str]
    end: str
    count: str
    greeting: str | None
    """None when there are no words at all."""


def look(words: str) -> Look:
    """Look at a message, not at its place."""
    if len(words) > 2 * _SIGHT:
        words = f"{words[:_SIGHT]} {words[-_SIGHT:]}"
    folded = fold(words)
    seen = tokens(folded)
    bare = [token for token in seen if token[0].isalnum()]
    sign = _end(folded, seen)
    end, count = f"fim={sign}", f"palavras={bisect_left(_WORD_COUNTS, len(bare))}"
    found = ["tudo", end, count, f"tamanho={bisect_right(_LENGTHS, len(folded))}"]
    if sign in _CLOSING:
        found.append("fecha")
    if words[:1].isupper():
        found.append("maiuscula")
    if folded.startswith("*"):
        found.append("correcao")
    if not bare:
        return Look(found, end, count, None)
    greeting = _greeting(bare)
    found += _of_words(bare, sign, greeting)
    found += _together(bare, end, count)
    return Look(found, end, count, greeting)


def _placed(seen: Look, before: int) -> Iterator[str]:
    """What the model sees of the place in the burst."""
    yield f"lugar={min(before, 3)}"
    if seen.greeting is None:
        return
    if before and seen.greeting in _GREETINGS:
        yield "saudacao_depois"
    place = f"lugar={min(before, 2)}&"
    yield place + seen.end
    yield place + seen.count
    yield place + seen.greeting


def if_asked(seen: Look) -> list[str]:
    """What it sees besides when a closed question of ours was open."""
    return ["pergunta", f"pergunta&{seen.end}", f"pergunta&{seen.count}"]


def _end(folded: str, seen: list[str]) -> str:
    """How the message ends: a sign, "..." or nothing; "#" is an emoji or another sign."""
    if folded.endswith("..."):
        return "..."
    last = seen[-1] if seen else ""
    return last if last in _SIGNS else "" if last[:1].isalnum() else "#"


def _of_words(bare: list[str], sign: str, greeting: str) -> Iterator[str]:
    yield f"primeira={bare[0]}"
    if not sign:
        yield f"ultima={bare[-1]}"
        if bare[-1] in _OPEN_ENDS:
            yield "aberta"
        if bare[-1] in _NEVER_LAST:
            yield "presa"
    if greeting:
        yield greeting
    if bare[0] in _GOES_ON:
        yield "continua"
    if not _WAIT.isdisjoint(bare[:3]):
        yield "espera"
    if not _THANKS.isdisjoint(bare):
        yield "agradece"
    if _NODS.issuperset(bare):
        yield "acena"
    if any(word.isdigit() for word in bare):
        yield "numero"
    yield from map("tem=".__add__, dict.fromkeys(bare))


def _together(bare: list[str], end: str, count: str) -> Iterator[str]:
    """What says more together than each by itself."""
    asks = not _ASKING.isdisjoint(bare)
    if asks:
        yield "pede"
    yield f"pede={asks}&{end}&{count}"
    yield f"primeiras={'_'.join(bare[:2])}"
    yield f"ultimas={'_'.join(bare[-2:])}"


def _greeting(bare: list[str]) -> str:
    """A greeting and nothing else, with how-are-you, or before something else."""
    if bare[0] not in _HELLO:
        return ""
    if _HELLO.issuperset(bare):
        return "saudacao"
    return "saudacao?" if all(word in _HELLO or word in _HOW_ARE_YOU for word in bare) else "saudacao+"


# ── when more comes ──────────────────────────────────────────────────────────────────────────────

_NORMAL = NormalDist()
_HARDLY = 1e-9


@lru_cache(maxsize=4096)
def _until(chance: float, enough: float) -> int:
    """Milliseconds of silence after which a chance has fallen to `enough`, by the gaps between messages."""
    if chance <= enough:
        return 0
    still = enough * (1 - chance) / (chance * (1 - enough))
    gone = min(1 - _HARDLY, max(_HARDLY, 1 - still))
    return round(GAP_MEDIAN_MS * math.exp(GAP_SPREAD * _NORMAL.inv_cdf(gone)))
