"""How many webhook updates a second become durable, beside pywa (which keeps nothing) and a DBOS enqueue.

    python -m bench.accept [--seconds 10] [--rounds 3] [--smoke]

One update a body, three statuses to one message, valid signatures, 64 kept connections; every answer must be a 200.
The generator is this process and shares the cores with the server, one server at a time; the sides take turns in every
round and a ratio is the median of the rounds' ratios: ours on SQLite, as it is installed, to each peer, and ours on
Postgres to DBOS on Postgres as ``pg_ratio_dbos``. After each run the updates in the store are counted: a
difference to the accepted ones fails the run. SQLite lies on the disk of this checkout with ``synchronous=FULL``,
Postgres runs with its durable defaults.

Every server is started as its own documentation starts it: pywa and DBOS in one uvicorn process, ours by ``central
porta``, which takes a front process besides where there are two cores. The columns of CPU an update count them all.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

from bench import load, ours, sides, updates
from bench.servers import ROOT, close_on_sigterm, cpu_of_tree
from tests.postgres import fresh_database, running_postgres

OURS, OURS_PG, PYWA, DBOS = "central sqlite", "central postgres", "pywa", "dbos"
RESULTS = ROOT / "bench" / "results"
FASTEST_PER_SECOND = 25_000
"""Requests built for a second of load: more than any side can take, so that none runs dry."""


@dataclass(frozen=True, slots=True)
class Row:
    """One side in one round."""

    side: str
    load: load.Measured
    kept: int
    server_cpu_us: float
    postgres_cpu_us: float

    @property
    def whole(self) -> bool:
        """Everything accepted is there, nothing was refused."""
        return self.kept == self.load.accepted and self.load.refused == 0


def main(arguments: Sequence[str] | None = None) -> int:
    close_on_sigterm()
    options = _options(arguments)
    names = _sides(options.smoke)
    requests = updates.requests(round(options.seconds * FASTEST_PER_SECOND) + options.warm_up, sides.ACCOUNT)
    print(f"{len(requests)} requests built; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n{_HEAD}", flush=True)
    rounds: list[dict[str, Row]] = []
    with ExitStack() as stack:
        server = stack.enter_context(running_postgres()) if {OURS_PG, DBOS} & set(names) else ""
        for number in range(options.rounds):
            turn = number % len(names)
            rows = [_measure(name, server, requests, options) for name in names[turn:] + names[:turn]]
            rounds.append({row.side: row for row in rows})
    print(json.dumps(_summary(rounds)))
    return 0 if all(row.whole for one in rounds for row in one.values()) else 1


def _sides(smoke: bool) -> list[str]:
    names = [OURS]
    if any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        names.append(OURS_PG)
    if smoke:
        return names
    if find_spec("pywa"):
        names.append(PYWA)
    if find_spec("dbos") and OURS_PG in names:
        names.append(DBOS)
    return names


def _measure(name: str, server: str, requests: Sequence[bytes], options: argparse.Namespace) -> Row:
    RESULTS.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="accept-", dir=RESULTS))
    try:
        with ExitStack() as stack:
            url = stack.enter_context(fresh_database(server)) if name in (OURS_PG, DBOS) else ""
            start: sides.Start = {
                OURS: ours.accepting(len(requests)),
                OURS_PG: ours.accepting(len(requests), url),
                PYWA: sides.pywa,
                DBOS: sides.dbos(url),
            }[name]
            row = _run(name, start, url, folder, requests, options)
    finally:
        shutil.rmtree(folder)
    print(_line(row), flush=True)
    return row


def _run(
    name: str, start: sides.Start, url: str, folder: Path, requests: Sequence[bytes], options: argparse.Namespace
) -> Row:
    with start(folder) as side:
        postgres = _postmaster(url) if url else 0
        before = side.server.cpu_s(), cpu_of_tree(postgres)
        seen = load.drive(side.server.port, requests, options.seconds, options.warm_up)
        after = side.server.cpu_s(), cpu_of_tree(postgres)
        ours_us, postgres_us = ((b - a) / max(1, seen.accepted) * 1e6 for a, b in zip(before, after, strict=True))
        return Row(name, seen, side.kept(), ours_us, postgres_us)


def _postmaster(url: str) -> int:
    """The process that is the parent of every backend."""
    with psycopg.connect(url) as connection:
        backend = connection.info.backend_pid
        return int(Path(f"/proc/{backend}/stat").read_text().rsplit(")", 1)[1].split()[1])


def _summary(rounds: list[dict[str, Row]]) -> dict[str, float | None]:
    def median(side: str, figure: str) -> float | None:
        found = [getattr(one[side].load, figure) for one in rounds if side in one]
        return round(statistics.median(found), 2) if found else None

    def ratio(side: str, beside: str) -> float | None:
        found = [
            one[side].load.per_second / one[beside].load.per_second for one in rounds if {side, beside} <= set(one)
        ]
        return round(statistics.median(found), 2) if found else None

    def cpu(side: str) -> float | None:
        found = [one[side].server_cpu_us + one[side].postgres_cpu_us for one in rounds if side in one]
        return round(statistics.median(found), 1) if found else None

    return {
        "updates_per_s": median(OURS, "per_second"),
        "p50_ms": median(OURS, "p50_ms"),
        "p99_ms": median(OURS, "p99_ms"),
        "pg_updates_per_s": median(OURS_PG, "per_second"),
        "ratio_pywa": ratio(OURS, PYWA),
        "ratio_dbos": ratio(OURS, DBOS),
        "pg_ratio_dbos": ratio(OURS_PG, DBOS),
        "pywa_updates_per_s": median(PYWA, "per_second"),
        "dbos_updates_per_s": median(DBOS, "per_second"),
        "pg_p50_ms": median(OURS_PG, "p50_ms"),
        "pg_p99_ms": median(OURS_PG, "p99_ms"),
        "cpu_us_per_update": cpu(OURS),
        "pg_cpu_us_per_update": cpu(OURS_PG),
        "pywa_cpu_us_per_update": cpu(PYWA),
        "dbos_cpu_us_per_update": cpu(DBOS),
    }


_HEAD = (
    f"{'side':<17} {'updates/s':>9} {'p50 ms':>7} {'p99 ms':>7} {'accepted':>9} {'kept':>9} {'refused':>8}"
    f" {'server µs':>10} {'postgres µs':>12} {'generator µs':>13}"
)


def _line(row: Row) -> str:
    seen = row.load
    return (
        f"{row.side:<17} {seen.per_second:9.0f} {seen.p50_ms:7.1f} {seen.p99_ms:7.1f} {seen.accepted:9} {row.kept:9}"
        f" {seen.refused:8} {row.server_cpu_us:10.0f} {row.postgres_cpu_us:12.0f}"
        f" {seen.generator_cpu_s / max(1, seen.measured) * 1e6:13.0f}{'' if row.whole else '   NOT WHOLE'}"
    )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, help="of measured load a side and round (10; 2 with --smoke)")
    parser.add_argument("--rounds", type=int, help="interleaved rounds (3; 1 with --smoke)")
    parser.add_argument("--smoke", action="store_true", help="a few seconds, ours only")
    options = parser.parse_args(arguments)
    options.seconds = options.seconds or (2.0 if options.smoke else 10.0)
    options.rounds = options.rounds or (1 if options.smoke else 3)
    options.warm_up = 500 if options.smoke else 2_000
    return options


if __name__ == "__main__":
    sys.exit(main())
