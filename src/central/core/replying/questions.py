"""Each question of a burst beside the one that its script answers: an article of the owner's, a detail, an option."""

from __future__ import annotations

import re

from central.core.messaging.conversation import Memo
from central.core.operation import Operation
from central.core.people.persona import Persona
from central.core.reading.asked import facts_asked
from central.core.reading.details import SLOT, detail_asked
from central.core.reading.lexical import parts_of
from central.core.reading.spelling import spelled
from central.core.replying.answer_scripts import BESIDE, OPTION, OPTION_GONE
from central.core.replying.knowledge import surely
from central.core.replying.naming import unnamed
from central.core.replying.script import ARTICLE, CARDS, HEALTH, HEALTH_AT_ALL, TEAM
from central.core.selling.catalog import Product
from central.core.text import fold

MOST_BESIDE = 3
"""Questions answered beside the main one."""
_ALONE = frozenset({HEALTH, HEALTH_AT_ALL, CARDS, TEAM})
"""Scripts beside which nothing else is said."""
_SENTENCES = re.compile(r"\s+/\s+|\n+|(?<=[?!.;])\s+")
_JOINED = re.compile(
    r",? e (?=(?:chega|vem|vai|onde|serve|posso|emite|precisa|cabe|usa|passa|da para|e (?:de|feit))\b)|"
    r", (?=(?:se )?(?:qual|quanto|quantos|quantas|como|tem|aceita|entrega|serve|cabe|vem|da para|emite|pode|posso|uso|"
    r"parcela)\b)"
)
_ASKING = re.compile(
    r"\?|^(?:e |eh |mas |ah |se )*(?:quant|como|qual|onde|quando|(?:ainda )?tem\b|pode|posso|cabe|serve|usa|"
    r"de que|do que|da para|vem)"
)
_THERE = re.compile(r"\b(?:tem|tens|ainda|ha|serve|disponivel|sobrou|restou)\b(?! (?:certeza|como|foto|video))")
_OF_STOCK = frozenset(
    "variacoes variacao_escolhida variacao_esgotada disponivel compra esgotado soma_compra nao_chega sem_aviso "
    "que_pena".split()
)
"""Scripts that tell whether there is some of an option, or take it."""
_OF_DELIVERY = frozenset({"frete", "prazo", "prazo_sem_promessa", "pagamento"})
_TELLS_STOCK = frozenset({"preco/0", "preco_sem_cep/0"})
"""The ways to say a price that tell the stock too, taken first where an option is known."""


def also_asked(
    operation: Operation,
    persona: Persona,
    memo: Memo,
    words: str,
    script: str,
    product: Product | None = None,
    before: str | None = None,
) -> tuple[str, ...]:
    """The scripts for the sentences of a burst that `script` does not answer; without a `product` articles only.

    A variant that was not the one talked about `before` is acknowledged where the script tells of delivery alone.
    """
    if script in _ALONE:
        return ()
    if product is not None and script in _OF_DELIVERY and memo.variant not in (None, before):
        there = any(v.stock for v in product.variants if v.id == memo.variant)
        first: tuple[str, ...] = (OPTION if there else OPTION_GONE,)
    else:
        first = ()
    parts = [part for whole in parts_of(fold(words)) for part in _JOINED.split(whole) if len(part.split()) > 1]
    if len(parts) < (1 if script.startswith(ARTICLE) else 2):
        return first
    found = (_answer(operation, persona, memo, part, script, product) for part in parts)
    return tuple(dict.fromkeys((*first, *filter(None, found))))[:MOST_BESIDE]


def asked_apart(operation: Operation, persona: Persona, memo: Memo, words: str, planned: str) -> bool:
    """Whether a sentence that no article answers asks for what is planned: the article is said beside it."""
    parts = _SENTENCES.split(fold(words))
    return len(parts) > 1 and any(
        planned in facts_asked(spelled(part))
        and surely(operation.knowledge, unnamed(operation, part, ""), persona.id, memo.product) is None
        for part in parts
    )


def _answer(operation: Operation, persona: Persona, memo: Memo, part: str, script: str, product: Product | None) -> str:
    """What answers one sentence; empty where the main script does, or nothing can."""
    found = surely(operation.knowledge, unnamed(operation, part, ""), persona.id, memo.product)
    if found is not None:
        article = f"{ARTICLE}{found.article.id}"
        return "" if article == script or f"{article}/0" in memo.said else article
    said = spelled(part)
    if product is None or _ASKING.search(said) is None:
        return ""
    bare = spelled(unnamed(operation, part, ""))
    detail = detail_asked(bare)
    if detail is not None and detail != script and product.detail(SLOT[detail]) is not None:
        return f"{BESIDE}{detail}"
    variant = product.variant(said)
    told = script in _OF_STOCK or (script == "preco" and _TELLS_STOCK.isdisjoint(memo.said))
    if variant is None or variant.id != memo.variant or told or _THERE.search(said) is None:
        return ""
    return OPTION if variant.stock else OPTION_GONE
