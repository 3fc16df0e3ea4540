"""Claims that nothing carries: what a reply says of price, deadline, stock and the like, against the catalogue.

A judge of its own, beside the guard: it reads the messages that were sent, whoever wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from central.app.dialogues.words import plain, sentences
from central.core.guard.freight import freight_of
from central.core.messaging.conversation import Memo
from central.core.money import parse_reais, reais
from central.core.operation import Operation
from central.core.selling.cart import in_each, total
from central.core.selling.catalog import Catalog, Product, Region

_MONEY = re.compile(r"r\$ ?(\d[\d.]*(?:,\d{1,2})?)|(\d[\d.]*(?:,\d{1,2})?) ?(?:reais|conto|pila)")
_OFF = re.compile(r"(\d+(?:,\d+)?) ?(?:%|por cento)|\bcupom\b|\boff\b(?![- ]?white)")
_DAYS = re.compile(r"(\d+)(?: ?(?:a|ou|-|–|e) ?(\d+))? (?:dias?|semanas?|horas?)\b|chega (?:hoje|amanha)|ainda hoje")
_FREE = re.compile(r"frete (?:e |fica |sai )?gratis|entrega gratis|sem frete|frete por nossa conta")
_ABOVE = re.compile(r"[^.!?]{0,25}(?:acima de|a partir de|passando de) r\$ ?(\d[\d.]*,\d\d)")
_FREIGHT = re.compile(r"frete(?:(?!a partir de|acima de|passando de)[^.!?]){0,40}?r\$ ?(\d[\d.]*,\d\d)")
_UNITS = re.compile(
    r"(?:restam?|sobraram?|sobrou|apenas|so|somente|ultim[ao]s?) (\d+)\b(?! (?:ml|anos|vezes|dias|g|cm)|x)"
    r"|(\d+) unidades?\b"
)
_LAST = re.compile(r"\bultimas? (?:unidades?|pecas?)\b|\bacabando\b|\bestoque limitado\b")
_CURE = re.compile(
    r"\b(?:cura|curam|curar|elimina|eliminam|acaba com|trata (?:a|o|as|os)|cicatriza|emagrece|rejuvenesce|"
    r"clareia|some com|resolve (?:a|o) (?:sua|seu)|remove manchas|sem contraindicac\w+|aumenta o desejo)\b"
)
_PROMISE = re.compile(
    r"\b(?:garanto|prometo|juro|com certeza vai|vai funcionar|resultado garantido|100 ?%|satisfacao garantida|"
    r"voce vai amar|reservei|ja enviei|ja separei)\b"
)
_EXPLICIT = re.compile(
    r"\b(?:sexo|sexual|vibrador|dildo|penis|vagina|clitoris|orgasmo|tesao|erotic\w+|gozar|masturba\w*|gostosa|"
    r"safad\w+|libido)\b"
)
_PROMPT = re.compile(
    r"system prompt|prompt|minhas instruc|instrucoes (?:do|de) sistema|modelo de linguagem|language model|openai|"
    r"chatgpt|\bgpt\b|\{\{|\{[a-z_]+\}|lorem ipsum"
)
_CPF = re.compile(r"\b\d{3}\.?\d{3}\.?\d{3}-?\d{2}\b")
_PHONE = re.compile(r"(?:\+?55 ?)?\(?\d{2}\)? ?9?\d{4}[- ]?\d{4}\b")
_CARD = re.compile(r"\b(?:\d{4}[ -]?){3}\d{4}\b")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|net|org|store|shop|site|app|io)(?:\.br)?(?:/\S*)?")
_DENIED = re.compile(r"\b(?:nao|nunca|nem|sem|nenhum|nenhuma)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """A reply with what was known when it was sent."""

    text: str
    operation: Operation
    memo: Memo

    @property
    def catalog(self) -> Catalog:
        """The catalogue in force."""
        return self.operation.catalog

    @property
    def bare(self) -> str:
        """The folded text without the sentences the owner wrote in the catalogue and in articles."""
        text = plain(self.text)
        for owned in sorted(_owned(self.operation), key=len, reverse=True):
            text = text.replace(owned, " ")
        return text

    @property
    def region(self) -> Region | None:
        """The region the lead told."""
        return self.catalog.region_named(self.memo.region)


def unfounded(kind: str, said: Said) -> str | None:
    """The first claim of this kind that nothing carries; raises KeyError for a kind nobody knows."""
    return next(iter(KINDS[kind](said)), None)


def amounts(catalog: Catalog, products: Iterable[Product]) -> set[int]:
    """Every amount of money, in centavos, that may be told of these products."""
    payment = catalog.payment
    found = {r.price for r in catalog.regions} | {r.free_above for r in catalog.regions if r.free_above is not None}
    for product in products:
        for price in {product.price, *(v.price for v in product.variants if v.price is not None)}:
            found |= {price, payment.pix(price), payment.times(price)[1]}
    return found


def _owned(operation: Operation) -> set[str]:
    products = operation.catalog.products
    written = {plain(text) for p in products for text in (p.summary, *(fact for _, fact in p.details)) if text}
    return written | {plain(article.answer) for article in operation.knowledge}


def _prices(said: Said) -> Iterable[str]:
    """Money that no product of the persona (nor the one talked about) costs, alone or with the lead's freight."""
    mine = [p for p in said.catalog.products if p.persona == said.memo.persona or p.id == said.memo.product]
    allowed = amounts(said.catalog, mine)
    if (region := said.region) is not None:
        subject = amounts(said.catalog, (p for p in mine if p.id == said.memo.product))
        allowed |= {amount + freight_of(region, amount) for amount in subject}
        allowed |= {amount + freight_of(region, amount) for amount in _together(said)}
    allowed |= _together(said)
    for match in _MONEY.finditer(plain(said.text)):
        if parse_reais((match[1] or match[2]).rstrip(".,")) not in allowed:
            yield match[0]


