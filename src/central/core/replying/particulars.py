"""What a question wants of one product: a detail, what fits, which option to take, more pieces than there are."""

from __future__ import annotations

import re

from central.core.messaging.conversation import Memo
from central.core.operation import Operation
from central.core.people.persona import Persona
from central.core.reading.asked import facts_asked
from central.core.reading.details import SLOT, detail_asked
from central.core.reading.spelling import spelled
from central.core.reading.stems import stems
from central.core.replying.naming import unnamed
from central.core.replying.script import TEAM
from central.core.selling.catalog import Product
from central.core.text import fold, tokens

_FITS = re.compile(
    r"\bserv\w+ (?:\w+ ){0,3}(?:em|para|pra|de) (?:quem|mim|uma?|busto|cintura|\d(?!\d? anos))|"
    r"\b(?:visto|veste|vestir|uso|usa|calco|manequim) (?:\w+ ){0,2}(?:3[4-9]|4\d|5[0-8]|p|m|g|gg)\b|"
    r"\b\d{2,3} (?:cm )?de (?:busto|cintura|quadril)|"
    r"\b(?:qual|que) (?:tamanho|numero|numeracao) (?:\w+ ){0,2}(?:compr|peg|us|serv|lev|fic|para|e o meu)\w*|"
    r"\b(?:tenho|meco|com) 1[.,]\d\d\b|\b(?:vai|fica|ficar) arrast\w+|\barrasta\b|"
    r"\b(?:fica|ficar|vem) (?:larg|apertad|just|grand|pequen|curt|comprid)\w+"
)
"""Who asks what fits them."""
_FITTED = frozenset({"variacoes", "variacao_escolhida", "produto", "outro", "objecao_eficacia"})
_ADVICE = re.compile(
    r"\bqual (?:\w+ ){0,5}(?:combina|indica\w*|recomenda\w*|suger\w+|fica(?:ria)? (?:mais |bem|bo[am]|melhor|bonit)\w*|"
    r"escolheria|levaria|usaria|acha(?:s)? (?:que |mais |melhor)|prefere|e (?:a )?sua preferida)\b|"
    r"\b(?:combina|vai bem|fica bem|fica bom|fica bonito) (?:com|em|para) (?:a |quem |uma |minha )?(?:pele|morena|"
    r"negra|branca|loira|ruiva|cabelo|tom|olhos?|senhora|mulher)|\bme ajuda a escolher|\bna sua opiniao|"
    r"\b(?:estou |to |fiquei )?(?:em |na )?duvida (?:entre|de qual|qual|na cor|no tom|do tom|da cor)"
)
"""Who asks which of the variants to take."""
_NUMBERS = ("dois", "tres", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez")
_COUNT = re.compile(
    r"\b(?:quero|queria|levo|levar|vou querer|me ve|separa|preciso de|manda) (?:de )?"
    rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})\b(?! ?(?:ml|g|x|vezes|reais|anos|%))"
    rf"|\b(\d{{1,3}}|{'|'.join(_NUMBERS)}) (?:unidades|pecas|frascos|potes)\b"
)
_KINDS = re.compile(
    r"\b(?:tem|tens|vem|existe|quero|queria)\b.{0,50}\b(?:branc[oa]|pret[oa]|azul|verde|amarel[oa]|rosa|rox[oa]|"
    r"lilas|vinho|bege|"
    r"marrom|cinza|vermelh[oa]|laranja|dourad[oa]|pratead[oa]|nude|tamanho \w+|(?:3[4-9]|4\d|5[0-4])|pp|gg|xg|"
    r"\d+ ?ml)\b"
)
"""A colour or a size somebody asks for."""
_OPTIONS = re.compile(
    r"\b(?:cor|cores|tamanhos?|tons?|opc\w+|outr[oa]s?|numer\w+|modelos?|estoque|disponive\w+|ainda)\b"
)
_GENERAL = re.compile(
    r"\b(?:fal|sab|cont|explic|diz|inform|detalh)\w* (?:me )?(?:mais|melhor|um pouco)|"
    r"\bmais (?:info|detalhe)|\bcomo (?:e|funciona)\b"
)
"""Who asks for more of the same, not for something we do not know."""
_UNASKED = frozenset(
    stem
    for word in "vale pena funciona qualidade original bonito lindo melhor presta recomenda indica conhecer interesse "
    "informacao detalhe anuncio video instagram foto ver olhar duvida ajuda serve servir homem mulher presente mae pai "
    "namorado marido esposa filha amiga usar gosta achar diferenca comprar pegar levar novo nova outro opcao "
    "falar explicar descrever apresentar oferecer vender produto marca linha kit site loja link combinar pessoa".split()
    for stem in stems(word)
)
"""What a question may hold that is answered by what the product is."""
_WONDERS = re.compile(r"\?|\bsaber se\b")
_WHICH = re.compile(r"\b(?:qual|quais)\b")
_BRIEF = 9
"""Words of a question for one thing."""


