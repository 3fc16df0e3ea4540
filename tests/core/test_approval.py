"""Draft and approved: what may be said is what somebody approved, exactly as they did."""

from __future__ import annotations

from dataclasses import replace

from central.core.messaging.template import Template
from central.core.operation import Operation
from central.core.replying.approval import Approval, Approvals, State, approved, pending, wordings
from central.core.replying.arms import opening_label
from central.core.replying.mode import mode_for
from central.core.replying.opening import Opening
from central.core.replying.reengage import Reengagement
from central.core.replying.rules import Rule
from central.core.replying.script import Script
from central.core.replying.trigger import Trigger
from tests.flow.shop import SHOP

FULL = replace(
    SHOP,
    openings=(Opening("direta", "livia", "Oi! Lívia aqui."),),
    triggers=(Trigger("poucos", "escassez", ("Hoje tenho {estoque}.",), stock_at_most=8),),
    templates=(Template("volta", "marketing", "Oi, {nome}!"),),
    reengagements=(Reengagement("sumiu", 1, ("interessado",), script="frete", templates=("volta",)),),
)


def told(operation: Operation, state: State = "aprovado", at: int = 1) -> list[Approval]:
    return [Approval(w.kind, w.item, w.digest, w.said, state, "dona", at) for w in wordings(operation)]


def changed(operation: Operation = FULL) -> Operation:
    """Another opening, trigger, script, voice and template."""
    return replace(
        operation,
        openings=(replace(operation.openings[0], text="E aí! Lívia na área."),),
        triggers=(replace(operation.triggers[0], texts=("Corre, só {estoque}!",)),),
        scripts=tuple(
            replace(s, variants=(("Frete: {frete}.",),)) if s.id == "frete" else s for s in operation.scripts
        ),
        personas=(replace(operation.personas[0], voice="elétrica"), *operation.personas[1:]),
        templates=(replace(operation.templates[0], text="Opa, {nome}!"),),
    )


def test_what_is_approved_speaks_as_it_stands() -> None:
    assert approved(FULL, Approvals(told(FULL))) is FULL


def test_a_changed_text_waits_and_the_one_approved_before_is_said_meanwhile() -> None:
    speaking = approved(changed(), Approvals(told(FULL)))
    assert speaking.openings == FULL.openings
    assert speaking.triggers == FULL.triggers
    assert speaking.scripts == FULL.scripts
    assert speaking.personas == FULL.personas
    assert speaking.templates == FULL.templates
    waiting = pending(changed(), Approvals(told(FULL)))
    assert [one.wording.kind for one in waiting] == ["persona", "script", "gatilho", "abertura", "modelo"]
    assert all(one.before is not None for one in waiting)


def test_what_is_not_text_holds_at_once() -> None:
    cheaper = replace(changed(), catalog=replace(FULL.catalog, products=()), rules=())
    speaking = approved(cheaper, Approvals(told(FULL)))
    assert (speaking.catalog.products, speaking.rules) == ((), ())


def test_once_approved_it_is_a_new_arm_and_the_old_name_is_free_to_keep_its_history() -> None:
    speaking = approved(changed(), Approvals([*told(FULL), *told(changed(), at=2)]))
    assert speaking == changed()
    assert opening_label(speaking.openings[0]) != opening_label(FULL.openings[0])


def test_what_was_never_approved_is_neither_said_nor_an_arm() -> None:
    more = replace(
        FULL,
        openings=(*FULL.openings, Opening("nova", "livia", "Lívia falando.")),
        triggers=(*FULL.triggers, Trigger("certo", "garantia", ("Confia.",))),
        scripts=(*FULL.scripts, Script("novo", (("Novidade!",),))),
        rules=(*FULL.rules, Rule("nova", words=("novidade",), script="novo")),
        reengagements=(Reengagement("outra", 1, ("novo",), script="novo"),),
    )
    speaking = approved(more, Approvals(told(FULL)))
    assert (speaking.openings, speaking.triggers, speaking.scripts) == (FULL.openings, FULL.triggers, FULL.scripts)
    assert speaking.rules[-1].script is None
    assert speaking.reengagements[0].script is None


def test_a_persona_nobody_approved_only_shows_what_she_would_say() -> None:
    nova = replace(FULL.personas[0], id="nova", name="Nova")
    speaking = approved(replace(FULL, personas=(*FULL.personas, nova)), Approvals(told(FULL)))
    assert mode_for(speaking.modes, "nova", "script", None).name == "sombra"
    assert mode_for(speaking.modes, "livia", "script", None).name == "automatico"


def test_the_last_word_counts() -> None:
    first, second = told(FULL), told(changed(), at=2)
    refused = told(changed(), "recusado", at=3)
    known = Approvals([*first, *second, *refused])
    assert approved(changed(), known).openings == FULL.openings
    waiting = pending(changed(), known)
    assert all(one.refused is not None for one in waiting)
    again = Approvals([*first, *second, *refused, *told(changed(), at=4)])
    assert approved(changed(), again) == changed()
    assert approved(FULL, again) == FULL


def test_two_wordings_of_one_script_for_two_personas_are_two() -> None:
    mine = replace(FULL, scripts=(*FULL.scripts, Script("preco", (("Só {preco}!",),), persona="carla")))
    (waiting,) = pending(mine, Approvals(told(FULL)))
    assert (waiting.wording.ref, waiting.before) == ("script:preco/carla", None)
