"""Who decides, what is recorded of it, and what the owner's acts and the brakes do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.core.learning.safety import CONTROL_FIRST, CONTROL_LATER, group_draw
from central.core.ledger import Act
from central.core.replying.choice import REPLY_COSTS, Chosen, Option, arm_id
from central.flow.learning import NOTHING
from central.flow.turn.choice import LearningChooser
from central.ports.learning import Pulse
from tests.clock import START, FakeClock
from tests.flow.plain_ledger import MINUTE, TIERS, TRIGGERS, PlainLedger, Shop, ask, share

SEED = 1
FREE = next(n for n in range(1, 99) if group_draw(f"p{n}", SEED) >= CONTROL_FIRST)
CONTROL = next(n for n in range(1, 99) if group_draw(f"p{n}", SEED) < CONTROL_LATER)
BETWEEN = next(n for n in range(1, 999) if CONTROL_LATER <= group_draw(f"p{n}", SEED) < CONTROL_FIRST)


class AtRandom:
    """Every arm as likely as any other."""

    async def choose(self, asked) -> Chosen:
        arms = asked.arms()
        names, n = tuple(map(arm_id, arms)), int(group_draw(asked.id, 3) * len(arms))
        return Chosen(asked, arms[n], 1 / len(arms), "aprendizado", 0, names, (1 / len(arms),) * len(arms))


def even(intent, tier, trigger):
    return 0.7


@pytest.fixture
def ledger() -> PlainLedger:
    return PlainLedger()


@pytest.fixture
def chooser(ledger: PlainLedger) -> LearningChooser:
    return LearningChooser(ledger, FakeClock(), SEED)


@pytest.mark.parametrize(
    ("changes", "by"),
    [
        ({"phase": "regras"}, "regra"),
        ({"phase": "scripts"}, "regra"),
        ({"intent": "pos_venda"}, "fixo"),
        ({"intent": "humano"}, "fixo"),
        ({"intent": "sair"}, "fixo"),
        ({"fixed": "confirma a idade"}, "fixo"),
        ({}, "aprendizado"),
    ],
)
async def test_the_rules_decide_where_they_must(chooser, changes, by) -> None:
    chosen = await chooser.choose(ask(FREE, **changes))
    assert chosen.by == by
    if by != "aprendizado":
        assert (arm_id(chosen.taken), chosen.propensity) == ("forte|nenhum", 1.0)


async def test_a_choice_of_learning_is_recorded_whole(chooser) -> None:
    menu = (*TIERS, TRIGGERS[0], replace(TRIGGERS[1], refused="o produto não tem garantia escrita"))
    chosen = await chooser.choose(ask(FREE, options=menu))
    assert chosen.arms == ("script|nenhum", "mini|nenhum", "forte|nenhum")
    assert sum(chosen.shares) == pytest.approx(1, abs=1e-4)
    assert min(chosen.shares) > 0
    assert chosen.propensity == chosen.shares[chosen.arms.index(arm_id(chosen.taken))]
    assert dict(chosen.slot_shares)["gatilho"] == pytest.approx(1, abs=1e-4)


async def test_the_same_question_is_answered_alike_by_every_engine() -> None:
    shop = Shop(lambda i, t, g: 0.9 if t == "mini" else 0.4)
    await shop.play(150)
    other = LearningChooser(shop.ledger, shop.clock, SEED)
    await other.refresh()
    assert other.snapshot == shop.chooser.snapshot > 0
    for n in range(2000, 2100):
        asked = ask(n, ("frete", "nunca visto")[n % 2], shop.clock.time, persona=f"nova{n % 3}")
        assert await other.choose(asked) == await shop.chooser.choose(asked)


async def test_a_person_stays_in_the_group_they_were_drawn_into(chooser, ledger) -> None:
    assert (await chooser.choose(ask(CONTROL))).by == "controle"
    assert (await chooser.choose(ask(FREE))).control is False
    assert (await chooser.choose(ask(BETWEEN))).control is True
    chooser._people = 50_000
    assert (await chooser.choose(ask(BETWEEN))).control is False
    ledger.groups[f"p{BETWEEN}"] = True
    assert (await chooser.choose(ask(BETWEEN))).by == "controle"


async def test_a_fifth_of_the_first_people_are_control(chooser) -> None:
    drawn = [(await chooser.choose(ask(n, phase="regras"))).control for n in range(2000)]
    assert 0.17 < sum(drawn) / 2000 < 0.23


async def test_owner_pins_caps_retires_and_freezes(chooser, ledger) -> None:
    async def after(*acts: Act) -> list[str]:
        ledger.done = {a.id: a for a in acts}
        chooser._pulse = Pulse(0, 0, -1)
        chooser._clock.time += 1000
        await chooser.refresh()
        free = [n for n in range(1, 400) if group_draw(f"p{n}", SEED) >= CONTROL_FIRST]
        return [arm_id((await chooser.choose(ask(n, at=START + 500))).taken) for n in free]

    pinned = await after(Act("a", "fixar", "ana", START, "ia", "mini"))
    assert {arm.split("|")[0] for arm in pinned} == {"mini"}
    retired = await after(Act("a", "aposentar", "ana", START, "gatilho", "garantia"))
    assert {arm.split("|")[1] for arm in retired} == {"nenhum"}
    capped = await after(Act("a", "limitar", "ana", START, "ia", "forte", share=0.1))
    assert sum(arm.startswith("forte") for arm in capped) / len(capped) < 0.2
    assert len(set(await after(Act("a", "congelar", "ana", START)))) == 1
    elsewhere = Act("a", "fixar", "ana", START, "ia", "mini", where=(("persona", "carla"),))
    assert len(set(await after(elsewhere))) > 1
    undone = await after(Act("a", "fixar", "ana", START, "ia", "mini"), Act("b", "soltar", "ana", START + 1, ref="a"))
    assert len(set(undone)) > 1


async def test_a_refused_arm_says_who_took_it_away(chooser, ledger) -> None:
    ledger.done = {"a": Act("a", "aposentar", "Ana", START - 1, "gatilho", "garantia:g1:aa")}
    await chooser.refresh()
    chosen = await chooser.choose(ask(FREE))
    assert ("mini|garantia:g1:aa", "aposentado por Ana") in chosen.refused


async def test_going_back_serves_the_rules_or_an_older_belief_until_told_to_go_on() -> None:
    shop = Shop(even)
    await shop.play(200)
    newest = shop.chooser.snapshot
    await shop.ledger.act(Act("v", "voltar", "ana", shop.clock.time, number=1))
    await shop.chooser.refresh()
    assert shop.chooser.snapshot == 1 < newest
    await shop.ledger.act(Act("f", "freio", "central", shop.clock.time + 1, number=0, reason="rendeu menos"))
    shop.clock.time += 10
    await shop.chooser.refresh()
    braked = await shop.chooser.choose(ask(FREE, at=shop.clock.time))
    assert (braked.by, braked.why) == ("freio", "rendeu menos")
    await shop.ledger.act(Act("s", "seguir", "ana", shop.clock.time + 1))
    shop.clock.time += 10
    await shop.chooser.refresh()
    assert shop.chooser.snapshot == newest


async def test_a_broken_ledger_leaves_the_rules(chooser, ledger) -> None:
    async def broken(person: str) -> bool | None:
        raise OSError("gone")

    ledger.control = broken
    chosen = await chooser.choose(ask(BETWEEN))
    assert (chosen.by, arm_id(chosen.taken)) == ("regra", "forte|nenhum")


async def test_what_was_recorded_under_the_rules_counts_when_learning_begins() -> None:
    shop = Shop(even)
    await shop.play(300, phase="regras")
    assert shop.chooser.snapshot > 0
    menu = tuple(Option("ia", t, c) for t, c in (("script", 0), ("mini", 30_000), ("forte", 600_000)))
    chosen = await shop.chooser.choose(ask(FREE, options=menu, rule=(("ia", "forte"),), at=shop.clock.time))
    assert chosen.snapshot == shop.chooser.snapshot


HEARD = {
    "frete": {"script": 0.73, "mini": 0.81, "forte": 0.81},
    "objecao_eficacia": {"script": 0.24, "mini": 0.33, "forte": 0.53},
}
"""How often a doubt is heard to be settled where half of those who are convinced put off or say no more."""


async def test_what_some_hundred_answers_say_decides_who_writes() -> None:
    """One belief from as many answers of every tier, half of them noise: forte for objections, mini for freight."""
    shop = Shop(lambda intent, tier, trigger: HEARD[intent][tier], seed=4)
    shop.chooser = AtRandom()
    for shop.leads in range(450):
        shop.clock.time += 10 * MINUTE
        await shop.talk(tuple(HEARD))
    await shop.refitter.make(NOTHING)
    learned = LearningChooser(shop.ledger, shop.clock, SEED)
    await learned.refresh()
    menu = (*(Option("ia", tier, cost) for tier, cost in REPLY_COSTS.items()), TRIGGERS[0])
    made = [
        await learned.choose(ask(n, intent, shop.clock.time, options=menu))
        for n in range(5000, 5100)
        for intent in HEARD
    ]
    assert share(made, "objecao_eficacia", "forte") >= 0.8
    assert share(made, "frete", "script", "mini") >= 0.9


TOUGH = {"script": 0.2, "mini": 0.4, "forte": 0.8}
TURNED = {"script": 0.2, "mini": 0.8, "forte": 0.4}


@pytest.mark.parametrize("rule", ["script", "forte"])
async def test_each_doubt_gets_the_tier_it_needs_and_no_dearer_one(rule) -> None:
    """Mini settles freight as well as forte, an objection needs forte; then mini is the better one for objections."""
    objections = [TOUGH]

    def settles(intent, tier, trigger):
        easy = {"script": 0.6, "mini": 0.95, "forte": 0.95}
        return (easy if intent == "frete" else objections[-1])[tier]

    shop = Shop(settles)
    rules = (("ia", rule), ("gatilho", "nenhum"))
    made = await shop.play(1_200, rule=rules)
    tough = [c for c in made if c.asked.intent != "frete"]
    assert share(tough[300:], "objecao_eficacia", "forte") >= 0.8
    assert share(made[-600:], "frete", "mini", "script") >= 0.9
    objections.append(TURNED)
    made = await shop.play(1_500, rule=rules)
    assert share(made[-300:], "objecao_eficacia", "mini") >= 0.8
