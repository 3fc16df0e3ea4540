"""Nothing leaves that the catalogue does not carry, whoever wrote it: every claim of a reply is found and judged.

`facts_of` says what this turn may claim, `inspect` judges the bubbles of one reply together, `reason` tells a writer
what was wrong, for its one more try.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from central.core.decision import Verdict
from central.core.guard import (
    attribute,
    compare,
    contact,
    contrast,
    cure,
    deadline,
    deed,
    fact,
    freight,
    house,
    identity,
    instalment,
    leftover,
    measure,
    offer,
    price,
    promise,
    proof,
    stock,
    terms,
    trait,
    usage,
    vouched,
)
from central.core.guard.facts import LINK, ORDER, PERSON, SILENCE, TRACKING, Facts, facts_of
from central.core.guard.said import counts, read
from central.core.records import replace

__all__ = (
    "KINDS", "LINK", "ORDER", "PERSON", "SILENCE", "TRACKING", "Facts", "facts_of", "inspect", "passes", "reason",
)  # fmt: skip

MOST_REMEMBERED = 4096
KINDS = {
    "preco": "um preço que o catálogo não tem para esse produto",
    "desconto": "um desconto ou uma condição que não existe",
    "parcelas": "um parcelamento que não existe",
    "total": "uma soma errada",
    "frete": "um frete que não é o da região do lead",
    "prazo": "um prazo que não é o da região do lead",
    "estoque": "um estoque que não é o de agora",
    "link": "um endereço que não é da loja",
    "pix": "uma chave ou um pagamento por fora do site",
    "telefone": "um telefone que não é da loja",
    "email": "um e-mail que não é da loja",
    "cura": "um efeito ou uma aprovação que o catálogo não afirma",
    "promessa": "uma promessa, ou algo dito como feito que não foi feito",
    "persona": "um nome que não é o seu, ou dizer que é gente",
    "prompt": "um trecho das suas instruções",
    "afirmacao": "algo que o catálogo não diz",
    "garantia": "uma garantia que o produto não tem",
    "dados": "um dado pessoal, ou o pedido de um",
}
"""Every kind of claim with what is wrong with one that is refused."""


def inspect(texts: str | Sequence[str], facts: Facts) -> tuple[Verdict, ...]:
    """One verdict for each claim found in the bubbles of a reply; a text with no claims has none."""
    bubbles = (texts,) if isinstance(texts, str) else tuple(texts)
    if facts.code:
        bubbles = tuple(text for text in bubbles if text != facts.code)
    named = facts.name is None or facts.name in facts.book.personas
    if not named and not any(str(facts.name) in text.casefold() for text in bubbles):
        facts = replace(facts, name=None)
    if facts.words and not _counts(bubbles):
        facts = replace(facts, words="")
    return _judged(bubbles, facts)


@lru_cache(maxsize=MOST_REMEMBERED)
def _judged(bubbles: tuple[str, ...], facts: Facts) -> tuple[Verdict, ...]:
    """Scripts are said again and again: the same words under the same facts are judged once."""
    raw = "\n".join(bubbles)
    said = read(bubbles, facts)
    contact.emergency(said)
    contact.check(said, raw)
    identity.check(said, raw)
    cure.check(said)
    promise.check(said)
    deed.check(said)
    proof.check(said)
    house.check(said)
    terms.check(said)
    counted = any(c.isdigit() for c in said.text)
    compare.check(said)
    if counted:
        price.check(said)
    instalment.terms(said)
    deadline.check(said)
    freight.check(said)
    offer.check(said)
    stock.check(said)
    attribute.check(said)
    if counted:
        measure.check(said)
    usage.check(said)
    contrast.check(said)
    trait.check(said)
    fact.check(said)
    vouched.check(said)
    if counted:
        leftover.check(said)
    return tuple(said.verdicts)


_counts = lru_cache(maxsize=MOST_REMEMBERED)(counts)
"""Only beside a figure of the reply does it matter which ones the lead wrote."""


def passes(verdicts: Iterable[Verdict]) -> bool:
    """Whether nothing was refused."""
    return all(v.allowed for v in verdicts)


def reason(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """What was refused, a sentence each, for the writer's one more try.

    >>> reason((Verdict(False, "preco", "r$ 50"), Verdict(True, "frete", "r$ 12,90")))
    ('"r$ 50": um preço que o catálogo não tem para esse produto',)
    """
    return tuple(dict.fromkeys(f'"{v.found}": {KINDS.get(v.kind, v.kind)}' for v in verdicts if not v.allowed))
