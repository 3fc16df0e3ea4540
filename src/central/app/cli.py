"""`central`: the commands an owner types. Mistakes end in one Portuguese sentence and exit code 2."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence

from central import __version__
from central.app.commands.approvals import add_commands as add_approvals
from central.app.commands.attention import add_commands as add_attention
from central.app.commands.broadcasts import add_commands as add_broadcasts
from central.app.commands.checkup import add_commands as add_checkup
from central.app.commands.conversions import add_commands as add_conversions
from central.app.commands.decisions import add_commands as add_decisions
from central.app.commands.deliveries import add_commands as add_deliveries
from central.app.commands.grading import add_commands as add_grading
from central.app.commands.knowledge import add_commands as add_knowledge
from central.app.commands.learning import add_commands as add_learning
from central.app.commands.metrics import add_commands as add_metrics
from central.app.commands.orders import add_commands as add_orders
from central.app.commands.origins import add_commands as add_origins
from central.app.commands.people import add_commands as add_people
from central.app.commands.products import add_commands as add_products
from central.app.commands.readiness import add_commands as add_readiness
from central.app.commands.samples import add_commands as add_samples
from central.app.commands.setup import add_commands as add_setup
from central.app.commands.simulate import add_commands as add_simulation
from central.app.commands.spend import add_commands as add_spend
from central.app.commands.suggestions import add_commands as add_suggestions
from central.app.commands.summary import add_commands as add_summary
from central.app.commands.team import add_commands as add_team
from central.app.commands.templates import add_commands as add_templates
from central.app.commands.tickets import add_commands as add_tickets
from central.app.commands.versions import add_commands as add_versions
from central.app.setup.env_file import load
from central.core.errors import CentralError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 2 when a person has to mend something first."""
    arguments = _parser().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        if arguments.run is not _demo:
            load(os.environ)
        return int(arguments.run(arguments) or 0)
    except CentralError as error:
        print(f"\n{error.reason}\n", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="central", description="A central inteligente de vendas no WhatsApp.")
    parser.add_argument("--versao", action="version", version=__version__, help="mostra a versão deste programa e sai")
    commands = parser.add_subparsers(title="comandos", metavar="COMANDO", required=True)

    demo = commands.add_parser("demo", help="abre a demonstração neste computador, com um WhatsApp de mentira")
    demo.add_argument("--do-zero", action="store_true", help="apaga antes os dados da demonstração")
    demo.add_argument("--com-ia", action="store_true", help="usa o modelo de OPENAI_API_KEY ou OPENAI_BASE_URL")
    demo.set_defaults(run=_demo)

    start = commands.add_parser("iniciar", help="atende de verdade: webhooks, respostas e painel")
    start.set_defaults(run=_start, parts=("porta", "motor", "painel"))
    door = commands.add_parser("porta", help="só recebe os webhooks (com Postgres, ao lado de um ou mais motores)")
    door.set_defaults(run=_start, parts=("porta",))
    engine = commands.add_parser("motor", help="só responde e envia (com Postgres, quantos quiser)")
    engine.set_defaults(run=_start, parts=("motor",))
    panel = commands.add_parser("painel", help="só o painel (com Postgres, quantos quiser)")
    panel.set_defaults(run=_start, parts=("painel",))

    add_attention(commands)
    add_grading(commands)
    add_setup(commands)
    add_checkup(commands)
    add_readiness(commands)
    add_versions(commands)
    add_products(commands)
    add_suggestions(commands)
    add_samples(commands)
    add_approvals(commands)
    add_decisions(commands)
    add_templates(commands)
    add_broadcasts(commands)
    add_tickets(commands)
    add_spend(commands)
    add_metrics(commands)
    add_team(commands)
    add_conversions(commands)
    add_people(commands)
    add_origins(commands)
    add_learning(commands)
    add_orders(commands)
    add_summary(commands)
    add_deliveries(commands)
    add_knowledge(commands)
    add_simulation(commands)
    return parser


def _demo(arguments: argparse.Namespace) -> int:
    from central.app.demo import run_demo

    return run_demo(os.environ, from_scratch=arguments.do_zero, with_models=arguments.com_ia)


def _start(arguments: argparse.Namespace) -> int:
    from central.app.start import run_start

    return run_start(os.environ, frozenset(arguments.parts))
