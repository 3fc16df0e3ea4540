"""Who is erased leaves no byte of a name, number, id or word; figures stay under ids that lead nowhere."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from central.adapters.store.engine.queries import queries
from central.adapters.store.person.personal import IMPERSONAL, PERSONAL
from central.core.alert import Alert
from central.core.messaging.conversation import Memo, OptOut, Touch
from central.core.people.identity import Sender
from central.core.selling.checkout import CheckoutSpec
from central.core.selling.order import Order
from central.core.selling.ticket import Move
from central.core.turn import Accepted
from tests.clock import FakeClock
from tests.store.world import BIA, World, open_world

ZULMIRA = Sender(bsuid="BR.zulmira77", wa_id="5581987654321", name="Zulmira Quaresma", username="zulmirinha")
SECRETS = ("Zulmira", "Quaresma", "zulmirinha", "87654321", "BR.zulmira77", "jaboticaba", "zulmira@quaresma.example")
SHOP = CheckoutSpec("loja", "generico", "SEGREDO")
FIRST = Move("interessado", "livia", "serum", "meta", "c-serum", "ad1", touched=True)


async def lived(world: World, *, silent: bool = False) -> str:
    """A person who wrote, was answered, came by an ad, bought, and has a ticket and a note; her id."""
    await world.hear("oi, adoro jaboticaba", ZULMIRA)
    scene = await world.scene()
    touch = Touch(world.now, "meta", "c-serum", "serum", "ad1", clid="clid-zulmira77", confidence="certa")
    memo = Memo(persona="livia", introduced=True, product="serum", stage="checkout")
    await world.reply(scene, "Oi, Zulmira! Jaboticaba, jaboticaba.", memo=memo, move=FIRST, touches=((1, touch),))
    await world.deliver()
    order = Order(
        "77", "approved", world.now, 8990, phone=ZULMIRA.wa_id, email="zulmira@quaresma.example", name=ZULMIRA.name
    )
    await world.store.orders.record(SHOP, order, "loja", world.now)
    await world.store.tickets.apply_moves(world.now)
    if silent:
        await world.hear("sair jaboticaba", ZULMIRA)
        out = await world.scene()
        await world.reply(out, "pronto", optout=OptOut(out.person, world.now, "palavras", "sair jaboticaba"))
        await world.deliver()
    return scene.person


def fill(url: str, world: World, person: str) -> int:
    """A row of hers in every table that may hold one and that her life left out, whatever is added later; how many."""
    with opened(url, world) as (run, columns):
        ((conversation,),), ((ticket,),) = run("SELECT id FROM conversation"), run("SELECT id FROM ticket")
        keys = dict.fromkeys(("person_id", "owner_id", "claimant_id", "source_id", "target_id"), person)
        keys |= {"conversation_id": conversation, "ticket_id": ticket}
        hers = [
            table
            for table in sorted({*PERSONAL, *IMPERSONAL})
            if table != "erasure" and (table in PERSONAL or {*keys} & {*IMPERSONAL[table]})
        ]
        empty = [table for table in hers if run(f"SELECT count(*) FROM {table}")[0][0] == 0]
        for table in empty:
            row = {
                name: _hers(kind) if name in PERSONAL.get(table, ()) else keys.get(name, _any(table, kind))
                for name, kind in columns(table)
            }
            names, marks = ", ".join(row), ", ".join(["?"] * len(row))
            run(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
    return len(empty)


def _hers(kind: str) -> object:
    words = f'{{"x": "{" ".join(SECRETS)} {ZULMIRA.wa_id} {ZULMIRA.name}"}}'
    return words.encode() if kind in ("BLOB", "bytea") else words


def _any(table: str, kind: str) -> object:
    return {"INTEGER": 1, "bigint": 1, "smallint": 1, "BLOB": b"x", "bytea": b"x"}.get(kind, f"qualquer-{table}")


Run = Callable[..., list[tuple[Any, ...]]]


@contextmanager
def opened(url: str, world: World) -> Iterator[tuple[Run, Callable[[str], list[tuple[str, str]]]]]:
    """The database beside the store: how to run a statement, and a table's columns with their types."""
    if url.startswith("postgres"):
        with psycopg.connect(url) as connection:

            def run(text: str, row: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
                found = connection.execute(text.replace("?", "%s"), row)  # type: ignore[call-overload]
                return found.fetchall() if found.description else []

            def columns(table: str) -> list[tuple[str, str]]:
                asked = "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
                return run(f"{asked} AND is_generated = 'NEVER' AND is_identity = 'NO' AND table_name = ?", (table,))  # type: ignore[return-value]

            yield run, columns
        return
    connection = world.store._engine._writer  # type: ignore[attr-defined]
    yield (
        lambda text, row=(): connection.execute(text, row).fetchall(),
        lambda table: [(name, kind) for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")],
    )
    connection.commit()


async def scan(world: World, url: str, secrets: Sequence[str] = SECRETS) -> list[str]:
    """The secrets that are still somewhere: in the bytes of SQLite's files, or in any live row of Postgres."""
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        kept = b"".join(file.read_bytes() for file in path.parent.iterdir() if file.is_file()).decode("latin-1").lower()
    elif url == ":memory:":
        kept = "\n".join(world.store._engine._writer.iterdump()).lower()  # type: ignore[attr-defined]
    else:
        with psycopg.connect(url) as connection:
            tables = connection.execute(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            ).fetchall()
            rows = [connection.execute(f"SELECT t::text FROM {table} t").fetchall() for (table,) in tables]  # type: ignore[call-overload]
        kept = str(rows).lower()
        kept += "".join(bytes.fromhex(one).decode("latin-1") for one in re.findall(r"\\x([0-9a-f]+)", kept)).lower()
    return [secret for secret in secrets if secret.lower() in kept]


async def test_every_table_of_personal_data_is_emptied_and_every_ledger_leads_nowhere(world: World, url: str) -> None:
    person = await lived(world)
    (conversation,) = await world.store.inbox.ids("todas")
    await world.store.media.put(f"lead/{conversation}/1", "image", "image/jpeg", b"jaboticaba na foto")
    waiting = Alert(f"esperando:{conversation}:1", "esperando", world.now, "espera", f"/conversas/{conversation}")
    await world.store.alerts.stand([waiting], world.now)
    await world.store.alerts.rang(waiting.key, "ana", "push", world.now)
    assert fill(url, world, person) > 25
    assert await scan(world, url) == list(SECRETS)
    await world.store.privacy.erase(person, "dona", world.now)
    assert await scan(world, url) == []
    assert await scan(world, url, (person, conversation)) == []


async def test_nothing_of_the_erased_is_left_and_the_others_stay(world: World, url: str) -> None:
    await world.hear("quanto custa?", BIA)
    await world.answer("R$ 89,90")
    await world.deliver()
    person = await lived(world)
    assert await scan(world, url)
    erased = await world.store.privacy.erase(person, "dona", world.now)
    assert erased is not None
    assert erased.conversations == 1
    assert await scan(world, url) == []
    (left,) = await world.store.lists.conversations(10)
    assert left.name == "Bia"
    assert await world.store.privacy.erase(person, "dona", world.now) is None


async def test_the_figures_stay_under_ids_that_lead_nowhere(world: World) -> None:
    person = await lived(world)
    erased = await world.store.privacy.erase(person, "dona", world.now)
    assert erased is not None
    (event,) = await world.store.orders.events(0)
    assert event.total == 8990
    assert event.person == erased.person != person
    (audited,) = await world.store.privacy.audited(world.now + 1)
    assert audited[2:5] == ("dona", "apagou uma pessoa", erased.person)


def test_no_table_of_personal_data_is_forgotten_by_an_erasure() -> None:
    handled = {
        name.split("_", 1)[1] for name in queries("sqlite") if name.startswith(("erase_", "rekey_", "blank_", "scrub_"))
    }
    assert PERSONAL.keys() <= handled


async def test_the_silence_of_the_erased_still_holds_when_they_write_again(world: World) -> None:
    person = await lived(world, silent=True)
    erased = await world.store.privacy.erase(person, "dona", world.now)
    assert erased is not None
    assert erased.silent
    await world.hear("oi", Sender(wa_id="558187654321"))
    back = await world.scene()
    assert back.person != person
    assert back.opted_out


async def test_a_turn_under_way_writes_nothing_about_the_erased(world: World, url: str) -> None:
    await world.hear("oi, adoro jaboticaba", ZULMIRA)
    scene = await world.scene()
    await world.store.privacy.erase(scene.person, "dona", world.now)
    assert not await world.reply(scene, "Oi, Zulmira! Jaboticaba.", move=FIRST)
    assert await scan(world, url) == []


async def test_a_search_index_that_is_just_following_takes_up_nothing_of_the_erased(world: World, url: str) -> None:
    person = await lived(world)
    await asyncio.gather(world.store.search.follow(), world.store.privacy.erase(person, "dona", world.now))
    assert await scan(world, url) == []
    await world.store.search.follow()
    assert await scan(world, url) == []


async def test_a_ticket_that_is_just_following_brings_nothing_of_the_erased_back(world: World, url: str) -> None:
    person = await lived(world)
    tickets, privacy = world.store.tickets, world.store.privacy
    write, erasing = tickets.write, list[asyncio.Task[Any]]()

    async def late(*told: Any) -> None:
        erasing.append(asyncio.create_task(privacy.erase(person, "dona", world.now)))
        await asyncio.wait(erasing, timeout=0.2)
        await write(*told)

    tickets.write = late  # type: ignore[method-assign]
    assert await tickets.lose_silent(world.now + 1, world.now) == 1
    assert [await one is not None for one in erasing] == [True]
    assert await scan(world, url) == []


async def test_who_writes_while_they_are_erased_is_somebody_new_who_is_heard(world: World, url: str) -> None:
    async def writes(late: float) -> Accepted:
        await asyncio.sleep(late)
        return await world.hear("oi de novo", ZULMIRA)

    for turn in range(6):
        met = await world.hear("oi", ZULMIRA)
        assert met.person is not None
        told, _ = await asyncio.gather(writes(0.002 * turn), world.store.privacy.erase(met.person, "dona", world.now))
        assert told.fresh
    with opened(url, world) as (run, _):
        assert run("SELECT seq FROM message WHERE conversation_id NOT IN (SELECT id FROM conversation)") == []
        assert run("SELECT id FROM conversation WHERE person_id NOT IN (SELECT id FROM person)") == []


async def test_files_of_the_erased_go_unless_somebody_else_sent_the_same(world: World) -> None:
    person = await lived(world)
    (ana,) = await world.store.inbox.ids("todas")
    put, get = world.store.media.put, world.store.media.get
    await put(f"lead/{ana}/1", "image", "image/jpeg", b"so dela")
    await put(f"lead/{ana}/2", "image", "image/jpeg", b"de duas")
    await put(f"lead/{'0' * 32}/9", "image", "image/jpeg", b"de duas")
    await put("foto-da-loja.jpg", "image", "image/jpeg", b"da loja")
    await world.store.privacy.erase(person, "dona", world.now)
    assert await get(f"lead/{ana}/1") is None
    assert await get(f"lead/{ana}/2") is None
    assert await get(f"lead/{'0' * 32}/9") is not None
    assert await get("foto-da-loja.jpg") is not None


async def test_what_others_wrote_of_the_erased_goes_however_they_wrote_it(world: World, url: str) -> None:
    person = await lived(world)
    buyer = {"phone": "+55 (81) 98765-4321", "name": "Z. Q.", "email": "zq@outra.example"}
    strange = Order("78", "pending", world.now, 100, **buyer)
    await world.store.orders.record(SHOP, strange, "loja", world.now)
    with opened(url, world) as (run, _):
        run("UPDATE shop_order SET person_id = NULL WHERE number = '78'")
        run("UPDATE ticket SET email = 'cartao@quaresma.example' WHERE person_id = ?", (person,))
        answers = ('{"email": "cartao@quaresma.example"}', '{"phone": "81 98765-4321"}', '{"phone": "81 98765-9999"}')
        for n, answer in enumerate(answers):
            names = "token_id, key, fingerprint, at, answer"
            run(f"INSERT INTO api_once ({names}) VALUES ('t', ?, '', 1, ?)", (str(n), answer))
        bodies = (b'{"tel": "(81) 98765-4321"}', b"tel=81.8765.4321", b'{"tel": "(81) 98765-0000"}')
        for n, body in enumerate(bodies):
            row = (f"d{n}", f"k{n}", "outra", 1, "", body, 1)
            names = "id, key, checkout, received_at, query, body, due_at"
            run(f"INSERT INTO order_delivery ({names}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    await world.store.privacy.erase(person, "dona", world.now)
    traces = ("98765-4321", "8765.4321", "5581987654321", "Z. Q.", "zq@outra", "cartao@quaresma", "zulmira")
    assert await scan(world, url, traces) == []
    assert await scan(world, url, ("98765-9999",)) == ["98765-9999"]
    with opened(url, world) as (run, _):
        assert run("SELECT id FROM order_delivery") == [("d2",)]


async def test_a_file_made_anew_holds_no_trace_where_pages_were_split(tmp_path: Path) -> None:
    path = tmp_path / "central.db"
    world = await open_world(f"sqlite:///{path}", "ana", FakeClock())
    writer, draw = world.store._engine._writer, random.Random(0)  # type: ignore[attr-defined]
    names = [f"segredo-{draw.randrange(10**12):012d}" for _ in range(400)]
    writer.execute("BEGIN")
    writer.execute("CREATE TABLE probe (name TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID")
    for name in names:
        writer.execute("INSERT INTO probe VALUES (?, ?)", (name, "x" * draw.randrange(10, 600)))
    for name in draw.sample(names, 200):
        writer.execute("UPDATE probe SET body = ? WHERE name = ?", ("y" * draw.randrange(10, 900), name))
    writer.executemany("DELETE FROM probe WHERE name = ?", [(name,) for name in names[::2]])
    writer.execute("COMMIT")
    await world.store._engine.scrub(anew=True)
    await world.store.close()
    kept = path.read_bytes()
    assert [name for name in names[::2] if name.encode() in kept] == []
    assert names[1].encode() in kept
