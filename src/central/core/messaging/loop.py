"""A conversation that turns in circles: another robot answers ours, at once and with the same words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from central.core.records import swift
from central.core.text import tokens

INSTANT_MS = 6_000
"""Nobody reads a reply of ours and writes back within this time, many times on end."""
MOST_ALIKE, MOST_INSTANT, MOST_REPEATED = 3, 12, 6
_ALIKE = 0.8
_ROBOT = re.compile(
    r"\b(?:mensagem automatica|resposta automatica|atendimento automatico|(?:sou|aqui e) (?:a|o) (?:assistente virtual|"
    r"chatbot|bot|robo)|digite (?:o numero|\d)|escolha uma (?:das )?opc\w+|nao responda (?:a )?esta mensagem|"
    r"fora do (?:nosso )?horario de atendimento|em breve (?:um de nossos|nossos) atendentes)\b"
)


@swift
@dataclass(frozen=True, slots=True)
class Circle:
    """What the last bursts looked like: how many on end were instant, alike and instant, or the same words."""

    spoke_at: int = 0
    """When we spoke last, in ms."""
    words: str = ""
    instant: int = 0
    alike: int = 0
    repeated: int = 0

    def heard(self, words: str, at: int) -> Circle:
        """After a burst of these folded words, written at `at` (ms, Meta's clock)."""
        instant = bool(self.spoke_at) and at - self.spoke_at < INSTANT_MS
        alike = instant and (_similar(words, self.words) or _ROBOT.search(words) is not None)
        same = bool(words) and words == self.words
        return Circle(
            self.spoke_at,
            words,
            self.instant + 1 if instant else 0,
            self.alike + 1 if alike else 0,
            self.repeated + 1 if same else 0,
        )

    def spoken(self, at: int) -> Circle:
        """After our reply."""
        return Circle(at, self.words, self.instant, self.alike, self.repeated)

    def why(self) -> str:
        """Why nobody human seems to be there, in Portuguese; empty while somebody may be.

        >>> there = Circle()
        >>> for at in range(0, 80_000, 20_000):
        ...     there = there.heard("ola! sou a assistente virtual da loja", at + 1_000).spoken(at + 20_000)
        >>> there.why()
        'respostas iguais e na mesma hora'
        """
        if self.alike >= MOST_ALIKE:
            return "respostas iguais e na mesma hora"
        if self.instant >= MOST_INSTANT:
            return "respostas na mesma hora, muitas vezes seguidas"
        return "a mesma mensagem muitas vezes seguidas" if self.repeated >= MOST_REPEATED else ""


START = Circle()
"""Nobody said anything yet."""


def _similar(one: str, other: str) -> bool:
    """Whether most words of both are the same; a word or two say nothing."""
    mine, theirs = set(tokens(one)), set(tokens(other))
    return len(mine | theirs) > 3 and len(mine & theirs) >= _ALIKE * len(mine | theirs)
