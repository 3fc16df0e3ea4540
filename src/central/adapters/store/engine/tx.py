"""The seam between the journal's logic, written once, and the two engines: two verbs inside one transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

from central.core.errors import TryLater

Row = tuple[Any, ...]
Result = TypeVar("Result")


class Tx(Protocol):
    """An open transaction. Statements are named; their text is in the engine's folder of .sql files."""

    async def rows(self, name: str, *params: Any) -> list[Row]:
        """Run one statement; all rows it answers."""

    async def each(self, name: str, rows: Iterable[Row]) -> list[Row]:
        """Run one statement for every row of parameters; all rows they answer, in no promised order.

        No two rows may change the same record: an engine may run them as one set.
        """

    async def put(self, name: str, rows: Sequence[Row]) -> None:
        """Like `each` for a statement that answers nothing."""

    async def count(self, name: str, rows: Sequence[Row]) -> int:
        """Like `put`: how many records it changed. One statement for a whole batch answers the number itself."""


class Engine(Protocol):
    """One SQL engine."""

    skew: int
    """What to add to a caller's time to get the time that leases are measured in."""
    alone: bool
    """No other process writes into this database."""

    async def transact(self, work: Callable[[Tx], Awaitable[Result]], *, wakes: bool = False) -> Result:
        """Run `work` in a transaction and commit it; `wakes` tells other processes that work may be due."""

    async def read(self, name: str, *params: Any) -> list[Row]:
        """Run one query beside the writers."""

    async def peek(self, name: str, *params: Any) -> list[Row]:
        """Run one quick query that sees all that is committed, in no transaction."""

    async def listen(self, wake: Callable[[], None]) -> None:
        """Call `wake` whenever another process committed something that wakes."""

    async def scrub(self, *, anew: bool) -> None:
        """Leave nothing of what was deleted in files of our own: free pages, search indexes, unmerged logs.

        `anew`: nor a trace where rows once stood, which may cost a file of many megabytes some seconds.
        """

    async def close(self) -> None:
        """Close every connection."""


class Unreachable(TryLater):
    """The database does not answer; nothing was kept, and trying in smaller portions would not help."""

    def __init__(self, error: object) -> None:
        super().__init__(f"o banco de dados não respondeu: {error}", code="banco")


class Race(Exception):
    """Another process was faster; the same transaction will find its work done when it is run again."""
