"""The reward ledger in the store: choices and rewards written as turns end, acts, and beliefs by their number."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Sequence
from dataclasses import astuple
from functools import lru_cache
from typing import Any

import msgspec

from central.adapters.store.engine.tx import Engine, Row, Tx
from central.core.ledger import Act, Belief, Facts, Sale
from central.core.replying.choice import Asked, By, Chosen, Option, Point, Reward, Slot, undelivered, void
from central.ports.learning import Pulse

PORTION = 5_000
BODIES_KEPT = 20


class _Body(msgspec.Struct, array_like=True, frozen=True):
    """A choice without its menu. `taken` are places in the menu; whatever is left out at the end is the default."""

    point: Point
    phase: str
    rule: tuple[tuple[Slot, str], ...]
    taken: tuple[int, ...]
    by: By
    stage: str
    intent: str
    persona: str | None
    product: str | None
    campaign: str | None
    source: str | None
    complex: bool
    touch: int
    margin: int
    used: tuple[str, ...]
    fixed: str
    prices: str
    propensity: float
    snapshot: int
    control: bool
    why: str
    draw: int = -1
    arms: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    slot_shares: tuple[tuple[Slot, float], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


_encode = msgspec.json.Encoder().encode
_body = msgspec.json.Decoder(_Body)
_menu = msgspec.json.Decoder(tuple[Option, ...])
_act = msgspec.json.Decoder(Act)


class SqlLedger:
    """The Ledger port on either engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def control(self, person: str) -> bool | None:
        found = await self._engine.read("control_of", person)
        return bool(found[0][0]) if found else None

    async def groups(self) -> dict[bool, int]:
        """How many people are in the control group, and how many are not."""
        return {bool(control): count for control, count in await self._engine.read("control_counts")}

    async def pulse(self, since: int) -> Pulse:
        ((fresh, belief, acts),) = await self._engine.read("ledger_pulse", since)
        return Pulse(fresh, belief, acts)

    async def facts(self, until: int) -> Facts:
        steps = _reading(until)
        asked = next(steps)
        while True:
            rows = await self._engine.read(*asked)
            try:
                asked = steps.send(rows)
            except StopIteration as done:
                facts: Facts = done.value
                return facts

    async def of_turn(self, conversation: str, turn: str) -> list[Chosen]:
        """The choices of one turn, for its "por quê?"."""
        rows = await self._engine.read("choices_of", conversation, turn)
        return [_choice(row[:7], _menu.decode(row[7])) for row in rows]

    async def labels(self, slot: str) -> set[str]:
        """What was ever on offer in a slot."""
        menus = [_menu.decode(body) for _, body in await self._engine.read("menus")]
        return {option.label for menu in menus for option in menu if option.slot == slot}

    async def acts(self) -> list[Act]:
        return [_act.decode(body) for (body,) in await self._engine.read("acts")]

    async def act(self, act: Act) -> None:
        async def work(tx: Tx) -> None:
            await tx.each("add_act", [_act_row(act)])

        await self._engine.transact(work)

    async def beliefs(self, limit: int = 50) -> list[Belief]:
        return [Belief(*row) for row in await self._engine.read("beliefs", limit)]

    async def head(self, number: int) -> Belief | None:
        found = await self._engine.read("belief_head", number)
        return Belief(*found[0]) if found else None

    async def belief(self, number: int) -> bytes | None:
        found = await self._engine.read("belief_body", number)
        return bytes(found[0][0]) if found and found[0][0] is not None else None

    async def keep_belief(self, belief: Belief, body: bytes, acts: Sequence[Act]) -> bool:
        async def work(tx: Tx) -> bool:
            if not await tx.rows("add_belief", *astuple(belief), body):
                return False
            await tx.each("add_act", sorted(_act_row(act) for act in acts))
            await tx.rows("drop_beliefs", belief.number - BODIES_KEPT, belief.reference)
            return True

        return await self._engine.transact(work)

    async def restore_belief(self, number: int, body: bytes) -> None:
        async def work(tx: Tx) -> None:
            await tx.rows("keep_belief", number, body)

        await self._engine.transact(work)

    async def lease(self, owner: str, now: int, until: int) -> bool:
        skew = self._engine.skew

        async def work(tx: Tx) -> bool:
            return bool(await tx.rows("lease_refitter", owner, now + skew, until + skew))

        return await self._engine.transact(work)


