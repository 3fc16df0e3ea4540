"""What answers a burst beside the rules: the same script once more, an article of the owner's, other products."""

from __future__ import annotations

import re

from central.core.messaging.conversation import Memo
from central.core.once import once_per
from central.core.operation import Operation
from central.core.origin.routing import names
from central.core.people.persona import Persona
from central.core.reading.asked import facts_asked
from central.core.reading.details import SLOT, detail_asked
from central.core.reading.lexical import affirmed, parts_of
from central.core.reading.meaning import Reading
from central.core.reading.spelling import spelled
from central.core.reading.stems import stems
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
from central.core.replying.besides import MOST_OTHERS
from central.core.replying.following import again, compares
from central.core.replying.hints import asks_cheapest, asks_cheapest_of_all, sighs, weighed
from central.core.replying.knowledge import surely
from central.core.replying.naming import unnamed
from central.core.replying.questions import also_asked, asked_apart
from central.core.replying.rules import Rule
from central.core.replying.script import ARTICLE, CARDS, HEALTH, HEALTH_AT_ALL, TEAM
from central.core.selling.catalog import Product
from central.core.selling.described import pointed_at
from central.core.text import fold, holds_any, tokens
from central.core.text import folded as folded_words

_FREE_FREIGHT = re.compile(
    r"\b(?:frete|entrega|envio)s? (?:e |eh |fica |sai |tem |ta |esta )?(?:gratis|gratuit\w+|free|de graca)|"
    r"\b(?:gratis|gratuit\w+|nao pago|sem) (?:o |a )?(?:frete|entrega|envio)\b|\benvio gratis\b|"
    r"\ba partir de (?:quanto|que valor)\b"
)
_ADVICE = re.compile(
    r"\bqual (?:\w+ ){0,5}(?:combina|indica\w*|recomenda\w*|suger\w+|fica(?:ria)? (?:mais |bem|bo[am]|melhor|bonit)\w*|"
    r"escolheria|levaria|usaria|acha(?:s)? (?:que |mais |melhor)|prefere|e (?:a )?sua preferida)\b|"
    r"\b(?:combina|vai bem|fica bem|fica bom|fica bonito) (?:com|em|para) (?:a |quem |uma |minha )?(?:pele|morena|"
    r"negra|branca|loira|ruiva|cabelo|tom|olhos?|senhora|mulher)|\bme ajuda a escolher|\bna sua opiniao|"
    r"\b(?:estou |to |fiquei )?(?:em |na )?duvida (?:entre|de qual|qual|na cor|no tom|do tom|da cor)"
)
"""Who asks which of the variants to take."""
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
_FOR = re.compile(r"\b(?:pr[oa]|para(?: [oa]s?)?) ([a-z]{4,})\b")
_ADVISED = frozenset(
    {"produto", "variacoes", "variacao_escolhida", "outro", "indica", "ranking", "compra", "objecao_eficacia"}
)
_DOUBTS = frozenset({"objecao_eficacia", "objecao_adiamento", "objecao_preco", "outro"})
"""What a question for the warranty is mistaken for."""
_PRICED = frozenset({"frete", "preco", "prazo", "outro", "produto", "desconto", "objecao_preco"})
_SECRET = re.compile(r"(?<!\d)(?:\d{4}[ .-]?){3}\d{1,4}(?!\d)|(?<!\d)\d{3}\.\d{3}\.\d{3}-?\d{2}(?!\d)")
"""A number of a card, or a CPF as people write it."""
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
_TELLS = frozenset({"preco", "produto", "desconto", "variacoes", "compra", "pagamento", "objecao_preco", "saudacao"})
"""Intents that ask something of every product they name."""


