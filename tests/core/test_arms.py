"""What a turn may choose, and what it does with the choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from central.core.messaging.conversation import Address, Memo, Scene
from central.core.reading.meaning import Reading
from central.core.replying.arms import Means, ask_opening, ask_turn, opening_label, settled, trigger_label
from central.core.replying.choice import by_rule
from central.core.replying.opening import Opening
from central.core.replying.plan import Plan
from central.core.replying.trigger import Trigger
from tests.flow.shop import SERUM, SHOP

NOW = 1_800_000_000_000
HERE = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SCENE = Scene("c", "p", "100", Address("5581999990000"), 1, "t1", Memo(), None, "Ana", NOW, ())
FEW = Trigger("poucas", "escassez", ("Em estoque, {estoque}.",), stock_at_most=4)
MANY = Trigger("muitas", "escassez", ("Só {estoque}.",), stock_at_most=2)
PROOF = Trigger("nota", "prova_social", ("Nota {fato}.",), fact="4,7", source="site")
STORE = replace(SHOP, triggers=(FEW, MANY, PROOF), openings=(Opening("curta", "livia", "Lívia aqui."),))


def planned(intent: str = "preco", **changes: object) -> Plan:
    memo = Memo(persona="livia", product="serum", introduced=True)
    plan = Plan(SHOP.personas[0], SERUM, memo, Reading(((intent, 0.9),)), "preco", "responder", "mini", "preco")
    return replace(plan, **changes)  # type: ignore[arg-type]


def test_a_turn_offers_every_tier_with_a_writer_and_every_trigger_of_the_product() -> None:
    asked = ask_turn(SCENE, STORE, planned(), ("mini", "forte"), Means(refused={"forte": "orçamento"}), NOW, HERE)
    assert asked is not None
    told = {(o.slot, o.label.split(":")[0], o.refused) for o in asked.options}
    assert told == {
        ("ia", "script", ""),
        ("ia", "mini", ""),
        ("ia", "forte", "orçamento"),
        ("gatilho", "nenhum", ""),
        ("gatilho", "escassez", ""),
        ("gatilho", "escassez", "estoque 4, acima de 2"),
        ("gatilho", "prova_social", ""),
    }
    assert by_rule(asked)["ia"] == "mini"


def test_no_trigger_stands_beside_what_does_not_sell_or_is_law() -> None:
    for plan in (planned("agradecimento"), planned(fixed="regra saude"), planned(product=None)):
        asked = ask_turn(SCENE, STORE, plan, ("mini",), Means(), NOW, HERE)
        assert asked is not None
        assert [o.label for o in asked.options if o.slot == "gatilho"] == ["nenhum"]
    assert ask_turn(SCENE, STORE, planned(action="chamar_pessoa"), (), Means(), NOW, HERE) is None


def test_the_phase_of_scripts_refuses_models() -> None:
    plan = planned(persona=replace(SHOP.personas[0], phase="scripts"), tier="script")
    asked = ask_turn(SCENE, STORE, plan, ("mini",), Means(), NOW, HERE)
    assert asked is not None
    assert [o.label for o in asked.options if o.slot == "ia" and not o.refused] == ["script"]


def test_a_rule_wishes_for_a_kind_of_trigger_and_gets_it_only_while_it_stands() -> None:
    asked = ask_turn(SCENE, STORE, planned(trigger="escassez"), (), Means(), NOW, HERE)
    assert asked is not None
    made = by_rule(asked)
    assert made["gatilho"] == trigger_label(FEW)
    plan = settled(planned(trigger="escassez"), STORE, (made,))
    assert plan.nudges == FEW
    assert plan.memo.used == (f"gatilho:{trigger_label(FEW)}",)


def test_openings_compete_only_until_the_persona_is_introduced() -> None:
    new = planned(memo=Memo(persona="livia", product="serum"), opening="curta")
    asked = ask_opening(SCENE, STORE, new, NOW)
    assert asked is not None
    assert len(asked.options) == 2
    begun = settled(new, STORE, (by_rule(asked),))
    assert begun.begins == STORE.openings[0]
    assert ask_opening(SCENE, STORE, planned(), NOW) is None


def test_other_words_are_another_arm() -> None:
    one = STORE.openings[0]
    assert opening_label(one) != opening_label(replace(one, text="Oi, Lívia aqui."))
    assert trigger_label(FEW) != trigger_label(replace(FEW, texts=("Restam {estoque}.",)))
    assert trigger_label(FEW).startswith("escassez:poucas:")
