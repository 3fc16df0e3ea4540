"""A plain no before the answer: an option nobody has, paying at the door, more instalments than there are."""

from __future__ import annotations

import re

from central.core.reading.meaning import Reading
from central.core.replying.answer_scripts import NO_DOOR, NO_OPTION, NO_SPLIT, SOLD_OUT, SOME_OPTIONS
from central.core.replying.script import ARTICLE, listed
from central.core.selling.catalog import Catalog, Product, marks_of, stem_of

_COLORS = {
    "branc": "branco",
    "pret": "preto",
    "azul": "azul",
    "azuis": "azul",
    "verde": "verde",
    "amarel": "amarelo",
    "rosa": "rosa",
    "rox": "roxo",
    "lilas": "lilás",
    "vinho": "vinho",
    "bege": "bege",
    "marrom": "marrom",
    "cinza": "cinza",
    "vermelh": "vermelho",
    "laranja": "laranja",
    "dourad": "dourado",
    "pratead": "prateado",
    "nude": "nude",
}
_COLOR = re.compile(rf"\b({'|'.join(_COLORS)})[oa]?s?\b")
_LETTERS = re.compile(
    r"\b(pp|gg|xg|xgg|exg|plus size)\b|\b(?:tamanho|tam|numero|num|tem|o|no) (p|m|g|u|unico)\b(?![.'])"
)
_FIGURES = re.compile(
    r"(?<![\d.,])\b(3[4-9]|4\d|5[0-8])\b(?! ?(?:ml|g|anos|reais|cm|kg|%|%|x|de busto|de cintura|de quadril))"
)
_AMOUNT = re.compile(r"\b(\d{1,4}) ?(ml|g|kg|l)\b")
_ASKS = re.compile(r"\b(?:tem|tens|teria|vem|existe|quero|queria|ha|tinha|vende|faz|seria|serve|e|e a|e o)\b|\?")
_DOOR = re.compile(
    r"\b(?:pag\w+|acert\w+) (?:\w+ ){0,3}(?:quando (?:eu )?(?:cheg\w+|receb\w+|entreg\w+)|na (?:entrega|"
    r"hora que cheg\w+|porta)|ao receber|so quando|depois (?:que|de) (?:cheg\w+|receb\w+))|"
    r"\b(?:pagamento|paga) na entrega\b|\bso pago (?:quando|se|depois)\b"
)
_TIMES = re.compile(r"\b(\d{1,2}) ?(?:x\b|vezes\b)")
_OF_OPTIONS = frozenset(
    "variacoes variacao_escolhida disponivel produto compra preco preco_sem_cep pagamento frete prazo".split()
)


def refusal(
    catalog: Catalog, product: Product | None, reading: Reading, script: str, said: str, known: bool
) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """The script of the no that goes before `script`, with its slots; None where nothing asked for is missing.

    `said` is folded and spelled out; `known`: the burst names a variant there is.
    """
    if script.startswith("pagamento") or reading.has("pagamento"):
        if not catalog.payment.on_delivery and _DOOR.search(said):
            return NO_DOOR, ()
        if product is not None and (times := _too_many(catalog, product, said)):
            return NO_SPLIT, (("vezes_pedidas", times),)
    if product is not None and script in _OF_OPTIONS and (gone := _sold_out(product, said)):
        return SOLD_OUT, (("opcoes_em_falta", listed(gone)),)
    if (
        product is not None
        and not known
        and (script in _OF_OPTIONS or script.startswith(ARTICLE))
        and (asked := _asked(product, said))
    ):
        words, mark = asked
        bearing = [v for v in product.variants if mark in marks_of(v)]
        there = [v.name for v in bearing if v.stock]
        if there and len(there) < len(product.available):
            return SOME_OPTIONS, (("opcao_pedida", words), ("opcoes_pedidas", listed(there)))
        return (NO_OPTION, (("opcao_pedida", words),)) if not there else None
    return None


def _sold_out(product: Product, said: str) -> list[str]:
    """Which of several options that are asked for together there are none of."""
    asked = product.variants_in(said)
    return [v.name for v in asked if not v.stock] if len(asked) > 1 and any(v.stock for v in asked) else []


def _too_many(catalog: Catalog, product: Product, said: str) -> str:
    """The instalments that were asked for, where even the dearest variant has fewer."""
    match = _TIMES.search(said)
    dearest = max((v.price or product.price for v in product.variants), default=product.price)
    return match[1] if match is not None and int(match[1]) > catalog.payment.times(dearest)[0] else ""


def _asked(product: Product, said: str) -> tuple[str, str] | None:
    """The colour, size or amount asked for, as a sentence begins with it, and the mark of a variant that has it."""
    if not product.variants or _ASKS.search(said) is None or any(one.name == "" for one in product.variants):
        return None
    if color := _COLOR.search(said):
        return f"Em {_COLORS[color[1]]}", stem_of(color[0])
    if letters := _LETTERS.search(said):
        size = letters[1] or letters[2]
        return f"No tamanho {size if ' ' in size else size.upper()}", stem_of(size)
    if amount := _AMOUNT.search(said):
        return f"De {amount[1]} {amount[2]}", amount[1]
    if figures := _FIGURES.search(said):
        return f"No {figures[1]}", figures[1]
    return None
