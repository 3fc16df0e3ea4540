"""Whether the right ad, product and persona are found when people cut, edit, translate and forward what links say.

    python -m bench.attribution [--entries 1000] [--seed 1] [--smoke]

The entries of ``bench.entries`` happen in one order of time, twenty to forty seconds apart, so that many clicks are
open at once. Links, codes and clicks are the real ones on a store on disk; attribution and routing are the turn's own.
The truth: ``source`` of every entry, ``product`` and ``persona`` where ad, text or code tells them. ``wrong_at_certa``
counts entries whose source, campaign or product is wrong, or whose click is somebody else's, though called certain.
"""

from __future__ import annotations

import argparse
import asyncio
import heapq
import itertools
import json
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bench.entries import Made, Step, crowded, entries
from bench.servers import ROOT
from central.adapters.clock import new_id
from central.adapters.operation import default_demo_folder, numbered, parse, read_yaml
from central.adapters.store import Store, open_store
from central.core.messaging.channel import ChannelSpec
from central.core.messaging.conversation import Address, Line, Memo, Scene
from central.core.messaging.message import Referral, Text
from central.core.operation import Operation
from central.core.origin.routing import route
from central.core.text import fold
from central.flow.links import Links
from central.flow.turn.arrival import arrive, remember, words_said
from tests.clock import START, FakeClock

RESULTS = ROOT / "bench" / "results"
BETWEEN_MS = (20_000, 40_000)
MUST = {"source": 95.0, "product": 90.0, "persona": 95.0}


@dataclass(slots=True)
class Lead:
    """What is remembered of somebody between messages."""

    memo: Memo = field(default_factory=Memo)
    sticky: str | None = None


