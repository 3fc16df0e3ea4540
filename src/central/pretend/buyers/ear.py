"""What a buyer makes of a reply: whether it answers them, what it asks back, where its link leads."""

from __future__ import annotations

import re

from central.core.selling.catalog import Product
from central.core.text import fold

_LINK = re.compile(r"https://\S+\?\S+")
"""Of the addresses in a reply, the one where something can be bought: it carries a token."""
_PIX = re.compile(r"^000201\S.{40,}$", re.MULTILINE)
_LOST = re.compile(
    r"nao entendi bem|essa eu nao sei|de outro jeito|sobre qual produto|de qual deles|qual e o produto|qual deles|"
    r"sobre qual voce|qual te interessa|so leio texto|leio apenas texto|nao consigo (?:ver|ouvir)"
)
_ASKS = {
    "avisar": re.compile(r"(?:posso|quer que eu) te (?:chame|chamar|avise|avisar)"),
    "cep": re.compile(r"\bcep\b[^.!]*\?|me manda o cep|me passa o cep"),
    "idade": re.compile(r"18 anos|maiores de idade"),
    "qual_produto": re.compile(r"sobre qual|qual deles|qual e o produto|de qual deles|qual te interessa|qual produto"),
    "sim": re.compile(r"quer o link|te mando o link|quer comprar pelo link|quer fechar|link (?:assim|para|em)[^?]*\?"),
}
_SAYS = {
    "preco": re.compile(r"r\$"),
    "frete": re.compile(r"frete[^?]*(?:r\$|gratis)|(?:r\$|gratis)[^?]*frete"),
    "prazo": re.compile(r"dias? ut(?:eis|il)"),
    "pagamento": re.compile(r"\bpix\b"),
    "desconto": re.compile(r"\bpix\b|desconto|cupom"),
}


def is_pix(way: str) -> bool:
    """Whether a way to pay is a Pix code, not a link."""
    return way.startswith("000201")


def way_to_pay(text: str) -> str | None:
    """A Pix code in a reply, else the first link to buy at."""
    code = _PIX.search(text)
    if code is not None:
        return code[0].strip()
    match = _LINK.search(text)
    return match[0].rstrip(".,;:!?)") if match else None


def asked(text: str) -> str | None:
    """What the reply asks that a buyer can answer at once: cep, idade, qual_produto, avisar or sim (the link)."""
    folded = fold(text)
    return next((what for what, pattern in _ASKS.items() if pattern.search(folded)), None)


def answers(meant: str, text: str, product: Product) -> bool:
    """Whether a reply is to the point for a buyer who asked this.

    >>> bag = Product("b", "ana", "Bolsa", 100, "bolsa pequena", "https://l.example/b")
    >>> answers("prazo", "Chega em 3 dias úteis.", bag), answers("prazo", "Não entendi bem.", bag)
    (True, False)
    """
    folded = fold(text)
    if meant == "compra":
        return way_to_pay(text) is not None
    if meant in _SAYS:
        return _SAYS[meant].search(folded) is not None
    if meant == "variacoes":
        names = [fold(v.name) for v in product.variants if v.name]
        return any(name in folded for name in names) or "estoque" in folded or (not names and "tem" in folded)
    if meant == "produto":
        facts = (product.summary, *(fact for _, fact in product.details))
        return any(fold(fact) in folded for fact in facts if fact)
    return _LOST.search(folded) is None
