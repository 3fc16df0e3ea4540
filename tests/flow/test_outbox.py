"""What becomes of a claimed send, for every way the world may answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.core.errors import AskHuman, CentralError, GiveUp, OutcomeUnknown, TryLater
from central.core.messaging.conversation import SERVICE_WINDOW_MS, Address
from central.core.messaging.message import Bubble, SayTemplate, SayText
from central.core.messaging.pacing import NUMBER_SIZE, PAIR_SIZE
from central.core.turn import Outgoing
from central.flow.outbox import MOST_TRIES, Outbox, backoff_ms
from tests.clock import FakeClock

NOW = 1_800_000_000_000


class Line:
    """A channel that accepts, or raises what it is told."""

    def __init__(self, error: CentralError | None = None) -> None:
        self.error = error
        self.sent: list[str] = []

    async def send(self, channel: str, to: Address, bubble: Bubble, callback: str) -> str:
        if self.error is not None:
            raise self.error
        self.sent.append(callback)
        return f"wamid.{callback}"

    async def typing(self, channel: str, wamid: str) -> None: ...


def row(number: int = 1, *, bubble: Bubble | None = None, tries: int = 1, heard_at: int = NOW, **changes) -> Outgoing:
    given = {"suppressed": False} | changes
    return Outgoing(f"o{number}", "c1", "100", Address("5581"), bubble or SayText("oi"), tries, heard_at, **given)


async def test_accepted_keeps_the_wamid() -> None:
    sent = await Outbox(Line(), FakeClock(NOW)).deliver(row())
    assert (sent.state, sent.wamid) == ("accepted", "wamid.o1")


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (OutcomeUnknown("timeout"), "uncertain"),
        (TryLater("busy"), "waiting"),
        (AskHuman("token"), "waiting"),
        (GiveUp("undeliverable", code="131026"), "failed"),
    ],
)
async def test_every_class_of_error_has_its_state(error: CentralError, state: str) -> None:
    sent = await Outbox(Line(error), FakeClock(NOW)).deliver(row())
    assert sent.state == state
    assert (sent.retry_at is not None and sent.retry_at > NOW) == (state == "waiting")


async def test_nothing_free_form_leaves_outside_the_window_but_a_template_may() -> None:
    line, late = Line(), NOW - SERVICE_WINDOW_MS
    outbox = Outbox(line, FakeClock(NOW))
    assert (await outbox.deliver(row(1, heard_at=late))).code == "janela"
    assert (await outbox.deliver(row(2, bubble=SayTemplate("volta"), heard_at=late))).state == "accepted"
    assert line.sent == ["o2"]


async def test_who_opted_out_gets_nothing() -> None:
    line = Line()
    assert (await Outbox(line, FakeClock(NOW)).deliver(row(suppressed=True))).state == "failed"
    assert line.sent == []


async def test_the_pair_limit_holds_back_before_meta_has_to() -> None:
    line = Line()
    clock = FakeClock(NOW)
    outbox = Outbox(line, clock)
    states = []
    for n in range(PAIR_SIZE + 5):
        clock.time += 50
        states.append((await outbox.deliver(row(n))).state)
    assert states.count("accepted") == PAIR_SIZE
    assert states[-1] == "waiting"


async def test_a_number_told_to_slow_down_never_gives_a_reply_up() -> None:
    sent = await Outbox(Line(TryLater("slower", code="130429")), FakeClock(NOW)).deliver(row(tries=10 * MOST_TRIES))
    assert sent.state == "waiting"


async def test_it_claims_no_more_than_a_number_may_send_now() -> None:
    outbox = Outbox(Line(), FakeClock(NOW))
    assert outbox.room(64) == 64
    for n in range(NUMBER_SIZE - 3):
        await outbox.deliver(replace(row(n), conversation=f"c{n}"))
    assert outbox.room(64) == 3


async def test_it_gives_up_visibly_after_many_tries() -> None:
    sent = await Outbox(Line(TryLater("busy", code="131000")), FakeClock(NOW)).deliver(row(tries=MOST_TRIES))
    assert (sent.state, sent.code) == ("failed", "131000")


def test_backoff_grows_and_is_capped() -> None:
    assert backoff_ms(1) < backoff_ms(4) < backoff_ms(30) <= 5 * 60_000 * 1.25
