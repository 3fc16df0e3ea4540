"""The `.env` of the folder: read at every command, written by `central configurar`, for its owner's eyes alone."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, MutableMapping
from pathlib import Path

from central.app.setup.step import environment_lines
from central.core.errors import AskHuman

FILE = Path(".env")
_LINE = re.compile(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*")


def load(environment: MutableMapping[str, str], file: Path = FILE) -> None:
    """Add the file's variables to those that are there; what is set already stays. Nothing without a file.

    Raises AskHuman for a line that is none, with its number.
    """
    for name, value in read(file).items():
        environment.setdefault(name, value)


def read(file: Path = FILE) -> dict[str, str]:
    """The variables of the file; empty without one."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise AskHuman(f"Não consegui ler {file}: salve-o como UTF-8, com permissão de leitura.", code="env") from error
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise AskHuman(f"{file}, linha {number}: escreva NOME=valor, ou apague a linha.", code="env")
        found[match[1]] = _plain(match[2])
    return found


def write(lines: Mapping[str, str], file: Path = FILE) -> None:
    """Put these variables into the file, in place of older values; only its owner may read it."""
    merged = read(file) | dict(lines)
    text = "# Segredos desta Central: não mande a ninguém, não ponha no git.\n" + environment_lines(merged) + "\n"
    fresh = file.with_name(f"{file.name}.novo")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(text)
    fresh.replace(file)


def _plain(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace('\\"', '"').replace("\\\\", "\\") if value[0] == '"' else inner
    return value.partition(" #")[0].rstrip()
