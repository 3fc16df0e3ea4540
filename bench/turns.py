"""How many whole turns a second one process takes, beside the same turn on DBOS, and what 5,000 waiting leads cost.

    python -m bench.turns [--seconds 8] [--rounds 3] [--smoke]

Pacing and the end-of-turn window are 0, guard and decision record are on, the send is in memory; leads write a
thousand different sentences. Every side is a process of its own, ours with the clerk that comes where there are two
cores; the CPU of a turn is that of both. The sides take turns and a ratio is the median of the rounds' ratios: ours on
SQLite, as it is installed, to DBOS on Postgres, and ours on Postgres to DBOS on Postgres as ``pg_ratio_dbos``. A turn
without its decision in the store fails the run.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, closing
from importlib.util import find_spec
from pathlib import Path

import psycopg

from bench.servers import ROOT, close_on_sigterm
from tests.postgres import fresh_database, running_postgres

RESULTS = ROOT / "bench" / "results"
OURS, OURS_PG, DBOS, WAITING = "central sqlite", "central postgres", "dbos", "5,000 waiting"
PARTS = {
    OURS: "bench.our_turns:saturated",
    OURS_PG: "bench.our_turns:saturated",
    DBOS: "bench.dbos_turns:saturated",
    WAITING: "bench.our_turns:waiting",
}
PART = """
import importlib, json, sys, uvloop
module, name = sys.argv[1].split(":")
work = getattr(importlib.import_module(module), name)
print(json.dumps(uvloop.run(work(sys.argv[2], float(sys.argv[3])))))
"""
GIVE_UP_S = 800
WHOLE = "SELECT count(*) FROM decision"
Figures = dict[str, float]


def main(arguments: Sequence[str] | None = None) -> int:
    close_on_sigterm()
    options = _options(arguments)
    names = _sides(options.smoke)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    rounds: list[dict[str, Figures]] = []
    with ExitStack() as stack:
        server = stack.enter_context(running_postgres()) if {OURS_PG, DBOS} & set(names) else ""
        for number in range(options.rounds):
            turn = number % len(names)
            rounds.append({name: _measure(name, server, options.seconds) for name in names[turn:] + names[:turn]})
        idle = _measure(WAITING, server, options.seconds)
    print(json.dumps(_summary(rounds, idle)))
    return 0 if all(one["decisions"] == one["turns"] for one in [idle, *(s for r in rounds for s in r.values())]) else 1


def _sides(smoke: bool) -> list[str]:
    names = [OURS]
    if any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        names.append(OURS_PG)
        if find_spec("dbos") and not smoke:
            names.append(DBOS)
    return names


def _measure(name: str, server: str, seconds: float) -> Figures:
    RESULTS.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="turns-", dir=RESULTS))
    try:
        with ExitStack() as stack:
            on_postgres = name in (OURS_PG, DBOS)
            url = stack.enter_context(fresh_database(server)) if on_postgres else f"sqlite:///{folder / 'central.db'}"
            command = [sys.executable, "-c", PART, PARTS[name], url, str(seconds)]
            done = subprocess.run(
                command, cwd=ROOT, capture_output=True, text=True, timeout=GIVE_UP_S + seconds, check=False
            )
            if done.returncode:
                raise RuntimeError(f"{name} failed:\n{done.stderr[-3000:]}")
            figures: Figures = json.loads(done.stdout.splitlines()[-1])
            figures["decisions"] = _decisions(url, folder)
    finally:
        shutil.rmtree(folder)
    shown = "  ".join(f"{key} {value:,.0f}" for key, value in figures.items())
    print(f"{name:<17} {shown}{'' if figures['decisions'] == figures['turns'] else '   NOT WHOLE'}", flush=True)
    return figures


def _decisions(url: str, folder: Path) -> int:
    if url.startswith("postgresql"):
        with psycopg.connect(url) as connection:
            return int((connection.execute(WHOLE).fetchone() or (0,))[0])
    with closing(sqlite3.connect(folder / "central.db")) as connection:
        return int(connection.execute(WHOLE).fetchone()[0])


def _summary(rounds: list[dict[str, Figures]], idle: Figures) -> dict[str, float | None]:
    def median(side: str, figure: str) -> float | None:
        found = [one[side][figure] for one in rounds if side in one]
        return round(statistics.median(found), 1) if found else None

    def ratio(side: str) -> float | None:
        found = [one[side]["turns_per_s"] / one[DBOS]["turns_per_s"] for one in rounds if {side, DBOS} <= set(one)]
        return round(statistics.median(found), 1) if found else None

    return {
        "turns_per_s": median(OURS, "turns_per_s"),
        "pg_turns_per_s": median(OURS_PG, "turns_per_s"),
        "ratio_dbos": ratio(OURS),
        "pg_ratio_dbos": ratio(OURS_PG),
        "dbos_turns_per_s": median(DBOS, "turns_per_s"),
        "waiting_turns_per_s": round(idle["waiting_turns_per_s"], 1),
        "waiting_at_once": idle["waiting_at_once"],
        "rss_mb": round(idle["rss_mb"], 1),
        "cpu_us_per_turn": median(OURS, "cpu_us_per_turn"),
        "pg_cpu_us_per_turn": median(OURS_PG, "cpu_us_per_turn"),
    }


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, help="of measured talk a side and round (8; 2 with --smoke)")
    parser.add_argument("--rounds", type=int, help="interleaved rounds (3; 1 with --smoke)")
    parser.add_argument("--smoke", action="store_true", help="a few seconds, ours only")
    options = parser.parse_args(arguments)
    options.seconds = options.seconds or (2.0 if options.smoke else 8.0)
    options.rounds = options.rounds or (1 if options.smoke else 3)
    return options


if __name__ == "__main__":
    sys.exit(main())
