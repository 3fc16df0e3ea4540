"""What answers a burst beside the rules: the same script once more, an article of the owner's, other products."""

from __future__ import annotations

import re
from dataclasses import dataclass

from central.core.messaging.conversation import Memo
from central.core.operation import Operation
from central.core.origin.routing import names
from central.core.reading.asked import facts_asked
from central.core.reading.details import detail_asked
from central.core.reading.lexical import affirmed
from central.core.reading.spelling import spelled
from central.core.records import swift
from central.core.replying.answer_scripts import (
    ADVICE,
    CHEAPER,
    CHEAPEST,
    CLEARED,
    FREE_FREIGHT,
    NO_NOTICE,
    NOT_SOLD,
    SORRY,
    THOSE,
    TOO_FEW,
)
from central.core.replying.burst import Burst
from central.core.replying.following import again
from central.core.replying.hints import asks_cheapest, asks_cheapest_of_all, sighs, weighed
from central.core.replying.knowledge import Found, surely
from central.core.replying.naming import unnamed
from central.core.replying.particulars import (
    asks_advice,
    asks_another,
    asks_detail,
    asks_fit,
    asks_more,
    asks_option,
    detail_of,
    sizeless,
    too_many,
)
from central.core.replying.questions import also_asked, asked_apart
from central.core.replying.rules import Rule
from central.core.replying.script import ARTICLE, CARDS, HEALTH, HEALTH_AT_ALL, TEAM
from central.core.selling.catalog import Product
from central.core.text import fold, holds_any

_FREE_FREIGHT = re.compile(
    r"\b(?:frete|entrega|envio)s? (?:e |eh |fica |sai |tem |ta |esta )?(?:gratis|gratuit\w+|free|de graca)|"
    r"\b(?:gratis|gratuit\w+|nao pago|sem) (?:o |a )?(?:frete|entrega|envio)\b|\benvio gratis\b|"
    r"\ba partir de (?:quanto|que valor)\b"
)
_LAST_RESORTS = frozenset({"troca", "outro"})
"""Scripts that an article for a part of the burst outdoes."""
KNOWLEDGE = "conhecimento"
"""What a decision names instead of a rule where an article answers."""
BEYOND_RULES = 0.8
"""So near to its own questions an article outranks even a rule that goes by words."""
_NO_QUESTION = frozenset({"compra", "agradecimento", "objecao_adiamento"})
"""Intents that only an article next to the very question answers."""
_NO_WISH = frozenset({"sair", "humano"})
"""Intents that no article answers."""
_ASKS = frozenset({"outro", "produto", "objecao_eficacia", "objecao_confianca", "saudacao"})
_JUDGING = re.compile(
    r"\b(?:mal|risco|perigo\w*|problema|segur[oa]|certeza|acha|achas|posso|pode|da nada|faria|usaria|natural|"
    r"pouquinh\w+|(?:fala|diz|diga|confirma|responde) (?:\w+ )?que sim|(?:e|eh) so (?:um|uma)|nem um pouco)\b"
)
"""Who insists that we judge their health."""
_ADVISED = frozenset(
    {"produto", "variacoes", "variacao_escolhida", "outro", "indica", "ranking", "compra", "objecao_eficacia"}
)
_DOUBTS = frozenset({"objecao_eficacia", "objecao_adiamento", "objecao_preco", "outro"})
"""What a question for the warranty is mistaken for."""
_PRICED = frozenset({"frete", "preco", "prazo", "outro", "produto", "desconto", "objecao_preco"})
_SECRET = re.compile(r"(?<!\d)(?:\d{4}[ .-]?){3}\d{1,4}(?!\d)|(?<!\d)\d{3}\.\d{3}\.\d{3}-?\d{2}(?!\d)")
"""A number of a card, or a CPF as people write it."""
_SOLD_HERE = re.compile(
    r"\b(?:voces |ai )?(?:vendem?|vende-se|trabalham com|tem|teria|tem ai)\b(?! (?:como|jeito|que)\b)"
)
_SHORT = 8
"""Words of a question for a thing nobody sells here."""
_ALLOWED = re.compile(
    r"\b(?:medic|dermat|ginec|obstetr|pediatr|doutor|alergist)\w*\b.{0,20}\b(?:liber|autoriz|deix|pode|permit|ok|indic|"
    r"receit|aprov)\w*"
)
"""Who asked somebody who may judge their health, and was told yes."""
GONE = "variacao_esgotada"
_OPTION_SCRIPTS = frozenset({"variacoes", "variacao_escolhida"})
_OPEN_WISHES = frozenset({"desconto", "preco", "outro", "produto", "objecao_preco"})
_OF_STOCK = frozenset({"preco", "medidas", "variacoes", "variacao_escolhida", "composicao", "uso"})
"""Scripts that, said of a variant that is sold out, would hide that."""
_WHEN_BACK = re.compile(
    r"\b(?:avis|cham|fal|escrev)\w* (?:para mim |me )?(?:quando|se|assim que|logo que) (?:\w+ ){0,2}"
    r"(?:cheg|volt|tiv|rep|entr|aparec)\w*|\bvai (?:voltar|ter de novo|repor|chegar mais)\b|\bvolta (?:quando|ainda)\b|"
    r"\bquando (?:e que )?(?:volta|chega mais|repoe|vai ter)\b"
)
"""Who waits for what is sold out."""
_FITTED = frozenset({"variacoes", "variacao_escolhida", "produto", "outro", "objecao_eficacia"})
"""Scripts that a question for what fits may be mistaken for."""


