"""What a list of products would change in a catalogue. The owner's own words stay, and nothing goes away by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from central.core.money import reais
from central.core.onboarding.listing import (
    LONGEST_NAME,
    LONGEST_OPTION,
    PLAIN,
    Listing,
    Offer,
    Unreadable,
    shortened,
    words_of,
)
from central.core.selling.catalog import UNCOUNTED, Catalog, Product, Variant
from central.core.text import fold, slug

ALONE = "unica"
"""The id of the one variant of a product without variations."""
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the owner wants done: `persona` sells what is new, `texts` takes the list's words over ours, `emptied`
    puts what the list no longer has out of stock."""

    source: str
    """`nuvemshop`, `shopify`, `yampi` or `planilha`."""
    persona: str = ""
    texts: bool = False
    emptied: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """A product as it would be; `said` what changes, in words, `photo` the address of one it has not yet."""

    product: Product
    place: str
    said: tuple[str, ...] = ()
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a list would do; `same` counts what stays as it is, `absent` is ours from this source, and not listed."""

    fresh: tuple[Incoming, ...] = ()
    changed: tuple[Incoming, ...] = ()
    same: int = 0
    hidden: int = 0
    """New products that the shop itself does not show."""
    absent: tuple[Product, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def incoming(self) -> tuple[Incoming, ...]:
        """Everything that would be kept."""
        return self.fresh + self.changed


def compare(
    catalog: Catalog, listings: Sequence[Listing], wishes: Wishes, adults: Mapping[str, bool], site: str = ""
) -> Comparison:
    """What the list would change. `adults` are the personas' ids, each with whether her products are for adults."""
    work = _Work(catalog, wishes, adults, site, _Ours(catalog.products, wishes.source))
    for listing in listings:
        work.take(listing)
    return work.ended()


@dataclass(slots=True)
class _Work:
    catalog: Catalog
    wishes: Wishes
    adults: Mapping[str, bool]
    site: str
    ours: _Ours
    fresh: list[Incoming] = field(default_factory=list)
    changed: list[Incoming] = field(default_factory=list)
    met: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    bad: list[Unreadable] = field(default_factory=list)
    same: int = 0
    hidden: int = 0
    uncounted: int = 0

    def take(self, listing: Listing) -> None:
        """One product of the list."""
        ours = self.ours.of(listing)
        if ours is not None and ours.id in self.met:
            cure = "deixe uma linha só, ou dê outro nome a uma das duas"
            self.bad.append(Unreadable(listing.place, "", f'"{listing.name}" aparece duas vezes', cure))
        elif ours is not None:
            self.met.add(ours.id)
            self._again(ours, listing)
        elif listing.active:
            self._first(listing)
        else:
            self.hidden += 1

    def ended(self) -> Comparison:
        """What became of all of them."""
        mine = (p for p in self.catalog.products if _from(p, self.wishes.source) and p.id not in self.met)
        absent = tuple(p for p in mine if p.active and p.stock)
        if self.wishes.emptied:
            self.changed += [_emptied(product) for product in absent]
        notes = []
        if self.uncounted:
            many = f"{self.uncounted} produtos vêm" if self.uncounted > 1 else "1 produto vem"
            notes.append(f"{many} sem contagem de estoque: dá para comprar, e ninguém diz quantos há.")
        if self.hidden:
            many = f"{self.hidden} produtos escondidos" if self.hidden > 1 else "1 produto escondido"
            notes.append(f"{many} na loja não entram.")
        kept = (tuple(self.fresh), tuple(self.changed), self.same, self.hidden)
        return Comparison(*kept, () if self.wishes.emptied else absent, tuple(self.bad), tuple(notes))

    def _first(self, listing: Listing) -> None:
        persona = self._persona(listing)
        link = listing.link or self.site if listing.short_of_links else listing.link
        if persona is None:
            cure = f"escreva uma destas: {', '.join(self.adults)}"
            said = f'não há persona "{listing.persona}"' if listing.persona else "falta dizer qual persona vende"
            self.bad.append(Unreadable(listing.place, "persona", said, cure))
        elif not link.startswith("https://"):
            said = f'"{link[:60]}" não é um endereço' if link else "falta o endereço de compra"
            cure = "escreva o endereço da página do produto, como https://minhaloja.com.br/caneca"
            self.bad.append(Unreadable(listing.place, "link", said, cure))
        else:
            self.taken |= set() if self.taken else {p.id for p in self.catalog.products}
            hidden_name = len([p for p in self.catalog.products if p.adult]) + len(self.fresh) + 1
            product = _fresh(listing, persona, _free(slug(listing.name) or "produto", self.taken), link)
            self.taken.add(product.id)
            product = replace(product, origin=_origin(self.wishes.source, listing))
            if self.adults[persona]:
                product = replace(product, adult=True, neutral_name=f"Item {hidden_name:02d}")
            self.uncounted += any(v.stock >= UNCOUNTED for v in product.variants)
            self.fresh.append(Incoming(product, listing.place, photo=listing.photo))

    def _persona(self, listing: Listing) -> str | None:
        wanted = slug(listing.persona) if listing.persona else self.wishes.persona
        if not wanted and len(self.adults) == 1:
            return next(iter(self.adults))
        return wanted if wanted in self.adults else None

    def _again(self, ours: Product, listing: Listing) -> None:
        merged, said = _merged(ours, listing, self.wishes)
        photo = listing.photo if ours.photo is None else ""
        if merged == replace(ours, origin=merged.origin) and not photo and ours.origin == merged.origin:
            self.same += 1
            return
        if photo:
            said.append("ganha foto")
        if not said:
            said.append("passa a ser acompanhado por esta lista")
        self.changed.append(Incoming(merged, listing.place, tuple(said), photo))


