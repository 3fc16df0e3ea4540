"""What a model may ask the catalogue for: the answers are facts, in the words the scripts use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from central.core.reading.stems import stems
from central.core.replying.knowledge import Article, search
from central.core.replying.script import fill, values_for
from central.core.selling.catalog import Catalog, Product, Region, Variant
from central.core.text import contains, find_cep, fold, folded

UNKNOWN = "Não há esse produto no catálogo. Os que existem: {names}."
NO_REGION = "Não há entrega cadastrada para esse CEP; diga que uma pessoa da equipe confirma."
MOST_ARTICLES = 2
LEAST_NEAR, LEAST_WORDS = 0.4, 2
"""An article is near enough by its own questions, or by so many words of the passage."""
NOTHING_KNOWN = "Ninguém escreveu isso: não suponha. Diga que não sabe e ofereça chamar uma pessoa da equipe."
ASK_CEP = "Falta o CEP: peça os oito números."


@dataclass(frozen=True, slots=True)
class Shelf:
    """The catalogue as one persona may show it to one lead; `shown` turns a masked text into what the lead wrote."""

    catalog: Catalog
    persona: str
    persona_name: str
    products: tuple[Product, ...]
    current: Product | None
    variant: Variant | None
    region: Region | None
    link: Callable[[Product], str]
    shown: Callable[[str], str]
    articles: tuple[Article, ...] = ()
    """What the seller answers beside the catalogue."""

    def price(self, product: str, variant: str = "") -> str:
        """Price, Pix price and instalments."""
        return self._told(product, variant, "preco", "preco_pix", "parcelas")

    def stock(self, product: str, variant: str = "") -> str:
        """Variants that can be bought and how many there are."""
        return self._told(product, variant, "variacoes", "estoque")

    def freight(self, cep: str, product: str = "") -> str:
        """Freight and days to a CEP; without one, to the region known so far."""
        found = find_cep(self.shown(cep))
        if found is None and self.region is None:
            return ASK_CEP
        region = self.catalog.region(found) if found is not None else self.region
        if region is None:
            return NO_REGION
        return self._said(self.find(product) or self.current, None, region, ("regiao", "frete", "prazo"))

    def payment(self, product: str) -> str:
        """Ways to pay."""
        return self._told(product, "", "pagamento", "parcelas", "preco_pix")

    def details(self, product: str) -> str:
        """What it is and how it is used."""
        return self._told(product, "", "resumo", "uso", "composicao", "tamanho", "garantia")

    def address(self, product: str, variant: str = "") -> str:
        """The link to buy it; none while it is sold out."""
        return self._told(product, variant, "link")

    def knowledge(self, question: str) -> str:
        """The passages of the seller's articles for a question; that there are none is told as well."""
        current = self.current.id if self.current is not None else None
        found = search(self.articles, self.shown(question), self.persona, current, MOST_ARTICLES)
        values = self._values(self.current)
        asked = frozenset(stems(self.shown(question)))
        fitting = [f for f in found if f.alike >= LEAST_NEAR or len(asked & frozenset(stems(f.passage))) >= LEAST_WORDS]
        said = [text for one in fitting if (text := fill(one.passage, values)) is not None]
        return "\n".join(said) or NOTHING_KNOWN

    def find(self, name: str) -> Product | None:
        """The product somebody names; an empty name is the one talked about."""
        wanted = fold(self.shown(name))
        if not wanted:
            return self.current
        exact = next((p for p in self.products if wanted in (p.id, fold(p.name))), None)
        if exact is not None:
            return exact
        return next((p for p in self.products if _named(p, wanted)), None)

    def _told(self, name: str, variant: str, *slots: str) -> str:
        product = self.find(name)
        if product is None:
            return UNKNOWN.format(names=", ".join(p.name for p in self.products) or "nenhum por enquanto")
        chosen = product.variant(fold(variant)) if variant else None
        if chosen is None and product == self.current:
            chosen = self.variant
        return self._said(product, chosen, self.region, slots)

    def _said(
        self, product: Product | None, variant: Variant | None, region: Region | None, slots: tuple[str, ...]
    ) -> str:
        values = self._values(product, variant, region)
        said = [f"{slot}: {values[slot]}" for slot in ("produto", *slots) if values.get(slot)]
        return "; ".join(said) if len(said) > (product is not None) else "O catálogo não diz; não invente."

    def _values(
        self, product: Product | None, variant: Variant | None = None, region: Region | None = None
    ) -> dict[str, str]:
        return values_for(
            self.catalog,
            product,
            persona=self.persona_name,
            persona_id=self.persona,
            region=region,
            variant=variant,
            link=self.link(product) if product is not None else "",
        )


def _named(product: Product, wanted: str) -> bool:
    return any(contains(wanted, word) or contains(word, wanted) for word in folded((product.name, *product.words)))
