"""How many people become two, lose their order or their persona, when Meta tells of them in any order at all.

20,000 lives (messages by phone, by user id or both, changed numbers, ids and usernames), shuffled, some webhooks twice,
go into two engine processes on one Postgres, then a tenth of them into one engine on SQLite. Every fault is counted;
exit code 1 if there is one. Run: python -m bench.identity [--smoke]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.postgres import fresh_database, running_postgres
from tests.store.lives import Event, life, shuffled
from tests.store.living import Told, faults, live

LIVES, SMOKE = 20_000, 1_000
PROCESSES = 2
SEED = 20261122


def main() -> int:
    """Run on both engines; the last line is the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="1,000 lives instead of 20,000")
    lives = SMOKE if parser.parse_args().smoke else LIVES
    at = round(time.time() * 1000) - 60_000
    with running_postgres() as server, fresh_database(server) as url:
        postgres = _run(url, lives, at, PROCESSES)
    with tempfile.TemporaryDirectory(prefix="central-identity-") as folder:
        sqlite = _run(f"sqlite:///{Path(folder) / 'central.db'}", lives // 10, at, 1)
    print(json.dumps({"bench": "identity", "postgres": postgres, "sqlite": sqlite}))
    return int(bool(postgres["faults"] or sqlite["faults"]))


def _run(url: str, lives: int, at: int, processes: int) -> dict[str, float | int]:
    """Feed one database; what came of it."""
    events = _drawn(lives, at)
    start = time.perf_counter()
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        told = list(pool.map(_engine, *zip(*((url, n, processes, lives, at) for n in range(processes)), strict=True)))
    seconds = time.perf_counter() - start
    found = faults(url, events, told)
    for fault in found[:20]:
        print(fault, file=sys.stderr)
    return {
        "lives": lives,
        "webhooks": len(shuffled(events, SEED)),
        "processes": processes,
        "turns": sum(one.turns for one in told),
        "repeated_by_meta": sum(one.repeated for one in told),
        "seconds": round(seconds, 1),
        "faults": len(found),
    }


def _engine(url: str, number: int, processes: int, lives: int, at: int) -> Told:
    """One engine process: it draws all lives and takes its share of the webhooks."""
    mine = shuffled(_drawn(lives, at), SEED)[number::processes]
    return asyncio.run(live(url, f"motor {number}", mine))


def _drawn(lives: int, at: int) -> list[Event]:
    return [event for number in range(lives) for event in life(number, at, SEED)]


if __name__ == "__main__":
    sys.exit(main())
