"""What the commands share: who asks, the store while a command works, a price somebody typed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from central.core.errors import AskHuman
from central.core.money import parse_reais

if TYPE_CHECKING:
    from central.adapters.store import Store

WHO = "terminal"
"""Who it was, where nobody said so."""
Result = TypeVar("Result")


def at_store(work: Callable[[Store], Awaitable[Result]]) -> Result:
    """What `work` gives over this terminal's store, open for as long as it takes."""
    from central.app.desk.visit import visit

    async def done() -> Result:
        async with visit(os.environ) as store:
            return await work(store)

    return asyncio.run(done())


def price(said: str) -> int:
    """A price in centavos; raises AskHuman unless it is one above zero."""
    if found := parse_reais(said):
        return found
    raise AskHuman(f'valor "{said}" não é um preço; escreva assim: "R$ 89,90"', code="valor")