def answer(
    operation: Operation,
    persona: Persona,
    memo: Memo,
    reading: Reading,
    rule: Rule,
    words: str,
    product: Product | None,
    compared: bool,
) -> tuple[str, str]:
    """The rule's name and the script: the one asked for again, an article of the owner's, or the rule's own."""
    planned = rule.script or reading.intent
    if rule.action != "responder":
        return rule.id, planned
    if _SECRET.search(words):
        return CARDS, CARDS
    if memo.last in (HEALTH, HEALTH_AT_ALL) and _ALLOWED.search(spelled(fold(words))):
        return HEALTH, CLEARED
    if reading.health:
        return HEALTH, HEALTH
    folded = spelled(affirmed(fold(words)))
    if memo.last in (HEALTH, HEALTH_AT_ALL) and reading.intent in _ASKS and _JUDGING.search(folded):
        return HEALTH, HEALTH
    variant = product is not None and product.variant(folded, memo.variant) is not None
    named = product is not None and names(product, folded)
    if product is not None and _gone(product, memo) and _WHEN_BACK.search(folded):
        return rule.id, NO_NOTICE
    told_apart = variant and detail_asked(folded) is not None
    if not rule.words and not told_apart and (once_more := again(folded, memo, reading, product, variant, named)):
        return rule.id, GONE if product is not None and once_more in _OF_STOCK and _gone(product, memo) else once_more
    if not rule.words and product is not None and sighs(memo, reading, folded) and not facts_asked(folded):
        return rule.id, SORRY
    if not rule.words and product is not None and planned in _ADVISED - {"compra"} and asks_another(product, folded):
        return rule.id, THOSE
    if reading.intent != "compra" and weighed(operation.catalog, memo, folded) is not None:
        return rule.id, CHEAPER
    asked = unnamed(operation, fold(words), "") if reading.intent not in _NO_WISH else ""
    if _FREE_FREIGHT.search(folded) and planned in _PRICED and "descont" not in folded:
        return rule.id, FREE_FREIGHT
    found = surely(operation.knowledge, asked, persona.id, memo.product)
    stands = rule.words or reading.intent in _NO_QUESTION
    if planned in _LAST_RESORTS and not rule.words and (beside := also_asked(operation, persona, memo, words, planned)):
        return KNOWLEDGE, beside[0]
    if found is not None and asked_apart(operation, persona, memo, words, planned):
        return rule.id, planned
    if found is not None and (not stands or found.alike >= BEYOND_RULES):
        return KNOWLEDGE, f"{ARTICLE}{found.article.id}"
    if planned == "produto" and not variant and product is not None and len(product.available) > 1:
        planned = "variacoes" if _KINDS.search(folded) else planned
    if product is not None and planned in _FITTED and _FITS.search(folded) and product.detail("tamanho") is not None:
        return rule.id, "medidas"
    if planned == "preco" and product is not None and _gone(product, memo):
        return rule.id, GONE
    if planned == "outro" and not rule.words and product is None and of_field(operation, folded):
        return rule.id, THOSE
    if planned == "outro" and not rule.words and _SOLD_HERE.search(folded) and len(folded.split()) <= _SHORT:
        return rule.id, NOT_SOLD
    if product is not None and planned in _ADVISED and not compared and _ADVICE.search(folded) and _by_taste(product):
        return rule.id, ADVICE
    if product is not None and planned in _OPTION_SCRIPTS and "tamanho" in folded and _sizeless(product):
        return rule.id, "medidas"
    if planned in _OPEN_WISHES and (asks_cheapest_of_all(folded) or (product is None and asks_cheapest(folded))):
        return rule.id, CHEAPEST
    if planned == "objecao_preco" and "frete" in folded and memo.region is not None and product is not None:
        return rule.id, FREE_FREIGHT
    if planned in _DOUBTS and facts_asked(folded) == ("garantia",):
        return rule.id, "garantia"
    if not rule.words and product is not None and not compared and _asks_of(product, planned, variant, folded):
        detail = _detail(operation, persona, product, folded, planned == "produto")
        if detail is not None:
            return rule.id, detail
    open_ = planned == "produto" and product is not None and not rule.words and not compared
    if open_ and _asks_more(operation, folded, memo):
        return rule.id, TEAM
    if planned in ("compra", "variacao_escolhida") and product is not None and _too_many(product, memo, folded):
        return rule.id, TOO_FEW
    if compared and planned in ("desconto", "objecao_preco", "variacao_escolhida", "variacoes"):
        return rule.id, "produto"
    return rule.id, planned


def asks_free_freight(folded: str) -> bool:
    """Whether the words ask for free freight; `folded` is spelled out."""
    return _FREE_FREIGHT.search(folded) is not None


def asks_another(product: Product, folded: str) -> bool:
    """Whether the words ask for another thing of the kind that is talked about: "tem outro perfume?"."""
    kind = fold(product.name).split(" ")[0]
    return len(kind) > 2 and re.search(rf"\boutr[oa]s? {re.escape(kind)}s?\b", folded) is not None


def _sizeless(product: Product) -> bool:
    """Whether its variants are no sizes, and its own measures are known."""
    sized = any(len(word) == 1 or word.isdigit() for v in product.variants for word in tokens(fold(v.name)))
    return not sized and product.detail("tamanho") is not None