@swift
@dataclass(frozen=True, slots=True)
class _Question:
    """What a burst asks, beside what its rule would say."""

    burst: Burst
    planned: str
    """The script that the rule would say."""
    lawful: bool
    """The rule goes by words: only what is surer than they are answers instead."""
    text: str
    """Folded and written out, with every name."""
    variant: bool
    """It names a variant of the product."""
    named: bool
    """It names the product."""
    compared: bool
    """It asks about several products."""


def answer(burst: Burst, rule: Rule, compared: bool) -> tuple[str, str]:
    """The rule's name and the script: the one asked for again, an article of the owner's, or the rule's own."""
    planned = rule.script or burst.reading.intent
    if rule.action != "responder":
        return rule.id, planned
    text = spelled(affirmed(fold(burst.words)))
    if found := _careful(burst, text):
        return found
    question = _question(burst, planned, bool(rule.words), text, compared)
    if instead := _once_more(question) or _weighed(question):
        return rule.id, instead
    if known := _known(question):
        return (rule.id if known == planned else KNOWLEDGE), known
    return rule.id, _of_product(question) or planned


def asks_free_freight(folded: str) -> bool:
    """Whether the words ask for free freight; `folded` is spelled out."""
    return _FREE_FREIGHT.search(folded) is not None


def of_field(operation: Operation, folded: str) -> bool:
    """Whether the words speak of the field of a persona for everybody."""
    return any(holds_any(folded, one.words) for one in operation.personas if not one.adult)


def _question(burst: Burst, planned: str, lawful: bool, text: str, compared: bool) -> _Question:
    product = burst.product
    variant = product is not None and product.variant(text, burst.memo.variant) is not None
    named = product is not None and names(product, text)
    return _Question(burst, planned, lawful, text, variant, named, compared)


def _careful(burst: Burst, text: str) -> tuple[str, str] | None:
    """What is answered before all else: numbers of cards, and whoever wants their health judged."""
    if _SECRET.search(burst.words):
        return CARDS, CARDS
    judged = burst.memo.last in (HEALTH, HEALTH_AT_ALL)
    if judged and _ALLOWED.search(spelled(fold(burst.words))):
        return HEALTH, CLEARED
    if burst.reading.health or (judged and burst.reading.intent in _ASKS and _JUDGING.search(text)):
        return HEALTH, HEALTH
    return None


def _once_more(asked: _Question) -> str | None:
    """What a short word asks for again, or sighs for because it is sold out."""
    burst, product, text = asked.burst, asked.burst.product, asked.text
    gone = product is not None and _gone(product, burst.memo)
    if gone and _WHEN_BACK.search(text):
        return NO_NOTICE
    if asked.lawful:
        return None
    told_apart = asked.variant and detail_asked(text) is not None
    once_more = again(text, burst.memo, burst.reading, product, asked.variant, asked.named) if not told_apart else None
    if once_more and _article(asked) is None:
        return GONE if gone and once_more in _OF_STOCK else once_more
    if product is not None and sighs(burst.memo, burst.reading, text) and not facts_asked(text):
        return GONE if gone and asked.variant and burst.memo.last != GONE else SORRY
    return None


