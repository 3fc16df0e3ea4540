"""An owner finds, joins and parts people from the terminal."""

from __future__ import annotations

import asyncio
from pathlib import Path

from central.adapters.operation import default_demo_folder
from central.app.desk.visit import CLOCK, visit
from central.core.messaging.message import Text
from central.core.messaging.update import Heard
from central.core.people.identity import Sender
from central.core.turn import Arrival
from tests.app.conftest import Central


async def met(folder: Path, *senders: Sender) -> list[str]:
    """Leads wrote; who they are."""
    async with visit({"CENTRAL_DATA": str(folder / "dados")}) as store:
        heard = [Heard("c", "w", f"wamid.{n}", CLOCK.now(), s, Text("oi"), b"{}") for n, s in enumerate(senders)]
        accepted = await store.journal.accept(CLOCK.now(), [Arrival(h, "p", 0, 0) for h in heard])
        return [a.person or "" for a in accepted]


def test_people_are_found_by_phone_joined_and_parted(central: Central, tmp_path: Path) -> None:
    senders = Sender("BR.1", None, "5531998765432", "Ana", "ana.paula"), Sender("BR.2", None, "5531998765432", "Ana P.")
    one, two = asyncio.run(met(tmp_path, *senders))
    assert f"{one}  Ana  @ana.paula" in central("pessoa", "+55 31 9876-5432")
    told = central("atencao")
    assert f"central juntar {one} {two}" in told
    assert "identidade" in told
    assert "uma pessoa só" in central("juntar", one, two)
    assert "Já eram" in central("juntar", one, two)
    assert "Nada pede a sua atenção" in central("atencao")
    assert one in central("pessoa", "BR.2")
    assert "Separadas" in central("separar", one)
    assert two in central("pessoa", "BR.2")
    assert "não foi juntada" in central("separar", two)
    assert "Não encontrei ninguém" in central("pessoa", "11 90000-0000")
    assert "Não conheço a pessoa" in central("juntar", "x", one)


def test_contacts_are_checked_written_listed_and_taken_back(central: Central, tmp_path: Path) -> None:
    file = tmp_path / "clientes.csv"
    rows = ("nome,celular,atendente,data da compra,valor", "Cida,21 98888-0000,Lívia,05/03/2025,", "Davi,123,,,")
    file.write_text("\n".join([*rows, "Cida,2188880000,,,"]), encoding="latin-1")
    assert "Rode antes: central importar" in central("contatos", str(file))
    central("importar", str(default_demo_folder()))
    told = central("contatos", str(file))
    assert "2 linhas certas, 1 com erro, 1 repetida." in told
    assert 'linha 3: telefone "123" não existe assim; escreva com DDD' in told
    assert "linha 4: o mesmo telefone da linha 2" in told
    assert "Entram: 1 pessoa nova, 1 persona definida, 1 compra." in told
    assert "Nada foi gravado" in told
    assert "Nenhum lote" in central("contatos")
    batch = central("contatos", str(file), "--gravar").rsplit(" ", 1)[-1].strip()
    assert "Nada a gravar" in central("contatos", str(file), "--gravar")
    assert f"{batch}  " in central("contatos")
    assert "Cida" in central("pessoa", "21 98888-0000")
    assert "Saíram: 1 pessoa, 1 compra" in central("contatos", "--desfazer", batch)
    assert "(desfeito)" in central("contatos")
    assert "Não há lote" in central("contatos", "--desfazer", batch)
    assert "Não encontrei ninguém" in central("pessoa", "21 98888-0000")
    assert "Não consegui ler" in central("contatos", str(tmp_path / "nada.csv"))
