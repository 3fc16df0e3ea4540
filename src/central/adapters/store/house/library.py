"""The numbered operation and the media files: the two ports that are read far more often than written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from central.adapters.store.engine.glance import Glance
from central.adapters.store.engine.tx import Engine, Tx
from central.core.messaging.message import MediaKind
from central.core.operation import Operation
from central.ports import Clock, MediaFile

ParseOperation = Callable[[int, str, str], Operation]
"""From a version's number, digest and document to what a turn reads."""

LOOK_EVERY_MS = 1_000
LARGEST_FILE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Version:
    """A line of the operation's history."""

    number: int
    parent: int | None
    digest: str
    by: str
    at: int
    note: str


class SqlOperations:
    """The Operations port; what another process publishes is seen within a second."""

    def __init__(self, engine: Engine, clock: Clock, parse: ParseOperation) -> None:
        self._engine, self._parse = engine, parse
        self._current: Operation | None = None
        self._glance = Glance(engine, clock, LOOK_EVERY_MS, self._look)

    def seen(self) -> Operation | None:
        """The version this process read last, without looking."""
        return self._current

    async def current(self) -> Operation | None:
        if self._current is None:
            self._glance.again()
        await self._glance.look()
        return self._current

    async def _look(self) -> None:
        ((number,),) = await self._engine.read("operation_number")
        if number is not None and (self._current is None or self._current.version != number):
            ((number, digest, document),) = await self._engine.read("operation_in_force")
            self._current = self._parse(number, digest, document)

    async def versions(self, limit: int = 100) -> list[Version]:
        """The history, the newest first."""
        return [Version(*row) for row in await self._engine.read("operation_versions", limit)]

    async def version(self, number: int) -> Operation | None:
        """A version as it was."""
        found = await self._engine.read("operation_version", number)
        return self._parse(*found[0]) if found else None

    async def undo_to(self, number: int, by: str, now: int) -> int | None:
        """Put a new version in force that equals an old one; its number, None when there is no such version."""
        found = await self._engine.read("operation_version", number)
        if not found:
            return None
        _, digest, document = found[0]
        return await self.publish(document, digest, by, now, f"volta à versão {number}")

    async def publish(self, document: str, digest: str, by: str, now: int, note: str = "") -> int:
        async def work(tx: Tx) -> int:
            await tx.rows("lock_operation")
            found = await tx.rows("operation_in_force")
            if found and found[0][1] == digest:
                return int(found[0][0])
            parent = found[0][0] if found else None
            number = (parent or 0) + 1
            await tx.rows("add_operation", number, parent, digest, document, by, now, note)
            return number

        number = await self._engine.transact(work, wakes=True)
        self._glance.again()
        return number


class SqlMedia:
    """The MediaLibrary port."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock

    async def get(self, key: str) -> MediaFile | None:
        found = await self._engine.read("media_file", key)
        if not found:
            return None
        key, kind, mime_type, content, digest = found[0]
        return MediaFile(key, kind, mime_type, bytes(content), digest)

    async def put(self, key: str, kind: MediaKind, mime_type: str, content: bytes) -> str:
        if len(content) > LARGEST_FILE:
            raise ValueError(f"o arquivo {key} tem mais de 16 MB")
        digest = sha256(content).hexdigest()
        now = self._clock.now()

        async def work(tx: Tx) -> None:
            await tx.rows("add_media", digest, kind, mime_type, content, now)
            await tx.rows("set_media_key", key, digest)

        await self._engine.transact(work)
        return digest

    async def uploaded(self, channel: str, sha256: str, now: int) -> str | None:
        found = await self._engine.read("media_upload", channel, sha256, now)
        return str(found[0][0]) if found else None

    async def remember_upload(self, channel: str, sha256: str, media_id: str, expires_at: int) -> None:
        async def work(tx: Tx) -> None:
            await tx.rows("set_media_upload", channel, sha256, media_id, expires_at)

        await self._engine.transact(work)
