"""Five kill -9 within 2,000 messages over 200 conversations: nothing lost, nothing twice, nothing out of order."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from central.adapters.clock import SystemClock, new_id
from central.adapters.operation import parse
from central.adapters.store import open_store
from central.pretend.cloud import PretendCloud, report
from tests.acceptance.world import Central, demo_operation, pretend_cloud

LEADS, EACH, KILLS = 200, 10, 5
DOUBTED_S = "10"
"""Well beyond the 5 s within which shuffled statuses leave; in life Central waits ten minutes."""
WORDS = (
    "oi",
    "qual o valor?",
    "tem foto?",
    "qual o frete?",
    "50030-230",
    "aceita pix?",
    "quais cores tem?",
    "obrigada",
)


@pytest.mark.parametrize("faults", ["limpo", "cinco_vezes_embaralhado"])
@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
async def test_kill_nine(engine: str, faults: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    operation = demo_operation()
    url = request.getfixturevalue("postgres_url") if engine == "postgres" else ""
    first = Central(tmp_path / "um", url, 0, extra={"RITMO": "0", "INCERTO_APOS": DOUBTED_S})
    async with pretend_cloud(first.port, operation) as (cloud, graph_port):
        first.graph_port = graph_port
        cloud.limits.per_second = 1_000
        centrals = [first]
        if url:
            centrals.append(Central(tmp_path / "dois", url, graph_port, extra=first.extra))
        if faults != "limpo":
            cloud.faults.set({"dobrar_webhook": 0.999, "vezes": 5, "embaralhar_webhook": 0.5, "embaralhar_status": 0.5})
        for central in centrals:
            central.start()
        try:
            await asyncio.gather(*(central.ready() for central in centrals))
            await _talk_under_fire(cloud, centrals, operation.channels[0].id)
            await _settled(cloud)
        finally:
            for central in centrals:
                central.kill()
        _judge(cloud)
        await _judge_doubts(cloud, url or f"sqlite:///{first.data / 'central.db'}")


async def _talk_under_fire(cloud: PretendCloud, centrals: Sequence[Central], number: str) -> None:
    draw = random.Random(7)
    leads = [cloud.new_lead(f"Lead {n}").id for n in range(LEADS)]
    killed_at = {LEADS * EACH * (k + 1) // (KILLS + 1) for k in range(KILLS)}
    sent = 0
    revivals: list[asyncio.Task[None]] = []
    for round_number in range(EACH):
        draw.shuffle(leads)
        for lead in leads:
            cloud.say(lead, number, "text", texto=f"{WORDS[round_number % len(WORDS)]}")
            sent += 1
            if sent in killed_at:
                victim = centrals[len(revivals) % len(centrals)]
                if len(revivals) >= len(centrals):
                    await revivals[-len(centrals)]  # on a slow machine it may still be coming back
                victim.kill()
                revivals.append(asyncio.create_task(_revive(victim, draw.uniform(0, 0.5))))
            await asyncio.sleep(0.004)
    await asyncio.gather(*revivals)


async def _revive(central: Central, after_s: float) -> None:
    await asyncio.sleep(after_s)
    central.start()
    await central.ready()


async def _settled(cloud: PretendCloud, within_s: float = 900) -> None:
    """Every webhook acknowledged, every lead answered after the last word, and no news for a while."""
    deadline = time.monotonic() + within_s
    quiet_since, seen = time.monotonic(), -1
    while time.monotonic() < deadline:
        counts = report(cloud)
        news = counts["aceitas"] + counts["entregues"]
        if news != seen or counts["webhooks"]["pendentes"] or _unanswered(cloud):
            quiet_since, seen = time.monotonic(), news
        elif time.monotonic() - quiet_since > 8:
            return
        await asyncio.sleep(0.25)


def _unanswered(cloud: PretendCloud) -> list[str]:
    """Leads whose last message has no reply accepted after it."""
    silent = []
    for lead in cloud.world.leads:
        posts = [p for number in cloud.world.numbers for p in cloud.world.thread(lead, number)]
        if posts and posts[-1].by_lead:
            silent.append(lead)
    return silent


def _judge(cloud: PretendCloud) -> None:
    counts = report(cloud)
    assert counts["recebidas"] == LEADS * EACH
    assert counts["entregues"] == LEADS * EACH, "a message never got its 200"
    assert _unanswered(cloud) == [], "a lead was lost"
    assert [row["repetidas"] for row in counts["leads"] if row["repetidas"]] == [], "somebody was answered twice"
    for row in counts["leads"]:
        turns = [sent["callback"] for sent in row["aceitas"]]
        assert turns == sorted(turns, key=_place), "replies left out of order"


async def _judge_doubts(cloud: PretendCloud, url: str) -> None:
    """What Meta accepted is known to be accepted; what is still in doubt never reached Meta and stands in Atenção."""
    accepted = {sent["callback"] for row in report(cloud)["leads"] for sent in row["aceitas"]}
    store = await open_store(url, clock=SystemClock(), ids=new_id, owner="juiz", parse_operation=parse)
    concerns = await store.journal.attention(10_000)
    await store.close()
    assert [c for c in concerns if c.kind in ("falhou", "carta_morta")] == []
    assert [c.ref for c in concerns if c.ref in accepted] == [], "a doubt that Meta could have settled"


def _place(callback: str) -> tuple[str, int]:
    turn, number = callback.rsplit(".", 1)
    return turn, int(number)