def of_field(operation: Operation, folded: str) -> bool:
    """Whether the words speak of the field of a persona for everybody."""
    return any(holds_any(folded, one.words) for one in operation.personas if not one.adult)


def _gone(product: Product, memo: Memo) -> bool:
    """Whether the variant talked about is sold out, and another is not."""
    return bool(product.available) and any(v.id == memo.variant and v.stock == 0 for v in product.variants)


def _by_taste(product: Product) -> bool:
    """Whether its variants are told apart by taste: colours, no sizes and no amounts."""
    return len(product.available) > 1 and not any(c.isdigit() for v in product.available for c in v.name)


def _asks_of(product: Product, planned: str, variant: bool, folded: str) -> bool:
    """Whether a question may be about a detail: one of the product, or a "tem …?" that names no variant."""
    if planned == "produto":
        return True
    options = planned in ("variacoes", "variacao_escolhida") and (not variant or detail_asked(folded) is not None)
    return options and _KINDS.search(folded) is None and _OPTIONS.search(folded) is None


def _detail(operation: Operation, persona: Persona, product: Product, folded: str, whole: bool) -> str | None:
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


def _too_many(product: Product, memo: Memo, folded: str) -> bool:
    """Whether more is wanted than there is of the variant spoken of."""
    match = _COUNT.search(folded)
    wanted = (match[1] or match[2]) if match is not None else None
    if wanted is None or any(wanted in tokens(fold(v.name)) for v in product.variants):
        return False
    variant = next((v for v in product.variants if v.id == memo.variant), None)
    held = variant.stock if variant is not None else product.stock
    return 0 < held < (int(wanted) if wanted.isdigit() else _NUMBERS.index(wanted) + 2)


def _asks_more(operation: Operation, folded: str, memo: Memo) -> bool:
    """Whether a question is left after all that the product's own text says was said."""
    if _WONDERS.search(folded) is None or _GENERAL.search(folded) is not None:
        return False
    asked = stems(unnamed(operation, folded, ""))
    if memo.last in ("produto", TEAM):
        return bool(asked)
    open_ = facts_asked(folded) or _WHICH.search(folded) is not None or len(folded.split()) > _BRIEF
    return not open_ and not _UNASKED.issuperset(asked)


def further(
    operation: Operation,
    persona: Persona,
    memo: Memo,
    reading: Reading,
    folded: str,
    product: Product | None,
    before: str | None = None,
) -> tuple[Product, ...]:
    """Further products the burst names, and where it compares the one of `before` and those compared then.

    Adult ones by adults only.
    """
    if product is None or reading.intent not in _TELLS:
        return ()
    shelf = shelf_of(operation, persona)
    named = [p for p in shelf if p.id != product.id and names(p, folded) and not _within(p, product, folded)]
    if compares(folded):
        named += [
            p
            for p in shelf
            if p.id in (before, *memo.also, *([] if memo.also else [memo.earlier]))
            and p.id != product.id
            and p not in named
        ]
    return tuple(dict.fromkeys((*named, *_asked_by_use(shelf, product, folded))))[:MOST_OTHERS]


def _asked_by_use(shelf: tuple[Product, ...], product: Product, folded: str) -> list[Product]:
    """What other parts of the burst ask for by what it is for: "tem hidratante? e creme para o cabelo?"."""
    parts = parts_of(spelled(folded))
    if len(parts) < 2 or not any(names(product, part) for part in parts):
        return []
    asked = [part for part in parts if part.startswith("e ") and not any(names(p, part) for p in shelf)]
    own = tuple(p for p in shelf if p.persona == product.persona)
    return [p for part in asked if (p := pointed_at(own, part, _FOR)) is not None and p.id != product.id]


def shelf_of(operation: Operation, persona: Persona) -> tuple[Product, ...]:
    """What this persona may speak of: adult products by adults only."""
    products = operation.catalog.products
    return _active(products) if persona.adult else _for_all(products)


@once_per
def _active(products: tuple[Product, ...]) -> tuple[Product, ...]:
    return tuple(p for p in products if p.active)


@once_per
def _for_all(products: tuple[Product, ...]) -> tuple[Product, ...]:
    return tuple(p for p in products if p.active and not p.adult)


def _within(one: Product, other: Product, folded: str) -> bool:
    """Whether all the words that name the one stand within words that name the other."""
    without_other = folded
    for name in sorted(folded_words((other.name, *other.words)), key=len, reverse=True):
        without_other = without_other.replace(name, " ")
    return not names(one, without_other)