def facts_from(read: Callable[..., list[Row]], until: int) -> Facts:
    """The facts up to a moment, by whatever runs a named statement."""
    steps = _reading(until)
    asked = next(steps)
    while True:
        try:
            asked = steps.send(read(*asked))
        except StopIteration as done:
            facts: Facts = done.value
            return facts


async def write_choices(tx: Tx, made: Sequence[Chosen], told: Sequence[tuple[str, Reward]]) -> None:
    """Write choices and the groups their people were drawn into; rewards come with their conversation."""
    if made:
        rows, menus, groups = [], {}, {}
        for chosen in made:
            asked = chosen.asked
            id, menu = _menu_of(asked.options)
            menus[id] = menu
            if not asked.used:  # their first choice, or the first of another sale
                groups[asked.person] = (asked.person, int(chosen.control), asked.at)
            body = _encode(_as_body(chosen)).decode()
            rows.append((asked.conversation, asked.id, asked.person, asked.at, id, body))
        await tx.each("add_menu", sorted(menus.items()))
        if groups:
            await tx.each("add_control", sorted(groups.values()))
        await tx.each("add_choice", sorted(rows))
    if told:
        await tx.each("add_reward", sorted({(c, r.id): (c, *_reward_row(r)) for c, r in told}.values()))


async def void_turns(tx: Tx, turns: Sequence[tuple[str, str, int]]) -> None:
    """Say of turns (conversation, turn, when) that their replies were taken back unsent."""
    rows = [(conversation, *_reward_row(void(turn, at))) for conversation, turn, at in turns]
    await tx.each("add_reward", sorted(rows))


def _reading(until: int) -> Generator[tuple[Any, ...], list[Row], Facts]:
    """The statements that gather the facts, one after the other; it is sent the rows of each."""
    menus = {id: _menu.decode(body) for id, body in (yield ("menus",))}
    choices: list[Chosen] = []
    people: dict[str, str] = {}
    after = ("", "")
    while rows := (yield ("choices_after", *after, until, PORTION)):
        after = rows[-1][:2]
        choices += [_choice(row, menus[row[5]]) for row in rows]
        people |= {row[2]: row[3] for row in rows if row[2] != row[3]}
    rewards: list[Reward] = []
    after = ("", "")
    while rows := (yield ("rewards_after", *after, until, PORTION)):
        after = rows[-1][:2]
        rewards += [Reward(*row[1:]) for row in rows]
    rewards += [undelivered(turn, at) for turn, at in (yield ("undelivered", until))]
    sales = [Sale(*row) for row in (yield ("sales", until))]
    return Facts(choices, rewards, sales, people)


@lru_cache(maxsize=1024)
def _menu_of(options: tuple[Option, ...]) -> tuple[str, str]:
    """A menu's id and its text; an operation has few of them."""
    body = _encode(options)
    return hashlib.blake2b(body, digest_size=16).hexdigest(), body.decode()


def _reward_row(reward: Reward) -> Row:
    return reward.id, reward.choice, reward.event, reward.value, reward.at


def _as_body(chosen: Chosen) -> _Body:
    a = chosen.asked
    taken = tuple([a.options.index(option) for option in chosen.taken])
    return _Body(
        a.point, a.phase, a.rule, taken, chosen.by, a.stage, a.intent, a.persona, a.product, a.campaign, a.source,
        a.complex, a.touch, a.margin, a.used, a.fixed, a.prices, chosen.propensity, chosen.snapshot, chosen.control,
        chosen.why, chosen.draw, chosen.arms, chosen.shares, chosen.slot_shares, chosen.refused,
    )  # fmt: skip


def _choice(row: Sequence[Any], options: tuple[Option, ...]) -> Chosen:
    conversation, id, person, _, at, _, body = row
    b = _body.decode(body)
    asked = Asked(
        id, b.point, at, person, conversation, b.phase, options, b.rule, b.stage, b.intent, b.persona, b.product,
        b.campaign, b.source, b.complex, b.touch, b.margin, b.used, b.fixed, b.prices,
    )  # fmt: skip
    return Chosen(
        asked, tuple(options[n] for n in b.taken), b.propensity, b.by, b.snapshot, b.arms, b.shares, b.slot_shares,
        b.refused, b.draw, b.control, b.why,
    )  # fmt: skip


def _act_row(act: Act) -> Row:
    return act.id, act.at, act.by, act.kind, _encode(act).decode()
