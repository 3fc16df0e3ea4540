"""What the conversation makes of words that say little alone: a bare name, a sigh, so many percent, the cheaper one."""

from __future__ import annotations

import re

from central.core.messaging.conversation import Memo
from central.core.reading.meaning import Reading
from central.core.records import replace
from central.core.selling.catalog import Catalog, Product

_PERCENT = re.compile(
    r"\b\d{1,2} ?(?:%|por cento)(?=.*\b(?:anuncio|propaganda|off|desconto|aplicad|promo\w*|cupom|val\w+)\b)|"
    r"\b(?:anuncio|propaganda|off|desconto|aplicad|promo\w*|cupom)\b.*\b\d{1,2} ?(?:%|por cento)"
)
_OF_PERCENTS = frozenset({"produto", "preco", "outro", "pagamento", "saudacao", "variacoes", "agradecimento"})
_NAMING = frozenset("a o as os e do da de esse essa este esta aquele aquela um uma oi ola sobre no na produto".split())
_WORDS = re.compile(r"[a-z0-9]+")
_FIRM = frozenset({"sair", "humano"})
_SIGH = re.compile(
    r"\b(?:poxa|puxa|que pena|ah nao|af+|droga|putz|poxinha|nunca tem|logo (?:ess[ea]|o|a)|(?:era|queria|so quer\w+) "
    r"(?:\w+ ){0,2}ess[ea]|fiquei triste|que triste)\b"
)
_MISSED = frozenset({"variacao_esgotada", "variacoes", "variacao_escolhida", "esgotado"})
_OPEN = frozenset(
    {"objecao_preco", "objecao_adiamento", "objecao_eficacia", "outro", "produto", "agradecimento", "variacoes"}
)
_CHEAPER = re.compile(r"\b[oa] (?:mais (?:barat[oa]|em conta)|de menor preco)\b")
_DEARER = re.compile(r"\b[oa] mais car[oa]\b")


def off_percent(reading: Reading, folded: str) -> Reading:
    """Who names so many percent less asks for a discount, wherever they have that from."""
    if reading.intent not in _OF_PERCENTS or _PERCENT.search(folded) is None:
        return reading
    return replace(reading, intents=(("desconto", 0.85), *reading.intents), sure=True)


def only_named(reading: Reading, left: str) -> Reading:
    """A product's name and nothing else asks about that product; `left` is the burst without the name.

    >>> [only_named(Reading((("pos_venda", 0.5),)), left).intent for left in ("a  !", "troca a")]
    ['produto', 'pos_venda']
    """
    if reading.intent in _FIRM or not _NAMING.issuperset(_WORDS.findall(left)):
        return reading
    return replace(reading, intents=(("produto", 0.8),), sure=True)


def sighs(memo: Memo, reading: Reading, folded: str) -> bool:
    """Whether the lead is sorry that there is no such option."""
    return memo.last in _MISSED and reading.intent in _OPEN and _SIGH.search(folded) is not None


def weighed(catalog: Catalog, memo: Memo, folded: str) -> Product | None:
    """The cheaper or the dearer of the things that were compared, where that one is what the lead means now."""
    cheap, dear = _CHEAPER.search(folded), _DEARER.search(folded)
    compared = [p for id in (memo.product, *memo.also) if (p := catalog.product(id)) is not None]
    if len(compared) < 2 or (cheap is None) == (dear is None):
        return None
    return (min if cheap is not None else max)(compared, key=lambda product: product.price)
