"""A CSV as spreadsheets in Brazil write it: `;` or `,`, UTF-8 or Latin-1, headers in many words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from central.core.errors import AskHuman
from central.core.people.contact import COLUMNS, BadRow, Contact, columns_of, read_row

MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: rows to take in, rows that are wrong, rows that repeat a phone, columns nobody reads."""

    contacts: tuple[Contact, ...]
    bad: tuple[BadRow, ...]
    doubles: tuple[tuple[int, int], ...]
    """A line and the earlier one with the same phone."""
    ignored: tuple[str, ...]


def read_sheet(content: bytes, personas: Mapping[str, str], today: date) -> Sheet:
    """Read a file. Raises AskHuman when it has no header with a phone column."""
    if len(content) > MOST_BYTES:
        raise AskHuman("O arquivo tem mais de 64 MB. Divida em partes.", code="arquivo_grande")
    text = _text(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    header = next(reader, [])
    columns = columns_of(header)
    if "telefone" not in columns:
        known = ", ".join(COLUMNS)
        raise AskHuman(f"A primeira linha precisa da coluna telefone. Colunas que leio: {known}.", code="sem_telefone")
    contacts: list[Contact] = []
    bad: list[BadRow] = []
    for line, row in _rows(reader):
        if any(cell.strip() for cell in row[len(header) :]):
            bad.append(BadRow(line, "tem mais colunas que o cabeçalho", "ponha entre aspas o texto com separador"))
            continue
        cells = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
        found = read_row(line, cells, personas, today)
        if isinstance(found, BadRow):
            bad.append(found)
        else:
            contacts.append(found)
    ignored = tuple(title for place, title in enumerate(header) if title.strip() and place not in columns.values())
    return Sheet(tuple(contacts), tuple(bad), _doubles(contacts), ignored)


def _rows(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Every row that says something, with the line it begins on."""
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


def _doubles(contacts: list[Contact]) -> tuple[tuple[int, int], ...]:
    first: dict[str, int] = {}
    return tuple(
        (contact.line, line)
        for contact in contacts
        if (line := first.setdefault(contact.key, contact.line)) != contact.line
    )
