"""The section `conversoes` of the YAML: read, exported to itself, wrong with a line number."""

from __future__ import annotations

from pathlib import Path

import pytest

from central.adapters.operation import OperationInvalid, default_demo_folder, read_yaml, to_yaml
from central.core.selling.conversion import AdsSpec, GoogleAds, KwaiAds, MetaAds

WHOLE = """
conversoes:
  teste: sim
  meta: {conjunto: "700", codigo_teste: TEST1}
  google: {conta: "123", acao: "456", acesso: "789", credencial: ADS_LOJA}
  kwai: {pixel: abc}
"""


def _read(folder: Path, text: str) -> AdsSpec:
    for file in default_demo_folder().glob("*.yaml"):
        (folder / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "midias").symlink_to(default_demo_folder() / "midias")
    (folder / "anuncios.yaml").write_text(text, encoding="utf-8")
    return read_yaml(folder).ads


def test_it_is_read_and_exported_to_the_same(tmp_path: Path) -> None:
    one, two = tmp_path / "um", tmp_path / "dois"
    one.mkdir()
    two.mkdir()
    spec = _read(one, WHOLE)
    assert spec == AdsSpec(
        True, MetaAds("700", test_code="TEST1"), GoogleAds("123", "456", "789", "ADS_LOJA"), KwaiAds("abc")
    )
    for name, text in to_yaml(read_yaml(one)).items():
        (two / name).write_text(text, encoding="utf-8")
    (two / "midias").symlink_to(default_demo_folder() / "midias")
    assert read_yaml(two).ads == spec
    assert read_yaml(default_demo_folder()).ads.platforms == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("conversoes:\n  meta: {token: XYZ}", 'falta "conjunto"'),
        ("conversoes:\n  meta: {conjunto: abc}", "só com algarismos"),
        ("conversoes:\n  google: {conta: '1', acao: '2', credencial: 'minha senha'}", "nunca o segredo"),
        ("conversoes:\n  tiktok: {}", 'a chave "tiktok" não existe'),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(OperationInvalid) as error:
        _read(tmp_path, text)
    (problem,) = error.value.problems
    assert (problem.place.file, problem.place.line) == ("anuncios.yaml", 2)
    assert words in problem.text
