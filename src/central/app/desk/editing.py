"""A change of the operation by hand of a page or a guide: it goes through the same checks as a YAML file does."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from central.adapters.operation import (
    Document,
    OperationInvalid,
    media_folder,
    media_of,
    read_yaml,
    to_sections,
)
from central.core.errors import AskHuman
from central.core.operation import Operation

Files = dict[str, Any]
"""The sections of each YAML file, as an owner would have written them."""
Change = Callable[[Files], None]
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""libyaml's where it is there: ten times as fast."""


def edited(operation: Operation, edit: Change, media: tuple[str, ...] = ()) -> Document:
    """The operation after a change of its YAML sections. Raises AskHuman with all that is wrong."""
    files: Files = {name: copied(sections) for name, sections in to_sections(operation).items()}
    edit(files)
    texts = {n: yaml.dump(s, Dumper=_Dumper, allow_unicode=True, sort_keys=False) for n, s in files.items()}
    try:
        return checked(texts, (*media_of(operation), *media))
    except OperationInvalid as invalid:
        said = dict.fromkeys(f"{p.text[:1].upper()}{p.text[1:]}." for p in invalid.problems)
        raise AskHuman(" ".join(("Não mudei nada.", *said)), code="operacao_invalida") from invalid


def checked(files: dict[str, str], media: Iterable[str]) -> Document:
    """The document of these YAML texts; problems without the line of a file the owner never saw."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        media_folder(folder).mkdir()
        for key in media:
            (media_folder(folder) / Path(key).name).touch()
        for file, text in files.items():
            (folder / Path(file).name).write_text(text, encoding="utf-8")
        return read_yaml(folder)


def copied(value: Any) -> Any:
    """A copy of plain lists and pairs, free to change."""
    if isinstance(value, dict):
        return {key: copied(inner) for key, inner in value.items()}
    return [copied(inner) for inner in value] if isinstance(value, list | tuple) else value
