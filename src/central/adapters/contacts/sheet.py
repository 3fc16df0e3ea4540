"""A CSV as spreadsheets in Brazil write it: `;` or `,`, UTF-8 or Latin-1, headers in many words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from central.adapters.spreadsheet import table_of
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
    table = table_of(content, MOST_BYTES)
    header = table.header
    columns = columns_of(header)
    if "telefone" not in columns:
        known = ", ".join(COLUMNS)
        raise AskHuman(f"A primeira linha precisa da coluna telefone. Colunas que leio: {known}.", code="sem_telefone")
    contacts: list[Contact] = []
    bad: list[BadRow] = []
    for line, row in table.rows:
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


def _doubles(contacts: list[Contact]) -> tuple[tuple[int, int], ...]:
    first: dict[str, int] = {}
    return tuple(
        (contact.line, line)
        for contact in contacts
        if (line := first.setdefault(contact.key, contact.line)) != contact.line
    )
