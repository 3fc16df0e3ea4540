"""What the terminal asks of learning: how it stands, what it proved, why it chose, and the owner's acts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from central.adapters.clock import new_id
from central.adapters.store import Store
from central.adapters.store.learning.fitting import fit_here
from central.app import calendar
from central.app.config import read_settings
from central.app.desk.options import check_option
from central.app.desk.visit import CLOCK, visit
from central.app.work.learner import SEED, Learner
from central.app.work.round import at_work
from central.core.errors import AskHuman
from central.core.learning.belief import unlearned
from central.core.learning.design import Design
from central.core.learning.report import Report, report
from central.core.learning.saved import load_serving
from central.core.learning.serving import Serving
from central.core.learning.telling import cell, tell
from central.core.ledger import Act, Belief, Standing, standing
from central.core.replying.choice import Chosen
from central.flow.learning import Refitter


@dataclass(frozen=True, slots=True)
class State:
    """How learning stands."""

    beliefs: list[Belief]
    standing: Standing
    groups: dict[bool, int]
    news: list[Act]


async def state(environment: Mapping[str, str]) -> State:
    """The last beliefs, what holds now, the groups, and what was noticed lately."""
    async with visit(environment) as store:
        acts = await store.ledger.acts()
        told = [act for act in acts if act.kind in ("novo", "mudanca", "freio", "sinal")]
        return State(
            await store.ledger.beliefs(10), standing(acts, CLOCK.now()), await store.ledger.groups(), told[-10:]
        )


async def prove(environment: Mapping[str, str]) -> Report:
    """What the ledger proves up to now."""
    async with visit(environment) as store:
        now = CLOCK.now()
        return report(await store.ledger.facts(now), await _serving(store, None), now, SEED)


async def explain(environment: Mapping[str, str], conversation: str, turn: str) -> list[tuple[list[str], list[Any]]]:
    """Every choice of a turn in sentences, with what is believed today of its cell."""
    async with visit(environment) as store:
        made = await store.ledger.of_turn(conversation, turn)
        if not made:
            raise AskHuman("Não há decisão registrada desta conversa nesta vez.", code="decisao")
        today = await _serving(store, None)
        return [(tell(chosen, await _then(store, chosen)), cell(chosen, today)) for chosen in made]


async def act(environment: Mapping[str, str], **what: Any) -> Act:
    """Append an owner's act."""
    async with visit(environment) as store:
        done = Act(id=new_id(), at=CLOCK.now(), **what)
        if done.kind == "soltar" and done.ref not in {a.id for a in await store.ledger.acts()}:
            raise AskHuman(f"Não há o ato {done.ref}. Veja: central aprendizado", code="ato")
        if done.kind == "voltar" and done.number and await store.ledger.belief(done.number) is None:
            raise AskHuman(f"O retrato {done.number} não existe mais. Veja: central aprendizado", code="retrato")
        if done.label:
            await check_option(store, done.slot, done.label)
        await store.ledger.act(done)
        return done


async def remake(environment: Mapping[str, str]) -> tuple[Belief, bool]:
    """Make the newest belief again from the ledger alone; whether its bytes are the same."""
    async with visit(environment) as store:
        found = await store.ledger.beliefs(1)
        if not found:
            raise AskHuman("Ainda não há retrato: faltam decisões.", code="retrato")
        body = await _refitter(store).remake(found[0])
        return found[0], hashlib.sha256(body).hexdigest() == found[0].digest


async def keep_learning(environment: Mapping[str, str]) -> None:
    """Make beliefs until stopped, in a process that does nothing else."""
    if read_settings(environment).database.startswith("sqlite"):
        raise AskHuman(
            "Com SQLite a Central já aprende por dentro de “central iniciar”; “aprender” é para Postgres.",
            code="so_postgres",
        )
    async with visit(environment) as store, at_work(Learner(_refitter(store), CLOCK).rounds):
        await CLOCK.sleep(float(1 << 40))


def _refitter(store: Store) -> Refitter:
    return Refitter(
        store.ledger, lambda request: fit_here(store.ledger, request), CLOCK, new_id(), SEED, calendar.local
    )


async def _serving(store: Store, number: int | None) -> Serving:
    """What serves from a belief (None: the newest); the bare priors while there is none."""
    if number is None:
        found = await store.ledger.beliefs(1)
        number = found[0].number if found else 0
    body = await store.ledger.belief(number) if number else None
    return load_serving(body) if body is not None else Serving(SEED, Design(), unlearned(SEED))


async def _then(store: Store, chosen: Chosen) -> Serving | None:
    """The belief that made a choice, if its body is kept."""
    body = await store.ledger.belief(chosen.snapshot) if chosen.snapshot else None
    return load_serving(body) if body is not None else None
