"""An owner imports, compares, undoes and exports versions from the terminal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from central.adapters.operation import default_demo_folder
from central.app.commands import versions as cli_versions
from tests.app.conftest import Central


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the demo that a test may change."""
    return Path(shutil.copytree(default_demo_folder(), tmp_path / "minha-loja"))


def rename(folder: Path, name: str) -> None:
    """Another name for the shop."""
    shop = folder / "loja.yaml"
    shop.write_text(shop.read_text(encoding="utf-8").replace("nome: Casa Veridá\n  site", f"nome: {name}\n  site"))


def test_a_change_is_shown_and_made_only_with_a_yes(
    central: Central, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Versão 1 em vigor" in central("importar", str(folder))
    assert "Nada mudou" in central("importar", str(folder))
    rename(folder, "Casa Nova")
    told = central("importar", str(folder))
    assert 'Nome da loja: de "Casa Veridá" para "Casa Nova".' in told
    assert "Nada foi gravado" in told
    monkeypatch.setattr(cli_versions.sys, "stdin", type("Terminal", (), {"isatty": lambda _: True})())
    for answer, expected in (("", "Nada foi gravado"), ("s", "Versão 2 em vigor")):
        monkeypatch.setattr("builtins.input", lambda _, answer=answer: answer)
        assert expected in central("importar", str(folder), "--quem", "dona", "--nota", "nome novo")
    first, second = central("versoes").splitlines()
    assert "dona" in first
    assert "nome novo  ← em vigor" in first
    assert second.startswith("   1")


def test_a_version_is_undone_by_a_new_one_equal_to_it(central: Central, folder: Path) -> None:
    central("importar", str(folder))
    rename(folder, "Casa Nova")
    central("importar", str(folder), "--sim")
    assert 'de "Casa Nova" para "Casa Veridá"' in central("comparar", "2", "1")
    assert "são iguais" in central("comparar", "2", "2")
    assert "Nada foi gravado" in central("desfazer", "1")
    assert "Versão 3 em vigor" in central("desfazer", "1", "--sim")
    assert "são iguais" in central("comparar", "1", "3")
    assert "Nada a desfazer" in central("desfazer", "1", "--sim")
    assert "volta à versão 1" in central("versoes").splitlines()[0]
    assert "Não há versão 9" in central("desfazer", "9")


def test_what_is_exported_imports_as_the_same_version(central: Central, folder: Path, tmp_path: Path) -> None:
    assert "Ainda não há operação" in central("exportar", str(tmp_path / "fora"))
    central("importar", str(folder))
    out = tmp_path / "fora"
    assert "Versão 1 gravada" in central("exportar", str(out))
    assert {path.name for path in (out / "midias").iterdir()} <= {path.name for path in (folder / "midias").iterdir()}
    assert "Nada mudou" in central("importar", str(out))
    assert "Já há arquivos YAML" in central("exportar", str(out))
    rename(out, "Casa Nova")
    central("importar", str(out), "--sim")
    assert "Versão 1 gravada" in central("exportar", str(tmp_path / "antiga"), "--versao", "1")
    assert "Casa Veridá" in (tmp_path / "antiga" / "loja.yaml").read_text(encoding="utf-8")


def test_new_texts_wait_for_a_yes_of_their_own(central: Central, folder: Path) -> None:
    central("importar", str(folder))
    assert "Nada em rascunho" in central("aprovar")
    script = folder / "vendas.yaml"
    script.write_text(script.read_text(encoding="utf-8").replace("Já te respondo sem enrolar.", "Vamos lá!"))
    assert "Textos em rascunho: 1" in central("importar", str(folder), "--sim")
    listed = central("aprovar")
    assert "abertura:livia-direta  (rascunho" in listed
    assert "  + Oi, {nome}! Aqui é a Lívia, assistente virtual da Casa Veridá. Vamos lá!" in listed
    assert "abertura:livia-direta: recusado" in central("aprovar", "abertura:livia-direta", "--recusar")
    assert "recusado por terminal" in central("aprovar")
    assert "abertura:livia-direta: aprovado" in central("aprovar", "--tudo")
    assert "Nada em rascunho" in central("aprovar")
    assert "Não há rascunho" in central("aprovar", "script:nenhum")


def test_an_import_may_approve_what_it_brings(central: Central, folder: Path) -> None:
    central("importar", str(folder))
    script = folder / "vendas.yaml"
    script.write_text(script.read_text(encoding="utf-8").replace("Já te respondo sem enrolar.", "Vamos lá!"))
    assert "rascunho" not in central("importar", str(folder), "--sim", "--aprovar")
    assert "Nada em rascunho" in central("aprovar")
