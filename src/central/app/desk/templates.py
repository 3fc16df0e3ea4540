"""The owner's templates with what Meta says of each: for the terminal and for any page over the same store."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from central.adapters.store import Store
from central.app.bootstrap import mirror_of
from central.app.config import read_settings
from central.app.desk.origins import operation_of
from central.app.desk.visit import CLOCK, visit
from central.core.errors import AskHuman
from central.core.messaging.template import CATEGORIES, Judged, Template, judged
from central.core.selling.cost import META_PRICES
from central.flow.bringing.templates import Mirror

WORDS = {category: word for word, category in CATEGORIES.items()}


@dataclass(frozen=True, slots=True)
class AtMeta:
    """A template on one account; `price` in micro-reais a delivered message, by the category Meta bills."""

    template: Template
    waba: str
    verdict: Judged | None
    price: int

    @property
    def submitted(self) -> bool:
        """Whether Meta knows it."""
        return self.verdict is not None

    @property
    def word(self) -> str:
        """Where it stands, in the owner's words."""
        return self.verdict.word if self.verdict is not None else "não enviado à Meta"

    @property
    def why_not(self) -> str:
        """What keeps it from being sent; empty when nothing does."""
        return self.verdict.against() if self.verdict is not None else "ainda não foi enviado à Meta"

    @property
    def reclassed(self) -> bool:
        """Meta made marketing of what the owner calls otherwise: it costs more and needs marketing consent."""
        return self.verdict is not None and self.verdict.is_marketing and self.template.category != "marketing"


async def at_meta(store: Store) -> list[AtMeta]:
    """Every template of the operation on every account, in the owner's order."""
    operation, verdicts = await operation_of(store), await store.callbacks.templates()
    wabas = sorted({channel.waba for channel in operation.channels})
    return [_standing(t, waba, verdicts) for t in operation.templates for waba in wabas]


async def submitted(mirror: Mirror, store: Store, name: str | None) -> list[Judged]:
    """Submit one template, or all Meta does not know; raises AskHuman when there is no such template."""
    operation = await operation_of(store)
    if name is not None and all(t.name != name for t in operation.templates):
        known = ", ".join(t.name for t in operation.templates) or "nenhum"
        raise AskHuman(f'Não conheço o modelo "{name}". Os modelos são: {known}', code="modelo_desconhecido")
    return await mirror.submit(name)


@asynccontextmanager
async def office() -> AsyncIterator[tuple[Store, Mirror]]:
    """The store and the way to Meta, open for one command."""
    settings = read_settings(os.environ)
    async with visit(os.environ) as store, aiohttp.ClientSession() as session:
        yield store, mirror_of(settings, store, await operation_of(store), session, CLOCK)


def _standing(template: Template, waba: str, verdicts: Sequence[Judged]) -> AtMeta:
    verdict = judged(verdicts, waba, template)
    category = verdict.category.lower() if verdict is not None else template.category
    return AtMeta(template, waba, verdict, META_PRICES.get(category, META_PRICES["marketing"]))
