"""The section `crm` of the YAML: read, exported to itself, and wrong with a line number."""

from __future__ import annotations

from pathlib import Path

import pytest

from central.adapters.operation import OperationInvalid, default_demo_folder, differences, read_yaml, to_yaml
from central.core.selling.crm import CrmAccount, CrmSpec

WHOLE = """
crm:
  perdido_apos: 15
  flowlu:
    empresa: minha-loja
    funil: Vendas
    etapas: {interessado: Novo lead, pediu_desconto: Negociação}
    motivos: {parou_de_responder: Sem resposta}
    origens: {meta: Facebook}
    campos: {campanha: Campanha, central: Central}
"""


DESK = """
crm:
  zendesk:
    empresa: minha-loja
    chave: MEU_ZENDESK
    etapas: {comprado: Comprado, perdido: Perdido}
    campos: {valor: Valor, historico: Histórico, motivo: Motivo}
    assume: não
"""
HUB = """
crm:
  hubspot:
    funil: Vendas
    segredo: MEU_SEGREDO
    campos: {central: Central, origem: Origem}
    origens: {meta: Facebook}
"""


def _read(folder: Path, text: str) -> CrmSpec:
    for file in default_demo_folder().glob("*.yaml"):
        (folder / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "midias").symlink_to(default_demo_folder() / "midias")
    (folder / "crm.yaml").write_text(text, encoding="utf-8")
    return read_yaml(folder).crm


def test_without_the_section_tickets_are_lost_after_a_month_and_nobody_else_shows_them() -> None:
    assert read_yaml(default_demo_folder()).crm == CrmSpec(30, None)


def test_names_are_read_as_they_stand_in_the_portal(tmp_path: Path) -> None:
    assert _read(tmp_path, WHOLE) == CrmSpec(
        15,
        CrmAccount(
            "flowlu",
            company="minha-loja",
            pipeline="Vendas",
            stages=(("interessado", "Novo lead"), ("pediu_desconto", "Negociação")),
            reasons=(("parou_de_responder", "Sem resposta"),),
            sources=(("meta", "Facebook"),),
            fields=(("campanha", "Campanha"), ("central", "Central")),
        ),
    )


def test_each_crm_has_keys_of_its_own_and_variables_that_hold_where_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "um").mkdir()
    (tmp_path / "dois").mkdir()
    desk, hub = _read(tmp_path / "um", DESK).outside, _read(tmp_path / "dois", HUB).outside
    assert desk == CrmAccount(
        "zendesk",
        company="minha-loja",
        own_key="MEU_ZENDESK",
        stages=(("comprado", "Comprado"), ("perdido", "Perdido")),
        fields=(("historico", "Histórico"), ("motivo", "Motivo"), ("valor", "Valor")),
        takes_over=False,
    )
    assert hub == CrmAccount(
        "hubspot",
        own_secret="MEU_SEGREDO",
        pipeline="Vendas",
        sources=(("meta", "Facebook"),),
        fields=(("central", "Central"), ("origem", "Origem")),
    )
    assert (desk.key, desk.secret) == ("MEU_ZENDESK", "ZENDESK_SEGREDO")
    assert (hub.key, hub.secret) == ("HUBSPOT_CHAVE", "MEU_SEGREDO")
    assert (CrmAccount("flowlu").key, CrmAccount("flowlu").secret) == ("FLOWLU_CHAVE", "")


@pytest.mark.parametrize("text", [WHOLE, DESK, HUB], ids=["flowlu", "zendesk", "hubspot"])
def test_the_export_imports_to_the_same_and_a_change_is_told(tmp_path: Path, text: str) -> None:
    one, two = tmp_path / "um", tmp_path / "dois"
    one.mkdir()
    two.mkdir()
    _read(one, text)
    document = read_yaml(one)
    for name, written in to_yaml(document).items():
        (two / name).write_text(written, encoding="utf-8")
    (two / "midias").symlink_to(default_demo_folder() / "midias")
    assert read_yaml(two).crm == document.crm
    told = differences(read_yaml(default_demo_folder()), document)
    assert text != WHOLE or "CRM: perdido_apos de nada para 15." in told
    assert [line for line in told if line.startswith(f"CRM, {document.crm.outside.kind}")]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("crm:\n  flowlu: {chave: FLOWLU_CHAVE}", 2, 'falta "empresa"'),
        ("crm:\n  flowlu:\n    empresa: Minha Loja", 3, "sem .flowlu.com"),
        ("crm:\n  flowlu:\n    empresa: loja\n    chave: abc123", 4, "nunca o segredo"),
        ("crm:\n  flowlu:\n    empresa: loja\n    etapas: {comprado: Ganho}", 4, '"comprado" em etapas não existe'),
        ("crm:\n  flowlu:\n    empresa: loja\n    fuso: Lua/Norte", 4, "não é um fuso horário"),
        ("crm:\n  zendesk:\n    empresa: loja.zendesk.com", 3, "sem .zendesk.com"),
        ("crm:\n  zendesk:\n    empresa: loja\n    funil: Vendas", 4, 'a chave "funil" não existe'),
        ("crm:\n  hubspot:\n    empresa: loja", 3, 'a chave "empresa" não existe'),
        ("crm:\n  hubspot:\n    chave: pat-na1-123", 3, "nunca o segredo"),
        ("crm:\n  hubspot:\n    campos: {valor: Valor}", 3, '"valor" em campos não existe'),
        ("crm:\n  flowlu: {empresa: loja}\n  hubspot: {funil: Vendas}", 3, "deixe um: Flowlu e HubSpot"),
        ("crm:\n  perdido_apos: 0", 2, "de 1 a 365"),
        ("crm:\n  fluxo: x", 2, 'a chave "fluxo" não existe'),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(OperationInvalid) as error:
        _read(tmp_path, text)
    (problem,) = error.value.problems
    assert (problem.place.file, problem.place.line) == ("crm.yaml", line)
    assert words in problem.text
