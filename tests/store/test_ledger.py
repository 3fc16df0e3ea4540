"""The reward ledger: written as turns end, whole or not at all; beliefs made of it are the same bytes everywhere."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from central.adapters.store.engine.tx import Tx
from central.adapters.store.learning.fitting import fit_here, fitter
from central.core.learning.fitting import refit
from central.core.ledger import Act, Belief, Sale
from central.core.messaging.message import SayText
from central.core.replying.choice import Reward, by_rule
from central.core.turn import Outcome, Send
from central.flow.learning import Refitter
from central.flow.turn.choice import LearningChooser
from tests.clock import START, FakeClock
from tests.flow.plain_ledger import Shop, ask, local
from tests.store.world import World, open_world

SEED = 1


def settles(intent: str, tier: str, trigger: str) -> float:
    return {"script": 0.3, "mini": 0.7, "forte": 0.9}[tier]


@pytest.fixture(scope="module")
def history() -> Shop:
    """A shop's choices and rewards, made once."""
    import asyncio

    shop = Shop(settles, closes=0.0, seed=SEED)
    shop.refitter = Refitter(shop.ledger, shop.fit, shop.clock, "um", SEED, local, late=10**12)
    asyncio.run(shop.play(220))
    return shop


async def finish(world: World, **records: object) -> None:
    await world.hear()
    scene = await world.scene()
    assert await world.journal.finish(
        Outcome(scene.conversation, scene.turn, scene.epoch, scene.upto, world.now, scene.memo, **records)  # type: ignore[arg-type]
    )


async def pour(world: World, shop: Shop, order: random.Random) -> None:
    """A history straight into the ledger, in any order and partly twice."""
    from central.adapters.store.learning.ledger import write_choices

    made = [*shop.ledger.choices, *shop.ledger.choices[:50]]
    told = [("c1", r) for r in (*shop.ledger.rewards, *shop.ledger.rewards[:50])]
    order.shuffle(made)
    order.shuffle(told)
    for start in range(0, max(len(made), len(told)), 40):
        some = tuple({c.asked.id: c for c in made[start : start + 40]}.values())
        await world.store.ledger._engine.transact(
            lambda tx, some=some, at=start: write_choices(tx, some, told[at : at + 40])
        )


async def test_a_turn_writes_its_choices_and_rewards_and_they_read_back_equal(world: World) -> None:
    chosen = await Shop(settles).chooser.choose(ask(7))
    reward = Reward(f"n:{chosen.asked.id}:resolved", chosen.asked.id, "resolved", 1, START)
    await finish(world, choices=(chosen,), rewards=(reward,))
    facts = await world.store.ledger.facts(2**52)
    assert (facts.choices, facts.rewards) == ([chosen], [reward])
    assert await world.store.ledger.control(chosen.asked.person) == chosen.control
    assert await world.store.ledger.of_turn("c7", "00000007") == [chosen]


async def test_a_turn_whose_fence_fell_writes_no_choice(world: World) -> None:
    await world.hear()
    scene = await world.scene()
    late = Outcome(
        scene.conversation, scene.turn, scene.epoch - 1, 1, world.now, scene.memo, choices=(by_rule(ask(1)),)
    )
    assert not await world.journal.finish(late)
    assert (await world.store.ledger.facts(2**52)).choices == []


async def test_a_reply_taken_back_unsent_is_void(world: World) -> None:
    await world.hear("um")
    scene = await world.scene()
    chosen = by_rule(ask(1, id=f"{scene.turn}.turno", conversation=scene.conversation))
    send = Send(f"{scene.turn}.0", SayText("olá"), world.now + 10_000)
    outcome = Outcome(
        scene.conversation, scene.turn, scene.epoch, scene.upto, world.now, scene.memo, sends=(send,), choices=(chosen,)
    )
    assert await world.journal.finish(outcome)
    await world.hear("dois")
    again = await world.scene()
    assert len(again.lines) == 2
    facts = await world.store.ledger.facts(2**52)
    assert [(r.choice, r.event) for r in facts.rewards] == [(scene.turn, "void")]


async def test_a_reply_none_of_which_was_delivered_is_void(world: World) -> None:
    await world.hear("um")
    scene = await world.scene()
    chosen = by_rule(ask(1, id=f"{scene.turn}.turno", conversation=scene.conversation))
    sends = tuple(Send(f"{scene.turn}.{n}", SayText("olá"), world.now) for n in range(2))
    outcome = Outcome(
        scene.conversation, scene.turn, scene.epoch, scene.upto, world.now, scene.memo, sends=sends, choices=(chosen,)
    )
    assert await world.journal.finish(outcome)

    async def void() -> list[tuple[str, str]]:
        return [(r.id, r.event) for r in (await world.store.ledger.facts(2**52)).rewards]

    for before, now in (([], []), ([], [(f"{scene.turn}:undelivered", "void")])):
        assert await void() == before
        await world.settle((await world.sends())[0], "failed", code="131026")
        assert await void() == now


async def test_the_group_a_person_was_drawn_into_stays(world: World) -> None:
    await finish(world, choices=(by_rule(ask(1)),))
    await finish(world, choices=(by_rule(ask(2, person="p1", conversation="c1")),))
    assert await world.store.ledger.groups() == {False: 1}
    assert await world.store.ledger.control("p1") is False
    assert await world.store.ledger.control("nobody") is None


