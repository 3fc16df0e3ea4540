"""A file of products as Brazilians write them: what is read, what is not and why."""

from __future__ import annotations

import pytest

from central.core.onboarding.sheet import Read, price_of, read_rows


def _read(header: str, *lines: str) -> Read:
    return read_rows(header.split(";"), [(n, line.split(";")) for n, line in enumerate(lines, 2)])


def test_headers_in_other_words_and_variations_on_several_lines_are_one_product() -> None:
    read = _read(
        "Produto;Cor;Tam;Valor;Saldo;Endereço",
        "Vestido Lua;Preto;M;R$ 1.234,56;3;https://loja.example/vestido",
        ";Preto;G;;0;",
        "Vestido Lua;Azul;M;1.199,90;esgotado;",
        "Caneca;;;29,9;;https://loja.example/caneca",
    )
    dress, mug = read.listings
    assert [(o.name, o.price, o.stock) for o in dress.offers] == [
        ("Preto M", 123_456, 3),
        ("Preto G", 123_456, 0),
        ("Azul M", 119_990, 0),
    ]
    assert (mug.offers[0].price, mug.offers[0].stock) == (2990, None)
    assert not read.unreadable


def test_a_line_that_cannot_be_read_says_where_and_what_to_write_and_the_others_stay() -> None:
    read = _read("nome;preço;estoque", "Caneca;caro;3", "Prato;10,00;muitos", ";5,00;1", "Copo;=2*5;1", "Jarra;49,90;2")
    assert [one.name for one in read.listings] == ["Jarra"]
    said = [str(one) for one in read.unreadable]
    assert said[0] == 'linha 2, coluna "preço": "caro" não é um preço; escreva só o valor, como R$ 89,90.'
    assert said[1].startswith('linha 3, coluna "estoque": "muitos" não é uma quantidade')
    assert 'linha 5, coluna "preço": "=2*5" não é um preço' in said[3]


def test_a_formula_is_the_text_somebody_typed() -> None:
    read = _read("nome;preço", '=HYPERLINK("http://mau")X;10,00', "+55 Caneca;12,00", "@marca;13,00")
    assert [one.name for one in read.listings] == ['=HYPERLINK("http://mau")X', "+55 Caneca", "@marca"]


def test_the_files_that_shops_export_are_read_as_they_are() -> None:
    nuvem = _read(
        "Identificador URL;Nome;Nome da variação 1;Valor da variação 1;Preço;Preço promocional;Estoque;Exibir na loja",
        "serum;Sérum;Volume;15 ml;54.90;;4;SIM",
        "serum;;Volume;30 ml;89.90;79.90;;SIM",
        "velho;Creme antigo;;;10.00;0;1;NÃO",
    )
    serum, old = nuvem.listings
    assert [(o.name, o.price, o.stock) for o in serum.offers] == [("15 ml", 5490, 4), ("30 ml", 7990, None)]
    assert (old.active, old.offers[0].price) == (False, 1000)
    shopify = _read(
        "Handle;Title;Option1 Value;Variant Price;Variant Inventory Qty;Image Src",
        "bolsa;Bolsa Nina;Default Title;149.90;-2;https://cdn.example/a.jpg",
        "bolsa;;;;;https://cdn.example/b.jpg",
    )
    (bag,) = shopify.listings
    assert (bag.key, bag.photo) == ("bolsa", "https://cdn.example/a.jpg")
    assert [(o.name, o.stock) for o in bag.offers] == [("", 0)]


def test_the_same_variation_twice_is_told_and_not_added_up() -> None:
    read = _read("nome;variação;preço;estoque", "Anel;P;10,00;1", "Anel;p;10,00;5")
    assert [o.stock for o in read.listings[0].offers] == [1]
    assert "já apareceu" in str(read.unreadable[0])


def test_a_code_of_its_own_for_each_variation_makes_one_product_of_the_same_name() -> None:
    read = _read("codigo;nome;cor;preço;estoque", "A1;Anel;Ouro;10,00;1", "A2;Anel;Prata;12,00;2", "B1;Anel;;9,00;1")
    assert [(one.key, [o.name for o in one.offers]) for one in read.listings] == [
        ("A1", ["Ouro", "Prata"]),
        ("B1", [""]),
    ]


@pytest.mark.parametrize("said", ["R$", "-5,00", "10,000,00", "1e3", "NaN", "R$ 999.999.999,00", "٣٫٥"])
def test_what_is_no_price_is_none(said: str) -> None:
    assert price_of(said) is None
