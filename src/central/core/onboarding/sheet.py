"""Products from the rows of a file: headers in many words, Brazilian figures, several lines to one product.

A cell is text and nothing else: "=1+1" is the name somebody typed, and no price.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from central.core.onboarding.listing import Listing, Offer, Unreadable, shortened, summary_of
from central.core.text import fold

COLUMNS: Mapping[str, frozenset[str]] = {
    name: frozenset(known.split(", "))
    for name, known in {
        "nome": "nome, produto, nome do produto, titulo, name, title, product, item",
        "preço": "preco, valor, preco de venda, preco venda, preco (r$), valor (r$), preco unitario, price, "
        "variant price",
        "preço promocional": "preco promocional, preco com desconto, preco oferta, promocional, sale price, por",
        "estoque": "estoque, quantidade, qtd, qtde, saldo, unidades, stock, inventory, variant inventory qty",
        "variação": "variacao, opcao, cor, tamanho, tam, sabor, modelo, volume, variante, variant, numeracao, "
        "valor da variacao 1, valor da variacao 2, valor da variacao 3, option1 value, option2 value, option3 value",
        "código": "identificador url, handle, codigo, id, referencia, ref, codigo do produto, cod",
        "descrição": "descricao, resumo, sobre, description, body (html), descricao curta",
        "link": "link, url, endereco, pagina, link do produto, link do checkout, checkout, link de compra",
        "foto": "foto, imagem, fotos, imagens, image, image src, url da imagem, link da foto",
        "custo": "custo, preco de custo, cost, cost per item",
        "persona": "persona, vendedora, quem vende, atendente",
        "palavras": "palavras, apelidos, palavras-chave, tags, sinonimos",
        "ativo": "ativo, ativa, a venda, exibir na loja, publicado, published, visivel",
    }.items()
}
"""What a column may be called, folded; several may be a variation, and stand beside each other in its name."""
_NO = frozenset("nao n no false 0 inativo inativa rascunho draft oculto falso archived".split())
_ENDLESS = frozenset(("", "infinito", "ilimitado", "sem limite", "nao controla", "-", "∞", "sob encomenda"))
_GONE = frozenset(("esgotado", "sem estoque", "zerado", "acabou", "indisponivel"))
_PLACEHOLDER = frozenset(("default title", "default", "unica", "unico", "-"))
_PRICE = re.compile(r"(?:r\$)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?|(?:r\$)?(\d{1,7})\.(\d{1,2})")
_THOUSANDS = re.compile(r"(?:r\$)?(\d{1,3}(?:,\d{3})+)\.(\d{2})")
_STOCK = re.compile(
    r"(-?)(\d{1,3}(?:\.\d{3})+|\d{1,7})(?:[.,]0+)?(?: ?(?:un|und|unid|unidade|unidades|pcs|pc|pecas)\.?)?"
)
MOST_STOCK = 99_998
MOST_PRICE = 10_000_000


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds; `ignored` are the titles nobody reads."""

    listings: tuple[Listing, ...]
    unreadable: tuple[Unreadable, ...]
    ignored: tuple[str, ...]


