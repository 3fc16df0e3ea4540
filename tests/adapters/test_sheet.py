"""Files as spreadsheets write them."""

from __future__ import annotations

from datetime import date

import pytest

from central.adapters.contacts.sheet import Sheet, read_sheet
from central.core.errors import AskHuman

ROWS = 'Nome;Telefone;Observação\nJoão;31998765432;vip\n;;\n"Ana; Paula";21 9888-8000;x\nÂngela;0;\nJoão;3198765432;\n'


def read(content: bytes) -> Sheet:
    return read_sheet(content, {"livia": "livia"}, date(2026, 11, 22))


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_coding_gives_the_same(coding: str, ending: str) -> None:
    sheet = read(ROWS.replace("\n", ending).encode(coding))
    assert [(c.line, c.name, c.phone) for c in sheet.contacts] == [
        (2, "João", "5531998765432"),
        (4, "Ana; Paula", "552198888000"),
        (6, "João", "553198765432"),
    ]
    assert [bad.line for bad in sheet.bad] == [5]
    assert sheet.doubles == ((6, 2),)
    assert sheet.ignored == ("Observação",)


def test_commas_and_tabs_separate_too() -> None:
    for separator in ",\t":
        sheet = read(f"telefone{separator}nome\n31998765432{separator}Ana\n".encode())
        assert [c.name for c in sheet.contacts] == ["Ana"]


def test_a_text_of_several_lines_does_not_move_the_line_numbers() -> None:
    sheet = read(b'nome,telefone\n"a\nb",31998765432\nx,1\n')
    assert sheet.contacts[0].name == "a b"
    assert sheet.bad[0].line == 4


def test_a_row_with_too_many_columns_is_explained() -> None:
    sheet = read(b"nome,telefone\nAna, a de Minas,31998765432\n")
    assert "mais colunas" in str(sheet.bad[0])


@pytest.mark.parametrize("content", [b"", b"nome,cidade\nAna,BH\n", b"\x00\x01\x02"])
def test_a_file_without_a_phone_column_is_refused(content: bytes) -> None:
    with pytest.raises(AskHuman, match="coluna telefone"):
        read(content)


def test_quotes_that_never_close_are_told_with_their_line() -> None:
    with pytest.raises(AskHuman, match="linha 2"):
        read(b'nome,telefone\n"Ana,31998765432\n' + b"x" * 200_000)
