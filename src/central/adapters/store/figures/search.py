"""Search over names, phones and words. The index follows the ledger at its own pace, so that nothing waits for it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Engine, Row, Tx
from central.core.messaging.message import spoken, words_of

FOLLOWER = "busca"
AT_ONCE = 200
"""Events worked through in one transaction."""
LONGEST = 2_000
"""Characters kept of one message."""
MOST_WORDS = 6
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A conversation that a search found; `kind` is nome, lead or nos, `words` what matched."""

    conversation: str
    kind: str
    at: int
    words: str


class SqlSearch:
    """`follow` keeps the index near the ledger; `find` reads it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def follow(self) -> bool:
        """Work through the next events; False when there was nothing to do."""

        async def work(tx: Tx) -> bool:
            rows = await tx.rows("events_after", await hold(tx), AT_ONCE)
            if not rows:
                return False
            moved = sorted({row[3] for row in rows if row[3]})
            await tx.each("index_words", await _new_words(tx, moved))
            await tx.rows("follow", FOLLOWER, rows[-1][0])
            return True

        return await self._engine.transact(work)

    async def find(self, words: str, limit: int = 50) -> list[Hit]:
        """Conversations in which all of these words stand together, in one message or in the name, the newest first."""
        said = _WORD.findall(_bare(words[:200]))[:MOST_WORDS]
        if not said:
            return []
        names = await self._engine.read("search_names", *_names(said, words), limit)
        texts = await self._engine.read("search_words", *_texts(said), limit * 4)
        hits: dict[str, Hit] = {}
        for row in (*names, *texts):
            hits.setdefault(row[0], Hit(*row))
        return list(hits.values())[:limit]


async def hold(tx: Tx) -> int:
    """How far the index is; until the transaction ends nobody adds to it, and nobody is erased."""
    found = await tx.rows("hold_follower", FOLLOWER)
    if not found:
        await tx.rows("follow", FOLLOWER, 0)
    return int(found[0][0]) if found else 0


def _names(said: Sequence[str], words: str) -> tuple[str, str, str]:
    """A name or a phone: the query for an index of words, twice, and a part of it (digits, if it is a number)."""
    digits = "".join(c for c in words if c.isdigit())
    if len(digits) >= 4 and not any(c.isalpha() for c in words):
        said = [digits]
    return *_texts(said), f"%{' '.join(said)}%"


def _texts(said: Sequence[str]) -> tuple[str, str]:
    """The query as SQLite's full text and as Postgres's."""
    return _match(said), " & ".join(f"{word}:*" for word in said)


def _bare(text: str) -> str:
    """Lower case without accents; digits and letters stay as often as they were written."""
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in apart if not unicodedata.combining(c))


def _match(said: Sequence[str]) -> str:
    """Every word quoted, the last one as a beginning: nothing of it is syntax."""
    return " ".join(f'"{word}"*' for word in said)


async def _new_words(tx: Tx, conversations: Sequence[str]) -> list[Row]:
    """What these conversations have and the index has not, with the names and phones of their leads."""
    ids = json.dumps(conversations)
    heard = await tx.rows("heard_to_index", ids)
    said = await tx.rows("said_to_index", ids)
    rows = [(c, "lead", str(seq), at, _text(words_of(codec.CONTENT.decode(text)))) for c, seq, at, text in heard]
    rows += [(c, "nos", id, at, _text(spoken(codec.BUBBLE.decode(text)))) for c, id, at, text in said]
    for conversation, at, name, username, phone in await tx.rows("names_to_index", ids):
        rows.append((conversation, "nome", "", at, _text(f"{name or ''} {username or ''} {_phones(phone)}")))
    return sorted(row for row in rows if row[4])


def _text(words: str) -> str:
    return " ".join(words[:LONGEST].replace("\0", "").split())


def _phones(wa_id: str | None) -> str:
    """The ways people write a number: whole, without country, without area, its last four."""
    if not wa_id:
        return ""
    return " ".join(dict.fromkeys((wa_id, wa_id[2:], wa_id[4:], wa_id[-8:], wa_id[-4:])))
