"""Versions of the operation from and to the owner's folder: what would change, then what did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from central.adapters.operation import (
    Document,
    differences,
    digest,
    media_folder,
    media_of,
    numbered,
    read_yaml,
    to_json,
    to_yaml,
)
from central.adapters.store import Store
from central.adapters.store.house.library import Version
from central.app.bootstrap import keep_media
from central.app.desk.approvals import approve_all
from central.app.desk.visit import CLOCK, visit
from central.core.errors import AskHuman
from central.core.operation import Operation
from central.ports import MediaFile


@dataclass(frozen=True, slots=True)
class Candidate:
    """A folder or an old version that may come into force after `parent` (0: nothing yet), and what it would change."""

    parent: int
    changes: tuple[str, ...]
    document: Document | None = None
    folder: Path | None = None
    old: int = 0

    @classmethod
    async def of_folder(cls, environment: Mapping[str, str], folder: Path) -> Candidate:
        """What a folder of YAML would change. Raises OperationInvalid with everything that is wrong in it."""
        document = read_yaml(folder)
        new = numbered(0, digest(document), document)
        async with visit(environment) as store:
            old = await store.operations.current()
        return cls(old.version if old else 0, _changes(old, new), document, folder)

    @classmethod
    async def of_version(cls, environment: Mapping[str, str], number: int) -> Candidate:
        """What going back to an old version would change."""
        async with visit(environment) as store:
            now, then = await store.operations.current(), await _version(store, number)
        assert now is not None
        return cls(now.version, _changes(now, then), old=number)

    async def publish(self, environment: Mapping[str, str], who: str, note: str, *, approve: bool = False) -> int:
        """Put it in force, its words approved with it where the owner says so.

        AskHuman when somebody else published meanwhile, for then the changes shown are wrong.
        """
        async with visit(environment) as store:
            current = await store.operations.current()
            if (current.version if current else 0) != self.parent:
                raise AskHuman("Alguém pôs outra versão em vigor agora mesmo. Veja de novo o que muda.", code="corrida")
            if current is not None:
                await store.approvals.begin(current)
            if self.document is None or self.folder is None:
                return await store.operations.undo_to(self.old, who, CLOCK.now()) or self.parent
            await keep_media(store, self.folder)
            text, note = to_json(self.document), note or f"importada de {self.folder.name}"
            number = await store.operations.publish(text, digest(self.document), who, CLOCK.now(), note)
            if approve:
                await approve_all(store, who)
            return number


async def history(environment: Mapping[str, str]) -> list[Version]:
    """The versions, the one in force first."""
    async with visit(environment) as store:
        return await store.operations.versions()


async def compare(environment: Mapping[str, str], one: int, two: int) -> list[str]:
    """What changed from one version to another, in sentences."""
    async with visit(environment) as store:
        return list(_changes(await _version(store, one), await _version(store, two)))


async def export(environment: Mapping[str, str], folder: Path, number: int | None) -> tuple[int, list[str]]:
    """Write a version as YAML with its photos; its number and the files. AskHuman where YAML is already."""
    async with visit(environment) as store:
        operation = await store.operations.current() if number is None else await _version(store, number)
        if operation is None:
            raise AskHuman("Ainda não há operação. Rode: central importar PASTA", code="sem_operacao")
        photos = [photo for name in media_of(operation) if (photo := await store.media.get(name)) is not None]
    return operation.version, _written(folder, operation, photos)


def _written(folder: Path, operation: Operation, photos: Sequence[MediaFile]) -> list[str]:
    """The files of an operation, on disk and read back."""
    if any(folder.glob("*.y*ml")):
        raise AskHuman(f"Já há arquivos YAML em {folder}. Escolha uma pasta vazia.", code="pasta_ocupada")
    media_folder(folder).mkdir(parents=True, exist_ok=True)
    for photo in photos:
        (media_folder(folder) / photo.key).write_bytes(photo.content)
    files = to_yaml(operation)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    if numbered(operation.version, operation.digest, read_yaml(folder)) != operation:
        raise AskHuman(f"O que gravei em {folder} não volta igual; não use essa pasta.", code="exportar_diferente")
    return [*files, "midias/"]


async def _version(store: Store, number: int) -> Operation:
    found = await store.operations.version(number)
    if found is None:
        raise AskHuman(f"Não há versão {number}. Veja as que existem com: central versoes", code="sem_versao")
    return found


def _changes(old: Operation | None, new: Operation) -> tuple[str, ...]:
    if old is not None and old.digest == new.digest:
        return ()
    return tuple(differences(old, new)) or ("A ordem mudou.",)
