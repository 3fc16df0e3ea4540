"""A shop with a long past for bench.panel: conversations, messages, replies, decisions, words to search, in bulk.

Rows are made in order from a fixed seed and look like Central's own; nothing goes through acceptance.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import psycopg

from central.adapters.store.engine import codec
from central.core.decision import Decision
from central.core.messaging.message import SayText, Text

DAYS_MS = 90 * 86_400_000
SAYS = (
    "quanto custa o sérum?|e o frete pro meu cep?|chega em quantos dias?|tem na cor preta?|aceita pix?|faz desconto?|"
    "quero comprar, manda o link|vou pensar e te falo|já testei outros e não funcionou|é confiável mesmo?|"
    "tem no tamanho G?|bom dia!|obrigada|posso trocar se não servir?|vocês têm loja física?|qual a validade?"
).split("|")
ANSWERS = (
    "Custa R$ 89,90, e no Pix sai por R$ 85,40. Quer ver as opções?|O frete para a sua região fica R$ 12,90 e chega em "
    "3 a 5 dias úteis.|Temos nas cores preta, vinho e verde. Qual prefere?|Aceitamos Pix, cartão em até 6 vezes e "
    "boleto.|É por este link; o endereço e o pagamento ficam nele.|Claro, sem pressa! O preço de hoje fica guardado."
).split("|")
NAMES = (
    "Ana Beatriz Bruna Camila Carla Daniela Eduarda Elaine Fernanda Gabriela Helena Isabela Joana Juliana Karina "
    "Larissa Letícia Luana Marcela Mariana Natália Olívia Patrícia Priscila Rafaela Renata Sabrina Tatiana "
    "Úrsula Vanessa Vera"
).split()
FAMILIES = (
    "Souza Lima Rocha Alves Nunes Castro Dias Freitas Melo Pinto Prado Ramos Reis Sá Teixeira Vieira Xavier".split()
)
STAGES = ("novo", "interessado", "interessado", "interessado", "pediu_desconto", "checkout", "comprado", "perdido")
INTENTS = ("preco", "frete", "prazo", "variacoes", "pagamento", "desconto", "compra", "objecao_adiamento", "outro")
Row = tuple[Any, ...]
TABLES = {
    "person": ("id", "portfolio", "name", "persona", "created_at"),
    "alias": ("portfolio", "kind", "value", "person_id", "first_seen", "last_seen"),
    "conversation": (
        *("id", "person_id", "channel", "wa_id", "last_seq", "said_seq", "heard_at", "heard_wamid", "memo", "persona"),
        *("stage", "created_at"),
    ),
    "message": ("conversation_id", "seq", "channel", "wamid", "at", "received_at", "content", "turn_id", "done"),
    "outbox": (
        *("id", "conversation_id", "place", "channel", "turn_id", "bubble", "created_at", "send_at", "state", "tries"),
        *("sending_at", "settled_at", "wamid", "rank"),
    ),
    "decision": ("id", "conversation_id", "turn_id", "at", "body"),
    "touch": ("conversation_id", "seq", "person_id", "channel", "at", "source", "campaign", "confidence", "evidence"),
    "spoken_words": ("conversation_id", "kind", "ref", "at", "words"),
}


def fill(url: str, conversations: int, turns: int, now: int, shop: Shop) -> None:
    """Write the past into an empty store; each turn is a message and a reply."""
    with closing(_writer(url)) as writer:
        for start in range(0, conversations, 1_000):
            batch: dict[str, list[Row]] = {table: [] for table in TABLES}
            for n in range(start, min(start + 1_000, conversations)):
                _conversation(batch, n, conversations, turns, now, shop)
            for table, rows in batch.items():
                writer.write(table, rows)


class Shop:
    """The demo's names: its number, personas and campaigns."""

    def __init__(self, channel: str, campaigns: Sequence[tuple[str, str, str]]) -> None:
        self.channel, self.campaigns = channel, campaigns


