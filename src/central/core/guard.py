"""Nothing leaves that the catalogue does not say: money, percentages, instalments and links of every text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from central.core.catalog import Catalog, Product
from central.core.decision import Verdict

_MONEY = re.compile(
    r"(?:R\$\s*)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?|(\d+)(?:,(\d{2}))?\s*(?:reais|conto|pila)", re.I
)
_PERCENT = re.compile(r"(\d+(?:,\d+)?)\s*(?:%|por\s+cento)", re.I)
_TIMES = re.compile(r"\b(\d{1,2})\s*(?:x|vezes)\b", re.I)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+|\b[\w-]+\.(?:com|net|org|store|shop|site|app|io)(?:\.br)?\b[^\s]*", re.I
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text may claim: centavos, whole percents, numbers of instalments, links."""

    amounts: frozenset[int]
    percents: frozenset[int]
    instalments: int
    links: tuple[str, ...]


def facts_of(catalog: Catalog, products: Iterable[Product], links: Iterable[str] = ()) -> Facts:
    """The claims the catalogue carries for these products."""
    payment = catalog.payment
    amounts = {region.price for region in catalog.regions}
    amounts |= {region.free_above for region in catalog.regions if region.free_above is not None}
    most = 1
    allowed = list(links)
    for product in products:
        allowed.append(product.link)
        for price in {product.price} | {v.price for v in product.variants if v.price is not None}:
            count, each = payment.times(price)
            most = max(most, count)
            amounts |= {price, payment.pix(price), each}
    percents = {payment.pix_percent} if payment.pix_percent else set()
    return Facts(frozenset(amounts), frozenset(percents), most, tuple(allowed))


def inspect(text: str, facts: Facts) -> tuple[Verdict, ...]:
    """One verdict for each claim found; a text with no claims has none.

    >>> facts = Facts(frozenset({8990}), frozenset({5}), 3, ("https://loja.example/serum",))
    >>> [v.allowed for v in inspect("Sai por R$ 89,90, 5% no Pix, em 3x: https://loja.example/serum?t=1", facts)]
    [True, True, True, True]
    >>> [(v.kind, v.found) for v in inspect("Faço por R$ 50 no loja.com", facts) if not v.allowed]
    [('preco', 'R$ 50'), ('link', 'loja.com')]
    """
    return (
        *(Verdict(_centavos(m) in facts.amounts, "preco", m[0].strip()) for m in _MONEY.finditer(text)),
        *(Verdict(_whole(m[1]) in facts.percents, "desconto", m[0]) for m in _PERCENT.finditer(text)),
        *(Verdict(int(m[1]) <= facts.instalments, "parcelas", m[0]) for m in _TIMES.finditer(text)),
        *(Verdict(_known(m[0], facts.links), "link", m[0]) for m in _LINK.finditer(text)),
    )


def passes(verdicts: Iterable[Verdict]) -> bool:
    """Whether nothing was refused."""
    return all(v.allowed for v in verdicts)


def _centavos(match: re.Match[str]) -> int:
    whole, cents = (match[1], match[2]) if match[1] else (match[3], match[4])
    return int(whole.replace(".", "")) * 100 + int((cents or "0").ljust(2, "0"))


def _whole(number: str) -> int | None:
    return int(number) if "," not in number else None


def _known(link: str, links: tuple[str, ...]) -> bool:
    found = link.rstrip(".,;:!?)").split("?")[0].split("#")[0].rstrip("/")
    return any(found == known.split("?")[0].split("#")[0].rstrip("/") for known in links)
