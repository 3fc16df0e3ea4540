"""How long a lead waits for the first bubble, and how many bursts are answered before they are over.

    python -m bench.latency [--bursts 1000] [--speed 5] [--seed 1] [--smoke]

The bursts of ``bench.bursts`` are typed to the real engine on SQLite in real time, ``--speed`` times faster than life;
whatever the machine takes counts that much more, so the figures err against us. A wait runs from the lead's last
message to the first bubble accepted after it. A burst is split when a bubble is accepted before its last message
arrived. Beside it, the same bursts against a fixed window of 8 s with nothing else in the way. Last, the model tiers
(``bench.models``): a stub of 1.5 s, leads alone and 200 at once.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.bursts import OPEN, TAPPED, Burst, Message, bursts, split_by_fixed
from bench.crowd import Crowd, demo_operation, lead_of, opened
from bench.load import quantile
from bench.models import measured
from bench.servers import ROOT, close_on_sigterm
from central.adapters.store import Store
from central.core.messaging.message import Choice, Content, Text
from central.core.turn import Outcome

RESULTS = ROOT / "bench" / "results"
FIXED_WINDOW_S = 8.0
ALONE, ALONE_SMOKE = 20, 4
"""Leads a model writes to one after the other, before 200 at once."""
BEGIN_WITHIN_MS = 60_000
"""The bursts begin at even distances within this time of the simulated clock."""
PATIENCE_S = 240.0
"""Real seconds without a bubble after which the run gives up."""


class FastClock:
    """A clock that runs ``speed`` times faster than life."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._first, self._started = time.time_ns() // 1_000_000, time.monotonic()

    def now(self) -> int:
        """Epoch milliseconds of simulated time."""
        return self._first + round((time.monotonic() - self._started) * 1000 * self._speed)

    async def sleep(self, ms: float) -> None:
        """Wait ``ms`` of simulated time."""
        await asyncio.sleep(ms / 1000 / self._speed)


@dataclass(slots=True)
class Talk:
    """One burst on its way: when its messages arrived and when bubbles came."""

    burst: Burst
    arrived: list[int] = field(default_factory=list)
    bubbles: list[int] = field(default_factory=list)
    silent: bool = False

    @property
    def over(self) -> bool:
        return len(self.arrived) == len(self.burst.messages)

    @property
    def answered(self) -> bool:
        return self.over and (self.silent or self.waited is not None)

    @property
    def waited(self) -> int | None:
        """Milliseconds from the last message to the first bubble after it; None if none came."""
        return next((at - self.arrived[-1] for at in self.bubbles if at >= self.arrived[-1]), None)

    @property
    def split(self) -> bool:
        """A bubble came before the last message did."""
        return bool(self.bubbles) and self.bubbles[0] < self.arrived[-1]

    @property
    def quick(self) -> bool:
        """A tap, or the answer to a closed question: nothing more is expected."""
        return self.burst.messages[-1].tap or self.burst.state not in (OPEN, TAPPED)


class Watch:
    """Notes when each lead hears something."""

    def __init__(self, talks: list[Talk], clock: FastClock) -> None:
        self._talks, self._clock = talks, clock
        self.moved = asyncio.Event()

    def heard(self, lead: int, number: int, left: int) -> None:
        if number == 0:
            self._talks[lead].bubbles.append(self._clock.now())
            self.moved.set()

    def silence(self, lead: int) -> None:
        self._talks[lead].silent = True
        self.moved.set()


def main(arguments: Sequence[str] | None = None) -> int:
    close_on_sigterm()
    options = _options(arguments)
    drawn = bursts(options.bursts, options.seed)
    RESULTS.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="latency-", dir=RESULTS))
    try:
        talks = asyncio.run(_simulate(drawn, options.speed, f"sqlite:///{folder / 'central.db'}"))
        models = measured(folder, ALONE_SMOKE, 1) if options.smoke else measured(folder, ALONE)
    finally:
        shutil.rmtree(folder)
    unanswered = sum(not talk.answered for talk in talks)
    _show(talks, unanswered)
    print("  ".join(f"{name} {value}" for name, value in models.items()))
    print(json.dumps(_summary(talks) | models))
    return 1 if unanswered else 0


async def _simulate(drawn: list[Burst], speed: float, database: str) -> list[Talk]:
    clock, operation = FastClock(speed), demo_operation()
    store = await opened(database, clock)
    talks = [Talk(burst) for burst in drawn]
    watch = Watch(talks, clock)
    crowd = Crowd(watch, store, operation, clock, pace=1)
    await _ask_before(crowd, store, clock, talks)
    engine = crowd.engine({})
    engine.start()
    step = BEGIN_WITHIN_MS / len(talks)
    await asyncio.gather(*(_type(talk, lead, round(lead * step), crowd, clock) for lead, talk in enumerate(talks)))
    while not all(talk.answered for talk in talks):
        watch.moved.clear()
        try:
            await asyncio.wait_for(watch.moved.wait(), PATIENCE_S)
        except TimeoutError:
            break
    await engine.stop()
    await store.close()
    return talks


