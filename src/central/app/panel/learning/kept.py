"""What was learned, worked out beside the loop and kept until there is more to know."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from central.adapters.store.learning.ledger import SqlLedger
from central.app.panel import words
from central.app.panel.learning.figures import Learned, learn
from central.app.panel.panel import Panel
from central.app.work.learner import SEED
from central.core.learning.belief import unlearned
from central.core.learning.design import Design
from central.core.learning.saved import load_serving
from central.core.learning.serving import Serving


@dataclass(slots=True)
class _Kept:
    """What was worked out last, and of which belief."""

    key: tuple[int, int] | None = None
    learned: Learned | None = None
    work: asyncio.Task[None] | None = None


_kept: WeakKeyDictionary[SqlLedger, _Kept] = WeakKeyDictionary()


async def learned_by(panel: Panel) -> Learned:
    """Worked out once a belief, and once more a hundred choices while there is none.

    Only the first visit waits for it: later ones get what was worked out last, and the new figures at their next load.
    """
    ledger = panel.store.ledger
    kept = _kept.setdefault(ledger, _Kept())
    found = await ledger.beliefs(1)
    number = found[0].number if found else 0
    key = (number, 0 if number else (await ledger.pulse(0)).fresh // 100)
    if kept.key != key and (kept.work is None or kept.work.done()):
        kept.work = asyncio.create_task(_work_out(panel, kept, key), name="panel-learning")
    if kept.learned is None and kept.work is not None:
        await asyncio.shield(kept.work)
    assert kept.learned is not None
    return kept.learned


async def _work_out(panel: Panel, kept: _Kept, key: tuple[int, int]) -> None:
    ledger, now = panel.store.ledger, panel.clock.now()
    facts = await ledger.facts(now)
    body = await ledger.belief(key[0]) if key[0] else None
    month = words.local(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)

    def work() -> Learned:
        serving = load_serving(body) if body is not None else Serving(SEED, Design(), unlearned(SEED))
        return learn(facts, serving, now, round(month.timestamp() * 1000), SEED)

    kept.learned = await asyncio.to_thread(work)
    kept.key = key