@dataclass(slots=True)
class Run:
    """One entry on its way."""

    made: Made
    id: str
    text: str = ""
    number: str = ""
    click: str | None = None
    leads: dict[str, Lead] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """One entry, right or wrong; None where nothing told the truth."""

    kind: str
    source: bool
    product: bool | None
    persona: bool | None
    certain: bool
    wrong_at_certain: bool
    why: str


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    judged = asyncio.run(_measure(options.entries, options.seed))
    _show(judged)
    summary = _summary(judged)
    RESULTS.mkdir(exist_ok=True)
    if not options.smoke:
        lines = [
            json.dumps(summary),
            *(json.dumps([j.kind, j.why]) for j in judged if not j.source or j.wrong_at_certain),
        ]
        (RESULTS / "attribution.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(json.dumps(summary))
    return 0 if summary["wrong_at_certa"] == 0 and all(summary[key] >= least for key, least in MUST.items()) else 1


async def _measure(count: int, seed: int) -> list[Judged]:
    operation = crowded(numbered(1, "bench", read_yaml(default_demo_folder())))
    clock = FakeClock()
    with tempfile.TemporaryDirectory(prefix="central-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'central.db'}"
        store = await open_store(url, clock=clock, ids=new_id, owner="bench", parse_operation=parse)
        try:
            return await _play(operation, store, clock, entries(operation, count, seed), random.Random(seed))
        finally:
            await store.close()


async def _play(
    operation: Operation, store: Store, clock: FakeClock, made: Sequence[Made], draws: random.Random
) -> list[Judged]:
    """All steps of all entries in the order of time."""

    async def current() -> Operation:
        return operation

    links = Links(current, store.clicks, store.numbers, clock, new_id, draws.randrange)
    due: list[tuple[int, int, Run, int]] = []
    order, at = itertools.count(), START
    for number, one in enumerate(made):
        at += draws.randrange(*BETWEEN_MS)
        heapq.heappush(due, (at + one.steps[0].after_ms, next(order), Run(one, f"{number:04d}"), 0))
    judged: list[Judged] = []
    while due:
        clock.time, _, run, place = heapq.heappop(due)
        step, last = run.made.steps[place], place + 1 == len(run.made.steps)
        if step.link is not None:
            await _click(links, store, run, step.link)
        else:
            verdict = await _hear(operation, store, clock, run, step)
            if last:
                judged.append(verdict)
        if not last:
            following = clock.time + run.made.steps[place + 1].after_ms
            heapq.heappush(due, (following, next(order), run, place + 1))
    return judged


async def _click(links: Links, store: Store, run: Run, link: str) -> None:
    way = await links.click(link, {"gclid": f"g{run.id}"})
    assert way.target is not None
    assert way.channel is not None
    run.text, run.number = parse_qs(urlsplit(way.target).query)["text"][0], way.channel.id
    clicks = await store.clicks.recent(run.number, links.clock.now(), links.clock.now())
    run.click = next(c.id for c in clicks if c.code == way.code)


async def _hear(operation: Operation, store: Store, clock: FakeClock, run: Run, step: Step) -> Judged:
    """One message through arrival and routing, as a turn does it."""
    channel = _channel(operation, run)
    person = f"{run.id}{'b' if step.by_another else 'a'}"
    lead = run.leads.setdefault(person, Lead())
    heard_at, words = clock.time // 1000 * 1000, step.change(run.text)
    scene = _scene(run, person, channel, lead, words, step.referral, heard_at)
    touches = await arrive(scene, operation, store.clicks)
    memo = remember(lead.memo, operation, touches)
    where = route(
        operation, channel, lead.sticky, touches[-1][1] if touches else None, fold(words_said(scene)), memo.product
    )
    lead.memo, lead.sticky = memo, lead.sticky or where.sticky
    touch = touches[-1][1] if touches else memo.last_touch
    made = run.made
    source = touch is not None and touch.source == made.source
    product = None if made.product is None else where.product == made.product
    certain = touch is not None and touch.confidence == "certa"
    own_click = touch is None or touch.click in (None, None if step.by_another else run.click)
    right = touch is not None and source and touch.campaign == made.campaign and own_click and product is not False
    why = f"{words!r} → {touch and (touch.source, touch.campaign, touch.confidence, touch.evidence)}"
    return Judged(
        kind=made.kind,
        source=source,
        product=product,
        persona=None if made.persona is None else where.persona == made.persona,
        certain=certain,
        wrong_at_certain=certain and not right,
        why=f"{why}; {where.product}, {where.persona}; truth {made.source}, {made.product}, {made.persona}",
    )


def _channel(operation: Operation, run: Run) -> ChannelSpec:
    found = operation.channel(run.number) if run.number else operation.channels[0]
    assert found is not None
    return found


def _scene(
    run: Run, person: str, channel: ChannelSpec, lead: Lead, words: str, referral: Referral | None, at: int
) -> Scene:
    line = Line(1, f"w{person}", at, Text(words), referral=referral)
    return Scene(run.id, person, channel.id, Address("55"), 1, f"t{person}", lead.memo, lead.sticky, None, at, (line,))


def _summary(judged: Sequence[Judged]) -> dict[str, float]:
    return {
        "source": _share([j.source for j in judged]),
        "product": _share([j.product for j in judged if j.product is not None]),
        "persona": _share([j.persona for j in judged if j.persona is not None]),
        "wrong_at_certa": sum(j.wrong_at_certain for j in judged),
        "certa": _share([j.certain for j in judged]),
        "entries": len(judged),
    }


def _share(right: Sequence[bool]) -> float:
    return round(100 * sum(right) / len(right), 1) if right else 100.0


def _show(judged: Sequence[Judged]) -> None:
    print(f"{'kind':<28}{'n':>5}{'source':>9}{'product':>9}{'persona':>9}{'certa':>8}")
    for kind in dict.fromkeys(j.kind for j in judged):
        mine = [j for j in judged if j.kind == kind]
        row = _summary(mine)
        print(f"{kind:<28}{len(mine):>5}{row['source']:>9}{row['product']:>9}{row['persona']:>9}{row['certa']:>8}")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--smoke", action="store_true", help="only 200 entries")
    options = parser.parse_args(arguments)
    if options.smoke:
        options.entries = 200
    return options


if __name__ == "__main__":
    sys.exit(main())
