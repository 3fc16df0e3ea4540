"""`central aprendizado` and `aprender`: how learning stands, what it proved, why it chose, and the owner's acts."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from datetime import datetime
from typing import Any

from central.app.commands.terminal import WHO
from central.core.money import reais
from central.core.selling.worth import CALL_MS, FEWEST, WINDOW_MS, worth

SLOTS = ("ia", "gatilho", "abertura", "retomada", "complemento")
WORDS = {"persona": "persona", "produto": "product", "campanha": "campaign", "etapa": "stage", "intencao": "intent"}


def add_commands(commands: Any) -> None:
    """Give the parser these commands."""
    offers = commands.add_parser("complementos", help="quanto as ofertas depois da compra rendem por comprador")
    offers.set_defaults(run=_offers)
    calls = commands.add_parser("retomadas", help="quanto chamar de volta rende por pessoa, contra quem ninguém chama")
    calls.set_defaults(run=_calls)
    learning = commands.add_parser("aprendizado", help="como vai o aprendizado, o que ele já provou e os seus limites")
    learning.set_defaults(run=_state)
    verbs = learning.add_subparsers(title="ações", metavar="AÇÃO")
    verbs.add_parser("relatorio", help="quanto rendeu contra o grupo de controle, e os rivais").set_defaults(run=_prove)
    why = verbs.add_parser("explicar", help="por que esta vez foi assim, e o que se sabe hoje de casos como ela")
    why.add_argument("conversa")
    why.add_argument("vez")
    why.set_defaults(run=_explain)
    _limits(verbs)
    ceiling = verbs.add_parser("teto", help="quanto as respostas da IA podem custar por mês; 0 tira o teto")
    ceiling.add_argument("reais", type=_centavos)
    back = verbs.add_parser("voltar", help="decide por um retrato antigo; 0 é só pelas regras")
    back.add_argument("retrato", type=int)
    onward = verbs.add_parser("seguir", help="volta a decidir pelo retrato mais novo; solta o freio")
    for verb, kind in ((ceiling, "teto"), (back, "voltar"), (onward, "seguir")):
        verb.add_argument("--quem", default=WHO, help="quem decide, para o registro")
        verb.set_defaults(run=_act, kind=kind)
    verbs.add_parser("refazer", help="refaz o último retrato só com o registro e confere os bytes").set_defaults(
        run=_remake
    )
    own = commands.add_parser("aprender", help="só aprende (com Postgres, ao lado dos motores)")
    own.set_defaults(run=_learn)


def _limits(verbs: Any) -> None:
    """fixar, limitar, aposentar, congelar and soltar."""
    helps = {
        "fixar": "usa sempre esta opção",
        "limitar": "usa esta opção em no máximo tantas de cada cem vezes",
        "aposentar": "não usa mais esta opção",
        "congelar": "para de experimentar: só a melhor opção que se conhece",
    }
    for kind, told in helps.items():
        verb = verbs.add_parser(kind, help=told)
        if kind != "congelar":
            verb.add_argument("lugar", choices=SLOTS)
            verb.add_argument("opcao")
        if kind == "limitar":
            verb.add_argument("por_cento", type=float)
        verb.add_argument("--onde", action="append", default=[], metavar="persona=livia", type=_where)
        verb.add_argument("--quem", default=WHO, help="quem decide, para o registro")
        verb.set_defaults(run=_act, kind=kind)
    undo = verbs.add_parser("soltar", help="desfaz um limite")
    undo.add_argument("ato")
    undo.add_argument("--quem", default=WHO, help="quem decide, para o registro")
    undo.set_defaults(run=_act, kind="soltar")


def _where(told: str) -> tuple[str, str]:
    word, _, value = told.partition("=")
    if word not in WORDS or not value:
        raise argparse.ArgumentTypeError(f"“{told}” não diz onde; use {', '.join(f'{w}=…' for w in WORDS)}")
    return WORDS[word], value


def _centavos(told: str) -> int:
    return round(float(told.replace("R$", "").strip().replace(".", "").replace(",", ".")) * 100)


def _act(arguments: argparse.Namespace) -> int:
    from central.app.desk.learning import act

    what: dict[str, Any] = {"kind": arguments.kind, "by": arguments.quem}
    given = vars(arguments)
    names = {"lugar": "slot", "opcao": "label", "ato": "ref", "retrato": "number", "reais": "amount"}
    what |= {names[word]: given[word] for word in names if word in given}
    if "por_cento" in given:
        what["share"] = given["por_cento"] / 100
    if given.get("onde"):
        what["where"] = tuple(given["onde"])
    done = asyncio.run(act(os.environ, **what))
    print(f"Registrado. Para desfazer: central aprendizado soltar {done.id}")
    return 0


def _state(arguments: argparse.Namespace) -> int:
    from central.app.desk.learning import state

    now = asyncio.run(state(os.environ))
    control, others = now.groups.get(True, 0), now.groups.get(False, 0)
    print(f"Pessoas: {others + control}, das quais {control} no grupo de controle.")
    if not now.beliefs:
        print("Ainda não há retrato: faltam decisões. As regras decidem.")
    for belief in now.beliefs[:3]:
        print(f"Retrato {belief.number}, {_when(belief.at)}: {belief.facts} decisões. {belief.note}".rstrip())
    if now.standing.serve is not None:
        print(f"Decide-se pelo retrato {now.standing.serve} (0 = regras). {now.standing.brake}".rstrip())
    if now.standing.ceiling:
        weight = now.beliefs[0].cost_weight if now.beliefs else 1.0
        print(f"Teto do mês: R$ {now.standing.ceiling / 100:.2f}; o custo pesa {weight:.2f} vezes.")
    if not now.standing.use_signal:
        print("O sinal “dúvida resolvida” está fora: só vendas contam.")
    for act in now.standing.limits:
        where = ", ".join(f"{k}={v}" for k, v in act.where) or "em todo lugar"
        share = f" {act.share:.0%}" if act.kind == "limitar" else ""
        print(f"  {act.kind} {act.slot} {act.label}{share} ({where}), por {act.by} em {_when(act.at)}  [{act.id}]")
    for act in now.news:
        print(f"  {_when(act.at)} {act.reason or f'opção nova em {act.slot}: {act.label}'}")
    return 0


def _prove(arguments: argparse.Namespace) -> int:
    from central.app.desk.learning import prove
    from central.app.desk.learning_report import lines

    for line in lines(asyncio.run(prove(os.environ))):
        print(line)
    return 0


def _explain(arguments: argparse.Namespace) -> int:
    from central.app.desk.learning import explain
    from central.app.desk.learning_report import cell_line

    for said, rows in asyncio.run(explain(os.environ, arguments.conversa, arguments.vez)):
        print(*said, sep="\n")
        print(*(cell_line(row) for row in sorted(rows, key=lambda row: -row["p_best"])), "", sep="\n")
    return 0


def _remake(arguments: argparse.Namespace) -> int:
    from central.app.desk.learning import remake

    belief, same = asyncio.run(remake(os.environ))
    if same:
        print(f"O retrato {belief.number} refeito tem os mesmos bytes.")
        return 0
    print(f"O retrato {belief.number} refeito é diferente: o registro mudou depois dele.", file=sys.stderr)
    return 1


def _learn(arguments: argparse.Namespace) -> int:
    from central.app.desk.learning import keep_learning

    asyncio.run(keep_learning(os.environ))
    return 0


def _when(at: int) -> str:
    from central.app.calendar import local

    moment: datetime = local(at)
    return f"{moment:%d/%m %H:%M}"


def _offers(arguments: argparse.Namespace) -> None:
    asked, untouched = asyncio.run(_groups("offer_groups", WINDOW_MS))
    print(f"Compradores com oferta (ou sorteados para nenhuma): {len(asked)}; no grupo intocado: {len(untouched)}.")
    _worth(asked, untouched, "Em 30 dias, por comprador: {} com oferta, {} sem.")


def _calls(arguments: argparse.Namespace) -> None:
    asked, untouched = asyncio.run(_groups("call_groups", CALL_MS))
    print(f"Pessoas que podiam ser chamadas de volta: {len(asked)}; no grupo que ninguém chama: {len(untouched)}.")
    _worth(asked, untouched, "Em 7 dias, por pessoa: {} podendo ser chamada, {} sem.")


async def _groups(which: str, window: int) -> tuple[list[int], list[int]]:
    from central.app.desk.visit import CLOCK, visit

    async with visit(os.environ) as store:
        ask = store.callbacks.call_groups if which == "call_groups" else store.callbacks.offer_groups
        return await ask(window, CLOCK.now())


def _worth(asked: list[int], untouched: list[int], sentence: str) -> None:
    found = worth(asked, untouched)
    if found is None:
        print(f"Ainda aprendendo: são precisos {FEWEST} de cada lado.")
        return
    figures = (found.mean_asked, found.mean_untouched, found.over, found.low, found.high)
    one, other, over, low, high = (reais(round(figure)) for figure in figures)
    print(f"{sentence.format(one, other)} Diferença: {over} (de {low} a {high}, 95 %).")
