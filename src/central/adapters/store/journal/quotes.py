"""The Quotes port: what people were told, read only while somebody holds one of an earlier operation or the team's."""

from __future__ import annotations

from collections.abc import Sequence

from central.adapters.store.engine.tx import Engine, Row
from central.core.replying.quote import KEPT_MS, Quote

LOOK_EVERY_MS = 5_000


class SqlQuotes:
    """Quotes on either engine. They are written by the finishing transaction of the turn that told them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._looked: tuple[int, int] | None = None
        """The operation looked for last, and when."""
        self._old = False

    async def of(self, person: str, operation: int, now: int) -> Sequence[Quote]:
        if not await self._any_old(operation, now):
            return ()
        rows = await self._engine.read("quotes_of", person, now - KEPT_MS)
        return [_quote(person, row) for row in rows if row[-1] < operation]

    async def _any_old(self, operation: int, now: int) -> bool:
        """Whether a quote of an earlier operation may matter: the prices of today are all anybody was told, if not."""
        if self._looked is None or self._looked[0] != operation or abs(now - self._looked[1]) >= LOOK_EVERY_MS:
            self._old = bool(await self._engine.read("old_quotes", operation, now - KEPT_MS))
            self._looked = (operation, now)
        return self._old


def _quote(person: str, row: Row) -> Quote:
    kind, subject, variant, value, at, until, operation = row
    return Quote(person, kind, subject, variant, value, at, until, operation)


def quote_row(turn: str, quote: Quote) -> Row:
    """A quote as the finishing transaction writes it."""
    return (
        *(turn, quote.kind, quote.subject, quote.variant, quote.person),
        *(quote.value, quote.at, quote.until, quote.operation),
    )
