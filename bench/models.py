"""The model tiers of ``bench.latency``: how long a lead waits when a model writes, alone and with 200 at once.

A stub of a model takes 1.5 s; the engine on SQLite, the budget, the past and human pace are real, in real time. Leads
write one plain message each: first a few, one after the other, then 200 at the same moment. ``model_*`` has the stub in
the writer's place and shows what the engine adds; ``wire_*`` has the real writer before a server of its own
(``bench.model_stub``) and shows what the library for models adds on top.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.crowd import DAY_MS, NO_LIMIT, Crowd, demo_operation, opened
from bench.load import quantile
from bench.servers import served, uvicorn
from central.adapters.clock import SystemClock
from central.adapters.llm.model import Model, ModelSpec
from central.adapters.llm.prices import ListedPrices
from central.adapters.llm.reader import LexicalReader
from central.adapters.llm.writer import ModelWriter
from central.app.engine import Engine
from central.core.messaging.conversation import Scene
from central.core.messaging.message import Text
from central.core.messaging.pacing import Bucket
from central.core.replying.rules import Rule
from central.core.turn import Outcome
from central.flow.outbox import Outbox
from central.flow.turn.desk import Desk
from central.flow.turn.spending import Spending
from central.flow.turn.turn import take
from central.ports import Brief, Draft, Writer
from tests.ports import free_port

DELAY_S = 1.5
STUB = "stub"
AT_ONCE, ROUNDS = 200, 3
"""The crowd comes three times, other leads each time; the round in the middle counts."""
SAID = "esse sérum serve pra pele oleosa?"
PATIENCE_S = 240.0
TIERS = ("mini", "forte")


@dataclass(slots=True)
class _Waits:
    """When each lead wrote and first heard something."""

    wrote: dict[int, float] = field(default_factory=dict)
    heard_at: dict[int, float] = field(default_factory=dict)
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    def heard(self, lead: int, number: int, left: int) -> None:
        if number == 0:
            self.heard_at[lead] = time.monotonic()
            self.moved.set()

    def silence(self, lead: int) -> None:
        self.moved.set()

    def seconds(self, leads: Sequence[int]) -> list[float]:
        return sorted(self.heard_at[lead] - self.wrote[lead] for lead in leads)


def measured(folder: Path, alone: int, crowds: int = ROUNDS) -> dict[str, float]:
    """The figures of both tiers; an unanswered lead or a reply that no model wrote raises."""
    port = free_port()
    with ExitStack() as stack:
        stack.enter_context(
            served(uvicorn("bench.model_stub:app", port), {"STUB_DELAY_S": str(DELAY_S)}, port, folder / "stub.log")
        )
        url = f"http://127.0.0.1:{port}/v1"
        found = {tier: asyncio.run(_run(folder, _Thinking(), tier, alone, crowds)) for tier in TIERS}
        model = Model(ModelSpec("mini", STUB, url, "", round(1000 * PATIENCE_S)))
        wire = asyncio.run(_run(folder, ModelWriter(model), "mini", alone, crowds, model.close))
    worst = {name: max(figures[name] for figures in found.values()) for name in wire}
    tiers = {f"model_{tier}_{name}": figures[name] for tier, figures in found.items() for name in ("p50_s", "p95_s")}
    return {f"model_{k}": v for k, v in worst.items()} | tiers | {f"wire_{k}": v for k, v in wire.items()}


class _Thinking:
    """A writer that takes as long as a model."""

    async def write(self, brief: Brief) -> Draft:
        await asyncio.sleep(DELAY_S)
        return Draft("Claro, te explico. O que você quer saber primeiro?", STUB)


async def _run(
    folder: Path,
    writer: Writer,
    tier: str,
    alone: int,
    crowds: int,
    close: Callable[[], Awaitable[None]] | None = None,
) -> dict[str, float]:
    clock, waits = SystemClock(), _Waits()
    operation = replace(demo_operation(), rules=(Rule("tudo", tier=tier),))  # type: ignore[arg-type]
    store = await opened(f"sqlite:///{folder / f'{type(writer).__name__}-{tier}.db'}", clock)
    crowd = Crowd(waits, store, operation, clock, pace=1)
    reader = LexicalReader()
    spending = Spending(store.costs, ListedPrices(), clock)
    writers: list[str] = []

    async def typing(scene: Scene) -> None:
        """Nobody looks."""

    async def taken(scene: Scene) -> Outcome:
        desk = Desk(
            operation,
            reader,
            {tier: writer},  # type: ignore[dict-item]
            clock,
            typing,
            history=store.history,
            spending=spending,
        )
        outcome = await take(scene, desk)
        crowd.expect(scene.turn, len(outcome.sends))
        writers.append(outcome.decision.writer if outcome.decision is not None else "")
        return outcome

    unlimited = Bucket.full(NO_LIMIT, 1, clock.now())
    outbox = Outbox(crowd, clock, numbers={crowd.channel.id: unlimited})
    engine = Engine(store.journal, outbox, taken, clock, uncertain_after=DAY_MS, keep_raw=30 * DAY_MS)
    engine.start()
    first = range(1, 1 + alone)
    rounds = [range(1000 * (1 + n), 1000 * (1 + n) + AT_ONCE) for n in range(crowds)]
    await _write(crowd, waits, [0], 0)
    await _write(crowd, waits, first, 0.25)
    for crowded in rounds:
        await _write(crowd, waits, crowded, 0)
    await engine.stop()
    await store.close()
    if close is not None:
        await close()
    if set(writers) != {STUB}:
        raise RuntimeError(f"not every reply was the model's: {sorted(set(writers))}")
    single = waits.seconds(first)
    many = sorted((waits.seconds(crowded) for crowded in rounds), key=lambda found: quantile(found, 0.5))[crowds // 2]
    return {
        "p50_s": round(quantile(sorted(single + many), 0.5), 2),
        "p95_s": round(quantile(sorted(single + many), 0.95), 2),
        "alone_p50_s": round(quantile(single, 0.5), 2),
        "at_once_p50_s": round(quantile(many, 0.5), 2),
        "at_once_p95_s": round(quantile(many, 0.95), 2),
        "at_once_over_pct": round(100 * (quantile(many, 0.5) / quantile(single, 0.5) - 1), 1),
    }


async def _write(crowd: Crowd, waits: _Waits, leads: Sequence[int], gap_s: float) -> None:
    """One message each, then wait until all heard something."""

    async def one(lead: int) -> None:
        await crowd.write(lead, Text(SAID))
        waits.wrote[lead] = time.monotonic()

    if gap_s:
        for lead in leads:
            await one(lead)
            await asyncio.sleep(gap_s)
    else:
        await asyncio.gather(*(one(lead) for lead in leads))
    end = time.monotonic() + PATIENCE_S
    while missing := [lead for lead in leads if lead not in waits.heard_at]:
        waits.moved.clear()
        try:
            await asyncio.wait_for(waits.moved.wait(), end - time.monotonic())
        except TimeoutError as error:
            raise RuntimeError(f"{len(missing)} leads were not answered") from error
