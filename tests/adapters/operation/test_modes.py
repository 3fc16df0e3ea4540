"""The section `modos`: what it means, what it says when it is wrong, and the way out and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from central.adapters.operation import OperationInvalid, differences, digest, read_yaml, to_yaml
from central.core.replying.mode import Mode
from tests.adapters.operation.whole import WHOLE, written

FULL = """
modos:
  - {id: ana-forte, modo: supervisionado, personas: [ana], niveis: [forte], espera: 10min, depois: enviar}
  - {id: duvidas, modo: sombra, intencoes: [objecao_eficacia, pos_venda]}
  - {id: resto, modo: automático}
"""


def shop(folder: Path, section: str) -> Path:
    return written(folder, WHOLE | {"modos.yaml": section})


def test_every_key_has_its_meaning(tmp_path: Path) -> None:
    assert read_yaml(shop(tmp_path, FULL)).modes == (
        Mode("ana-forte", "supervisionado", ("ana",), ("forte",), (), 600_000, "enviar"),
        Mode("duvidas", "sombra", intents=("objecao_eficacia", "pos_venda")),
        Mode("resto", "automatico"),
    )


def test_the_way_out_and_back_is_equal_and_a_change_is_told(tmp_path: Path) -> None:
    document = read_yaml(shop(tmp_path, FULL))
    back = tmp_path / "volta"
    back.mkdir()
    again = read_yaml(written(back, to_yaml(document)))
    assert digest(again) == digest(document)
    (tmp_path / "outra").mkdir()
    other = read_yaml(shop(tmp_path / "outra", FULL.replace("depois: enviar", "depois: script")))
    assert differences(document, other) == ['Modo "ana-forte": depois de "enviar" para "script".']


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{id: a, modo: sozinho}", "sozinho"),
        ("{id: a, modo: sombra, espera: 5min}", "supervisionado"),
        ("{id: a, modo: supervisionado, depois: enviar}", "espera: 10min"),
        ("{id: a, modo: supervisionado, espera: logo}", "quanto tempo"),
        ("{id: a, modo: supervisionado, personas: [zulmira]}", "zulmira"),
        ("{id: a, modo: supervisionado, niveis: [gigante]}", "gigante"),
    ],
)
def test_a_mistake_is_told_with_what_to_write(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(OperationInvalid, match=said):
        read_yaml(shop(tmp_path, f"modos:\n  - {line}\n"))
