"""Sends to a segment as an owner asks for them: for the terminal and for any page over the same store."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from central.adapters.store import Store
from central.app.bootstrap import sender_of
from central.app.config import read_settings
from central.app.desk.visit import CLOCK, visit
from central.core.errors import AskHuman
from central.core.messaging.broadcast import Broadcast, Counts
from central.core.messaging.conversation import STAGES
from central.core.operation import Operation
from central.core.people.segment import Segment
from central.flow.bringing.broadcasts import Sender

DAY_MS = 24 * 3_600_000
LONGEST_DAYS = 3_650


@dataclass(frozen=True, slots=True)
class Going:
    """A send with how far it is, why it waits, and why people were left out on the way."""

    broadcast: Broadcast
    counts: Counts
    waits_for: str
    left: tuple[tuple[str, int], ...]

    @property
    def spent(self) -> int:
        """Micro-reais of what left so far, at most."""
        return self.broadcast.price * (self.counts.sent + self.counts.doubt)


def segment_of(operation: Operation, said: Mapping[str, str | Sequence[str]]) -> Segment:
    """The segment of words: personas, produtos, etapas (lists), etiqueta, comprou (sim/não), visto_ha and sumido_ha
    (days), numero, importados. Raises AskHuman for what does not exist."""
    personas, products, stages = (tuple(_listed(said.get(key))) for key in ("personas", "produtos", "etapas"))
    _known("a persona", personas, [p.id for p in operation.personas])
    _known("o produto", products, [p.id for p in operation.catalog.products])
    _known("a etapa", stages, STAGES)
    channel, bought = str(said.get("numero") or ""), str(said.get("comprou") or "")
    _known("o número", (channel,) if channel else (), [c.id for c in operation.channels])
    return Segment(
        personas=personas,
        products=products,
        stages=stages,
        tag=str(said.get("etiqueta") or "").strip(),
        bought={"sim": True, "não": False}.get(bought),
        seen_within=_days(said.get("visto_ha")),
        silent_for=_days(said.get("sumido_ha")),
        channel=channel,
        imported=bool(said.get("importados")),
    )


def in_words(operation: Operation, text: str) -> str:
    """A kept segment as a sentence."""
    one = Segment(**json.loads(text))
    names = [p.name for p in operation.personas if p.id in one.personas]
    products = [p.name for p in operation.catalog.products if p.id in one.products]
    parts = [f"de {' ou '.join(names)}" if names else "", f"sobre {' ou '.join(products)}" if products else ""]
    parts += [f"na etapa {' ou '.join(one.stages)}" if one.stages else ""]
    parts += [f"com a etiqueta {one.tag}" if one.tag else ""]
    parts += ["" if one.bought is None else "que já comprou" if one.bought else "que nunca comprou"]
    parts += [f"que escreveu nos últimos {one.seen_within // DAY_MS} dias" if one.seen_within is not None else ""]
    parts += [f"sem escrever há {one.silent_for // DAY_MS} dias ou mais" if one.silent_for is not None else ""]
    parts += ["também da lista importada" if one.imported else ""]
    return ", ".join(filter(None, parts)) or "todo mundo que deixou avisar"


async def going(store: Store, sender: Sender, one: Broadcast) -> Going:
    """A send as it stands."""
    waits = await sender.waits_for(one) if one.state == "enviando" else ""
    return Going(one, await store.broadcasts.counts(one.id), waits, tuple(await store.broadcasts.left(one.id)))


async def found(store: Store, id: str) -> Broadcast:
    """The send whose id begins so; raises AskHuman when none or several do."""
    matching = [one for one in await store.broadcasts.all() if id and one.id.startswith(id)]
    if len(matching) != 1:
        raise AskHuman("Não encontrei esse envio. Veja: central campanha", code="envio_desconhecido")
    return matching[0]


@asynccontextmanager
async def desk() -> AsyncIterator[tuple[Store, Sender]]:
    """The store and what sends, open for one command."""
    settings = read_settings(os.environ)
    async with visit(os.environ) as store:
        yield store, sender_of(store, CLOCK, settings.pace)


def _listed(value: str | Sequence[str] | None) -> list[str]:
    values = [value] if isinstance(value, str) else list(value or ())
    return [word.strip() for one in values for word in one.split(",") if word.strip()]


def _days(value: str | Sequence[str] | None) -> int | None:
    text = str(value or "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and int(text) <= LONGEST_DAYS):
        raise AskHuman(f'"{text[:20]}" não é um número de dias.', code="dias")
    return int(text) * DAY_MS


def _known(what: str, said: Sequence[str], known: Sequence[str]) -> None:
    wrong = next((one for one in said if one not in known), None)
    if wrong is not None:
        raise AskHuman(f'Não conheço {what} "{wrong[:80]}". Existem: {", ".join(known)}', code="segmento")
