"""An adult persona beside others on one number: the owner is told what it may cost, and has to say yes in writing."""

from __future__ import annotations

import logging

from central.core.errors import AskHuman
from central.core.messaging.channel import ChannelSpec
from central.core.operation import Operation

log = logging.getLogger("central.risk")


def check_shared_numbers(operation: Operation) -> None:
    """Warn of every number an adult persona shares; raises AskHuman while one of them was not accepted."""
    adults = {p.id: p.name for p in operation.personas if p.adult}
    shared = [c for c in operation.channels if len(c.personas) > 1 and adults.keys() & set(c.personas)]
    for channel in shared:
        if channel.risk_accepted:
            log.warning("channel %s: risk accepted in version %d", channel.id, operation.version)
    open_ones = [c for c in shared if not c.risk_accepted]
    if open_ones:
        raise AskHuman("\n\n".join(_warning(operation, c, adults) for c in open_ones), code="risco_sem_aceite")


def accepted_risks(operation: Operation) -> list[str]:
    """A sentence for each number whose risk the owner took."""
    adults = {p.id: p.name for p in operation.personas if p.adult}
    return [
        f"Atenção: {_names(c, adults)} divide o número {c.number} com outras personas (aceito_risco: sim, "
        f"versão {operation.version} da operação). Se a Meta bloquear o número, todas param."
        for c in operation.channels
        if c.risk_accepted and len(c.personas) > 1 and adults.keys() & set(c.personas)
    ]


def _warning(operation: Operation, channel: ChannelSpec, adults: dict[str, str]) -> str:
    others = [p.name for p in operation.personas if p.id in channel.personas and not p.adult]
    return (
        f"{_names(channel, adults)} vende produtos adultos e divide o número {channel.number} com "
        f"{', '.join(others) or 'outra persona adulta'}.\n"
        "As regras da Meta proíbem vender produtos adultos pelo WhatsApp, mesmo onde a lei permite: primeiro vem um "
        "aviso, depois o bloqueio, e o bloqueio vale para o número inteiro. Todas as personas dele param juntas.\n"
        f"O caminho mais seguro é um número só dela, com WABA e portfólio próprios: tire-a das personas do canal "
        f'"{channel.name}".\n'
        f'Se mesmo assim quiser seguir, escreva no canal "{channel.name}":\n\n    aceito_risco: sim\n\n'
        "e importe de novo: central importar PASTA. O aceite fica registrado na versão, com data e autor."
    )


def _names(channel: ChannelSpec, adults: dict[str, str]) -> str:
    return " e ".join(adults[p] for p in channel.personas if p in adults)
