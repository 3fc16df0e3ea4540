"""Leads who ask on purpose: between them, everything that a shop is asked, in the words of hurried people."""

from __future__ import annotations

from dataclasses import dataclass

from central.core.selling.catalog import Product

TOPICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("preço", ("quanto custa?", "qual o valor do {p}?", "qto ta o {p}")),
    ("frete", ("quanto é o frete pro cep {cep}?", "entrega no {cep}? quanto fica o frete")),
    ("prazo", ("chega em quantos dias no cep {cep}?", "demora quanto tempo pra chegar? {cep}")),
    ("pagamento", ("quais as formas de pagamento?", "parcela no cartão?", "aceita pix?")),
    ("o que é", ("me fala mais do {p}", "como é o {p}?")),
    ("opções", ("quais opções tem?", "que cores ou tamanhos tem do {p}?")),
    ("desconto", ("tem desconto?", "faz um precinho melhor?")),
    ("confiança", ("é confiável? já caí em golpe", "como sei que vou receber mesmo?")),
    ("eficácia", ("funciona mesmo?", "já testei outros e não funcionou")),
    ("achar caro", ("achei caro", "nossa, caro hein")),
    ("garantia", ("tem garantia?", "se vier com defeito troca?")),
    ("uso", ("como usa o {p}?", "como que usa?")),
    ("composição", ("do que é feito o {p}?", "qual a composição?")),
    ("foto", ("me manda uma foto do {p}", "tem foto?")),
    ("compra", ("quero comprar", "como faço pra comprar o {p}?")),
)
"""What is asked, for people to read, and ways to ask it; {p} is the product, {cep} the lead's CEP."""
CEPS = ("01310-100", "22410-003", "30140-071", "50030-230", "69005-070")
NAMES = ("Ana", "Bruno", "Carla", "Diego", "Elisa", "Fábio", "Gabi", "Hugo", "Ivone", "Jonas")
OF_AGE = "tenho 32 anos, sou maior de idade"
A_LEAD = 5
"""So many questions each."""


@dataclass(frozen=True, slots=True)
class Question:
    """A topic and the words for it."""

    topic: str
    words: str


def questions(number: int, product: Product) -> tuple[Question, ...]:
    """What the lead with this number asks, the same every time; all topics come round within three leads."""
    word = product.words[0] if product.words else product.name
    found = []
    for place in range(A_LEAD):
        topic, ways = TOPICS[(number * A_LEAD + place) % len(TOPICS)]
        way = ways[(number + place) % len(ways)]
        found.append(Question(topic, way.format(p=word, cep=CEPS[number % len(CEPS)])))
    return tuple(found)


def hello(product: Product) -> str:
    """The first words of a lead whom no ad brought."""
    return f"Oi! Quero saber mais sobre {product.name}"
