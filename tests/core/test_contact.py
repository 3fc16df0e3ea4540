"""Rows of an owner's list: what is read, and how each mistake is explained."""

from __future__ import annotations

from datetime import date

import pytest

from central.core.people.contact import BadRow, Contact, columns_of, full_number, read_row

TODAY = date(2026, 11, 22)
PERSONAS = {"livia": "livia", "carla": "carla"}


def read(**row: str) -> Contact | BadRow:
    return read_row(7, {"telefone": "31 99876-5432", **row}, PERSONAS, TODAY)


def test_a_full_row_is_read() -> None:
    row = {
        "nome": "  Dona   Cida ",
        "persona": "Lívia",
        "ultima_compra": "05/03/2025",
        "produto": "Sérum",
        "valor": "R$ 89,90",
        "consentimento": "Sim",
        "origem": "site",
        "descadastro": "não",
    }
    assert read(**row) == Contact(7, "5531998765432", "Dona Cida", "livia", "2025-03-05", "Sérum", 8990, "site", False)


@pytest.mark.parametrize(
    "words",
    ["31998765432", "(31) 9.9876-5432", "+55 31 99876 5432", "055 31 99876-5432", "5531998765432", "3198765432"],
)
def test_a_phone_is_read_however_it_is_written_and_has_one_key(words: str) -> None:
    found = read(telefone=words)
    assert isinstance(found, Contact)
    assert found.key == "553198765432"


@pytest.mark.parametrize("day", ["05/03/2025", "2025-03-05", "05-03-2025", "05/03/25", "2025-03-05 10:30:00"])
def test_a_day_is_read_however_it_is_written(day: str) -> None:
    found = read(ultima_compra=day)
    assert isinstance(found, Contact)
    assert found.day == "2025-03-05"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"telefone": " "}, "não tem telefone"),
        ({"telefone": "5,53199E+12"}, "a planilha cortou"),
        ({"telefone": "9876-5432"}, "não existe assim"),
        ({"telefone": "20 99876-5432"}, "não existe assim"),
        ({"telefone": "31 89876-54321"}, "não existe assim"),
        ({"persona": "Bruna"}, "use uma destas: carla, livia"),
        ({"ultima_compra": "31/02/2025"}, "escreva dia/mês/ano"),
        ({"ultima_compra": "01/01/2031"}, "está no futuro"),
        ({"valor": "R$ 10,00"}, "compra sem data"),
        ({"ultima_compra": "05/03/2025", "valor": "10.5"}, "escreva como R$ 129,90"),
        ({"consentimento": "talvez", "origem": "site"}, "não é sim nem não"),
        ({"consentimento": "sim"}, "consentimento sem origem"),
        ({"descadastro": "às vezes"}, "não é sim nem não"),
    ],
)
def test_a_mistake_is_explained_with_its_line_and_a_cure(row: dict[str, str], why: str) -> None:
    found = read(**row)
    assert isinstance(found, BadRow)
    assert why in str(found)
    assert str(found).startswith("linha 7: ")
    assert found.cure


def test_consent_needs_a_yes_where_there_is_a_column_for_it() -> None:
    assert read(origem="site").consent == "site"  # type: ignore[union-attr]
    assert read(origem="site", consentimento="não").consent is None  # type: ignore[union-attr]


def test_headers_are_known_by_many_names() -> None:
    header = ["CLIENTE", "WhatsApp", "Data da última compra", "Fonte do consentimento", "Não perturbe", "Cidade"]
    assert columns_of(header) == {"nome": 0, "telefone": 1, "ultima_compra": 2, "origem": 3, "descadastro": 4}


def test_a_number_of_another_country_begins_with_a_plus() -> None:
    assert full_number("+351 912 345 678") == "351912345678"
    assert full_number("351912345678") is None
