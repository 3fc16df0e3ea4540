"""The same turn on DBOS: a workflow of three steps in Postgres, drafting with our own pure code.

``read`` fetches the conversation, ``draft`` runs our turn (reading, rules, script, guard, decision), ``commit`` writes
memo, bubbles and decision in one transaction. Starting the workflow makes the lead's message durable. The send is in
memory, as it is on our side.
"""

from __future__ import annotations

import asyncio
import time

import msgspec
from dbos import DBOS, SetWorkflowID
from psycopg_pool import AsyncConnectionPool

from bench.crowd import demo_operation
from bench.our_turns import SAID
from central.adapters.clock import SystemClock, new_id
from central.adapters.llm.reader import LexicalReader
from central.core.messaging.conversation import Address, Line, Memo, Scene
from central.core.messaging.message import Text
from central.core.turn import Outcome
from central.flow.turn.desk import Desk
from central.flow.turn.turn import take

LEADS, AT_ONCE = 200, 64
SCHEMA = """
CREATE TABLE conversation (id INT PRIMARY KEY, memo JSONB NOT NULL);
CREATE TABLE outbox (id TEXT PRIMARY KEY, conversation_id INT NOT NULL, bubble JSONB NOT NULL, send_at BIGINT NOT NULL);
CREATE TABLE decision (id TEXT PRIMARY KEY, conversation_id INT NOT NULL, body JSONB NOT NULL);
INSERT INTO conversation SELECT n, '{}' FROM generate_series(0, 199) n;
"""

clock, operation, reader = SystemClock(), demo_operation(), LexicalReader()
pool: AsyncConnectionPool


@DBOS.workflow()
async def turn(lead: int, text: str, id: str) -> int:
    return await commit(lead, await draft(await read(lead, text, id)))


@DBOS.step()
async def read(lead: int, text: str, id: str) -> Scene:
    async with pool.connection() as connection:
        found = await connection.execute("SELECT memo::text FROM conversation WHERE id = %s", (lead,))
        row = await found.fetchone()
    assert row
    now = clock.now()
    return Scene(
        conversation=str(lead),
        person=str(lead),
        channel=operation.channels[0].id,
        address=Address(wa_id=str(lead)),
        epoch=1,
        turn=id,
        memo=msgspec.json.decode(row[0], type=Memo),
        sticky=None,
        name=f"Lead {lead}",
        heard_at=now,
        lines=(Line(1, f"wamid.{id}", now, Text(text)),),
    )


@DBOS.step()
async def draft(scene: Scene) -> Outcome:
    async def typing(_: Scene) -> None:
        """Nobody looks."""

    return await take(scene, Desk(operation, reader, {}, clock, typing, 0))


@DBOS.step()
async def commit(lead: int, outcome: Outcome) -> int:
    async with pool.connection() as connection:
        await connection.execute("UPDATE conversation SET memo = %s WHERE id = %s", (_json(outcome.memo), lead))
        for send in outcome.sends:
            row = (send.id, lead, _json(send.bubble), send.send_at)
            await connection.execute("INSERT INTO outbox VALUES (%s, %s, %s, %s)", row)
        row = (outcome.turn, lead, _json(outcome.decision))
        await connection.execute("INSERT INTO decision VALUES (%s, %s, %s)", row)
    return len(outcome.sends)


async def saturated(database: str, seconds: float) -> dict[str, float]:
    """Whole turns a second with 64 of them under way; more at once were not faster."""
    global pool
    pool = AsyncConnectionPool(database, min_size=8, max_size=8, open=False)
    await pool.open()
    async with pool.connection() as connection:
        await connection.execute(SCHEMA)
    config = {"name": "turnos", "system_database_url": database, "log_level": "WARNING"}
    DBOS(config=config)
    DBOS.launch()
    warm = await _talk(seconds * 0.2)
    start, cpu = time.perf_counter(), time.process_time()
    turns = await _talk(seconds)
    elapsed, cpu = time.perf_counter() - start, time.process_time() - cpu
    DBOS.destroy()
    await pool.close()
    return {"turns": warm + turns, "turns_per_s": turns / elapsed, "cpu_us_per_turn": cpu / turns * 1e6}


async def _talk(seconds: float) -> int:
    end = time.perf_counter() + seconds

    async def lead(first: int) -> int:
        turns = 0
        while time.perf_counter() < end:
            id = new_id()
            with SetWorkflowID(id):
                handle = await DBOS.start_workflow_async(turn, (first + turns * AT_ONCE) % LEADS, _said(turns), id)
            await handle.get_result()
            turns += 1
        return turns

    return sum(await asyncio.gather(*(lead(first) for first in range(AT_ONCE))))


def _said(turns: int) -> str:
    return SAID[turns % len(SAID)]


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
