from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from central.core.learning import Policy, new_policy


def flat(chance):
    return lambda ctx, tier, message: chance


def tier_matters(ctx, tier, message):
    """Small settles freight as well as large; objections need the large one."""
    if ctx["intent"] == "frete":
        return {"roteiro": 0.6, "pequeno": 0.95, "grande": 0.96}[tier]
    return {"roteiro": 0.2, "pequeno": 0.4, "grande": 0.8}[tier]


def some_buy(ctx, tier, message):
    return tier_matters(ctx, tier, message) / 14


def share(taken, *tiers):
    return sum(a.split("|")[0] in tiers for a in taken) / len(taken)


def test_before_any_data_the_rule_message_and_a_fair_propensity(make_context, arms):
    policy = new_policy(3)
    choices = [policy.choose(make_context("ana", "frete", 0.0, n), arms) for n in range(300)]
    assert sum(c.arm.endswith("|simples") for c in choices) > 290
    counted = Counter(c.arm for c in choices)
    for c in choices:
        assert c.propensity == pytest.approx(counted[c.arm] / 300, abs=0.09)
        assert sum(c.shares) == pytest.approx(1)


def talk(policy, rng, make_context, arms, leads, settles, now=0.0):
    """Conversations about freight, then an objection; whoever gets through both buys with 15 %. Arms by intent."""
    taken = {"frete": [], "objecao": []}
    for lead in leads:
        now += 0.3
        policy.tick(now)
        at, ids, step, touch = now, [], 0, 0
        while step < 2 and touch < 3:
            stage, intent = (("interessado", "frete"), ("oferta", "objecao"))[step]
            ctx = make_context(("ana", "bia")[lead % 2], intent, at, lead, stage=stage, touch=touch)
            choice = policy.choose(ctx, arms)
            taken[intent].append(choice.arm)
            ids.append(choice.decision_id)
            ok = rng.random() < settles(ctx, choice.arm.split("|")[0], "")
            policy.learn(choice.decision_id, "resolved", float(ok), at + 0.2)
            at, step, touch = at + 0.4, step + ok, 0 if ok else touch + 1
            if not ok and rng.random() < 0.35:
                break
        sold = step == 2 and rng.random() < 0.15
        for did in ids:
            policy.learn(did, "purchase" if sold else "expired", 100.0 * sold, at + (10.0 if sold else 336.0))
    return taken, now


def test_each_intent_gets_the_tier_it_needs_and_follows_when_that_turns(make_context, arms):
    """Small settles freight as large does; large closes objections and small does not; then the two are swapped."""

    def swapped(ctx, tier, message):
        turned = {"pequeno": "grande", "grande": "pequeno"}.get(tier, tier)
        return tier_matters(ctx, turned if ctx["intent"] == "objecao" else tier, message)

    policy, rng = new_policy(0), np.random.default_rng(0)
    taken, now = talk(policy, rng, make_context, arms, range(1300), tier_matters)
    assert share(taken["objecao"][300:600], "grande") >= 0.8
    assert share(taken["frete"][1200:], "pequeno", "roteiro") >= 0.9
    turned, _ = talk(policy, rng, make_context, arms, range(5000, 7000), swapped, now)
    assert share(turned["objecao"][1500:1900], "pequeno") >= 0.8
    assert "pior" in {c.sentence().split(" está ")[1][:4] for c in policy.changes}


def test_a_useless_signal_does_not_decide(make_shop):
    """The message that settles more doubts sells less: sales must win."""

    def resolves(ctx, tier, message):
        return 0.9 if message == "prova" else 0.5

    def buys(ctx, tier, message):
        return 0.05 if message == "prova" else 0.20

    shop, policy = make_shop(2, resolves, buys), new_policy(2)
    shop.play(policy, 3000)
    assert sum(a.endswith("prova") for a in shop.play(policy, 300)) < 30


def test_same_events_same_choices_after_a_restart(make_shop, make_context, arms):
    shop, policy = make_shop(4, tier_matters, some_buy), new_policy(4)
    shop.play(policy, 700)
    state = policy.state()
    again = Policy(99)
    again.load(state)
    assert again.state() == state
    for n in range(40):
        ctx = make_context("bia" if n % 2 else "ana", "frete", shop.now + n, 10_000 + n)
        assert policy.choose(ctx, arms) == again.choose(ctx, arms)
    policy.refit(shop.now + 50)
    again.refit(shop.now + 50)
    assert policy.state() == again.state()


def test_a_draw_depends_on_the_decision_id_alone(make_context, arms):
    one, two = new_policy(5), new_policy(5)
    for n in (3, 1, 2):
        one.choose(make_context("ana", "objecao", 0.0, None, decision_id=f"d{n}"), arms)
    ahead = {n: two.choose(make_context("ana", "objecao", 0.0, None, decision_id=f"d{n}"), arms) for n in (1, 2, 3)}
    again = new_policy(5)
    assert again.choose(make_context("ana", "objecao", 0.0, None, decision_id="d3"), arms) == ahead[3]


