"""Twenty leads of pretence ask an operation what shops are asked: real pipeline, pretend WhatsApp, leaping clock.

Nothing of the installation is touched: the store is a file that is thrown away, no model is called, nobody is written
to.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import aiohttp

from central.adapters.operation import digest, document_of, media_of, parse, to_json
from central.adapters.store import Store, open_store
from central.adapters.whatsapp.templates import payload
from central.app.bootstrap import House, house
from central.app.config import Settings, read_settings
from central.app.pretence import Pretence, bank_of, order_keys
from central.app.simulation.run import DELAYS, MIDNIGHT, UNLEARNED, counted, into, memory_folder
from central.core.onboarding.readiness import Asked
from central.core.operation import Operation
from central.core.selling.catalog import Product
from central.ports import MediaFile
from central.pretend.buyers.askers import NAMES, OF_AGE, hello, questions
from central.pretend.cloud import Lead, Number, PretendCloud, pretend_app
from central.pretend.cloud import Settings as CloudSettings
from central.pretend.inside import InsideSession
from central.pretend.leap import LeapClock, LeapLoop
from central.pretend.writer import RehearsedWriter

LEADS = 20
MORNING = MIDNIGHT + 10 * 3_600_000
SECRET, TOKEN = "segredo-do-ensaio", "token-do-ensaio"
APART_MS, LOOKS_MS, WAITS_MS = 20_000, 45_000, 600_000
"""Between two leads; how soon a lead looks at the answer, and how long one waits for it."""
AGE = frozenset({"idade"})


@dataclass(frozen=True, slots=True)
class Trial:
    """What was asked and answered, and what the pretend WhatsApp would not take; `wall_s` is how long it took."""

    asked: tuple[Asked, ...]
    unsent: tuple[str, ...]
    leads: int
    wall_s: float


def try_out(operation: Operation, media: Sequence[MediaFile] = (), leads: int = LEADS) -> Trial:
    """Run it, in a thread of its own: the loop it makes leaps in time. The same operation gives the same trial."""
    began = time.perf_counter()
    folder = Path(tempfile.mkdtemp(prefix="central-pronto-", dir=memory_folder()))
    clock = LeapClock(MORNING)
    try:
        with asyncio.Runner(loop_factory=lambda: LeapLoop(clock)) as runner:
            asked, unsent = runner.run(_tried(operation, media, leads, clock, folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Trial(tuple(asked), tuple(unsent), leads, round(time.perf_counter() - began, 1))


async def media_for(store: Store, operation: Operation) -> list[MediaFile]:
    """The photos and voices the operation sends, to take along."""
    return [file for name in media_of(operation) if (file := await store.media.get(name)) is not None]


async def _tried(
    operation: Operation, media: Sequence[MediaFile], leads: int, clock: LeapClock, folder: Path
) -> tuple[list[Asked], list[str]]:
    numbers = tuple(Number(c.id, c.number, c.name, c.waba, SECRET) for c in operation.channels)
    cloud = PretendCloud(CloudSettings(numbers=numbers, token=TOKEN, seed=1, delays=DELAYS), clock)
    cloud.add_templates(payload(template) | {"status": "APPROVED"} for template in operation.templates)
    pretence = Pretence(pretend_app(cloud))
    keys = order_keys(operation, "http://127.0.0.1")
    settings = _settings(operation, folder, keys)
    await _furnished(settings, operation, media, clock)
    writer = RehearsedWriter()
    opening = house(
        settings,
        clock=clock,
        writers={"mini": writer, "forte": writer},
        ids=counted(clock),
        rhythm=UNLEARNED,
        alone=True,
        session=cast(aiohttp.ClientSession, InsideSession(pretence)),
    )
    async with opening as running:
        cloud.delivery.pusher.deliver = into(running)
        await cloud.start()
        try:
            pretence.open_bank(bank_of(running.operation, keys, clock, running.gate))
            products = _chosen(running.operation, leads)
            asking = (_Asker(n, product, cloud, running).live() for n, product in enumerate(products))
            asked = [one for found in await asyncio.gather(*asking) for one in found]
            concerns = await running.store.journal.attention()
            return asked, [c.reason for c in concerns if c.kind in ("falhou", "carta_morta")]
        finally:
            await cloud.close()


def _settings(operation: Operation, folder: Path, keys: dict[str, str]) -> Settings:
    """An environment in which every variable the operation names is filled with pretence."""
    named = {app.secret: SECRET for app in operation.apps} | {c.token: TOKEN for c in operation.channels}
    around = {"CENTRAL_DATA": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'central.db'}"}
    words = {"META_APP_SECRET": SECRET, "WHATSAPP_TOKEN": TOKEN, "GRAPH_URL": "http://127.0.0.1/fingir/graph"}
    return read_settings(named | words | around | keys)


async def _furnished(settings: Settings, operation: Operation, media: Sequence[MediaFile], clock: LeapClock) -> None:
    """A store with the operation and its media; everybody answers alone, and what waits for approval is said."""
    document = replace(document_of(operation), modes=())
    store = await open_store(settings.database, clock=clock, ids=counted(clock), owner="ensaio", parse_operation=parse)
    try:
        for file in media:
            await store.media.put(file.key, file.kind, file.mime_type, file.content)
        await store.operations.publish(to_json(document), digest(document), "ensaio", clock.now())
    finally:
        await store.close()


def _chosen(operation: Operation, leads: int) -> list[Product]:
    """A product for each lead: all of them in turn, spread over the catalogue where there are more than leads."""
    spoken = {persona for channel in operation.channels for persona in channel.personas}
    there = [p for p in operation.catalog.products if p.active and p.persona in spoken]
    if len(there) > leads:
        return [there[number * len(there) // leads] for number in range(leads)]
    return [there[number % len(there)] for number in range(leads)] if there else []


class _Asker:
    """One lead: comes by the product's campaign or by themselves, asks, and waits for each answer."""

    def __init__(self, number: int, product: Product, cloud: PretendCloud, running: House) -> None:
        self._number, self._product, self._cloud, self._running = number, product, cloud, running
        self._channel = next(c.id for c in running.operation.channels if product.persona in c.personas)

    async def live(self) -> list[Asked]:
        """Every question with its answer, until a person takes over."""
        await self._cloud.clock.sleep(1 + self._number * APART_MS)
        lead = self._cloud.new_lead(f"{NAMES[self._number % len(NAMES)]} Ensaio")
        opened = await self._ask(lead, "primeira mensagem", *self._opening())
        found = [opened]
        if opened.script in AGE:
            found = [await self._ask(lead, "maioridade", OF_AGE)]
        for question in questions(self._number, self._product):
            if found[-1].action == "chamar_pessoa":
                break
            found.append(await self._ask(lead, question.topic, question.words))
        return found

    def _opening(self) -> tuple[str, dict[str, Any] | None]:
        campaign = next((c for c in self._running.operation.campaigns if c.product == self._product.id), None)
        if campaign is None:
            return hello(self._product), None
        ad = {"headline": campaign.headline, "body": campaign.body}
        return campaign.greeting or "Olá!", {"source_id": campaign.ads[0], **ad} if campaign.ads else None

    async def _ask(self, lead: Lead, topic: str, words: str, ad: dict[str, Any] | None = None) -> Asked:
        clock = self._cloud.clock
        at = clock.now()
        self._cloud.say(lead.id, self._channel, "text", texto=words, **({"anuncio": ad} if ad else {}))
        asked = Asked(self._number + 1, topic, words, self._product.id)
        while clock.now() - at < WAITS_MS:
            await clock.sleep(LOOKS_MS)
            posts = [p for p in self._cloud.world.posts.values() if p.lead == lead.id and not p.by_lead and p.at >= at]
            if posts:
                return await self._judged(asked, posts, at)
        return asked

    async def _judged(self, asked: Asked, posts: Sequence[Any], at: int) -> Asked:
        turn = (posts[0].callback or "").rpartition(".")[0]
        record = json.loads(await self._running.store.lists.decision(turn) or "{}")
        refused = tuple(dict.fromkeys(v["kind"] for v in record.get("verdicts", ()) if not v["allowed"]))
        texts = [str(p.part.get("texto") or p.part.get("legenda") or "[arquivo]") for p in posts]
        return replace(
            asked,
            answer="\n".join(texts),
            waited=posts[0].at - at,
            script=str(record.get("script") or "").partition("/")[0],
            action=record.get("action", ""),
            told_of=record.get("product"),
            refused=refused,
            writer=record.get("writer", ""),
        )