async def _ask_before(crowd: Crowd, store: Store, clock: FastClock, talks: list[Talk]) -> None:
    """Leads whose burst answers a closed question are asked it first, in a turn of the journal's own."""
    asked = [lead for lead, talk in enumerate(talks) if talk.burst.state not in (OPEN, TAPPED)]
    await asyncio.gather(*(crowd.write(lead, Text("oi")) for lead in asked))
    while due := await store.journal.next_due(clock.now()):
        await clock.sleep(max(0, due - clock.now()))
        for scene in await store.journal.claim(clock.now(), 200):
            memo = replace(scene.memo, introduced=True, asked=talks[lead_of(scene.address)].burst.state)
            outcome = Outcome(scene.conversation, scene.turn, scene.epoch, scene.upto, clock.now(), memo)
            await store.journal.finish(outcome)  # one whose lease ran out on the fast clock comes again


async def _type(talk: Talk, lead: int, begin: int, crowd: Crowd, clock: FastClock) -> None:
    """Send the messages of one burst when their time has come."""
    start = clock.now() + begin
    for message in talk.burst.messages:
        await clock.sleep(max(0, start + message.at - clock.now()))
        talk.silent = False
        talk.arrived.append(clock.now())
        await crowd.write(lead, _content(message))


def _content(message: Message) -> Content:
    return Choice("button", message.text, message.text) if message.tap else Text(message.text)


def _show(talks: list[Talk], unanswered: int) -> None:
    several = [talk for talk in talks if len(talk.burst.messages) > 1]
    print(f"{len(talks)} bursts, {len(several)} of several messages, {unanswered} unanswered")
    for name, group in (("open", [t for t in talks if not t.quick]), ("tap or closed", [t for t in talks if t.quick])):
        waits = _waits(group)
        shown = "  ".join(
            f"p{share * 100:.0f} {quantile(waits, share):5.2f} s" for share in (0.05, 0.5, 0.9, 0.95, 0.99)
        )
        silent = sum(talk.waited is None for talk in group)
        print(f"{name:<14} {len(group):5} bursts  {shown}  split {_split(group):.1f} %  no reply due {silent}")
    for window in (2.0, 3.0, 4.0, 6.0, FIXED_WINDOW_S, 10.0):
        share = split_by_fixed([talk.burst for talk in talks], window)
        print(f"a fixed window of {window:4.1f} s would wait {window:.1f} s every time and split {share:.1%}")


def _summary(talks: list[Talk]) -> dict[str, float]:
    script, quick = _waits([t for t in talks if not t.quick]), _waits([t for t in talks if t.quick])
    return {
        "script_p50_s": round(quantile(script, 0.50), 2),
        "script_p95_s": round(quantile(script, 0.95), 2),
        "button_p50_s": round(quantile(quick, 0.50), 2),
        "button_p95_s": round(quantile(quick, 0.95), 2),
        "split_pct": round(_split(talks), 2),
        "split_fragment_pct": round(100 * sum(t.split and not t.burst.whole for t in talks) / max(1, len(talks)), 2),
        "split_of_several_pct": round(_split([t for t in talks if len(t.burst.messages) > 1]), 2),
        "fixed_split_pct": round(100 * split_by_fixed([t.burst for t in talks], FIXED_WINDOW_S), 2),
        "fixed_p50_s": FIXED_WINDOW_S,
    }


def _waits(talks: list[Talk]) -> list[float]:
    """Seconds, ordered."""
    return sorted(talk.waited / 1000 for talk in talks if talk.waited is not None)


def _split(talks: list[Talk]) -> float:
    return 100 * sum(talk.split for talk in talks) / max(1, len(talks))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bursts", type=int, help="how many (1000; 100 with --smoke)")
    parser.add_argument("--speed", type=float, help="times faster than life (5; 10 with --smoke)")
    parser.add_argument("--seed", type=int, default=1, help="of the model of how leads type")
    parser.add_argument("--smoke", action="store_true", help="a short run")
    options = parser.parse_args(arguments)
    options.bursts = options.bursts or (100 if options.smoke else 1000)
    options.speed = options.speed or (10.0 if options.smoke else 5.0)
    return options


if __name__ == "__main__":
    sys.exit(main())
