"""The section `orcamento`: what it means, what it says when it is wrong, and the way out and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from central.adapters.operation import OperationInvalid, differences, digest, read_yaml, to_yaml
from central.core.selling.budget import NO_BUDGET, Budget
from central.core.selling.cost import Price
from tests.adapters.operation.whole import WHOLE, written

FULL = """
orcamento:
  dia: R$ 30,00
  mes: R$ 600,00
  por_persona: {ana: "R$ 15,00"}
  por_lead: R$ 1,00
  dolar: R$ 5,40
  respostas_gratis: 500
  minutos_audio: 30
  leitor: decisoes
  precos:
    - {modelo: gpt-6.2-sol, entrada: "US$ 2,00", cache: "US$ 0,10", saida: "US$ 10,00"}
    - {modelo: local, entrada: "R$ 0,00", saida: "R$ 0,00"}
    - {modelo: ouvido, minuto: "US$ 0,006"}
"""


def shop(folder: Path, section: str) -> Path:
    return written(folder, WHOLE | {"limites.yaml": section})


def test_every_key_has_its_meaning(tmp_path: Path) -> None:
    assert read_yaml(shop(tmp_path, FULL)).budget == Budget(
        day=3000,
        month=60000,
        personas=(("ana", 1500),),
        lead=100,
        dollar=540,
        free_replies=500,
        audio_minutes=30,
        reader="decisoes",
        prices=(
            ("gpt-6.2-sol", Price(2_000_000, 100_000, 10_000_000, 0, "USD", "orcamento")),
            ("local", Price(0, 0, 0, 0, "BRL", "orcamento")),
            ("ouvido", Price(0, 0, 0, 6_000, "USD", "orcamento")),
        ),
    )


def test_without_it_nothing_is_limited(tmp_path: Path) -> None:
    assert read_yaml(written(tmp_path, WHOLE)).budget == NO_BUDGET


def test_the_way_out_and_back_is_equal(tmp_path: Path) -> None:
    document = read_yaml(shop(tmp_path, FULL))
    back = tmp_path / "volta"
    back.mkdir()
    assert digest(read_yaml(written(back, to_yaml(document)))) == digest(document)


def test_a_change_is_told_in_the_words_of_the_file(tmp_path: Path) -> None:
    one = read_yaml(shop(tmp_path, FULL))
    two = read_yaml(shop(tmp_path, FULL.replace("dia: R$ 30,00", "dia: R$ 45,00").replace("  por_lead: R$ 1,00\n", "")))
    assert differences(one, two) == [
        "Orçamento: dia de R$ 30,00 para R$ 45,00.",
        "Orçamento: por_lead de R$ 1,00 para nada.",
    ]


@pytest.mark.parametrize(
    ("section", "line", "said"),
    [
        ("orcamento:\n  dia: trinta\n", 2, 'dia "trinta" não é um preço; escreva assim: dia: R$ 30,00'),
        ("orcamento:\n  dias: R$ 30,00\n", 2, 'a chave "dias" não existe'),
        ("orcamento: {dia: 'R$ 30,00', mes: 'R$ 20,00'}\n", 1, "o limite do dia (R$ 30,00) é maior que o do mês"),
        ("orcamento:\n  por_persona: {bia: 'R$ 9,00'}\n", 2, 'a persona "bia", que não existe'),
        ("orcamento:\n  por_persona: {ana: muito}\n", 2, 'por_persona "ana: muito" não é um valor'),
        ("orcamento:\n  precos:\n    - {modelo: x}\n", 3, 'falta "entrada"'),
        (
            "orcamento:\n  precos:\n    - {modelo: x, entrada: '0.10', saida: 'US$ 1'}\n",
            3,
            "não é um preço em US$ ou R$",
        ),
        ("orcamento:\n  precos:\n    - {modelo: x, entrada: 'R$ 1', saida: 'US$ 1'}\n", 3, "misturam US$ e R$"),
        ("orcamento: {minutos_audio: muitos}\n", 1, "não é um número inteiro"),
        ("orcamento: {leitor: decisões}\n", 1, 'leitor "decisões" não existe'),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, section: str, line: int, said: str) -> None:
    with pytest.raises(OperationInvalid) as wrong:
        read_yaml(shop(tmp_path, section))
    found = [str(problem) for problem in wrong.value.problems]
    assert any(said in text and f"limites.yaml, linha {line}" in text for text in found), found
