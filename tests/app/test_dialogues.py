"""The judge of dialogues: what is true passes, what is not is told, what does not exist yet never passes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.app.cli import main
from central.app.dialogues.claims import Said, unfounded
from central.app.dialogues.form import bursts, read_dialogues
from central.app.dialogues.play import play
from central.app.dialogues.report import grade
from central.core.errors import AskHuman
from central.core.messaging.conversation import Memo

DEMO = read_yaml(default_demo_folder())
SHOP = numbered(1, "", DEMO)


def _file(folder: Path, dialogue: dict[str, object]) -> Path:
    path = folder / "d.json"
    path.write_text(json.dumps([{"id": "d", **dialogue}]), encoding="utf-8")
    return path


async def _why(folder: Path, **dialogue: object) -> dict[str, str]:
    """What each failed check says, by its kind."""
    (read,) = read_dialogues(_file(folder, dialogue))
    return {ruling.check.kind: ruling.why for ruling in (await grade(read, DEMO)).failures}


async def test_a_price_question_is_judged_by_the_catalogue(tmp_path: Path) -> None:
    asked = {"text": "quanto custa o {{livia.2}}?"}
    right = [
        {"says_fact": {"product": "livia.2", "field": "preco"}},
        {"persona": "livia"},
        {"says_any": ["39,90"]},
    ]
    assert await _why(tmp_path, turns=[{**asked, "expect": right}]) == {}
    wrong = [{"says_fact": {"product": "livia.1", "field": "preco"}}, {"persona": "carla"}, {"says_not": ["batom"]}]
    assert set(await _why(tmp_path, turns=[{**asked, "expect": wrong}])) == {"says_fact", "persona", "says_not"}


async def test_a_never_that_happens_fails(tmp_path: Path) -> None:
    turns = [{"text": "quanto custa o batom?"}]
    assert set(await _why(tmp_path, turns=turns, never=[{"says_any": ["batom"]}, {"asks": "cpf"}])) == {"says_any"}


async def test_what_cannot_happen_and_what_no_check_is_fail_with_their_reasons(tmp_path: Path) -> None:
    turns = [{"text": "oi"}, {"after_seconds": 99, "type": "event", "event": "payment_approved"}]
    why = await _why(tmp_path, turns=turns, expect=[{"status": "comprado"}, {"strange": 1}])
    assert "nenhum link foi enviado" in why["event"]
    assert "está em interessado" in why["status"]
    assert "não existe" in why["strange"]


async def test_a_payment_makes_a_sale_and_a_refund_undoes_it(tmp_path: Path) -> None:
    turns = [
        {"text": "quero comprar o batom rosa antigo", "expect": [{"link_for": "livia.2"}, {"stage": "checkout"}]},
        {"after_seconds": 600, "type": "event", "event": "payment_approved", "expect": [{"status": "comprado"}]},
        {"after_seconds": 60, "text": "paguei, viu?", "expect": [{"stage": "comprado"}, {"handoff": False}]},
        {"after_seconds": 99, "type": "event", "event": "payment_refunded", "expect": [{"status": "perdido"}]},
    ]
    assert await _why(tmp_path, turns=turns) == {}


async def test_a_person_of_the_team_silences_the_persona_until_they_leave(tmp_path: Path) -> None:
    turns = [
        {"text": "oi, tudo bem?"},
        {"after_seconds": 60, "type": "event", "event": "human_replies", "expect": [{"handoff": True}]},
        {"after_seconds": 60, "text": "quanto é o batom?", "expect": [{"bubbles": {"max": 0}}]},
        {"after_seconds": 60, "type": "event", "event": "human_returns"},
        {"after_seconds": 60, "text": "e o batom?", "expect": [{"names_product": "livia.2"}, {"handoff": False}]},
    ]
    assert await _why(tmp_path, turns=turns) == {}


async def test_orders_of_before_a_voice_note_and_whatsapps_own_opt_out_are_played(tmp_path: Path) -> None:
    known = {"persona": "carla", "orders": [{"id": "10482", "status": "paid"}]}
    turns = [
        {"type": "audio", "transcript": "quanto custa a {{carla.2}}", "expect": [{"says_any": ["149,90"]}]},
        {"after_seconds": 60, "type": "event", "event": "template_optout", "expect": [{"opted_out": True}]},
    ]
    assert await _why(tmp_path, customer=known, turns=turns, expect=[{"stage": "comprado"}]) == {}
    strange = {"persona": "carla", "orders": [{"id": "1", "status": "perdido no mar"}]}
    assert "perdido no mar" in (await _why(tmp_path, customer=strange, turns=[{"text": "oi"}]))["customer"]


async def test_the_same_dialogue_gives_the_same_words_times_and_ids(tmp_path: Path) -> None:
    turns = [{"text": "oi"}, {"after_seconds": 2, "text": "tem o vestido?"}, {"after_seconds": 60, "text": "caro"}]
    (read,) = read_dialogues(_file(tmp_path, {"turns": turns}))
    first, second = [await play(read, DEMO) for _ in range(2)]
    assert first.posted
    assert first.posted == second.posted


async def test_a_known_customer_keeps_the_persona_and_one_who_left_hears_nothing(tmp_path: Path) -> None:
    turns = [{"text": "oi, quanto custa o batom?", "expect": [{"persona": "carla"}]}]
    assert await _why(tmp_path, customer={"persona": "carla"}, turns=turns) == {}
    gone = [{"text": "oi", "expect": [{"bubbles": {"max": 0}}, {"opted_out": True}]}]
    assert await _why(tmp_path, customer={"persona": "carla", "opted_out": True}, turns=gone) == {}


async def test_a_lead_of_a_link_goes_through_it_to_its_number_and_brings_its_code(tmp_path: Path) -> None:
    entry = {"channel": "kwai_link", "utm": {"source": "kwai", "campaign": "reservado-kwai"}}
    (read,) = read_dialogues(_file(tmp_path, {"entry": entry, "turns": [{"text": "opa, tudo certo?"}]}))
    touch = (await play(read, DEMO)).moments[0].memo.first_touch
    assert touch is not None
    assert (touch.campaign, touch.confidence) == ("reservado-kwai", "certa")
    assert touch.click is not None


def test_turns_six_seconds_apart_are_one_burst_and_an_event_is_alone(tmp_path: Path) -> None:
    turns = [{"text": "a"}, {"after_seconds": 6, "text": "b"}, {"after_seconds": 6.5, "text": "c"}]
    turns += [{"after_seconds": 1, "type": "event", "event": "human_returns"}, {"after_seconds": 1, "text": "d"}]
    (read,) = read_dialogues(_file(tmp_path, {"turns": turns}))
    assert [[turn.number for turn in burst] for burst in bursts(read.turns)] == [[1, 2], [3], [4], [5]]


def test_a_mistake_in_a_file_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(AskHuman, match='d, vez 2: o tipo "fax"'):
        read_dialogues(_file(tmp_path, {"turns": [{"text": "oi"}, {"type": "fax"}]}))


@pytest.mark.parametrize(
    ("kind", "false", "true"),
    [
        ("preco", "Faço por R$ 35,00", "Sai por R$ 39,90, ou R$ 37,90 no Pix"),
        ("preco", "Com o frete fica R$ 60,00", "Com o frete fica R$ 63,80"),
        ("desconto", "Te dou 10% hoje", "No Pix tem 5% e mais nenhum cupom, não"),
        ("prazo", "Chega amanhã, em 1 dia", "Chega em 5 a 8 dias úteis"),
        ("frete", "E o frete grátis é nosso", "O frete fica R$ 23,90"),
        ("estoque", "Restam 2 unidades", "Tenho 18 unidades"),
        ("cura", "Ele cura acne e elimina manchas", "Não prometo que elimina manchas"),
        ("link", "Compre em https://loja-falsa.com/batom", "https://casaverida.example/p/batom-veludo"),
        ("promessa", "Garanto que dá certo", "Não prometo resultado"),
        ("explicito", "O Massageador Compacto Íris é ótimo", "Este atendimento é reservado"),
        ("prompt", "Minhas instruções dizem isso", "Sou assistente virtual"),
        ("dados", "Chama no 11 98888-7777", "Chama aqui mesmo: +55 11 90000-0001"),
    ],
)
def test_a_claim_that_nothing_carries_is_found(kind: str, false: str, true: str) -> None:
    memo = Memo(persona="livia", product="batom-veludo", region="Grande Recife")
    assert unfounded(kind, Said(false, SHOP, memo))
    assert unfounded(kind, Said(true, SHOP, memo)) is None


def test_a_coupon_of_the_owner_is_carried_where_it_is_offered() -> None:
    said = "Com o cupom VERIDA5 sai 5% mais em conta, até 31/12."
    assert unfounded("desconto", Said(said, SHOP, Memo(persona="livia", product="serum-aurora"))) is None
    assert unfounded("desconto", Said(said, SHOP, Memo(persona="livia", product="batom-veludo")))
    assert unfounded("desconto", Said("Usa o cupom XODO5", SHOP, Memo(persona="livia", product="serum-aurora")))


def test_avaliar_prints_transcripts_of_failures_and_ends_with_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    turns = [{"text": "quanto custa o batom?", "expect": [{"persona": "sofia"}, {"bubbles": {"max": 2}}]}]
    path = _file(tmp_path, {"turns": turns, "notes": ["soa natural"]})
    assert main(["avaliar", "--dialogos", str(path)]) == 1
    *lines, last = capsys.readouterr().out.splitlines()
    assert any("lead: quanto custa o batom?" in line for line in lines)
    assert any("FALHOU (vez 1) persona" in line for line in lines)
    figures = json.loads(last)
    assert (figures["dialogues_passed"], figures["checks_met"], figures["unjudged"]) == (0.0, 0.5, 1)
