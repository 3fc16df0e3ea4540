"""What an owner types about ads, numbers and personas, and what a start refuses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from central.adapters.operation import default_demo_folder, from_json, numbered, read_yaml, to_json
from central.adapters.operation.ads import with_ad
from central.app.cli import main
from central.app.desk.risk import accepted_risks, check_shared_numbers
from central.core.errors import AskHuman
from central.core.operation import Operation
from tests.app.conftest import Central

DEMO = numbered(3, "d", read_yaml(default_demo_folder()))


def refusing() -> Operation:
    return replace(DEMO, channels=tuple(replace(c, risk_accepted=False) for c in DEMO.channels))


def test_an_adult_persona_beside_others_stops_the_start_until_the_risk_is_accepted() -> None:
    with pytest.raises(AskHuman) as refused:
        check_shared_numbers(refusing())
    for word in ("Melissa", "Meta", "Lívia, Carla, Sofia", "aceito_risco: sim", "Casa Veridá"):
        assert word in refused.value.reason
    check_shared_numbers(DEMO)
    (sentence,) = accepted_risks(DEMO)
    assert "versão 3" in sentence
    assert accepted_risks(refusing()) == []


def test_a_number_of_her_own_needs_no_acceptance() -> None:
    alone = replace(DEMO, channels=DEMO.channels[1:])
    check_shared_numbers(replace(alone, channels=tuple(replace(c, risk_accepted=False) for c in alone.channels)))
    assert accepted_risks(alone) == []


def test_a_start_is_refused_in_portuguese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "operacao"
    folder.mkdir()
    for file in default_demo_folder().glob("*.yaml"):
        text = "\n".join(x for x in file.read_text(encoding="utf-8").splitlines() if "aceito_risco" not in x)
        (folder / file.name).write_text(text, encoding="utf-8")
    (folder / "midias").symlink_to(default_demo_folder() / "midias")
    settings = {
        "META_APP_SECRET": "s",
        "META_VERIFY_TOKEN": "v",
        "WHATSAPP_TOKEN": "t",
        "HOST": "127.0.0.1",
        "PORT": "0",
    }
    for name, value in {**settings, "CENTRAL_OPERACAO": str(folder), "CENTRAL_DATA": str(tmp_path / "dados")}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PORT", "18999")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["iniciar"]) == 2
    assert "aceito_risco: sim" in capsys.readouterr().err


def test_an_ad_joins_the_meta_campaign_of_its_product_or_gets_one() -> None:
    joined = with_ad(DEMO, "77", "serum-aurora")
    assert next(c for c in joined.campaigns if c.id == "serum-feed").ads[-1] == "77"
    made = with_ad(DEMO, "77", "bolsa-nina", "A bolsa que cabe tudo")
    campaign = made.campaigns[-1]
    assert (campaign.id, campaign.name, campaign.persona, campaign.ads) == (
        "anuncio-77",
        "A bolsa que cabe tudo",
        "carla",
        ("77",),
    )
    moved = with_ad(numbered(4, "x", made), "77", "serum-aurora")
    assert [c.id for c in moved.campaigns if "77" in c.ads] == ["serum-feed"]
    assert from_json(to_json(made)) == made
    for ad, product in (("77", "nada"), ("abc", "bolsa-nina")):
        with pytest.raises(AskHuman):
            with_ad(DEMO, ad, product)


def test_an_owner_ties_an_ad_and_sees_numbers_links_and_a_qr(central: Central, tmp_path: Path) -> None:
    central("importar", str(default_demo_folder()))
    assert "Nenhum anúncio novo" in central("anuncios")
    assert "campanha serum-feed (serum-aurora, livia), na versão 2" in central("ligar-anuncio", "77", "serum-aurora")
    assert "Não conheço o produto" in central("ligar-anuncio", "77", "nada")
    assert "/r/bolsa-youtube" in central("links")
    told = central("numero", "900200000000001", "--saude", "banido")
    assert "banido" in told
    assert "anúncio 77 (serum-feed)" in told
    assert "Atendimento reservado  verde" in central("numeros")
    assert "Não conheço o número" in central("numero", "1", "--saude", "verde")
    assert "Não encontrei esse lead" in central("trocar-persona", "x", "livia")
    assert "Não conheço a persona" in central("trocar-persona", "x", "ninguem")
    picture = tmp_path / "qr.svg"
    central("qr", "bolsa-youtube", "--endereco", "https://loja.example/", "--arquivo", str(picture))
    assert picture.read_bytes().startswith(b"<?xml")
    assert "Não conheço o link" in central("qr", "nada", "--endereco", "https://loja.example")
