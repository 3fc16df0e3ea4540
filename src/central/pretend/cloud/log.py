"""What the pretend Cloud API remembers: an append-only file of JSON lines and the bytes of media, or only memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO


class Log:
    """Lines in `folder/eventos.jsonl`, files in `folder/midia/`; `folder=None` keeps media in memory and no lines."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._media: dict[str, bytes] = {}
        self._lines: TextIO | None = None
        if folder is not None:
            (folder / "midia").mkdir(parents=True, exist_ok=True)

    def replay(self) -> Iterator[dict[str, Any]]:
        """The lines written so far, the oldest first; a last line cut by a crash is left out."""
        path = self._path()
        if path is None or not path.exists():
            return
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.endswith("\n"):
                    yield json.loads(line)

    def append(self, event: dict[str, Any]) -> None:
        """Write one line; it is the operating system's when this returns."""
        path = self._path()
        if path is None:
            return
        if self._lines is None:
            _mend(path)
            self._lines = path.open("a", encoding="utf-8")
        self._lines.write(json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n")
        self._lines.flush()

    def keep_media(self, media_id: str, content: bytes) -> None:
        """Keep the bytes of a file under its id, which is digits only."""
        if self._folder is None:
            self._media[media_id] = content
        else:
            (self._folder / "midia" / media_id).write_bytes(content)

    def media(self, media_id: str) -> bytes:
        """The bytes kept under this id."""
        if self._folder is None:
            return self._media[media_id]
        return (self._folder / "midia" / media_id).read_bytes()

    def forget_media(self, media_id: str) -> None:
        """Delete the bytes kept under this id."""
        if self._folder is None:
            self._media.pop(media_id, None)
        else:
            (self._folder / "midia" / media_id).unlink(missing_ok=True)

    def close(self) -> None:
        if self._lines is not None:
            self._lines.close()
            self._lines = None

    def _path(self) -> Path | None:
        return None if self._folder is None else self._folder / "eventos.jsonl"


def _mend(path: Path) -> None:
    """Cut a half line off, or the next one would be glued to it."""
    if not path.exists():
        return
    content = path.read_bytes()
    if content and not content.endswith(b"\n"):
        path.write_bytes(content[: content.rfind(b"\n") + 1])
