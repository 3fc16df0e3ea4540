"""Bringing a help centre's articles into the operation: as a new version, shown before it is put in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import yaml

from central.adapters.knowledge import articles_of
from central.adapters.operation.knowledge import MOST_ANSWER, exported, faults
from central.app.config import read_settings
from central.app.desk.versions import Candidate, export
from central.core.replying.knowledge import Article

FILE = "conhecimento.yaml"


@dataclass(frozen=True, slots=True)
class Brought:
    """The version that would come of it, how many articles there are, and those that cannot be said, with why."""

    candidate: Candidate
    articles: int
    left_out: tuple[str, ...]


async def bring(environment: Mapping[str, str], kind: str, address: str, key: str, folder: Path) -> Brought:
    """Read the articles and lay the operation with them into an empty folder; `key` names a variable.

    An article that was brought before is replaced, with the personas, products and further questions the owner gave it;
    one that is gone there goes here. Raises TryLater or AskHuman.
    """
    secret = read_settings(environment).secret(key) if key else ""
    async with aiohttp.ClientSession() as session:
        found = await articles_of(session, kind, address, secret)
    left_out = {article.id: why for article in found if (why := _against(article))}
    await export(environment, folder, None)
    file = folder / FILE
    known = yaml.safe_load(file.read_text(encoding="utf-8"))["conhecimento"] if file.exists() else []
    mark = f"{kind.split('.')[0]}-"
    before = {row["id"]: row for row in known}
    kept = [row for row in known if not row["id"].startswith(mark)]
    rows = kept + [_merged(article, before.get(article.id)) for article in found if article.id not in left_out]
    if rows:
        text = yaml.safe_dump({"conhecimento": rows}, allow_unicode=True, sort_keys=False, width=110)
        file.write_text(text, encoding="utf-8")
    else:
        file.unlink(missing_ok=True)
    candidate = await Candidate.of_folder(environment, folder)
    return Brought(candidate, len(found), tuple(f"{id}: {why}" for id, why in sorted(left_out.items())))


def _against(article: Article) -> str:
    if len(article.answer) > MOST_ANSWER:
        return f"tem {len(article.answer)} caracteres; o máximo é {MOST_ANSWER}"
    return "; ".join(faults(article.answer))


def _merged(article: Article, before: Mapping[str, Any] | None) -> dict[str, Any]:
    row = exported(article)
    if before is None:
        return row
    more = [question for question in before.get("perguntas", [])[1:] if question not in row["perguntas"]]
    row["perguntas"] += more
    return row | {key: before[key] for key in ("personas", "produtos") if key in before}
