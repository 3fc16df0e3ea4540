"""Who is who, who was there before, who wants silence or to be forgotten: `central pessoa`, `apagar` and the like."""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path
from typing import Any

from central.app.commands.terminal import WHO


def add_commands(commands: Any) -> None:
    """Give the parser these commands."""
    person = commands.add_parser("pessoa", help="procura uma pessoa pelo telefone ou pelo id")
    person.add_argument("palavra", metavar="TELEFONE")
    person.set_defaults(run=_person)
    joined = commands.add_parser("juntar", help="diz que duas pessoas são uma só; vale a primeira")
    joined.add_argument("pessoa")
    joined.add_argument("outra")
    joined.add_argument("--quem", default=WHO, help="quem está juntando, para o registro")
    joined.set_defaults(run=_join)
    parted = commands.add_parser("separar", help="desfaz uma junção, ou diz que duas pessoas são mesmo duas")
    parted.add_argument("pessoa")
    parted.add_argument("outra", nargs="?")
    parted.add_argument("--quem", default=WHO, help="quem está separando, para o registro")
    parted.set_defaults(run=_part)
    silenced = commands.add_parser("silenciar", help="não escreve mais a quem pediu isso à equipe; só a pessoa desfaz")
    silenced.add_argument("pessoa", help="o id que `central pessoa` mostra")
    silenced.add_argument("--pausa", action="store_true", help="só por 30 dias, e só o que ela não pediu")
    silenced.add_argument("--quem", default=WHO, help="quem ouviu o pedido, para o registro")
    silenced.set_defaults(run=_silence)
    erased = commands.add_parser(
        "apagar", help="apaga para sempre tudo de uma pessoa (LGPD); os números do negócio ficam"
    )
    erased.add_argument("pessoa", help="o id que `central pessoa` mostra")
    erased.add_argument("--confirmo", action="store_true", help="apaga de fato; sem isso, só diz o que faria")
    erased.add_argument("--so-aqui", action="store_true", help="não fala com a Meta (número que já não existe)")
    erased.add_argument("--quem", default=WHO, help="quem está apagando, para o registro")
    erased.set_defaults(run=_erase)
    exported = commands.add_parser("exportar-pessoa", help="grava tudo o que há de uma pessoa, em JSON e em página")
    exported.add_argument("pessoa", help="o id que `central pessoa` mostra")
    exported.add_argument("--pasta", type=Path, default=Path(), help="onde gravar (aqui)")
    exported.add_argument("--quem", default=WHO, help="quem está exportando, para o registro")
    exported.set_defaults(run=_export)
    contacts = commands.add_parser("contatos", help="confere e traz contatos de um CSV; sem arquivo, lista os lotes")
    contacts.add_argument("arquivo", type=Path, nargs="?")
    contacts.add_argument("--gravar", action="store_true", help="grava; sem isso, só confere e mostra o relatório")
    contacts.add_argument("--desfazer", metavar="LOTE", help="tira o que um lote trouxe")
    contacts.add_argument("--quem", default=WHO, help="quem está importando, para o registro")
    contacts.set_defaults(run=_contacts)


def _person(arguments: argparse.Namespace) -> int:
    from central.app.desk.people import find

    found = asyncio.run(find(os.environ, arguments.palavra))
    if not found:
        print("Não encontrei ninguém com esse telefone ou id.")
    for one in found:
        print(
            f"{one.id}  {one.name or '—'}  {f'@{one.username}' if one.username else ''}  {one.persona or ''}".rstrip()
        )
    return 0


def _join(arguments: argparse.Namespace) -> int:
    from central.app.desk.people import join

    if asyncio.run(join(os.environ, arguments.pessoa, arguments.outra, arguments.quem)):
        print(f"Agora são uma pessoa só. Para voltar atrás: central separar {arguments.outra}")
    else:
        print("Já eram a mesma pessoa.")
    return 0


def _part(arguments: argparse.Namespace) -> int:
    from central.app.desk.people import part

    if asyncio.run(part(os.environ, arguments.pessoa, arguments.outra, arguments.quem)):
        print("Separadas. O WhatsApp não as junta mais sozinho; à mão, use: central juntar")
    else:
        print("Essa pessoa não foi juntada a nenhuma outra.")
    return 0


def _silence(arguments: argparse.Namespace) -> int:
    from central.app.desk.people import silence

    if asyncio.run(silence(os.environ, arguments.pessoa, arguments.quem, pause=arguments.pausa)):
        how = "por 30 dias, a não ser que ela escreva" if arguments.pausa else "até que ela mesma escreva “voltar”"
        print(f"Em silêncio {how}. Nem campanha, nem retomada, nem outro número escreve para ela.")
    else:
        print("Essa pessoa já tinha pedido silêncio.")
    return 0


def _erase(arguments: argparse.Namespace) -> int:
    from central.app.desk.rights import erase

    if not arguments.confirmo:
        print("Isto não tem volta: conversas, nome, número, pedidos e notas somem, aqui, no CRM e na agenda da Meta.")
        print(f"Para apagar: central apagar {arguments.pessoa} --confirmo")
        return 0
    erased = asyncio.run(erase(os.environ, arguments.pessoa, arguments.quem, only_here=arguments.so_aqui))
    if erased is None:
        print("Não encontrei ninguém com esse id. Procure com: central pessoa TELEFONE")
        return 2
    print(f"Apagada: {erased.conversations} conversa(s). Os números do negócio ficaram sem nome.")
    if erased.silent:
        print("Ela tinha pedido silêncio, e o silêncio continua valendo se voltar a escrever.")
    print("Cópias de segurança do banco e o diário do Postgres guardam o que era dela até vencerem.")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from central.app.desk.rights import export

    written = asyncio.run(export(os.environ, arguments.pessoa, arguments.quem, arguments.pasta))
    if written is None:
        print("Não encontrei ninguém com esse id. Procure com: central pessoa TELEFONE")
        return 2
    print(f"Gravado: {written[0]} e {written[1]}. São dados pessoais: entregue à pessoa e apague daqui.")
    return 0


def _contacts(arguments: argparse.Namespace) -> int:
    from central.app.desk.contacts import list_contacts, read_contacts, undo_contacts, write_contacts

    if arguments.desfazer:
        print(asyncio.run(undo_contacts(os.environ, arguments.desfazer, arguments.quem)))
        return 0
    if arguments.arquivo is None:
        print(asyncio.run(list_contacts(os.environ)))
        return 0
    report = asyncio.run(read_contacts(os.environ, arguments.arquivo))
    print(report.text)
    if arguments.gravar:
        print(asyncio.run(write_contacts(os.environ, report, arguments.quem)))
    else:
        print("Nada foi gravado. Para gravar as linhas certas: acrescente --gravar")
    return 0
