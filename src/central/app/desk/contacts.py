"""Contacts from before Central: what a file would bring, said before it is written, and how to take it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from central.adapters.clock import new_id
from central.adapters.contacts.sheet import Sheet, read_sheet
from central.adapters.store.person.contacts import Taken
from central.app.calendar import ZONE, local
from central.app.desk.visit import CLOCK, visit
from central.core.errors import AskHuman
from central.core.operation import Operation
from central.core.people.contact import Contact
from central.core.text import fold


@dataclass(frozen=True, slots=True)
class Report:
    """What a file holds and would bring; `rows` are the good ones, each with its portfolio."""

    file: str
    rows: tuple[tuple[str, Contact], ...]
    text: str


async def read_contacts(environment: Mapping[str, str], file: Path) -> Report:
    """Read a file against the operation and the store; nothing is written."""
    content = _content(file)
    async with visit(environment) as store:
        operation = await store.operations.current()
        if operation is None:
            raise AskHuman("Ainda não há operação. Rode antes: central importar PASTA", code="sem_operacao")
        personas = {fold(word): p.id for p in operation.personas for word in (p.id, p.name)}
        sheet = read_sheet(content, personas, datetime.now(ZONE).date())
        rows = tuple((_portfolio(operation, contact.persona), contact) for contact in sheet.contacts)
        would = await store.contacts.take_in(rows, "ensaio", "ensaio", file.name, CLOCK.now(), dry=True)
    return Report(file.name, rows, _told(sheet, would))


async def write_contacts(environment: Mapping[str, str], report: Report, who: str) -> str:
    """Write the good rows; a sentence for the owner."""
    now = CLOCK.now()
    batch = f"{local(now):%Y%m%d}-{new_id()[-6:]}"
    async with visit(environment) as store:
        taken = await store.contacts.take_in(report.rows, batch, who, report.file, now)
    if taken.batch is None:
        return "Nada a gravar: tudo isto já está aqui."
    return f"Gravado no lote {batch}. Para desfazer: central contatos --desfazer {batch}"


async def undo_contacts(environment: Mapping[str, str], batch: str, who: str) -> str:
    """Take a batch back; a sentence for the owner."""
    async with visit(environment) as store:
        gone = await store.contacts.undo(batch, who, CLOCK.now())
    if gone is None:
        raise AskHuman(f"Não há lote {batch} para desfazer. Veja os lotes com: central contatos", code="sem_lote")
    took = (
        _many(gone.people, "pessoa", "pessoas"),
        _many(gone.orders, "compra", "compras"),
        _many(gone.consents, "consentimento", "consentimentos"),
        _many(gone.optouts, "descadastro", "descadastros"),
    )
    stayed = f" Quem já conversou ou tem outros registros fica: {gone.stayed}." if gone.stayed else ""
    return f"Lote {batch} desfeito. Saíram: {', '.join(took)}.{stayed}"


async def list_contacts(environment: Mapping[str, str]) -> str:
    """The batches, one a line."""
    async with visit(environment) as store:
        batches = await store.contacts.batches()
    if not batches:
        return "Nenhum lote ainda. Confira um arquivo com: central contatos clientes.csv"
    return "\n".join(
        f"{b.id}  {local(b.at):%d/%m/%Y %H:%M}  {b.by}  {b.file}{'  (desfeito)' if b.undone_at else ''}"
        for b in batches
    )


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise AskHuman(f"Não consegui ler {file}: {error.strerror}.", code="sem_arquivo") from error


def _portfolio(operation: Operation, persona: str | None) -> str:
    home = operation.home(persona)
    if home is None:
        raise AskHuman("A operação ainda não tem número. Ligue um antes de trazer contatos.", code="sem_canal")
    return home.portfolio


def _told(sheet: Sheet, would: Taken) -> str:
    right = _many(len(sheet.contacts), "linha certa", "linhas certas")
    lines = [f"{right}, {len(sheet.bad)} com erro, {_many(len(sheet.doubles), 'repetida', 'repetidas')}."]
    if sheet.ignored:
        lines.append(f"Colunas que não leio: {', '.join(sheet.ignored)}.")
    lines += [f"  {bad}" for bad in sheet.bad]
    lines += [f"  linha {line}: o mesmo telefone da linha {first}; viram uma pessoa" for line, first in sheet.doubles]
    if would.batch is None:
        return "\n".join([*lines, "Tudo isto já está aqui."])
    lines.append(f"Entram: {_counted(would)}.")
    if would.kept_personas:
        other = _many(would.kept_personas, "pessoa já tem outra persona", "pessoas já têm outra persona")
        lines.append(f"{other}, que fica; para trocar: central trocar-persona")
    return "\n".join(lines)


def _counted(would: Taken) -> str:
    counts = (
        (would.people, "pessoa nova", "pessoas novas"),
        (would.known, "pessoa que já conhecemos", "pessoas que já conhecemos"),
        (would.names, "nome que faltava", "nomes que faltavam"),
        (would.personas, "persona definida", "personas definidas"),
        (would.orders, "compra", "compras"),
        (would.consents, "consentimento", "consentimentos"),
        (would.optouts, "descadastro", "descadastros"),
    )
    return ", ".join(_many(*count) for count in counts if count[0])


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
