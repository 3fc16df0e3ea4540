"""The proof of learning and the beliefs of a cell, line by line in Portuguese."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from central.core.learning.offpolicy import Estimate
from central.core.learning.report import LEAST_REPLIES, Report


def lines(proof: Report) -> Iterator[str]:
    """What the ledger proves; a figure the data cannot carry is refused with its reason."""
    yield f"{proof.replies} decisões em aprendizado; {proof.treated} pessoas, e {proof.control} no grupo de controle."
    if proof.lift.refusal:
        yield f"Ganho sobre o controle: {proof.lift.refusal}"
    else:
        yield f"Ganho sobre o controle: {_estimate(proof.lift)} por pessoa."
    if proof.least < float("inf"):
        yield f"O menor ganho em conversão que estes grupos podem provar é de {proof.least:.0%}."
    for rival in proof.rivals:
        yield f"Se fosse {rival.name}, R$ por decisão:"
        yield f"  SNIPS: {_estimate(rival.snips)}"
        yield f"  duplamente robusto: {_estimate(rival.robust)}"
    if proof.saving is None:
        yield f"Economia: ainda não há dados para este número: são precisas {LEAST_REPLIES} decisões."
        return
    saved = proof.saving
    yield (
        f"Economia só em IA: R$ {saved.ai:.2f} ({saved.ai_share:.0%}); "
        f"na conta toda, com o que a Meta cobra: {saved.bill_share:.0%}. {saved.basis}"
    )


def cell_line(row: dict[str, Any]) -> str:
    """What is believed of one arm here."""
    needs = f"; faltam ~{row['needs']} leads para decidir" if row["needs"] else ""
    return (
        f"  {row['arm']:<28} vende {row['mean']:.1%} ({row['low']:.1%} a {row['high']:.1%}), "
        f"melhor em {row['p_best']:.0%} das simulações, {row['n']} usos e {row['sales']} vendas, "
        f"R$ {row['profit_per_100']:.2f} por 100 leads{needs}; "
        f"da regra {row['from_rule']:+.2f}, de parecidas {row['from_similar']:+.2f}, daqui {row['from_here']:+.2f}"
    )


def _estimate(found: Estimate) -> str:
    if found.value is None or found.low is None or found.high is None:
        return found.refusal
    return f"R$ {found.value:.2f} (de {found.low:.2f} a {found.high:.2f}; amostra efetiva {found.effective:.0f})"
