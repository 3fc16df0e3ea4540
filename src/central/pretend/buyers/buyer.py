"""One buyer, drawn from the seed: who they are, what they want, what they doubt, how they write and pay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from central.core.origin.campaign import Campaign
from central.core.selling.catalog import Catalog, Product, Variant
from central.pretend.buyers.world import World, draw

Some = TypeVar("Some")

NAMES = (
    "Ana Beatriz,Bruna,Camila,Daniele,Eduarda,Fernanda,Gabriela,Helena,Isabela,Joana,Karina,Larissa,Mariana,Natália,"
    "Olívia,Patrícia,Rafaela,Sabrina,Tatiane,Vanessa,André,Bruno,Caio,Diego,Felipe,Gustavo,Henrique,João,Lucas,Marcos"
).split(",")
CEPS = (
    *("01310-100", "04538-132", "08210-090", "20040-020", "22410-003", "30140-071", "80010-000", "90010-150"),
    *("70040-010", "40015-970", "50030-230", "60025-060", "13010-050", "69005-070", "74003-010", "88010-400"),
)
STYLES = ("caprichado", "comum", "sem_acento", "apressado")
METHODS = (("pix", 0.62), ("credit_card", 0.28), ("boleto", 0.10))
ORDER = (
    *("preco", "produto", "variacoes", "frete", "prazo", "objecao_eficacia", "pagamento", "objecao_preco"),
    *("desconto", "objecao_confianca"),
)


@dataclass(frozen=True, slots=True)
class Buyer:
    """Everything about a buyer that no conversation changes; times in milliseconds."""

    seed: int
    number: int
    name: str
    campaign: Campaign
    product: Product
    variant: Variant
    cep: str
    style: str
    doubts: tuple[str, ...]
    patience: int
    """How often they ask the same thing before they give it up."""
    waits: int
    """How long they wait for an answer."""
    method: str
    pays_after: int
    bsuid_only: bool

    def chance(self, *what: object) -> float:
        """A number from 0 to 1 for one moment of this buyer's life."""
        return draw(self.seed, self.number, *what)

    def price(self, catalog: Catalog) -> int:
        """What they pay, in centavos, without freight."""
        price = self.variant.price if self.variant.price is not None else self.product.price
        return catalog.payment.pix(price) if self.method == "pix" else price

    @property
    def word(self) -> str:
        """What they call the product."""
        words = self.product.words or (self.product.name,)
        return words[int(self.chance("palavra") * len(words))]


def draw_buyer(seed: int, number: int, campaigns: Sequence[Campaign], catalog: Catalog, world: World) -> Buyer:
    """The buyer with this number; the same every time."""

    def chance(*what: object) -> float:
        return draw(seed, number, *what)

    campaign = _one(campaigns, chance("campanha"))
    product = catalog.product(campaign.product)
    assert product is not None, "an operation's campaigns name products it has"
    variants = product.variants if chance("esgotada") < 0.05 else product.available or product.variants
    doubts = [intent for intent, share in world.doubts.items() if chance("dúvida", intent) < share]
    return Buyer(
        seed=seed,
        number=number,
        name=_one(NAMES, chance("nome")),
        campaign=campaign,
        product=product,
        variant=_one(variants, chance("opção")),
        cep=_one(CEPS, chance("cep")),
        style=_one(STYLES, chance("jeito")),
        doubts=tuple(sorted(doubts, key=lambda d: ORDER.index(d) + 2.5 * chance("ordem", d))),
        patience=1 + int(chance("paciência") * 3),
        waits=120_000 + int(chance("espera") * 480_000),
        method=_method(chance("pagamento")),
        pays_after=round(60_000 + 900_000 * chance("demora") ** 3),
        bsuid_only=chance("sem telefone") < 0.04,
    )


def _one(options: Sequence[Some], chance: float) -> Some:
    return options[int(chance * len(options))]


def _method(chance: float) -> str:
    for method, share in METHODS:
        if (chance := chance - share) < 0:
            return method
    return METHODS[0][0]