def asks_another(product: Product, folded: str) -> bool:
    """Whether the words ask for another thing of the kind that is talked about: "tem outro perfume?"."""
    kind = fold(product.name).split(" ")[0]
    return len(kind) > 2 and re.search(rf"\boutr[oa]s? {re.escape(kind)}s?\b", folded) is not None


def asks_fit(product: Product, folded: str) -> bool:
    """Whether the words ask what fits, where its measures are known."""
    return product.detail("tamanho") is not None and _FITS.search(folded) is not None


def asks_advice(product: Product, folded: str) -> bool:
    """Whether the words ask which option to take, of those that are told apart by taste."""
    return _ADVICE.search(folded) is not None and _by_taste(product)


def _by_taste(product: Product) -> bool:
    """Whether its variants are told apart by taste: colours, no sizes and no amounts."""
    return len(product.available) > 1 and not any(c.isdigit() for v in product.available for c in v.name)


def asks_option(folded: str) -> bool:
    """Whether the words ask for a colour or a size."""
    return _KINDS.search(folded) is not None


def sizeless(product: Product) -> bool:
    """Whether its variants are no sizes, and its own measures are known."""
    sized = any(len(word) == 1 or word.isdigit() for v in product.variants for word in tokens(fold(v.name)))
    return not sized and product.detail("tamanho") is not None


def asks_detail(product: Product, planned: str, variant: bool, folded: str) -> bool:
    """Whether a question may be about a detail: one of the product, or a "tem …?" that names no variant."""
    if planned == "produto":
        return True
    options = planned in ("variacoes", "variacao_escolhida") and (not variant or detail_asked(folded) is not None)
    return options and _KINDS.search(folded) is None and _OPTIONS.search(folded) is None


def detail_of(operation: Operation, persona: Persona, product: Product, folded: str, whole: bool) -> str | None:
    """The script of the detail that a question is about: by its words, or because the catalogue's text has them."""
    asked = detail_asked(spelled(unnamed(operation, folded, "")))
    if asked is None and "?" in folded:
        said = frozenset(stems(unnamed(operation, folded, "")))
        holding = (script for script, slot in SLOT.items() if said & frozenset(stems(product.detail(slot) or "")))
        asked = next(holding, None)
        if asked is None and whole and said & frozenset(stems(product.summary)):
            return "produto"
    if asked is None or product.detail(SLOT[asked]) is None or operation.script(asked, persona.id) is None:
        return None
    return asked


def too_many(product: Product, memo: Memo, folded: str) -> bool:
    """Whether more is wanted than there is of the variant spoken of."""
    match = _COUNT.search(folded)
    wanted = (match[1] or match[2]) if match is not None else None
    if wanted is None or any(wanted in tokens(fold(v.name)) for v in product.variants):
        return False
    variant = next((v for v in product.variants if v.id == memo.variant), None)
    held = variant.stock if variant is not None else product.stock
    return 0 < held < (int(wanted) if wanted.isdigit() else _NUMBERS.index(wanted) + 2)


def asks_more(operation: Operation, folded: str, memo: Memo) -> bool:
    """Whether a question is left after all that the product's own text says was said."""
    if _WONDERS.search(folded) is None or _GENERAL.search(folded) is not None:
        return False
    asked = stems(unnamed(operation, folded, ""))
    if memo.last in ("produto", TEAM):
        return bool(asked)
    open_ = facts_asked(folded) or _WHICH.search(folded) is not None or len(folded.split()) > _BRIEF
    return not open_ and not _UNASKED.issuperset(asked)