def _origin(source: str, listing: Listing) -> str:
    return f"{source}:{listing.key}" if listing.key else source


def _from(product: Product, source: str) -> bool:
    return product.origin == source or (product.origin or "").startswith(f"{source}:")


class _Ours:
    """The products we have, by what a listing may be known by."""

    def __init__(self, products: Sequence[Product], source: str) -> None:
        self._source = source
        self._by_origin = {p.origin: p for p in reversed(products) if p.origin}
        self._by_name: dict[str, list[Product]] = {}
        for product in products:
            for name in {fold(product.name), f"#{product.id}", f"@{product.link}"}:
                self._by_name.setdefault(name, []).append(product)

    def of(self, listing: Listing) -> Product | None:
        """By its origin; else by its name, id or link, of what no other entry of this source is."""
        if listing.key and (named := self._by_origin.get(_origin(self._source, listing))) is not None:
            return named
        ways = (fold(listing.name), f"#{slug(listing.key)}", f"#{slug(listing.name)}", f"@{listing.link}")
        found = (p for way in ways if way not in ("", "#", "@") for p in self._by_name.get(way, ()))
        return next((p for p in found if not (listing.key and (p.origin or "").startswith(f"{self._source}:"))), None)


def _fresh(listing: Listing, persona: str, id: str, link: str) -> Product:
    price = listing.offers[0].price
    words = dict.fromkeys((*listing.words, *words_of(listing.name)))
    return Product(
        id=id,
        persona=persona,
        name=shortened(listing.name, LONGEST_NAME),
        price=price,
        summary=listing.summary or PLAIN,
        link=link,
        words=tuple(words)[:MOST_WORDS],
        variants=_variants(listing.offers, price),
        cost=listing.cost,
    )


def _variants(offers: Sequence[Offer], price: int) -> tuple[Variant, ...]:
    if len(offers) == 1 and not offers[0].name:
        return (Variant(ALONE, "", _counted(offers[0])),)
    made: list[Variant] = []
    for number, offer in enumerate(offers, 1):
        made.append(_variant(offer, f"opção {number}", price, {v.id for v in made}))
    return tuple(made)


def _variant(offer: Offer, otherwise: str, price: int, taken: set[str]) -> Variant:
    name = shortened(offer.name or otherwise, LONGEST_OPTION)
    own = None if offer.price == price else offer.price
    return Variant(_free(slug(name) or "opcao", taken), name, _counted(offer), own)


def _counted(offer: Offer) -> int:
    return UNCOUNTED if offer.stock is None else offer.stock