def _weighed(asked: _Question) -> str | None:
    """What is asked of several things: another of the kind, the cheaper one, free freight."""
    burst, product = asked.burst, asked.burst.product
    another = not asked.lawful and product is not None and asked.planned in _ADVISED - {"compra"}
    if another and product is not None and asks_another(product, asked.text):
        return THOSE
    if burst.reading.intent != "compra" and weighed(burst.operation.catalog, burst.memo, asked.text) is not None:
        return CHEAPER
    if _FREE_FREIGHT.search(asked.text) and asked.planned in _PRICED and "descont" not in asked.text:
        return FREE_FREIGHT
    return None


def _known(asked: _Question) -> str | None:
    """The owner's article that answers; the planned script where the article is said beside it; None for neither."""
    burst, planned = asked.burst, asked.planned
    operation, persona, memo = burst.operation, burst.persona, burst.memo
    found = _article(asked)
    last_resort = planned in _LAST_RESORTS and not asked.lawful
    if last_resort and (beside := also_asked(operation, persona, memo, burst.words, planned)):
        return beside[0]
    if found is not None and asked_apart(operation, persona, memo, burst.words, planned):
        return planned
    stands = asked.lawful or burst.reading.intent in _NO_QUESTION
    if found is not None and (not stands or found.alike >= BEYOND_RULES):
        return f"{ARTICLE}{found.article.id}"
    return None


def _article(asked: _Question) -> Found | None:
    """The owner's article that surely answers the whole burst."""
    burst = asked.burst
    wish = unnamed(burst.operation, fold(burst.words), "") if burst.reading.intent not in _NO_WISH else ""
    return surely(burst.operation.knowledge, wish, burst.persona.id, burst.memo.product)


def _of_product(asked: _Question) -> str | None:
    """What answers better than the planned script, by what is known of the product and of the shelf."""
    burst, product, text = asked.burst, asked.burst.product, asked.text
    planned = _of_options(asked)
    if product is None:
        return _of_shelf(asked, planned) or _warranty(planned, text)
    if planned in _FITTED and asks_fit(product, text):
        return "medidas"
    if planned == "preco" and _gone(product, burst.memo):
        return GONE
    if instead := _of_shelf(asked, planned):
        return instead
    if planned == "objecao_preco" and "frete" in text and burst.memo.region is not None:
        return FREE_FREIGHT
    planned = _warranty(planned, text)
    if not asked.lawful and not asked.compared and (told := _told_of(asked, product, planned)):
        return told
    if planned in ("compra", "variacao_escolhida") and too_many(product, burst.memo, text):
        return TOO_FEW
    if asked.compared and planned in ("desconto", "objecao_preco", "variacao_escolhida", "variacoes"):
        return "produto"
    return planned


def _of_options(asked: _Question) -> str:
    """The planned script, or that of the options where a colour or a size is asked that is none."""
    product = asked.burst.product
    several = asked.planned == "produto" and not asked.variant and product is not None and len(product.available) > 1
    return "variacoes" if several and asks_option(asked.text) else asked.planned


def _of_shelf(asked: _Question, planned: str) -> str | None:
    """What answers a question for what is sold here at all, which option to take, or the least there is to pay."""
    burst, product, text = asked.burst, asked.burst.product, asked.text
    if planned == "outro" and not asked.lawful and product is None and of_field(burst.operation, text):
        return THOSE
    if planned == "outro" and not asked.lawful and _SOLD_HERE.search(text) and len(text.split()) <= _SHORT:
        return NOT_SOLD
    if product is not None and planned in _ADVISED and not asked.compared and asks_advice(product, text):
        return ADVICE
    if product is not None and planned in _OPTION_SCRIPTS and "tamanho" in text and sizeless(product):
        return "medidas"
    least = asks_cheapest_of_all(text) or (product is None and asks_cheapest(text))
    return CHEAPEST if planned in _OPEN_WISHES and least else None


def _warranty(planned: str, text: str) -> str:
    """The planned script, or that of the warranty where nothing but it is asked for."""
    return "garantia" if planned in _DOUBTS and facts_asked(text) == ("garantia",) else planned


def _told_of(asked: _Question, product: Product, planned: str) -> str | None:
    """A detail of the product, or our offer to ask a person where nothing we know answers."""
    burst, text = asked.burst, asked.text
    if asks_detail(product, planned, asked.variant, text):
        detail = detail_of(burst.operation, burst.persona, product, text, planned == "produto")
        if detail is not None:
            return detail
    return TEAM if planned == "produto" and asks_more(burst.operation, text, burst.memo) else None


def _gone(product: Product, memo: Memo) -> bool:
    """Whether the variant talked about is sold out, and another is not."""
    return bool(product.available) and any(v.id == memo.variant and v.stock == 0 for v in product.variants)
