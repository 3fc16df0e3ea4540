"""Por quê?: a decision record as an owner reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from central.app.panel import labels, words
from central.core.decision import Decision
from central.core.operation import Operation
from central.core.replying.choice import REPLY_COSTS
from central.core.replying.opening import DEFAULT
from central.pretend.writer import NAME as REHEARSED

MICRO = 1_000_000
_SHOWN = {
    "leitura",
    "persona_porque",
    "origem",
    "persona_antes",
    "custos",
    "abertura",
    "gatilho",
    "caminho",
    "orcamento",
    "prompt",
    "ferramentas",
}


def reasons(decision: Decision, operation: Operation | None) -> list[tuple[str, str]]:
    """Label and words of everything the record knows, the most telling first."""
    found = [
        ("Entendeu", _reading(decision)),
        ("Regra", "nenhuma em especial (padrão)" if decision.rule == "padrao" else decision.rule),
        ("Quem escreveu", _writer(decision)),
        ("Persona", _persona(decision, operation)),
        ("Produto", _product(decision, operation)),
        ("Origem", _origin(decision, operation)),
        ("Guarda", _guard(decision)),
        ("Custo", cost_words(cost_of(decision))),
        ("Etapa", labels.STAGES.get(decision.stage, decision.stage)),
        ("Versão", f"operação {decision.operation}"),
    ]
    if opening := str(decision.extra.get("abertura") or ""):
        found.append(("Abertura", "a apresentação da persona" if opening == DEFAULT else opening))
    if trigger := str(decision.extra.get("gatilho") or ""):
        found.append(("Gatilho", trigger.replace("_", " ")))
    others = ((key, value) for key, value in decision.extra.items() if key not in _SHOWN)
    found += [(key.replace("_", " ").capitalize(), _plain(value)) for key, value in others]
    return [(label, said) for label, said in found if said]


def cost_of(decision: Decision) -> int | None:
    """Micro-reais that models took for this turn; None when one of their prices is unknown."""
    spent = [line.get("micro_reais") for line in decision.extra.get("custos", ())]
    return None if any(one is None for one in spent) else sum(one for one in spent if one is not None)


def cost_words(micro: int | None) -> str:
    """A cost of a reply: fractions of a centavo count.

    >>> cost_words(0), cost_words(6_200).replace(words.NBSP, " "), cost_words(1_250_000).replace(words.NBSP, " ")
    ('grátis', 'R$ 0,0062', 'R$ 1,25')
    """
    if micro is None:
        return "sem preço conhecido"
    if micro == 0:
        return "grátis"
    return f"R${words.NBSP}{words.decimal(micro / MICRO, 2 if micro >= MICRO // 10 else 4)}"


def against_strong(decisions: Sequence[Decision]) -> tuple[int | None, int]:
    """What these replies cost, and what they would have cost had GPT-4 written each, in micro-reais."""
    replies = [d for d in decisions if d.action != "calar"]
    spent = [cost_of(d) for d in replies]
    ours = None if any(one is None for one in spent) else sum(one for one in spent if one is not None)
    return ours, REPLY_COSTS["forte"] * len(replies)


def _reading(decision: Decision) -> str:
    sure = words.percent(decision.probability, 0)
    mark = ", assunto delicado" if decision.complex else ""
    return f"{labels.INTENTS.get(decision.intent, decision.intent)} ({sure} de certeza{mark})"


def _writer(decision: Decision) -> str:
    path = "; ".join(str(step) for step in decision.extra.get("caminho", ()))
    if decision.action == "calar":
        return "ninguém: já tinha dito tudo"
    said = {
        "script": f"script “{decision.script}”" if decision.script else "script",
        REHEARSED: f"texto ensaiado no lugar do {labels.TIERS[decision.tier]} (nenhum modelo foi chamado)",
    }.get(decision.writer, f"{labels.TIERS[decision.tier]} ({decision.writer})")
    return f"{said}. Antes: {path}" if path else said


def _persona(decision: Decision, operation: Operation | None) -> str:
    persona = operation.persona(decision.persona) if operation is not None else None
    name = persona.name if persona is not None else decision.persona or "ninguém"
    why = str(decision.extra.get("persona_porque") or "")
    kind, _, id = why.partition(" ")
    if kind == "produto" and operation is not None and (product := operation.catalog.product(id)) is not None:
        why = f"vende {product.name}"
    return f"{name}: {why}" if why else name


def _product(decision: Decision, operation: Operation | None) -> str:
    product = operation.catalog.product(decision.product) if operation is not None else None
    return product.name if product is not None else decision.product or ""


def _origin(decision: Decision, operation: Operation | None) -> str:
    campaign = operation.campaign(decision.campaign) if operation is not None else None
    name = campaign.name if campaign is not None else decision.campaign
    sure = decision.extra.get("origem", "")
    return f"{name} ({sure})" if name else str(sure)


def _guard(decision: Decision) -> str:
    refused = [f"{v.kind} “{v.found}”" for v in decision.verdicts if not v.allowed]
    if refused:
        return f"recusou {', '.join(refused)}: valeu o script seguro"
    return "tudo o que foi dito está no catálogo" if decision.verdicts else ""


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{k}: {_plain(v)}" for k, v in value.items())
    if isinstance(value, str) or not isinstance(value, Iterable):
        return str(value)
    return "; ".join(_plain(one) for one in value)
