"""Who knocked at the webhook as Meta does when it is connected: the guide shows what arrived."""

from __future__ import annotations

from central.adapters.store import Store
from central.adapters.store.house.setup import Noted
from central.app.setup.guide import HANDSHAKE
from central.ports import Clock

APART_MS = 5_000
"""Anybody may knock with a wrong word; that is written down only so often."""
RIGHT = "A Meta apertou as mãos"
WRONG = "Alguém bateu com outra palavra de verificação"


class Knocks:
    """Called with whether the word was right."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._wrong_at = -APART_MS

    async def __call__(self, right: bool) -> None:
        now = self._clock.now()
        if not right and now - self._wrong_at < APART_MS:
            return
        self._wrong_at = self._wrong_at if right else now
        said, state = (RIGHT, "certo") if right else (WRONG, "erro")
        await self._store.setup.note(Noted(HANDSHAKE, state, said, now, "meta"))  # type: ignore[arg-type]
