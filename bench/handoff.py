"""Bot and person at once: how many orders of things were tried, and in how many of them a promise broke.

    python -m bench.handoff --interleavings 100000 [--postgres 2000] [--smoke]

The last line is JSON: interleavings, postgres, wrong, and what happened in them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from collections import Counter

from tests.clock import FakeClock
from tests.postgres import fresh_database, running_postgres
from tests.store.interleaving import Interleaving
from tests.store.world import open_world

AT_ONCE, AT_ONCE_POSTGRES = 1_000, 200


def main() -> int:
    """Run them; 1 when a promise broke."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--interleavings", type=int, default=100_000)
    parser.add_argument("--postgres", type=int, default=2_000)
    parser.add_argument("--smoke", action="store_true")
    arguments = parser.parse_args()
    memory, postgres = (2_000, 200) if arguments.smoke else (arguments.interleavings, arguments.postgres)
    began, counts, wrong = time.monotonic(), Counter[str](), list[str]()
    for seed in range(-(-memory // AT_ONCE)):
        figures = asyncio.run(_run([":memory:"], seed, min(AT_ONCE, memory)))
        counts += figures[0]
        wrong += figures[1]
    if postgres:
        with running_postgres(fast=True) as server:
            for seed in range(-(-postgres // AT_ONCE_POSTGRES)):
                with fresh_database(server) as url:
                    figures = asyncio.run(_run([url, url], seed, min(AT_ONCE_POSTGRES, postgres)))
                counts += figures[0]
                wrong += figures[1]
    told = {"interleavings": memory, "postgres": postgres, "wrong": len(wrong), "first": wrong[:3]}
    print(json.dumps(told | dict(counts) | {"seconds": round(time.monotonic() - began)}))
    return 1 if wrong else 0


async def _run(urls: list[str], seed: int, talks: int) -> tuple[Counter[str], list[str]]:
    """One store with as many processes as addresses."""
    worlds = [await open_world(url, f"p{n}", FakeClock()) for n, url in enumerate(urls)]
    for world in worlds:
        world.clock = worlds[0].clock
    try:
        figures = await Interleaving(worlds, seed, talks).run()
    finally:
        for world in worlds:
            await world.store.close()
    return figures.counts, figures.wrong


if __name__ == "__main__":
    raise SystemExit(main())