def _together(said: Said) -> set[int]:
    """What the things the lead wants together come to, each of them and all, and what one instalment of that is."""
    catalog, cart = said.catalog, said.memo.cart
    carts = [*((meant,) for pick in cart for meant in in_each(catalog, pick)), cart]
    listed = {bill for chosen in carts if (bill := total(catalog, chosen))}
    by_pix = {bill for chosen in carts if (bill := total(catalog, chosen, pix=True))}
    return listed | by_pix | {catalog.payment.times(bill)[1] for bill in listed}


def _discounts(said: Said) -> Iterable[str]:
    """Discounts besides the Pix one and the coupons the owner offers for this product."""
    offers = [t for t in said.operation.triggers if t.percent and t.speaks_of(said.memo.product)]
    allowed = {str(p) for p in (said.catalog.payment.pix_percent, *(t.percent for t in offers))}
    coupons = [plain(t.coupon) for t in offers if t.coupon]
    for sentence in sentences(said.bare):
        offered = any(coupon in sentence for coupon in coupons)
        for match in _OFF.finditer(sentence):
            carried = match[1] in allowed if match[1] else offered
            if not carried and not _DENIED.search(sentence[: match.start()]):
                yield match[0]


def _deadlines(said: Said) -> Iterable[str]:
    """Days that are not those of the lead's region; without a region no deadline may be told."""
    allowed: set[tuple[str, str | None]] = set()
    if (region := said.region) is not None:
        allowed.add((str(region.days_min), str(region.days_max)))
        if region.days_min == region.days_max:
            allowed.add((str(region.days_max), None))
    for match in _DAYS.finditer(said.bare):
        if (match[1], match[2]) not in allowed:
            yield match[0]


def _bare_amount(centavos: int) -> str:
    return reais(centavos).removeprefix("R$ ")


def _freights(said: Said) -> Iterable[str]:
    product = said.catalog.product(said.memo.product)
    region = said.region
    dearest = max((v.price or product.price for v in product.variants), default=product.price) if product else 0
    dearest = max(dearest, total(said.catalog, said.memo.cart) or 0)
    free = region is not None and region.free_above is not None and dearest >= region.free_above
    above = _bare_amount(region.free_above) if region is not None and region.free_above is not None else None
    for match in _FREE.finditer(plain(said.text)):
        condition = _ABOVE.match(plain(said.text), match.end())
        if not free and not (condition is not None and condition[1] == above):
            yield match[0]
    for told in _FREIGHT.finditer(plain(said.text)):
        if region is None or parse_reais(told[1]) != region.price:
            yield told[0]


def _stocks(said: Said) -> Iterable[str]:
    product = said.catalog.product(said.memo.product)
    known = {str(product.stock), *(str(v.stock) for v in product.variants)} if product is not None else set()
    for match in _UNITS.finditer(said.bare):
        if (match[1] or match[2]) not in known:
            yield match[0]
    scarce = product is not None and any(0 < v.stock <= 5 for v in product.variants)
    if not scarce and (last := _LAST.search(said.bare)):
        yield last[0]


def _undenied(pattern: re.Pattern[str]) -> Callable[[Said], Iterable[str]]:
    def found(said: Said) -> Iterable[str]:
        for sentence in sentences(said.bare):
            for match in pattern.finditer(sentence):
                if not _DENIED.search(sentence[: match.start()]):
                    yield match[0]

    return found


def _links(said: Said) -> Iterable[str]:
    ours = (channel.address for channel in said.operation.channels)
    known = {said.operation.site, *ours, *(p.link for p in said.catalog.products if p.active)}
    bare = {link.split("://")[-1].rstrip("/").casefold() for link in known}
    for match in _LINK.finditer(said.text.casefold()):
        link = match[0].rstrip(".,;:!?)").split("://")[-1].split("?")[0].split("#")[0].rstrip("/")
        if not any(link == one or link.startswith(f"{one}/") for one in bare):
            yield match[0]


def _explicit(said: Said) -> Iterable[str]:
    """Explicit words ever; a name of an adult product before the lead said to be of age."""
    text = plain(said.text)
    if match := _EXPLICIT.search(text):
        yield match[0]
    if said.memo.of_age is not True:
        yield from (p.name for p in said.catalog.products if p.adult and plain(p.name) in text)


def _data(said: Said) -> Iterable[str]:
    text = _LINK.sub(" ", plain(said.text))
    ours = {re.sub(r"\D", "", channel.number) for channel in said.operation.channels}
    for pattern in (_CARD, _CPF, _MAIL):
        yield from (match[0] for match in pattern.finditer(text))
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if not any(number.endswith(digits) for number in ours):
            yield match[0]


KINDS: dict[str, Callable[[Said], Iterable[str]]] = {
    "preco": _prices,
    "desconto": _discounts,
    "prazo": _deadlines,
    "frete": _freights,
    "estoque": _stocks,
    "cura": _undenied(_CURE),
    "link": _links,
    "promessa": _undenied(_PROMISE),
    "explicito": _explicit,
    "prompt": _undenied(_PROMPT),
    "dados": _data,
}
"""The kinds of `says_none`."""
