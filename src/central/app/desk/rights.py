"""A person's rights from the terminal or the panel: told what is kept, forgotten here, in the CRM and at Meta."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import aiohttp

from central.adapters.store.person.privacy import Erased
from central.app.config import read_settings
from central.app.desk.forgetting import contact_book, forget
from central.app.desk.visit import CLOCK, visit
from central.app.panel.handout import as_json, as_page


async def export(environment: Mapping[str, str], person: str, who: str, folder: Path) -> tuple[Path, Path] | None:
    """Write all that is kept of a person into the folder, as JSON and as a page; None for nobody."""
    async with visit(environment) as store:
        told = await store.privacy.export(person, who, CLOCK.now())
        operation = await store.operations.current()
    if told is None:
        return None
    seller = operation.seller if operation is not None else ""
    data, page = folder / f"{person}.json", folder / f"{person}.html"
    _write_closed({data: as_json(told), page: as_page(told, seller)})
    return data, page


def _write_closed(files: Mapping[Path, str]) -> None:
    """Only whoever ran this may read them."""
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)


async def erase(environment: Mapping[str, str], person: str, who: str, *, only_here: bool = False) -> Erased | None:
    """Forget a person for good; None when there is nobody by this id. Raises AskHuman while Meta does not answer."""
    settings = read_settings(environment)
    async with visit(environment) as store, aiohttp.ClientSession() as session:
        operation = await store.operations.current()
        book = None if only_here or operation is None else contact_book(settings, operation, session)
        return await forget(store, book, person, who, CLOCK.now())
