"""How Brazilians type on a phone: a seeded model of bursts, the input of ``bench.latency``.

What was said comes from ``bursts.tsv``, written for this bench without looking at the engine's rules. When each
message arrives is drawn: the gap before a message is the time to think plus the time to type it, and seldom a
distraction. The numbers stand in ``Habits`` and nowhere else. Where they come from:

- Typing. Palin et al. 2019 ("How do people type on mobile devices?", 37,000 volunteers copying sentences) found a mean
  of 36 words a minute, about 3 characters a second; word suggestions, abbreviations and practice make chats faster.
  We assume 3 to 7 characters a second for nine people in ten (log-normal), one speed a person.
- Thinking between two messages of one thought: median 0.8 s, log-normal. An assumption.
- Sizes. An assumption: six open bursts in ten are one message, few are longer than three; an answer to a closed
  question or a tap on a button is mostly all.
- Distractions (the bus comes, another chat): one gap in a hundred, median 25 s. An assumption.

Looked up again on 2026-11-22: the same study gives 43 words a minute to those who type with autocorrection, about 3.6
characters a second, so our 3 to 7 is rather fast than slow; nothing found speaks for shorter gaps than these, and
nothing measured how often a Brazilian lead writes in several bubbles. So nothing was changed (docs/decisions/0006).

No public corpus of timed Brazilian WhatsApp bursts with a shop was found, so these remain assumptions until a seller's
own journal can replace them: it has every arrival. Delays of the network are left out.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

WRITTEN = Path(__file__).with_name("bursts.tsv")
OPEN, TAPPED = "aberta", "botao"


@dataclass(frozen=True, slots=True)
class Habits:
    """Every number of the model. Times in seconds, speeds in characters a second, shares of 1."""

    answers_closed: float = 0.18
    taps: float = 0.12
    open_sizes: Mapping[int, float] = field(
        default_factory=lambda: MappingProxyType({1: 0.60, 2: 0.25, 3: 0.10, 4: 0.035, 5: 0.015})
    )
    closed_sizes: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({1: 0.90, 2: 0.09, 3: 0.01}))
    tap_sizes: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({1: 0.95, 2: 0.05}))
    thinking_median: float = 0.8
    thinking_sigma: float = 0.6
    typing_slow: float = 3.0
    typing_fast: float = 7.0
    """Nine people in ten type between these two speeds."""
    dictating: float = 13.0
    distraction: float = 0.01
    distraction_median: float = 25.0
    distraction_sigma: float = 0.7


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a burst, ``at`` milliseconds after the burst's first."""

    at: int
    text: str
    tap: bool = False


@dataclass(frozen=True, slots=True)
class Burst:
    """What one lead wrote in one go. ``state`` says what the persona had asked before it."""

    state: str
    messages: tuple[Message, ...]
    whole: bool = True
    """Every message but the last could be answered by itself: no thought of it is left unfinished."""

    @property
    def ended_at(self) -> int:
        return self.messages[-1].at

    @property
    def gaps(self) -> list[int]:
        return [b.at - a.at for a, b in zip(self.messages, self.messages[1:], strict=False)]


class Said(NamedTuple):
    """One line of a file of bursts."""

    messages: tuple[str, ...]
    whole: bool


def bursts(
    count: int, seed: int, habits: Habits | None = None, written: Mapping[str, list[Said]] | None = None
) -> list[Burst]:
    """``count`` bursts of what is written (the bench's own lines), always the same for the same seed."""
    draw = random.Random(seed)
    habits = habits or Habits()
    written = written or said_in(WRITTEN)
    return [_burst(draw, habits, written) for _ in range(count)]


def split_by_fixed(all_bursts: list[Burst], window_s: float) -> float:
    """The share of bursts that a window of fixed length would answer before their last message."""
    return sum(any(gap > window_s * 1000 for gap in burst.gaps) for burst in all_bursts) / len(all_bursts)


def said_in(path: Path) -> dict[str, list[Said]]:
    """The lines of a file of bursts, by state."""
    found: dict[str, list[Said]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            state, said, kind = line.split("\t")
            found.setdefault(state, []).append(Said(tuple(said.split(" / ")), kind == "inteiro"))
    return found


def _burst(draw: random.Random, habits: Habits, written: Mapping[str, list[Said]]) -> Burst:
    states = [state for state in written if state not in (OPEN, TAPPED)]
    lot = draw.random()
    if lot < habits.taps:
        state = TAPPED
    elif lot < habits.taps + habits.answers_closed:
        state = draw.choice(states)
    else:
        state = OPEN
    sizes = {OPEN: habits.open_sizes, TAPPED: habits.tap_sizes}.get(state, habits.closed_sizes)
    said = draw.choice(_of_size(written[state], _weighted(draw, sizes)))
    return Burst(state, tuple(_timed(draw, habits, said.messages)), said.whole)


def _timed(draw: random.Random, habits: Habits, texts: tuple[str, ...]) -> Iterator[Message]:
    speed = math.exp(draw.gauss(*_log_normal_between(habits.typing_slow, habits.typing_fast)))
    at = 0.0
    for position, text in enumerate(texts):
        tap, dictated = text.startswith("["), text.startswith("~")
        if position:
            at += draw.lognormvariate(math.log(habits.thinking_median), habits.thinking_sigma)
            at += len(text) / (habits.dictating if dictated else speed)
            if draw.random() < habits.distraction:
                at += draw.lognormvariate(math.log(habits.distraction_median), habits.distraction_sigma)
        yield Message(round(at * 1000), text.strip("[]~"), tap)


def _log_normal_between(low: float, high: float) -> tuple[float, float]:
    """Mean and deviation of the logarithm, so that 90 % lie between the two."""
    return (math.log(low) + math.log(high)) / 2, (math.log(high) - math.log(low)) / (2 * 1.6449)


def _weighted(draw: random.Random, weights: Mapping[int, float]) -> int:
    return draw.choices(list(weights), list(weights.values()))[0]


def _of_size(lines: list[Said], size: int) -> list[Said]:
    return [line for line in lines if len(line.messages) == size] or _of_size(lines, size - 1)
