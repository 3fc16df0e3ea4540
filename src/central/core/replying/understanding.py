"""The reading with what the conversation knows: its product and variants, what was offered, who speaks first."""

from __future__ import annotations

import re

from central.core.messaging.conversation import Memo, Scene
from central.core.operation import Operation
from central.core.origin.routing import names
from central.core.people.persona import Persona
from central.core.reading.alarms import signals_danger
from central.core.reading.asked import facts_asked
from central.core.reading.details import detail_asked
from central.core.reading.meaning import Reading, chosen, opening, pointed, without
from central.core.reading.person import asks_person
from central.core.reading.spelling import spelled
from central.core.records import replace
from central.core.replying.following import accepted
from central.core.replying.hints import (
    asks_rather,
    backs_out,
    for_nobody,
    gives_up,
    injected,
    not_bought,
    off_percent,
    only_named,
    praised,
    presents,
    unworded,
    weighed_words,
)
from central.core.replying.naming import unnamed
from central.core.replying.picking import asks_total
from central.core.replying.reengage import SOLD
from central.core.selling.catalog import Product
from central.core.text import holds_any

BARE_WORDS = 3
"""A burst of so few words that names a variant is about that variant."""
_ASKING = re.compile(r"\?|^(?:e |eh |mas )?(?:quant|como|qual|onde|quando|tem |pode|posso|cabe)")
_TAKES = re.compile(
    r"^(?:[a-z]+[ ,]+){0,3}(?:quero|vou (?:levar|querer|comprar|ficar)|fecho|pode fechar|compro|levo)\b(?! (?:saber|"
    r"ver|entender|uma? (?:info|duvida)))|\bmanda(?: ai| logo| entao| para mim)?[.! ]*$"
)
"""Who takes the product, whatever way of paying they name beside."""
_SPLITS = re.compile(r"\?|\bparcel|\bdivid|\bvezes\b|\dx\b")
_UNSURE = frozenset({"outro", "pagamento", "objecao_preco", "objecao_eficacia", "objecao_confianca", "saudacao"})
"""What a short question for a detail is easily mistaken for."""
_LOST = frozenset({"outro", "objecao_preco", "objecao_eficacia", "saudacao", "agradecimento", "pos_venda", "desconto"})
"""What the reader makes of a few words beside a CEP."""
_VAGUE = frozenset({"outro", "objecao_preco", "pagamento"})
"""What a question for the whole is mistaken for."""
_STANDS = frozenset({"compra", "sair", "humano", "preco", "frete", "prazo", "pagamento"})


def understood(
    scene: Scene,
    operation: Operation,
    persona: Persona,
    memo: Memo,
    reading: Reading,
    folded: str,
    product: Product | None,
) -> Reading:
    """The reading with what the conversation knows: its product and variants, what was offered, who speaks first."""
    if reading.intent == "humano" and not asks_person(folded) and holds_any(folded, persona.words):
        reading = without(reading, "humano")
    reading = asks_rather(unworded(presents(reading, spelled(folded)), spelled(folded)), spelled(folded))
    reading = gives_up(backs_out(memo, reading, spelled(folded)), spelled(folded))
    reading = for_nobody(not_bought(memo, reading, spelled(folded)), spelled(folded))
    if product is not None:
        variant = product.variant(folded) is not None
        if variant and reading.intent not in _STANDS and len(folded.split()) <= BARE_WORDS:
            reading = replace(reading, intents=(("variacoes", 0.9),), sure=True)
        new = product.id != scene.memo.product
        if new and reading.intent == "agradecimento" and scene.memo.introduced:
            reading = replace(reading, intents=(("outro", 0.5),), sure=False)
        if names(product, folded):
            reading = only_named(reading, unnamed(operation, folded, ""))
        found = names(product, folded) or new
        reading = chosen(pointed(reading, found, variant), variant)
        if variant and memo.stage not in SOLD and reading.has("compra", 0.4):
            reading = without(reading, "pos_venda")
    reading = accepted(folded, scene.memo, reading, product)
    if product is not None and reading.intent in _UNSURE and _asks_detail(folded):
        reading = replace(reading, intents=(("produto", 0.8), *reading.intents[1:]), sure=True)
    if reading.intent in ("outro", "agradecimento", "saudacao") and (heard := facts_asked(spelled(folded))):
        reading = replace(reading, intents=((heard[0], 0.85), *reading.intents), sure=True)
    if product is not None and reading.intent == "pagamento" and _TAKES.search(folded) and not _SPLITS.search(folded):
        reading = replace(reading, intents=(("compra", 0.85), *reading.intents), sure=True)
    if reading.cep is not None and reading.intent in _LOST and not facts_asked(spelled(folded)):
        reading = replace(reading, intents=(("frete", 0.85), *reading.intents[1:]), sure=True)
    reading = weighed_words(reading, spelled(folded), facts_asked(spelled(folded)))
    reading = injected(off_percent(reading, folded), spelled(folded))
    if product is not None and reading.intent in _VAGUE and asks_total("preco", spelled(folded)):
        reading = replace(reading, intents=(("preco", 0.85), *reading.intents[1:]), sure=True)
    if not memo.introduced:
        reading = opening(reading, product is not None)
    reading = praised(memo, reading, spelled(folded))
    if not reading.danger and signals_danger(spelled(unnamed(operation, folded))):
        reading = replace(reading, danger=True, complex=True)
    return reading


def _asks_detail(folded: str) -> bool:
    """Whether a short question asks what the product is made of, how it is used or how large it is: "é ouro?"."""
    found = detail_asked(spelled(folded))
    short = len(folded.split()) <= BARE_WORDS + 1
    return found == "uso" or (short and found is not None and _ASKING.search(folded) is not None)
