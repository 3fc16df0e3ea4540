"""`central explicar`: the record of a decision, told in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from central.adapters.store import Store
from central.app.calendar import local
from central.app.desk.visit import visit
from central.core.decision import Decision
from central.core.errors import AskHuman
from central.core.guard import KINDS
from central.core.learning.telling import tell
from central.core.operation import Operation
from central.core.replying.choice import Chosen
from central.core.replying.script import SITUATIONS
from central.core.selling.cost import Cost

_ACTIONS = {
    "responder": "respondeu",
    "chamar_pessoa": "chamou uma pessoa da equipe",
    "bloquear": "parou de escrever para esta pessoa",
    "pausar": "deixou a pessoa descansar",
    "voltar": "voltou a escrever para esta pessoa",
    "calar": "não disse nada: já estava tudo dito",
}
_KINDS = {"resposta": "escrever", "leitura": "ler", "transcricao": "ouvir o áudio", "meta": "entregar"}


async def explain(environment: Mapping[str, str], id: str) -> list[str]:
    """The sentences of the decision whose id begins so; raises AskHuman when there is no such one."""
    async with visit(environment) as store:
        found = await store.history.decision(id)
        if found is None:
            raise AskHuman(f"Não encontrei uma decisão que comece com {id}, ou há mais de uma.", code="decisao")
        conversation, decision = found
        choices = await store.ledger.of_turn(conversation, decision.id)
        costs = await store.costs.of_decision(decision.id)
        return told(decision, conversation, choices, costs, await _operation(store))


async def _operation(store: Store) -> Operation | None:
    return await store.operations.current()


def told(
    decision: Decision,
    conversation: str,
    choices: Sequence[Chosen],
    costs: Sequence[Cost],
    operation: Operation | None,
) -> list[str]:
    """Who, what was read, which rule, what was chosen, who wrote, what the guard said, what it cost."""
    when = local(decision.at)
    extra = decision.extra
    lines = [f"Decisão {decision.id}, de {when:%d/%m/%Y %H:%M:%S}, na conversa {conversation}."]
    lines += _persona(decision, operation)
    lines += _reading(decision)
    lines.append(f"Regra: {_rule(decision.rule)}; a persona {_ACTIONS.get(decision.action, decision.action)}.")
    for chosen in choices:
        lines += tell(chosen)
    lines += _writing(decision, extra)
    lines += _guard(decision)
    lines += _spent(costs)
    lines.append(f"Operação: versão {decision.operation}.")
    return lines


def _persona(decision: Decision, operation: Operation | None) -> list[str]:
    persona = operation.persona(decision.persona) if operation is not None else None
    product = operation.catalog.product(decision.product) if operation is not None else None
    name = persona.name if persona is not None else decision.persona or "ninguém"
    about = product.name if product is not None else decision.product
    said = f"Persona: {name} ({decision.extra.get('persona_porque', 'sem motivo guardado')})"
    said += f"; produto: {about}" if about else "; sem produto"
    came = f"; campanha: {decision.campaign} ({decision.extra.get('origem', '?')})" if decision.campaign else ""
    return [f"{said}{came}; etapa: {decision.stage}."]


def _reading(decision: Decision) -> list[str]:
    found = decision.extra.get("leitura") or [[decision.intent, decision.probability]]
    read = ", ".join(f"{SITUATIONS.get(label, label)} ({100 * p:.0f} %)" for label, p in found)
    by = decision.extra.get("leitor", "palavras")
    return [f"Leitura ({by}): {read}{'; conversa delicada' if decision.complex else ''}."]


def _rule(id: str) -> str:
    return {"padrao": "nenhuma valeu, foi o roteiro da intenção"}.get(id, f'"{id}"')


def _writing(decision: Decision, extra: Mapping[str, Any]) -> list[str]:
    who = {"script": f'o script "{decision.script}"', "ensaiado": "o ensaio (sem modelo)"}
    lines = [f"Quem escreveu: {who.get(decision.writer, f'o modelo {decision.writer}, nível {decision.tier}')}."]
    if path := extra.get("caminho"):
        lines.append(f"Antes tentou: {'; '.join(path)}.")
    if prompt := extra.get("prompt"):
        lines.append(f"Instruções: {prompt}.")
    lines += [f"O catálogo respondeu: {answer}." for answer in extra.get("ferramentas", ())]
    if budget := extra.get("orcamento"):
        lines.append(f"Orçamento {budget}.")
    return lines


def _guard(decision: Decision) -> list[str]:
    refused = [v for v in decision.verdicts if not v.allowed]
    allowed = len(decision.verdicts) - len(refused)
    if not decision.verdicts:
        return ["Guarda: nada a conferir."]
    lines = [f"Guarda: {allowed} de {len(decision.verdicts)} afirmações conferem com o catálogo."]
    return lines + [f'  barrou "{v.found}": {KINDS.get(v.kind, v.kind)}.' for v in refused]


def _spent(costs: Sequence[Cost]) -> list[str]:
    lines = []
    for cost in costs:
        price = "preço desconhecido" if cost.brl is None else reais_of(cost.brl)
        if cost.kind == "meta":
            lines.append(f"Custo de {_KINDS[cost.kind]}: {price} ({cost.model}, {cost.tier}; lista {cost.book}).")
            continue
        tokens = f"{cost.input} lidos ({cost.cached} de cache), {cost.output} escritos"
        heard = f"{cost.heard / 1000:.0f} s de áudio" if cost.heard else tokens
        failed = "" if cost.ok else "; falhou"
        book = f"; lista {cost.book}" if cost.book else ""
        lines.append(f"Custo de {_KINDS[cost.kind]} com {cost.model}: {price} ({heard}{book}{failed}).")
    return lines or ["Custo: nada além do script, ou ainda não entregue."]


def reais_of(micro: int) -> str:
    """Micro-reais as a person reads them, down to a hundredth of a centavo.

    >>> reais_of(35_000), reais_of(1_234), reais_of(2_000_000)
    ('R$ 0,0350', 'R$ 0,0012', 'R$ 2,0000')
    """
    whole, rest = divmod(micro, 1_000_000)
    return f"R$ {whole},{rest // 100:04d}"