async def test_acts_are_appended_once_and_read_in_order(world: World) -> None:
    late, early = Act("b", "limitar", "ana", 9, "ia", "forte", 0.1, (("persona", "livia"),)), Act("a", "teto", "ana", 5)
    for act in (late, early, late):
        await world.store.ledger.act(act)
    assert await world.store.ledger.acts() == [early, late]
    assert (await world.store.ledger.pulse(0)).acts == 2


async def test_a_belief_has_one_maker_and_old_bodies_go_but_the_reference(world: World) -> None:
    ledger = world.store.ledger
    for number in range(1, 31):
        belief = Belief(number, 1, 1, 5, "d", reference=3)
        assert await ledger.keep_belief(belief, b"body", [Act(f"{number}.x", "novo", "central", number)])
    assert not await ledger.keep_belief(Belief(30, 1, 1, 5, "other"), b"other", [])
    assert [b.number for b in await ledger.beliefs(2)] == [30, 29]
    assert [await ledger.belief(n) for n in (1, 3, 9, 10, 30)] == [None, b"body", None, b"body", b"body"]
    assert await ledger.head(1) == Belief(1, 1, 1, 5, "d", reference=3)


async def test_only_one_process_makes_beliefs_until_its_lease_ends(world: World) -> None:
    ledger = world.store.ledger
    assert await ledger.lease("um", world.now, world.now + 1_000)
    assert not await ledger.lease("dois", world.now, world.now + 1_000)
    assert await ledger.lease("um", world.now, world.now + 2_000)
    assert await ledger.lease("dois", world.now + 2_500, world.now + 3_500)


@pytest.fixture
async def poured(world: World, history: Shop) -> World:
    await pour(world, history, random.Random(3))
    world.clock.time = history.clock.time + 1_000
    return world


async def test_the_ledger_makes_the_same_bytes_in_any_order_on_any_engine(poured: World, history: Shop) -> None:
    refitter = Refitter(
        poured.store.ledger, lambda r: fit_here(poured.store.ledger, r), poured.clock, "um", SEED, local, late=0
    )
    assert await refitter.once() == 1
    body = await poured.store.ledger.belief(1)
    plain = Refitter(history.ledger, history.fit, history.clock, "um", SEED, local, late=0)
    expected = await plain.remake((await poured.store.ledger.beliefs(1))[0])
    assert body == expected
    assert await refitter.remake((await poured.store.ledger.beliefs(1))[0]) == body


async def test_two_engines_and_a_restart_choose_alike(poured: World) -> None:
    ledger = poured.store.ledger
    assert await Refitter(ledger, lambda r: fit_here(ledger, r), poured.clock, "um", SEED, local, late=0).once() == 1
    one, two = (LearningChooser(ledger, poured.clock, SEED) for _ in range(2))
    await one.refresh()
    answers = [await one.choose(ask(n, at=poured.now)) for n in range(1_000, 1_040)]
    await two.refresh()
    assert [await two.choose(ask(n, at=poured.now)) for n in range(1_000, 1_040)] == answers
    assert {c.snapshot for c in answers} == {1}


async def test_a_child_process_fits_the_same_bytes(tmp_path: Path, history: Shop) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    world = await open_world(url, "um", FakeClock())
    await pour(world, history, random.Random(4))
    world.clock.time = history.clock.time + 1_000
    ledger = world.store.ledger
    refitter = Refitter(ledger, fitter(url, ledger), world.clock, "um", SEED, local, late=0)
    assert await refitter.once() == 1
    here = refit(await refitter._request(Belief(0, 0, 0, 0, ""), world.now, []), await ledger.facts(world.now))
    assert here.body == await ledger.belief(1)
    await world.store.close()


async def test_a_refit_waits_until_there_is_enough_to_learn(world: World) -> None:
    ledger = world.store.ledger
    refitter = Refitter(ledger, lambda r: fit_here(ledger, r), world.clock, "um", SEED, local, late=0)
    assert await refitter.once() is None
    for n in range(5):
        await finish(world, choices=(by_rule(ask(n, at=world.now)),))
    assert await refitter.once() == 1
    assert await refitter.once() is None


async def test_orders_of_known_people_are_sales_once_we_heard_of_them(world: World) -> None:
    """What counts is what had been heard of until then; `at` is when it happened."""
    home = (await world.hear()).conversation
    person = (await world.scene()).person

    async def tell(tx: Tx) -> None:
        for id in ("um", "de ninguém"):
            order = (id, "loja", "generico", id, "approved", 9_990, "BRL", "pix", *[None] * 6, "[]", None, START)
            await tx.rows("add_order", *order)
            await tx.rows("add_outcome", id, "approved", 0, START + 5, 9_990, START + 900, "loja")
        await tx.rows("add_outcome", "um", "pending", 0, START + 1, 9_990, START + 1, "loja")
        await tx.rows("add_outcome", "um", "refunded", 0, START + 70, 9_990, START + 5_000, "loja")
        await tx.rows("match_order", "um", person, home, None, "serum", "telefone")

    await world.store.ledger._engine.transact(tell)
    sold = Sale("um", person, "approved", 9_990, START + 5, "serum")
    back = Sale("um", person, "refunded", 9_990, START + 70, "serum")
    assert (await world.store.ledger.facts(START + 899)).sales == []
    assert (await world.store.ledger.facts(START + 900)).sales == [sold]
    assert (await world.store.ledger.facts(START + 5_000)).sales == [sold, back]
