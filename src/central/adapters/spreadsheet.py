"""A CSV as spreadsheets write it: `;`, `,` or tab, UTF-8, UTF-16 or Latin-1, with lines to point at."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from central.core.errors import AskHuman


@dataclass(frozen=True, slots=True)
class Table:
    """The header and every row that says something, each with the line it begins on."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, Sequence[str]], ...]


def table_of(content: bytes, most_bytes: int) -> Table:
    """Read a file. Raises AskHuman where it is too large, a workbook, or its quotes do not close."""
    if len(content) > most_bytes:
        raise AskHuman(f"O arquivo tem mais de {most_bytes >> 20} MB. Divida em partes.", code="arquivo_grande")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise AskHuman("Isto é uma planilha do Excel: use Salvar como, CSV, e mande o .csv.", code="planilha")
    text = _text(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    return Table(tuple(next(reader, [])), tuple(_rows(reader)))


def _rows(reader: Any) -> Iterator[tuple[int, list[str]]]:
    before = reader.line_num
    try:
        for row in reader:
            line, before = before + 1, reader.line_num
            if any(cell.strip() for cell in row):
                yield line, row
    except csv.Error as error:
        raise AskHuman(f"O arquivo se perde na linha {before + 1}: confira as aspas.", code="csv_quebrado") from error


def _text(content: bytes) -> str:
    """The text in whatever coding a spreadsheet chose; NUL has no place in a database."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace").replace("\0", "")
    try:
        return content.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace").replace("\0", "")


def _delimiter(text: str) -> str:
    header = text.split("\n", 1)[0]
    return max(";,\t", key=header.count)
