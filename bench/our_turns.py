"""Our turns under measurement, each kind in a process of its own (``bench.turns`` starts them).

A whole turn: the lead's message becomes durable, the conversation is claimed, the turn is taken with guard and decision
record, it is finished in one transaction, the bubbles are claimed, sent in memory and settled.
"""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import replace
from importlib.resources import files

from bench.crowd import Crowd, demo_operation, opened
from bench.servers import cpu_of_tree, peak_rss_mb
from central.adapters.clock import SystemClock
from central.app.clerk.keeper import Clerks
from central.app.config import read_settings
from central.app.garbage import spare_collecting
from central.core.messaging.message import Text
from central.core.replying.rules import Rule
from central.ports import Brief, Draft

LEADS, AT_ONCE = 5_000, 500
CLERKS = read_settings({}).clerks
"""As it is installed."""
WAITING, WAIT_S = 5_000, 1.0
GATHER_WITHIN_S = 300.0
ABOUT = ("saudacao", "preco", "frete", "variacoes", "pagamento", "objecao_preco", "prazo", "produto")
OF_EACH = 128


def _sentences() -> tuple[str, ...]:
    """What leads write, of eight kinds by turns: no text comes again before a thousand others, so nothing that is
    remembered for a few texts helps."""
    folder = files("central") / "content" / "phrases"
    told = [(folder / f"{kind}.tsv").read_text(encoding="utf-8").splitlines()[1:] for kind in ABOUT]
    kept = [lines[:: len(lines) // OF_EACH][:OF_EACH] for lines in told]
    return tuple(line.split("\t")[0] for round_ in zip(*kept, strict=True) for line in round_)


SAID = _sentences()
FOR_MODELS = (
    "oi, tudo bem?",
    "qual o valor do sérum?",
    "quanto fica o frete pra 13015-904?",
    "tem outras cores?",
    "aceita pix?",
    "achei caro",
    "demora quantos dias pra chegar?",
    "esse sérum serve pra pele oleosa?",
)
"""A model may answer each of these."""


async def saturated(database: str, seconds: float) -> dict[str, float]:
    """Whole turns a second while 500 leads at a time write, each anew as soon as one was answered.

    The clerk that would come after two seconds of this is there from the start; its CPU counts.
    """
    clerks = Clerks(CLERKS)
    clock, operation = SystemClock(), demo_operation()
    store = await opened(database)
    talk = _Talk()
    crowd = Crowd(talk, store, operation, clock, pace=0)
    engine = crowd.engine({}, clerks.take)
    await clerks.hire()
    spare_collecting()
    engine.start()
    await talk.go_on(crowd, seconds * 0.2)
    cpu, start, before = cpu_of_tree(os.getpid()), time.perf_counter(), talk.answered
    await talk.go_on(crowd, seconds)
    elapsed, turns = time.perf_counter() - start, talk.answered - before
    cpu = cpu_of_tree(os.getpid()) - cpu
    await engine.stop()
    await clerks.close()
    await store.close()
    return {"turns": talk.answered, "turns_per_s": turns / elapsed, "cpu_us_per_turn": cpu / turns * 1e6}


async def waiting(database: str, _: float) -> dict[str, float]:
    """5,000 conversations that all wait for their model at the same time, a second from when the last one came."""
    clock, operation = SystemClock(), demo_operation()
    operation = replace(operation, rules=(Rule("tudo", tier="mini"),))
    store = await opened(database)
    writer = _SlowWriter()
    end = _End(WAITING)
    crowd = Crowd(end, store, operation, clock, pace=0)
    await asyncio.gather(*(crowd.write(lead, Text(FOR_MODELS[lead % len(FOR_MODELS)])) for lead in range(WAITING)))
    engine = crowd.engine({"mini": writer})
    spare_collecting()
    start = time.perf_counter()
    engine.start()
    await asyncio.wait_for(end.reached.wait(), GATHER_WITHIN_S)
    elapsed = time.perf_counter() - start
    await engine.stop()
    await store.close()
    return {
        "turns": WAITING,
        "waiting_turns_per_s": WAITING / elapsed,
        "waiting_at_once": writer.most,
        "rss_mb": peak_rss_mb(os.getpid()),
    }


class _Talk:
    """Keeps a number of leads in talk for a while; a new one writes when one was answered."""

    def __init__(self) -> None:
        self.answered = 0
        self._lead = 0
        self._free = asyncio.Semaphore(AT_ONCE)
        self._writing: set[asyncio.Task[None]] = set()

    def heard(self, lead: int, number: int, left: int) -> None:
        if not left:
            self.answered += 1
            self._free.release()

    def silence(self, lead: int) -> None:
        """A person has the conversation: no turn to count."""
        self._free.release()

    async def go_on(self, crowd: Crowd, seconds: float) -> None:
        """Write for so long, then wait until everybody was answered."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            await self._free.acquire()
            self._lead += 1
            text = Text(SAID[(self._lead + self._lead // LEADS) % len(SAID)])
            task = asyncio.create_task(crowd.write(self._lead % LEADS, text))
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)
        for _ in range(AT_ONCE):
            await self._free.acquire()
        for _ in range(AT_ONCE):
            self._free.release()


class _SlowWriter:
    """A model that takes a second, counted from when all wait for it."""

    def __init__(self) -> None:
        self.most = self._now = 0
        self._all = asyncio.Event()

    async def write(self, brief: Brief) -> Draft:
        self._now += 1
        self.most = max(self.most, self._now)
        if self._now == WAITING:
            self._all.set()
        await asyncio.wait_for(self._all.wait(), GATHER_WITHIN_S)
        await asyncio.sleep(WAIT_S)
        self._now -= 1
        return Draft("Claro, já te conto tudo por aqui.", "espera")


class _End:
    """Says when so many turns are whole."""

    def __init__(self, turns: int) -> None:
        self._left = turns
        self.reached = asyncio.Event()

    def heard(self, lead: int, number: int, left: int) -> None:
        if not left:
            self.silence(lead)

    def silence(self, lead: int) -> None:
        self._left -= 1
        if not self._left:
            self.reached.set()