def _conversation(batch: dict[str, list[Row]], n: int, of: int, turns: int, now: int, shop: Shop) -> None:
    draw = random.Random(n)
    began = now - DAYS_MS + (DAYS_MS - 3_600_000) * n // of
    id, person, phone = f"{began:012x}70008{n:015x}", f"{began:012x}70009{n:015x}", f"55119{10_000_000 + n}"
    name = f"{draw.choice(NAMES)} {draw.choice(FAMILIES)}"
    campaign, source, persona = shop.campaigns[n % len(shop.campaigns)]
    at = began
    batch["person"].append((person, "bench", name, persona, began))
    batch["alias"].append(("bench", 2, phone, person, began, began))
    batch["touch"].append((id, 1, person, shop.channel, began, source, campaign, "certa", "medição"))
    batch["spoken_words"].append((id, "nome", "", began, f"{name} {phone} {phone[2:]} {phone[4:]} {phone[-4:]}"))
    for seq in range(1, turns + 1):
        turn, said, answer = f"{id[:24]}{seq:08x}", draw.choice(SAYS), draw.choice(ANSWERS)
        said = f"{said} pedido {n * turns + seq}" if seq == 2 else said
        batch["message"].append(
            (id, seq, shop.channel, f"w{id}{seq}", at, at, codec.CONTENT.encode(Text(said)), turn, 1)
        )
        sent = at + 4_000
        bubble = codec.BUBBLE.encode(SayText(answer))
        batch["outbox"].append(
            (f"{turn}.0", id, seq, shop.channel, turn, bubble, sent, sent, "accepted", 1, sent, sent, f"o{turn}", 3)
        )
        batch["decision"].append((turn, id, turn, at, codec.encode(_decision(turn, at, persona, campaign, draw))))
        batch["spoken_words"].append((id, "lead", str(seq), at, said))
        batch["spoken_words"].append((id, "nos", f"{turn}.0", sent, answer))
        at += draw.randrange(20_000, 400_000)
    heard = min(at, now)
    stage = draw.choice(STAGES)
    batch["conversation"].append(
        (id, person, shop.channel, phone, turns, turns, heard, f"w{id}{turns}", "{}", persona, stage, began)
    )


def _decision(turn: str, at: int, persona: str, campaign: str, draw: random.Random) -> Decision:
    tier = draw.choices(("script", "mini", "forte"), (80, 15, 5))[0]
    writer = "script" if tier == "script" else "gpt-bench"
    cost = {"script": 0, "mini": 700, "forte": 6_200}[tier]
    extra: dict[str, Any] = {"persona_porque": "produto do anúncio", "origem": "certa"}
    if cost:
        extra["custos"] = [{"modelo": writer, "micro_reais": cost}]
    return Decision(
        id=turn,
        at=at,
        persona=persona,
        product=None,
        campaign=campaign,
        stage="interessado",
        intent=draw.choice(INTENTS),
        probability=0.93,
        complex=False,
        rule="padrao",
        tier=tier,  # type: ignore[arg-type]
        script="preco/1" if tier == "script" else None,
        writer=writer,
        operation=1,
        action="responder",
        extra=extra,
    )


class _SqliteWriter:
    """One transaction a table and batch, without waiting for the disk."""

    def __init__(self, file: str) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA cache_size = -262144")

    def write(self, table: str, rows: list[Row]) -> None:
        columns = TABLES[table]
        holes = ", ".join("?" * len(columns))
        self._connection.execute("BEGIN")
        self._connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({holes})", rows)
        self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.execute("ANALYZE")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()


class _PostgresWriter:
    """COPY."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)

    def write(self, table: str, rows: list[Row]) -> None:
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({', '.join(TABLES[table])}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)

    def close(self) -> None:
        self._connection.execute("VACUUM ANALYZE")
        self._connection.close()


def _writer(url: str) -> _SqliteWriter | _PostgresWriter:
    return _PostgresWriter(url) if url.startswith("postgresql://") else _SqliteWriter(url.removeprefix("sqlite:///"))


def conversations_of(url: str) -> Iterator[str]:
    """The ids of the conversations heard last."""
    query = "SELECT id FROM conversation ORDER BY heard_at DESC LIMIT 200"
    if url.startswith("postgresql://"):
        with psycopg.connect(url) as connection:
            yield from (row[0] for row in connection.execute(query).fetchall())
        return
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
        yield from (row[0] for row in file.execute(query))
