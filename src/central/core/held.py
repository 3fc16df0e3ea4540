"""A reply that does not go out by itself: what it says, what is written if it does, and whether it still holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from central.core.decision import Tier, Verdict
from central.core.guard import facts_of, inspect
from central.core.messaging.conversation import Memo
from central.core.messaging.message import Bubble, SayButtons, SayList, SayMedia, SayText, spoken
from central.core.operation import Operation
from central.core.replying.choice import Chosen
from central.core.replying.mode import After, Name

WAKES = "rascunho"
"""The timer that wakes a conversation for its held reply: its time is up, or somebody decided."""
Wish = Literal["enviar", "editar", "recusar"]
End = Literal["enviado", "editado", "recusado", "velho", "assumido", "tarde", "script", "pessoa"]
"""What became of it: sent as it was, sent in a person's words, not sent; overtaken by the lead, by a person's own
answer, by the end of the window; the script said instead, or a person asked in, when its time was up."""
FACTS = frozenset("preco desconto parcelas total frete prazo estoque link pix telefone email garantia".split())
"""Kinds of claims that the catalogue can contradict; a person is warned of these in their own words."""


@dataclass(frozen=True, slots=True)
class Held:
    """A drafted reply. `memo` is what is remembered once it is said, `instead` what the script would say."""

    turn: str
    conversation: str
    person: str
    at: int
    mode: Name
    persona: str
    tier: Tier
    intent: str
    bubbles: tuple[Bubble, ...]
    memo: Memo
    due_at: int | None = None
    after: After = "pessoa"
    instead: tuple[Bubble, ...] = ()
    choices: tuple[Chosen, ...] = ()
    words: str = ""
    """The lead's words it answers."""
    told: tuple[str, ...] = ()
    nudge: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A held reply in the store, with what somebody wished for it; `words` are theirs where they edited."""

    held: Held
    wish: Wish | None = None
    by: str = ""
    words: tuple[Bubble, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a held reply, and by whose hand (an account; empty: nobody's)."""

    turn: str
    how: End
    by: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """What somebody of the team wrote in a persona's place, without what was the lead's own."""

    turn: str
    persona: str
    intent: str
    words: str
    by: str


def sample(words: str, name: str | None) -> str:
    """The manner of a text without its matter: no figure, link, masked datum or name of the lead.

    >>> sample("Oi, Ana! Sai por R$ 89,90 em 3x, no [ENDERECO_1]: https://loja.example/x", "Ana Lima")
    'Oi, …! Sai por … em …, no …: …'
    """
    first = next(iter((name or "").split()), "")
    bare = re.sub(rf"\b{re.escape(first)}\b", "…", words, flags=re.IGNORECASE) if len(first) > 1 else words
    return _MATTER.sub("…", bare)


_MATTER = re.compile(r"https?://\S+|\[[A-Z]+_\d+[^\]]*\]|(?:R\$\s*)?\d+(?:[.,/:]\d+)*(?:\s*%|x\b)?")


def reworded(bubbles: Sequence[Bubble], texts: Sequence[str]) -> tuple[Bubble, ...]:
    """The bubbles in a person's words, one text each; a text that was emptied goes away, a file stays without words.

    >>> reworded((SayText("Custa R$ 10."), SayText("Quer o link?")), ("Sai por R$ 10 ;)", " "))
    (SayText(body='Sai por R$ 10 ;)', preview_url=False),)
    """
    said: list[Bubble] = []
    for bubble, text in zip(bubbles, texts, strict=True):
        words = text.strip()
        match bubble:
            case SayMedia(kind=kind):
                said.append(bubble if kind == "audio" else replace(bubble, caption=words))
            case SayText() if words:
                said.append(SayText(words, preview_url="https://" in words))
            case SayButtons() | SayList() if words:
                said.append(replace(bubble, body=words))
            case _:
                pass
    return tuple(said)


def judged(held: Held, bubbles: Sequence[Bubble], operation: Operation, name: str | None) -> tuple[Verdict, ...]:
    """The guard's word on these bubbles by the catalogue of now."""
    memo = held.memo
    facts = facts_of(
        operation,
        operation.persona(held.persona),
        memo.product,
        region=operation.catalog.region_named(memo.region),
        variant=memo.variant,
        name=name,
        words=held.words,
        told=held.told,
        nudge=held.nudge,
        aside=held.aside,
    )
    return inspect([text for bubble in bubbles if (text := spoken(bubble))], facts)


def contradicted(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """What of it the catalogue does not say: all that a person is told of their own words."""
    return tuple(verdict for verdict in verdicts if not verdict.allowed and verdict.kind in FACTS)