def test_doubled_late_and_disordered_events_change_nothing(make_context, arms):
    plain, messy = new_policy(6), new_policy(6)
    events = []
    for n in range(200):
        ctx = make_context("ana", ("frete", "objecao")[n % 2], n * 0.1, n)
        did = plain.choose(ctx, arms).decision_id
        assert messy.choose(ctx, arms).decision_id == did
        events.append((did, "resolved", float(n % 3 > 0), n * 0.1 + 0.2))
        if n % 7 == 0:
            events += [(did, "purchase", 100.0, n * 0.1 + 30), (did, "refund", 100.0, n * 0.1 + 200)]
    for e in events:
        plain.learn(*e)
    for i in np.random.default_rng(0).permutation(len(events)):
        messy.learn(*events[i])
        messy.learn(*events[i])
    messy.learn("nobody", "purchase", 1.0, 0.0)
    messy.learn("6-1", "no such event", 1.0, 0.0)
    plain.refit(400.0)
    messy.refit(400.0)
    assert plain.state() == messy.state()


def test_a_recorded_start_under_the_rules_is_knowledge(make_shop, make_context, arms):
    """Decisions recorded while the rules ruled are rows like any other."""
    rng, warm = np.random.default_rng(7), new_policy(7)
    for n in range(1500):
        ctx = make_context("ana", "objecao", n * 0.1, n)
        arm = arms[int(rng.integers(len(arms)))]
        warm.table.add(f"old-{n}", ctx, arms, arm["id"], f"old-{n}", n * 0.1)
        if rng.random() < some_buy(ctx, arm["tier"], ""):
            warm.learn(f"old-{n}", "purchase", 100.0, n * 0.1 + 5)
        warm.learn(f"old-{n}", "resolved", float(rng.random() < tier_matters(ctx, arm["tier"], "")), n * 0.1 + 0.2)
    warm.refit(200.0)
    shop = make_shop(7, tier_matters, some_buy)
    shop.now = 200.0
    assert share(shop.play(warm, 200, ("objecao",)), "grande") > 0.9


def test_new_labels_and_new_arms_are_taken_in(make_shop, make_context, arms):
    shop, policy = make_shop(8, tier_matters, some_buy), new_policy(8)
    shop.play(policy, 400)
    new = [*arms, {"id": "outro|novo", "tier": "outro", "msg": "novo", "cost": 0.01, "margin_mult": 1.0}]
    ctx = make_context("carla", "nunca visto", shop.now, 9999, canal="novo canal")
    choice = policy.choose(ctx, new)
    assert len(choice.shares) == 7
    assert 0 < choice.propensity <= 1
    policy.refit(shop.now + 1)
    assert len(policy.beliefs(ctx, new)) == 7


def test_a_conversation_is_worth_the_stage_it_leads_to():
    """One message settles a little more now and ruins the closing; the learner must prefer the other."""
    arms = [{"id": m, "tier": "pequeno", "msg": m, "cost": 0.03, "margin_mult": 1.0} for m in ("calma", "pressa")]
    rng, policy, now, taken = np.random.default_rng(9), new_policy(9), 0.0, []
    for lead in range(1500):
        now += 0.5
        policy.tick(now)
        pressed, at, ids, done = 0, now, [], True
        for stage in ("um", "dois", "tres"):
            ctx = {"persona": "ana", "stage": stage, "intent": "x", "slot": "gatilho", "margin": 100.0}
            choice = policy.choose({**ctx, "rule_arm": None, "now": at, "lead_id": lead, "touch": 0}, arms)
            ids.append(choice.decision_id)
            taken.append(choice.arm)
            pressed += choice.arm == "pressa"
            ok = rng.random() < (0.85 if choice.arm == "pressa" else 0.8)
            policy.learn(choice.decision_id, "resolved", float(ok), at + 0.2)
            at += 0.3
            if not ok:
                done = False
                break
        sold = done and rng.random() < 0.5 * 0.45**pressed
        for did in ids:
            policy.learn(did, "purchase" if sold else "expired", 100.0 * sold, at + (5.0 if sold else 336.0))
    assert sum(a == "calma" for a in taken[-300:]) > 240


def test_the_shares_follow_when_the_world_is_turned_round(make_shop):
    """Large closes objections and small does not; half-way both are swapped."""
    swapped = []

    def buys(ctx, tier, message):
        small, large = (0.8, 0.4) if swapped else (0.4, 0.8)
        return {"roteiro": 0.1, "pequeno": small, "grande": large}[tier] / 4

    def resolves(ctx, tier, message):
        return min(0.95, 4 * buys(ctx, tier, message))

    shop, policy = make_shop(11, resolves, buys), new_policy(11)
    assert share(shop.play(policy, 1000, ("objecao",))[-300:], "grande") > 0.8
    swapped.append(True)
    assert share(shop.play(policy, 1500, ("objecao",))[-200:], "pequeno") > 0.8
