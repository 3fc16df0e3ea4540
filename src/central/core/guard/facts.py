"""What one reply may claim: the operation's book, and the moment: product, region, quotes, what tools said and did."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from central.core.guard.book import Book, Goods, bare_link, book_of, canonical
from central.core.guard.plain import plain
from central.core.operation import Operation
from central.core.people.persona import Persona
from central.core.records import swift
from central.core.selling.catalog import Region

_FIGURES = re.compile(r"\d+")
PERSON, SILENCE, ORDER, TRACKING, LINK = "pessoa", "silencio", "pedido", "rastreio", "link"
"""What a turn can have done: asked a person in, stopped messages, read an order, read its tracking, made a link."""


@swift
@dataclass(frozen=True, slots=True)
class Facts:
    """What a text may claim in this turn. Built for each turn; all that is dear is in the shared book.

    Two of them are equal when they allow the same, so that a script said again need not be judged again.
    """

    book: Book
    persona: Persona | None
    product: str | None
    variant: str | None
    region: Region | None
    name: str | None
    done: frozenset[str]
    told: tuple[str, ...]
    """What the tools of this turn said, plain: their figures, links and words may be said."""
    links: frozenset[str]
    words: str
    """The numbers the lead wrote: they may be said back where they are no claim."""
    nudge: str = ""
    """The sales trigger's sentence, plain: chosen because its precondition holds, so its words may be said."""
    aside: str = ""
    """A sentence of the house's own beside the reply, plain: it may be said as it is, its figures nowhere else."""
    canary: str | None = None
    code: str = ""
    """A payment code of the house's own making: a bubble that is it and nothing else may be said."""

    def goods(self, id: str) -> Goods | None:
        """A product by its id, with the quoted price if there is one."""
        return self.book.goods.get(id)

    @property
    def own(self) -> frozenset[str]:
        """What a price is about when no product is named: the one talked about, else all the persona sells."""
        if self.product is not None and self.goods(self.product) is not None:
            return frozenset({self.product})
        ids = (g.id for g in self.book.goods.values() if self.persona is None or g.product.persona == self.persona.id)
        return frozenset(ids)


def facts_of(
    operation: Operation,
    persona: Persona | None = None,
    product: str | None = None,
    *,
    region: Region | None = None,
    variant: str | None = None,
    name: str | None = None,
    words: str = "",
    done: Iterable[str] = (),
    told: Iterable[str] = (),
    links: Iterable[str] = (),
    nudge: str = "",
    aside: str = "",
    canary: str | None = None,
    code: str = "",
) -> Facts:
    """What may be claimed to this lead now.

    `done` holds what this turn really did (PERSON, ORDER…), `told` what its tools answered, `links` further
    addresses that may be sent, `nudge` the sentence of the sales trigger, `aside` one
    of the house's own, `code` a payment code it made, `canary` a word of the prompt that must never be seen.
    """
    book = book_of(operation)
    extra = tuple(links)
    return Facts(
        book=book,
        persona=persona,
        product=product,
        variant=variant,
        region=region,
        name=plain(name.split()[0]) if name and name.split() else None,
        done=frozenset(done),
        told=tuple(canonical(text) for text in (*told, nudge) if text),
        nudge=canonical(nudge) if nudge else "",
        links=book.links | {bare_link(link) for link in extra} if extra else book.links,
        words=" ".join(_FIGURES.findall(words)),
        aside=canonical(aside) if aside else "",
        canary=canary,
        code=code,
    )
