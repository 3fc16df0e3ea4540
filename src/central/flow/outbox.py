"""From a claimed outbox row to what became of it."""

from __future__ import annotations

import random
from collections import OrderedDict
from dataclasses import dataclass, field

from central.core.errors import AskHuman, GiveUp, OutcomeUnknown, TryLater
from central.core.messaging.conversation import window_open
from central.core.messaging.message import SayTemplate
from central.core.messaging.pacing import NUMBER_EVERY_MS, NUMBER_SIZE, PAIR_EVERY_MS, PAIR_SIZE, Bucket
from central.core.turn import Outgoing, Sent
from central.ports import Channel, Clock

MOST_TRIES = 20
PATIENT_CODES = frozenset({"130429", "131056", "131057", "80007", "4"})
"""Meta only asks us to slow down: such a reply is tried for as long as its window is open."""
FIRST_BACKOFF_MS, LONGEST_BACKOFF_MS = 1_000, 5 * 60_000
PAIRS_REMEMBERED = 20_000
HELD_BY_PERSON_MS = 5 * 60_000
"""A number that needs a person (token, payment, ban) is tried again this often until it is mended."""


@dataclass(slots=True)
class Outbox:
    """Sends one bubble a call; remembers how fast it talked to each number and person. `pace` 0 holds nothing back."""

    channel: Channel
    clock: Clock
    pace: float = 1.0
    pairs: OrderedDict[str, Bucket] = field(default_factory=OrderedDict)
    numbers: dict[str, Bucket] = field(default_factory=dict)

    def room(self, most: int) -> int:
        """How many sends may be claimed now: a row is marked `sending` only when its turn has come."""
        if not self.pace or not self.numbers:
            return most
        now = self.clock.now()
        return min(most, max(int(bucket.level(now)) for bucket in self.numbers.values()))

    async def deliver(self, row: Outgoing) -> Sent:
        """Send it if it may be sent now; never raises, the result says what to write."""
        now = self.clock.now()
        if row.suppressed:
            return Sent(row.id, "failed", now, code="opt_out", reason="a pessoa pediu para não receber mais mensagens")
        if not isinstance(row.bubble, SayTemplate) and not window_open(row.heard_at, now):
            return Sent(row.id, "failed", now, code="janela", reason="a janela de 24 h fechou antes do envio")
        if wait := self._too_fast(row, now):
            return Sent(row.id, "waiting", now, retry_at=now + wait, code="ritmo")
        try:
            wamid = await self.channel.send(row.channel, row.address, row.bubble, row.id)
        except OutcomeUnknown as error:
            return Sent(row.id, "uncertain", self.clock.now(), code=error.code, reason=error.reason)
        except TryLater as error:
            return self._later(row, error)
        except AskHuman as error:
            again = self.clock.now() + HELD_BY_PERSON_MS
            return Sent(row.id, "waiting", self.clock.now(), retry_at=again, code=error.code, reason=error.reason)
        except GiveUp as error:
            return Sent(row.id, "failed", self.clock.now(), code=error.code, reason=error.reason)
        return Sent(row.id, "accepted", self.clock.now(), wamid=wamid)

    def _later(self, row: Outgoing, error: TryLater) -> Sent:
        now = self.clock.now()
        if row.tries >= MOST_TRIES and error.code not in PATIENT_CODES:
            return Sent(row.id, "failed", now, code=error.code, reason=f"desisti após {row.tries} tentativas: {error}")
        wait = error.after_ms if error.after_ms is not None else backoff_ms(row.tries)
        return Sent(row.id, "waiting", now, retry_at=now + wait, code=error.code, reason=error.reason)

    def _too_fast(self, row: Outgoing, now: int) -> int:
        """0 when Meta's limits for the pair and for the number allow a message now, else the ms to wait."""
        if not self.pace:
            return 0
        pair = self.pairs.pop(row.conversation, None) or Bucket.full(PAIR_SIZE, PAIR_EVERY_MS, now)
        number = self.numbers.get(row.channel) or Bucket.full(NUMBER_SIZE, NUMBER_EVERY_MS, now)
        drawn_pair, wait_pair = pair.draw(now)
        drawn_number, wait_number = number.draw(now)
        if wait := max(wait_pair, wait_number):
            self.pairs[row.conversation] = pair
            return wait
        self.pairs[row.conversation], self.numbers[row.channel] = drawn_pair, drawn_number
        if len(self.pairs) > PAIRS_REMEMBERED:
            self.pairs.popitem(last=False)
        return 0


def backoff_ms(tries: int) -> int:
    """Exponential from one second to five minutes, with up to a quarter of jitter so that nobody marches in step."""
    wait = min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS << max(0, tries - 1))
    return wait + random.randrange(wait // 4)  # noqa: S311 - jitter, not a secret
