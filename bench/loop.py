"""The circle of a sale on the fakes, with everything that can go wrong between us and the seller's CRM.

    python -m bench.loop [--changes 10000] [--seed 7] [--smoke] [--only circle|crm] [--crm flowlu] [--postgres]

Circle (``bench.circle``): one lead of each source, click → chat → checkout → paid → refunded, every delivery several
times and shuffled, Central killed at every step; ticket, CRM, ledgers, panel and ad platform must agree after each, and
Central's own comparison with the CRM finds no drift in the end.

CRM: so many changes of tickets while the pretend CRM (Flowlu, Zendesk or HubSpot) is down, slow and lying (an error and
nothing done, "ok" and nothing done, done and "error"), its search lags, its webhooks come twice and in no order, and
people win and lose deals in it; then it is well again and compared. A lost change, a doubled ticket or a drift that is
not zero fails the run.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import time
from collections.abc import Sequence
from contextlib import nullcontext

from bench.circle import circle
from central.core.selling.crm import CrmKind
from central.core.selling.ticket import STATUSES, AddNote, SetStatus, Status, Ticket
from central.pretend.crm import Faults
from tests.crm_world import ACCOUNTS, CrmWorld, crm_world
from tests.postgres import running_postgres

CHANGES_A_TICKET = 5
DOWN, SLOW, LYING, WELL = "fora", "lento", "mentindo", "bem"
SPELLS = (DOWN, LYING, SLOW, WELL, LYING, DOWN)
SLOW_MS, STALL, IMPATIENT_S, PATIENT_S = 2, 0.01, 0.2, 60
"""A slow CRM answers so late, and now and then after we gave up on it. One that is well is waited for."""
LAG_MS = 10_000
"""So far behind is its search, in the hours of the run."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    changes = 1_000 if options.smoke else options.changes
    figures: dict[str, float] = {}
    if options.only != "crm":
        with running_postgres() if options.postgres else nullcontext("") as database:
            figures |= asyncio.run(circle(options.seed, database, options.crm))
    if options.only != "circle":
        of_crm = asyncio.run(crm_circle(changes, options.seed, options.crm))
        figures |= of_crm | {"drift": of_crm["drift"] + figures.get("drift", 0)}
    print(json.dumps(figures))
    whole = figures.get("loops_ok") == figures.get("loops")
    return 0 if whole and not any(figures.get(key) for key in ("lost", "doubled", "drift")) else 1


async def crm_circle(changes: int, seed: int, crm: CrmKind = "flowlu") -> dict[str, float]:
    """Changes on bad days, then a comparison: what is lost, doubled and different in the end."""
    draw, started = random.Random(seed), time.perf_counter()
    async with crm_world(account=ACCOUNTS[crm]) as world:
        tickets = [await world.ticket() for _ in range(max(1, changes // CHANGES_A_TICKET))]
        by_people = 0
        for number in range(changes):
            if number % max(1, changes // len(SPELLS)) == 0:
                _spell(world, SPELLS[min(number * len(SPELLS) // changes, len(SPELLS) - 1)], seed + number)
            by_people += await _change(world, draw, draw.choice(tickets), number)
            if number % 10 == 9:
                await world.hear_hooks()
                await world.sync.step()
                world.clock.time += 5_000
        world.office.faults = Faults()
        world.wait_for_answers(PATIENT_S)
        first = await _settle(world)
        last = await world.check.reconcile()
        wrong = await world.agree()
        doubled = sum(1 for line in wrong if " records" in line and ": 0 " not in line)
        return {
            "crm_changes": changes,
            "crm_by_people": by_people,
            "crm_requests": world.office.requests,
            "drift_found": first,
            "lost": len(wrong) - doubled,
            "doubled": doubled,
            "drift": last.drift,
            "seconds": round(time.perf_counter() - started, 1),
        }


def _spell(world: CrmWorld, weather: str, seed: int) -> None:
    world.wait_for_answers(IMPATIENT_S if weather == SLOW else PATIENT_S)
    lying = Faults(lie=0.1, forget=0.06, late=0.1, too_fast=0.03, html=0.03, lag_ms=LAG_MS, seed=seed)
    world.office.faults = {
        DOWN: Faults(down=True),
        SLOW: Faults(slow_ms=SLOW_MS, stall=STALL, stall_ms=1_000, lag_ms=LAG_MS, seed=seed),
        LYING: lying,
        WELL: Faults(lag_ms=LAG_MS),
    }[weather]


async def _change(world: CrmWorld, draw: random.Random, ticket: Ticket, number: int) -> int:
    """One change: mostly ours, now and then a person's in the CRM itself; 1 if it was a person's."""
    if draw.random() < 0.05 and (shown := world.shown(ticket)) and not world.office.faults.down:
        status: Status = draw.choice(("perdido", "comprado"))
        world.office.person(shown[0].ref, status, value=100 * (100 + number), reason=f"pessoa {number}")
        return 1
    status = draw.choice(STATUSES)
    reason = f"motivo {number}" if status == "perdido" else ""
    await world.change(ticket, SetStatus(status, reason, 100 * number if status == "comprado" else None))
    if number % 3 == 0:
        await world.change(ticket, AddNote(f"nota {number}"))
    return 0


async def _settle(world: CrmWorld) -> int:
    """Work until nothing is due, compare, work again; the first drift that was found."""
    await world.work(1_000_000)
    first = await world.reconcile()
    await world.work(1_000_000)
    return first.drift


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--changes", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--only", choices=["circle", "crm"])
    parser.add_argument("--crm", choices=list(ACCOUNTS), default="flowlu", help="which CRM it is")
    parser.add_argument("--postgres", action="store_true", help="the circle on a Postgres of its own")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
