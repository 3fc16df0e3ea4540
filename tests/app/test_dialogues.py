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


async def test_what_is_not_built_yet_fails_with_its_reason(tmp_path: Path) -> None:
    turns = [{"text": "oi"}, {"after_seconds": 99, "type": "event", "event": "payment_approved"}]
    why = await _why(tmp_path, turns=turns, expect=[{"status": "comprado"}, {"strange": 1}])
    assert "ainda não há pedidos" in why["event"]
    assert "ainda não há pedidos" in why["status"]
    assert "não existe" in why["strange"]


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