def columns_of(header: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Where each of our columns stands; the first that fits counts, of variations all.

    >>> columns_of(["Produto", "Cor", "Tamanho", "Valor (R$)", "Preço"])
    {'nome': (0,), 'variação': (1, 2), 'preço': (3,)}
    """
    titles = [fold(title).strip(" :*") for title in header]
    found: dict[str, tuple[int, ...]] = {}
    for place, title in enumerate(titles):
        name = next((name for name, known in COLUMNS.items() if title in known), None)
        if name is not None and (name == "variação" or name not in found):
            found[name] = (*found.get(name, ()), place)
    return found


def read_rows(header: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> Read:
    """The products of the rows, each with its line in the file. Rows of one code, or of one name, are one product."""
    columns = columns_of(header)
    bad: list[Unreadable] = []
    found: dict[str, Listing] = {}
    named: dict[str, str] = {}
    last = ""
    for line, row in rows:
        cells = _Cells(f"linha {line}", header, columns, row)
        group = _group(cells, found, named) or last
        if not group:
            bad.append(Unreadable(cells.place, cells.title("nome"), "falta o nome", "escreva o nome do produto"))
            continue
        last = group
        if group in found and cells.adds_nothing:
            continue
        listing = _listing(cells, found.get(group), bad)
        if listing is not None:
            found[group] = listing
            named.setdefault(fold(listing.name), group)
    ignored = tuple(t for p, t in enumerate(header) if t.strip() and not any(p in ps for ps in columns.values()))
    return Read(tuple(found.values()), tuple(bad), ignored)


def _group(cells: _Cells, found: Mapping[str, Listing], named: Mapping[str, str]) -> str:
    """What a row's product is known by: its code; its name, where each variation has a code of its own."""
    code, name = fold(cells.one("código")), fold(cells.one("nome"))
    if code in found or not name:
        return code
    alike = named.get(name, "")
    return alike if alike and cells.variation else code or name


def price_of(text: str) -> int | None:
    """A price in centavos as spreadsheets in Brazil and shops abroad write it; None where it is none above zero.

    >>> [price_of(t) for t in ("R$ 1.234,56", "89.90", "1.234", "1,234.50", "89,9", "=2*5", "0", "grátis")]
    [123456, 8990, 123400, 123450, 8990, None, None, None]
    """
    plain = fold(text).replace(" ", "").replace("\u00a0", "")
    if match := _THOUSANDS.fullmatch(plain):
        cents = int(match[1].replace(",", "")) * 100 + int(match[2])
    elif match := _PRICE.fullmatch(plain):
        whole, part = (match[1].replace(".", ""), match[2]) if match[1] else (match[3], match[4])
        cents = int(whole) * 100 + int((part or "").ljust(2, "0"))
    else:
        return None
    return cents if 0 < cents <= MOST_PRICE else None


class _Cells:
    """One row, by our names of its columns."""

    def __init__(
        self, place: str, header: Sequence[str], columns: Mapping[str, tuple[int, ...]], row: Sequence[str]
    ) -> None:
        self.place, self._header, self._columns, self._row = place, header, columns, row

    def many(self, name: str) -> list[str]:
        """What stands in the columns of this name."""
        return [self._row[at].strip() for at in self._columns.get(name, ()) if at < len(self._row)]

    def one(self, name: str) -> str:
        """What stands in the column of this name, or nothing."""
        return next(iter(self.many(name)), "")

    def has(self, name: str) -> bool:
        """Whether the file has this column."""
        return name in self._columns

    def title(self, name: str) -> str:
        """The owner's own title of a column, for messages."""
        at = self._columns.get(name)
        return f'coluna "{self._header[at[0]].strip()}"' if at else f'coluna "{name}"'

    @property
    def adds_nothing(self) -> bool:
        """A further line of a product without price, stock or variation: shops put more photos there."""
        return not any(self.one(name) for name in ("preço", "preço promocional", "estoque")) and not self.variation

    @property
    def variation(self) -> str:
        """The name of the variation: "Preto M"."""
        return shortened(" ".join(c for c in self.many("variação") if c and fold(c) not in _PLACEHOLDER), 40)


def _listing(cells: _Cells, before: Listing | None, bad: list[Unreadable]) -> Listing | None:
    """The product with what this line adds; None where the line cannot be used."""
    offer = _offer(cells, before, bad)
    if offer is None:
        return before
    if before is not None and any(fold(o.name) == fold(offer.name) for o in before.offers):
        what = f'a variação "{offer.name}" já apareceu' if offer.name else "este produto já apareceu"
        cure = "dê a cada linha uma variação com outro nome, ou apague a repetida"
        bad.append(Unreadable(cells.place, cells.title("variação"), what, cure))
        return before
    if before is not None:
        return replace(
            before,
            offers=(*before.offers, offer),
            link=before.link or cells.one("link"),
            summary=before.summary or _summary(cells),
            photo=before.photo or _photo(cells),
        )
    name = cells.one("nome")
    if not name:
        bad.append(Unreadable(cells.place, cells.title("nome"), "falta o nome", "escreva o nome do produto"))
        return None
    return Listing(
        place=cells.place,
        key=cells.one("código"),
        name=shortened(name, 80),
        offers=(offer,),
        link=cells.one("link"),
        summary=_summary(cells),
        photo=_photo(cells),
        cost=price_of(cells.one("custo")) if cells.one("custo") else None,
        persona=cells.one("persona"),
        words=tuple(w for part in re.split(r"[,;|]", cells.one("palavras")) if (w := part.strip().lower())),
        active=fold(cells.one("ativo")) not in _NO,
        short_of_links=not cells.has("link"),
    )


def _offer(cells: _Cells, before: Listing | None, bad: list[Unreadable]) -> Offer | None:
    price = _price(cells, before, bad)
    stock = _stock(cells, bad)
    if price is None or isinstance(stock, Unreadable):
        return None
    return Offer(cells.variation, stock, price, _photo(cells) if before is not None else "")


def _price(cells: _Cells, before: Listing | None, bad: list[Unreadable]) -> int | None:
    """The lower of price and sale price; a further variation without one costs what the first does."""
    found = []
    for name in ("preço", "preço promocional"):
        said = cells.one(name)
        if not said or (name == "preço promocional" and not said.strip("0,. R$")):
            continue
        cents = price_of(said)
        if cents is None:
            cure = "escreva só o valor, como R$ 89,90"
            bad.append(Unreadable(cells.place, cells.title(name), f'"{said[:40]}" não é um preço', cure))
            return None
        found.append(cents)
    if not found and before is not None:
        return before.offers[0].price
    if not found:
        bad.append(Unreadable(cells.place, cells.title("preço"), "falta o preço", "escreva o valor, como R$ 89,90"))
    return min(found, default=None)


def _stock(cells: _Cells, bad: list[Unreadable]) -> int | Unreadable | None:
    """Units; None where nobody counts them. Below nothing is nothing: shops let themselves be oversold."""
    said = fold(cells.one("estoque"))
    if said in _ENDLESS:
        return None
    if said in _GONE:
        return 0
    match = _STOCK.fullmatch(said)
    if match is None:
        cure = "escreva quantas unidades há, como 12, ou deixe vazio se não conta"
        bad.append(
            Unreadable(cells.place, cells.title("estoque"), f'"{cells.one("estoque")[:40]}" não é uma quantidade', cure)
        )
        return bad[-1]
    return 0 if match[1] else min(MOST_STOCK, int(match[2].replace(".", "")))


def _summary(cells: _Cells) -> str:
    return summary_of(cells.one("descrição"))


def _photo(cells: _Cells) -> str:
    """The first address of the cell."""
    return next((part for part in re.split(r"[\s,;|]+", cells.one("foto")) if part.startswith("https://")), "")
