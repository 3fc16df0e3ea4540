"""A process that stores messages for ever and says which ones are safe: `python -m tests.store.acking URL NAME`."""

from __future__ import annotations

import asyncio
import itertools
import sys

from central.adapters.clock import SystemClock, new_id
from central.adapters.store import Store, open_store
from central.core.messaging.message import Text
from central.core.messaging.update import Heard
from central.core.people.identity import Sender
from central.core.turn import Arrival
from tests.store.world import no_operation


def arrival(wamid: str) -> Arrival:
    """The same message for the same wamid."""
    lead = Sender(bsuid=f"BR.{sum(map(ord, wamid)) % 50}")
    return Arrival(Heard("c", "waba", wamid, 1, lead, Text(wamid), b"{}"), "portfolio", 0, 0)


async def open_here(url: str) -> Store:
    """The store with the machine's own clock."""
    return await open_store(url, clock=SystemClock(), ids=new_id, owner=new_id(), parse_operation=no_operation)


async def main(url: str, name: str) -> None:
    store, clock, numbers = await open_here(url), SystemClock(), itertools.count()
    print("pronto", flush=True)

    async def caller() -> None:
        while True:
            wamid = f"{name}.{next(numbers)}"
            await store.journal.accept(clock.now(), [arrival(wamid)])
            print(wamid, flush=True)

    await asyncio.gather(*(caller() for _ in range(16)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
