"""Shops by the seed for the guard's drafts: personas, products, variants, regions, ways to pay, all invented."""
# ruff: noqa: E501 - lists of phrases read best as lines

from __future__ import annotations

import random
from dataclasses import dataclass

from central.core.messaging.channel import AppSpec, ChannelSpec
from central.core.operation import Operation
from central.core.people.persona import Persona
from central.core.selling.catalog import Catalog, Payment, Product, Region, Variant

NAMES = "Lívia Carla Melissa Sofia Bruna Helena Joana Tainá Rita Clarice Dora Íris".split()
THINGS = {
    "beleza": ("Sérum", "Batom", "Hidratante", "Base", "Máscara", "Sabonete", "Tônico", "Esfoliante", "Xampu"),
    "moda": ("Vestido", "Bolsa", "Calça", "Brinco", "Lenço", "Blusa", "Saia", "Casaco", "Sandália"),
    "perfumaria": ("Perfume", "Colônia", "Body Splash", "Óleo Perfumado", "Desodorante", "Vela"),
    "linha reservada": ("Óleo de Massagem", "Camisola", "Massageador", "Jogo", "Gel"),
}
SURNAMES = (
    "Aurora Veludo Orvalho Cetim Trama Alba Nina Jade Mareh Âmbar Cedro Brisa Íris Noir Sintonia Lume Raiz Bruma "
    "Seiva Cora Lagoa Pétala Canela Figo Serra Duna Nuvem Tulha Quartzo Marfim Areal Garoa Peroba Zênite Caju Pitanga"
).split()
COLOURS = "Preto Branco Azul Coral Nude Ameixa Terracota Dourado Prateado Verde Vinho Areia Mel Castanha".split()
PLACES = (
    ("Grande São Paulo", 1000, 9999),
    ("Interior de São Paulo", 11000, 19999),
    ("Grande Rio", 20000, 26699),
    ("Espírito Santo", 29000, 29999),
    ("Minas Gerais", 30000, 39999),
    ("Bahia", 40000, 48999),
    ("Pernambuco", 50000, 56999),
    ("Ceará", 60000, 63999),
    ("Norte", 66000, 69999),
    ("Centro-Oeste", 70000, 79999),
    ("Paraná", 80000, 87999),
    ("Rio Grande do Sul", 90000, 99999),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a draft is written: the shop, who speaks, about what, to where."""

    operation: Operation
    persona: Persona
    product: Product
    other: Product
    region: Region

    @property
    def payment(self) -> Payment:
        return self.operation.catalog.payment


def shop(seed: int) -> Operation:
    """One shop; the same seed gives the same shop."""
    draw = random.Random(seed)
    names, words = draw.sample(NAMES, 4), draw.sample(SURNAMES, 24)
    personas = tuple(
        Persona(name.lower(), name, field, "calma", f"Oi! Aqui é a {name}, assistente virtual da loja.", "#333")
        for name, field in zip(names, THINGS, strict=True)
    )
    site = f"https://{draw.choice(('lojareta', 'casadalua', 'bemcuidada', 'ateliecor'))}.{draw.choice(('example', 'com.br', 'shop'))}"
    products: list[Product] = []
    for persona in personas:
        for thing in draw.sample(THINGS[persona.field], min(5, len(THINGS[persona.field]))):
            products.append(_product(draw, persona, thing, words.pop(), site))
    payment = Payment(
        draw.choice((0, 3, 5, 5, 7, 8, 10)), draw.choice((1, 3, 4, 6, 10, 12)), draw.choice((0, 2000, 3000, 5000))
    )
    number = f"+55 {draw.choice((11, 21, 81))} 9{draw.randrange(1000, 9999)}-{draw.randrange(1000, 9999)}"
    return Operation(
        1, str(seed), "Loja Reta", site, personas, (AppSpec("app"),),
        (ChannelSpec("100", "Loja", number, "w", "f", tuple(p.id for p in personas)),),
        Catalog(tuple(products), _regions(draw), payment), (), (), (),
    )  # fmt: skip


def moment(operation: Operation, draw: random.Random) -> Moment:
    """A moment in a shop: a product that can be bought, another of the same persona, a region."""
    persona = draw.choice(operation.personas)
    product, other = draw.sample(operation.catalog.of(persona.id), 2)
    return Moment(operation, persona, product, other, draw.choice(operation.catalog.regions))


def _product(draw: random.Random, persona: Persona, thing: str, surname: str, site: str) -> Product:
    name = f"{thing} {surname}"
    price = draw.choice(
        (990, 1290, 2490, 3490, 3990, 4990, 5490, 6490, 7990, 8990, 9900, 11990, 14990, 18990, 22900, 35000)
    )
    price += draw.choice((0, 0, 0, 5, 10, 1000, 2000))
    warranty = draw.choice(
        (
            "troca por defeito e devolução em até 7 dias depois de receber",
            "90 dias contra defeito",
            "30 dias para troca com a etiqueta",
        )
    )
    size = draw.choice(("frasco de 30 ml", "tem 24 cm de largura", "pote de 300 g", "do P ao G", "100% algodão"))
    slug = f"{thing} {surname}".lower().replace(" ", "-")
    return Product(
        id=slug,
        persona=persona.id,
        name=name,
        price=price,
        summary=f"{thing.lower()} leve para o dia a dia, de toque seco",
        link=f"{site}/p/{''.join(c for c in slug if c.isascii())}",
        words=(name.lower(), thing.lower()) if draw.random() < 0.5 else (name.lower(),),
        variants=_variants(draw, price),
        details=(("uso", "duas vezes por dia, na pele limpa"), ("garantia", warranty), ("tamanho", size)),
    )


def _variants(draw: random.Random, price: int) -> tuple[Variant, ...]:
    stock = [draw.choice((0, 1, 2, 3, 4, 7, 12, 18, 25, 40)) for _ in range(4)]
    match draw.randrange(4):
        case 0:
            return (Variant("unica", "", max(1, stock[0])),)
        case 1:
            return tuple(Variant(c.lower(), c, stock[n] + (not n)) for n, c in enumerate(draw.sample(COLOURS, 3)))
        case 2:
            return tuple(Variant(s, s, stock[n] + (not n)) for n, s in enumerate(("38", "40", "42", "44")))
    return (
        Variant("50ml", "50 ml", max(1, stock[0])),
        Variant("100ml", "100 ml", stock[1], price=price + draw.choice((2000, 3500, 7000))),
    )


def _regions(draw: random.Random) -> tuple[Region, ...]:
    found = []
    for name, low, high in PLACES:
        least = draw.randrange(2, 9)
        found.append(
            Region(
                name,
                ((low, high),),
                draw.choice((0, 990, 1290, 1590, 1990, 2490, 2990, 3890)),
                least,
                least + draw.randrange(0, 6),
                draw.choice((None, 9900, 14900, 19900, 24900, 29900)),
            )
        )
    return tuple(found)