def _free(id: str, taken: set[str]) -> str:
    """The id, or the next one after it that nobody has."""
    if id not in taken:
        return id
    return next(f"{id}-{n}" for n in range(2, len(taken) + 3) if f"{id}-{n}" not in taken)


def _merged(ours: Product, listing: Listing, wishes: Wishes) -> tuple[Product, list[str]]:
    """Ours with the list's price, stock and cost, and what changes by that."""
    variants, price, said = _stocked(ours, listing)
    changed = replace(ours, variants=variants, price=price)
    if ours.price != price:
        said.insert(0, f"preço de {reais(ours.price)} para {reais(price)}")
    if listing.cost is not None and listing.cost != ours.cost:
        said.append(f"custo de {reais(ours.cost) if ours.cost else 'nada'} para {reais(listing.cost)}")
        changed = replace(changed, cost=listing.cost)
    if ours.active and not listing.active:
        said.append("sai de venda: a loja o escondeu")
        changed = replace(changed, active=False)
    if wishes.texts:
        changed = _reworded(changed, listing, said)
    origin = ours.origin or _origin(wishes.source, listing)
    return replace(changed, origin=origin), said


def _reworded(ours: Product, listing: Listing, said: list[str]) -> Product:
    """With the list's own name, summary and link."""
    name, summary, link = listing.name or ours.name, listing.summary or ours.summary, listing.link or ours.link
    if (name, summary, link) != (ours.name, ours.summary, ours.link):
        said.append("textos e link da lista")
    return replace(ours, name=shortened(name, LONGEST_NAME), summary=summary, link=link)


def _stocked(ours: Product, listing: Listing) -> tuple[tuple[Variant, ...], int, list[str]]:
    offers, price = listing.offers, listing.offers[0].price
    plain = len(ours.variants) == 1 and not ours.variants[0].name
    if plain and len(offers) == 1 and not offers[0].name:
        only = ours.variants[0]
        said = _moved("", only.stock, _counted(offers[0]))
        return (replace(only, stock=_counted(offers[0]), price=None),), price, said
    if plain:
        return _variants(offers, price), price, [f"ganha {len(offers)} variações"]
    if len(offers) == 1 and not offers[0].name:
        return ours.variants, price, ["o estoque das variações não mudou: a lista não as diz"]
    return _matched(ours, offers, price)


def _matched(ours: Product, offers: Sequence[Offer], price: int) -> tuple[tuple[Variant, ...], int, list[str]]:
    """Our variations with the stock and price of those of the list; new ones after them, missing ones as they were."""
    said: list[str] = []
    left = {slug(o.name): o for o in reversed(offers)}
    made: list[Variant] = []
    for variant in ours.variants:
        offer = left.pop(variant.id, None) or left.pop(slug(variant.name), None)
        if offer is None:
            made.append(variant if variant.price is not None else _priced(variant, ours.price, price))
            said.append(f'"{variant.name}" não veio na lista e fica como está')
            continue
        said += _moved(variant.name, variant.stock, _counted(offer))
        before = ours.price if variant.price is None else variant.price
        if before != offer.price and offer.price != price:
            said.append(f'preço de "{variant.name}" para {reais(offer.price)}')
        own = None if offer.price == price else offer.price
        made.append(replace(variant, stock=_counted(offer), price=own))
    for name, offer in left.items():
        if offer in offers:
            made.append(_variant(offer, name, price, {v.id for v in made}))
            said.append(f'entra "{made[-1].name}"')
    return tuple(made), price, said


def _priced(variant: Variant, before: int, now: int) -> Variant:
    """A variation the list does not have keeps its price when the product's changes."""
    return variant if before == now else replace(variant, price=before)


def _moved(name: str, before: int, now: int) -> list[str]:
    if before == now:
        return []
    told = f' de "{name}"' if name else ""
    return [f"estoque{told} de {_units(before)} para {_units(now)}"]


def _units(stock: int) -> str:
    return "não contado" if stock >= UNCOUNTED else str(stock)


def _emptied(product: Product) -> Incoming:
    variants = tuple(replace(v, stock=0) for v in product.variants)
    return Incoming(replace(product, variants=variants), "fora da lista", ("não está mais na lista: estoque zerado",))
