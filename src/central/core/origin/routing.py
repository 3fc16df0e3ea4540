"""Which persona answers, and about which product: her lead stays hers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from central.core.messaging.channel import ChannelSpec
from central.core.messaging.conversation import Touch
from central.core.once import once_per
from central.core.operation import Operation
from central.core.records import swift
from central.core.selling.catalog import Product
from central.core.selling.described import called, described, of_kind, pointed_at
from central.core.text import contains, fold, holds_any, in_numbers

_THIS = re.compile(r"\b(?:d?ess[ae]s?|d?est[ae]s?|n?ess[ae]|n?est[ae])\b")


@swift
@dataclass(frozen=True, slots=True)
class Route:
    """The persona by id, the product if one is known, and why; `sticky` is new for the person, if not None."""

    persona: str
    product: str | None
    why: str
    sticky: str | None = None


def route(
    operation: Operation,
    channel: ChannelSpec,
    sticky: str | None,
    touch: Touch | None,
    words: str,
    current: str | None,
    asked: bool = False,
) -> Route:
    """Number with one persona, then the persona the person keeps, then the ad's, then the words'; else the first.

    `words` are folded; `current` is the product talked about so far, `asked` whether we asked for it.
    """
    product = product_for(operation, channel, touch, words)
    if product is None:
        product = (
            _described(operation, channel, words, asked)
            if current is None
            else _called(operation, channel, words, current)
        )
    talked = product.id if product is not None else current
    if len(channel.personas) == 1:
        only = channel.personas[0]
        return Route(only, _speakable(operation, only, talked), "número de uma só persona")
    if sticky in channel.personas:
        return Route(str(sticky), _speakable(operation, str(sticky), talked), "persona que este lead já tem")
    persona, why = _first_persona(operation, channel, product, touch, words)
    return Route(persona, _speakable(operation, persona, talked), why, sticky=persona if sticky is None else None)


def _described(operation: Operation, channel: ChannelSpec, words: str, asked: bool) -> Product | None:
    """What the words describe without naming it."""
    return described(_open(operation, channel), words, asked)


def _called(operation: Operation, channel: ChannelSpec, words: str, current: str) -> Product | None:
    """Another product than the `current` one, called by all words of a name or, of the same persona, by what it is for;
    "esse …" is the one talked about."""
    if _THIS.search(words):
        return None
    found = [p for p in called(operation.catalog.products, words) if _is_open(p, channel.personas)]
    if len(found) == 1:
        return found[0]
    talked = operation.catalog.product(current)
    own = operation.catalog.of(talked.persona) if talked is not None else ()
    return pointed_at(tuple(p for p in own if _is_open(p, channel.personas)), words)


def suiting(operation: Operation, channel: ChannelSpec, words: str) -> tuple[Product, ...]:
    """What a number sells of the kinds the (folded) words speak of, or of the field they do; empty for neither."""
    open_ = _open(operation, channel)
    fields = [p.id for p in operation.personas if p.id in channel.personas and holds_any(words, p.words)]
    return tuple(of_kind(open_, words)) or tuple(p for p in open_ if p.persona in fields)


def _open(operation: Operation, channel: ChannelSpec) -> tuple[Product, ...]:
    """What the number sells; nothing adult is found for who did not name it."""
    return _shelves(operation.catalog.products)(channel.personas)


@once_per
def _shelves(products: tuple[Product, ...]) -> Callable[[tuple[str, ...]], tuple[Product, ...]]:
    return cache(lambda personas: tuple(p for p in products if _is_open(p, personas)))


def _is_open(product: Product, personas: tuple[str, ...]) -> bool:
    return product.active and product.persona in personas and (len(personas) == 1 or not product.adult)


def names(product: Product, words: str) -> bool:
    """Whether the (folded) words name this product."""
    return holds_any(words, _names(product))


def calls(product: Product, words: str) -> list[tuple[int, int]]:
    """Where the (folded) words name it, the longest of its names at each place."""
    found = [(m.start(), m.end()) for name in _names(product) for m in re.finditer(rf"\b{re.escape(name)}\b", words)]
    return sorted(found, key=lambda span: span[0] - span[1])


def _speakable(operation: Operation, persona: str, product: str | None) -> str | None:
    """The product if this persona may talk about it: adult ones belong to adult personas."""
    found, speaker = operation.catalog.product(product), operation.persona(persona)
    closed = found is not None and found.adult and not (speaker is not None and speaker.adult)
    return None if closed else product


def product_for(operation: Operation, channel: ChannelSpec, touch: Touch | None, words: str) -> Product | None:
    """The product the lead means now: named in the words, else the one of the ad they came by.

    What the number's own personas sell comes first; of the others nothing adult is found.
    """
    brought = touch.product if touch is not None else None
    if brought is None and not holds_any(words, names_of(operation.catalog.products)):
        return None
    active = [p for p in operation.catalog.products if p.active]
    sold = [p for p in active if p.persona in channel.personas]
    others = [p for p in active if p.persona not in channel.personas and not p.adult]
    for shelf in (sold, others):
        if (named := _named(shelf, words)) is not None:
            return named
    return next((p for p in (*sold, *others) if p.id == brought), None) if brought is not None else None


@once_per
def names_of(products: tuple[Product, ...]) -> tuple[str, ...]:
    """Everything a lead may call any of these products."""
    return tuple(name for p in products for name in _names(p))


def _named(shelf: list[Product], words: str) -> Product | None:
    """The product named last: by the last message of the burst that names one, there by the longest name."""
    found = [p for p in shelf if holds_any(words, _names(p))]
    if len(found) < 2:
        return found[0] if found else None
    for said in reversed(words.split(" / ")):
        named = [(len(alias), p) for p in found for alias in _names(p) if contains(said, alias)]
        if named:
            return max(named, key=lambda item: item[0])[1]
    return found[0]


def _names(product: Product) -> tuple[str, ...]:
    return in_numbers((product.name, *product.words))


def _greets(words: str, name: str) -> bool:
    """Whether the (folded) words call somebody by this name, and do not give it as their own."""
    called_ = re.escape(fold(name))
    own = rf"\b(?:sou|e|eh|chamo|nome|aqui e|fala|da|de|minha \w+) (?:a |o |e )?{called_}\b"
    return re.search(rf"\b{called_}\b", words) is not None and re.search(own, words) is None


def _first_persona(
    operation: Operation, channel: ChannelSpec, product: Product | None, touch: Touch | None, words: str
) -> tuple[str, str]:
    if product is not None and product.persona in channel.personas:
        return product.persona, f"produto {product.id}"
    for persona in operation.personas:
        if persona.id in channel.personas and not persona.adult and _greets(words, persona.name):
            return persona.id, f"chamou {persona.name}"
    for persona in operation.personas:
        if persona.id in channel.personas and holds_any(words, persona.words):
            return persona.id, f"assunto de {persona.name}"
    if touch is not None and touch.persona in channel.personas:
        return str(touch.persona), "assunto do anúncio"
    return channel.personas[0], "primeira persona do número"
