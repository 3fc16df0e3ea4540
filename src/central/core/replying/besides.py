"""What else a burst asked: facts the chosen script does not tell, said in a sentence each before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from central.core.reading.asked import FACTS, facts_asked
from central.core.reading.meaning import Reading
from central.core.replying.answer_scripts import SOME_OPTIONS, SUM_BESIDE, SUM_OFF
from central.core.replying.script import Script

_OFF = re.compile(r"\b(?:descont\w*|abatimento|cupom|cupons)\b")
MOST_OTHERS = 2
"""Other products told of in one reply."""
_TOLD_BY = {
    "preco": ({"preco"}, {"soma"}, {"soma_total"}),
    "prazo": ({"prazo"},),
    "frete": ({"frete"}, {"soma_frete"}, {"gratis_acima"}),
    "gratis": ({"gratis_acima"},),
    "pagamento": ({"pagamento"}, {"formas"}, {"parcelas", "preco_pix"}, {"soma_pix"}),
    "variacoes": ({"variacoes"}, {"variacao"}),
    "garantia": ({"garantia"},),
    "desconto": ({"preco_pix"}, {"soma_pix"}),
}
_DELIVERY = frozenset({"prazo", "frete"})
_QUIET = frozenset({"agradecimento", "pos_venda", "humano", "sair"})
"""What is no moment for prices nobody waits for."""
_TOLD_WITH = {SUM_BESIDE: ("frete", "preco"), SUM_OFF: ("frete", "preco", "desconto"), SOME_OPTIONS: ("variacoes",)}
"""What a sentence before the answer tells already."""


def wanted(
    reading: Reading, said: str, plainly: bool = False, told: Collection[str] = (), named: bool = False
) -> tuple[str, ...]:
    """The facts a burst asks for, by its reading and its words; only those its words ask for `plainly`, if told so.

    Those `told` elsewhere are left out, and the options where one of them is `named` and they are not asked for.
    """
    if reading.intent in _QUIET:
        return ()
    heard = facts_asked(said)
    if reading.intent == "objecao_adiamento":
        return tuple(fact for fact in heard if fact == "garantia")
    heard = (*heard, "frete", "prazo") if reading.cep is not None else heard
    kept = [fact for fact in FACTS if fact in heard or (not plainly and reading.has(fact))]
    return tuple(f for f in kept if f not in told and not (named and f == "variacoes" and f not in heard))


def asks_discount(said: str) -> bool:
    """Whether the words ask for less, in so many words; `said` is spelled out."""
    return _OFF.search(said) is not None


def told_with(*scripts: tuple[str, object] | None) -> frozenset[str]:
    """The facts that these sentences before the answer tell."""
    return frozenset(fact for one in scripts if one is not None for fact in _TOLD_WITH.get(one[0], ()))


def sentences(
    facts: Sequence[str], told: frozenset[str], asks: str | None, said: Callable[[str], tuple[Script, str] | None]
) -> tuple[list[str], str | None]:
    """The sentences for facts that the slots `told` do not carry, and the question they end with.

    `asks` is what the reply asks anyway. `said` gives the script that can be filled for an id, with its text.
    """
    missing = [fact for fact in facts if not any(slots <= told for slots in _TOLD_BY[fact])]
    scripts = [f"mais_{fact}" for fact in missing if fact not in _DELIVERY]
    delivery = [fact for fact in missing if fact in _DELIVERY]
    if delivery:
        scripts.append("mais_entrega" if len(delivery) > 1 else f"mais_{delivery[0]}")
    found = [one for script in scripts if (one := said(script)) is not None and (one[0].asks or "") != asks]
    return [text for _, text in found], next((script.asks for script, _ in found if script.asks is not None), None)
