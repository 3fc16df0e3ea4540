"""`central produtos`: products from a CSV or a shop, shown line by line before anything is kept."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from central.app.commands.terminal import WHO

if TYPE_CHECKING:
    from central.core.onboarding.merging import Comparison

MOST_SHOWN = 60


def add_commands(commands: Any) -> None:
    """Give the parser this command."""
    bring = commands.add_parser("produtos", help="traz produtos de um CSV, da Nuvemshop, da Shopify ou da Yampi")
    bring.add_argument("fonte", help="um arquivo .csv, ou nuvemshop, shopify ou yampi")
    bring.add_argument("--persona", default="", help="quem vende os produtos novos")
    bring.add_argument("--textos", action="store_true", help="troca também nome, resumo e link pelos da lista")
    bring.add_argument("--zerar", action="store_true", help="zera o estoque do que saiu da fonte")
    bring.add_argument("--gravar", action="store_true", help="põe em vigor; sem isto, só mostra")
    bring.add_argument("--quem", default=WHO, help="quem está mudando, para o registro")
    bring.set_defaults(run=_bring)


def _bring(arguments: argparse.Namespace) -> int:
    from central.app.desk.products import SHOPS
    from central.core.errors import AskHuman

    path = Path(arguments.fonte)
    if arguments.fonte not in SHOPS and not path.is_file():
        raise AskHuman(f"Não achei {path}. Diga um arquivo .csv, ou: {', '.join(SHOPS)}.", code="arquivo")
    content = b"" if arguments.fonte in SHOPS else path.read_bytes()
    return asyncio.run(_brought(arguments, content))


async def _brought(arguments: argparse.Namespace, content: bytes) -> int:
    from central.adapters.operation import digest, to_json
    from central.app.config import read_settings
    from central.app.desk.products import FILE, SHOPS, compared, friend_of, of_file, of_shop, taken_in
    from central.app.desk.visit import CLOCK, visit
    from central.core.errors import AskHuman
    from central.core.onboarding.merging import Wishes

    source, settings = arguments.fonte, read_settings(os.environ)
    catalogue = await of_shop(settings, source, CLOCK) if source in SHOPS else of_file(content)
    async with visit(os.environ) as store:
        operation = await store.operations.current()
        if operation is None:
            raise AskHuman("Ainda não há operação. Rode antes: central configurar", code="sem_operacao")
        name = source if source in SHOPS else FILE
        wishes = Wishes(name, arguments.persona, texts=arguments.textos, emptied=arguments.zerar)
        comparison = compared(operation, catalogue, wishes)
        _show(comparison)
        if not comparison.incoming:
            print("\nNada a gravar.")
            return 0
        if not arguments.gravar:
            print("\nNada foi gravado. Para gravar, repita com --gravar.")
            return 0
        document, refused = await taken_in(store, operation, comparison, friend_of(settings))
        note = f"produtos de {name}: {len(comparison.fresh)} novos, {len(comparison.changed)} mudados"
        await store.approvals.begin(operation)
        number = await store.operations.publish(to_json(document), digest(document), arguments.quem, CLOCK.now(), note)
    _tell("Sem foto", refused)
    print(f"\nVersão {number} em vigor. Para voltar atrás: central desfazer {operation.version}")
    return 0


def _show(found: Comparison) -> None:
    from central.core.money import reais

    new = [f"{i.place}: {i.product.name}, {reais(i.product.price)}, {i.product.persona}" for i in found.fresh]
    _tell(f"Novos: {len(found.fresh)}", new)
    changed = [f"{i.place}: {i.product.name}: {'; '.join(i.said)}" for i in found.changed]
    _tell(f"Mudam: {len(found.changed)}", changed)
    print(f"Iguais: {found.same}")
    told = [f"{p.name}: fica como está (--zerar põe o estoque em 0)" for p in found.absent]
    _tell(f"Não vieram nesta lista: {len(found.absent)}", told)
    _tell(f"Não consegui ler: {len(found.unreadable)}", [str(one) for one in found.unreadable])
    for note in found.notes:
        print(note)


def _tell(title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    print(f"{title}")
    for line in lines[:MOST_SHOWN]:
        print(f"  - {line}")
    if len(lines) > MOST_SHOWN:
        print(f"  … e mais {len(lines) - MOST_SHOWN}", file=sys.stdout)
