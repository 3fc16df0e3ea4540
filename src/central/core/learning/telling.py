"""A decision and a cell in sentences an owner reads (Brazilian Portuguese)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from central.core.learning.choice import DRAWS
from central.core.learning.explain import describe, terms
from central.core.learning.fold import arms_of, context_of
from central.core.learning.serving import Serving
from central.core.replying.choice import Chosen, Option, arm_id

POINTS = {
    "abertura": "A primeira mensagem",
    "turno": "A resposta",
    "retomada": "A retomada",
    "complemento": "A oferta depois da compra",
}
SLOTS = {
    "ia": "quem escreve",
    "gatilho": "gatilho",
    "abertura": "abertura",
    "retomada": "retomada",
    "complemento": "oferta",
}


def tell(chosen: Chosen, serving: Serving | None = None) -> list[str]:
    """Why this was chosen; `serving` is the belief that chose, while its body is kept."""
    asked = chosen.asked
    what = " e ".join(_named(option) for option in chosen.taken)
    said = [f"{POINTS[asked.point]}: {what}.", _who_decided(chosen)]
    if serving is not None and chosen.by == "aprendizado":
        context, arms = context_of(asked), arms_of(_arms_left(chosen))
        encoded = serving.design.encode(context, arms)
        place = [a["id"] for a in arms].index(arm_id(chosen.taken))
        serving.worth(context, arms)
        said += [term.sentence for term in terms(serving, encoded, place)]
    gone = [(_named(o), o.refused) for o in asked.options if o.refused]
    said += [f"Fora: {name} ({why})." for name, why in [*gone, *chosen.refused]]
    return said


def cell(chosen: Chosen, serving: Serving) -> list[dict[str, Any]]:
    """What is believed of every arm where this was chosen; see `explain.describe`."""
    context, arms = context_of(chosen.asked), arms_of(_arms_left(chosen))
    utility = serving.worth(context, arms, context["used"])
    encoded = serving.design.encode(context, arms)
    counts = serving.tally.get(encoded.key) or [(0, 0)] * len(arms)
    tried, sold = (_column(counts, n) for n in (0, 1))
    return describe(serving, encoded, context, arms, utility, tried, sold)


def _column(counts: Sequence[tuple[int, int]], place: int) -> NDArray[np.int64]:
    return np.array([count[place] for count in counts], np.int64)


def _arms_left(chosen: Chosen) -> list[tuple[Option, ...]]:
    gone = {arm for arm, _ in chosen.refused}
    return [arm for arm in chosen.asked.arms() if arm_id(arm) not in gone]


def _named(option: Option) -> str:
    return f"{SLOTS[option.slot]} {option.label.partition(':')[0]}"


def _who_decided(chosen: Chosen) -> str:
    if chosen.by == "controle":
        return "A pessoa está no grupo de controle: vale a regra."
    if chosen.by == "fixo":
        return f"Não é lugar de experiência ({chosen.why}): vale a regra."
    if chosen.by == "freio":
        return f"O freio está puxado: vale a regra. {chosen.why}".rstrip()
    if chosen.by == "regra":
        return f"Valeu a regra{f': {chosen.why}' if chosen.why else ''}."
    slots = ", ".join(f"{SLOTS[slot]} {share:.0%}" for slot, share in chosen.slot_shares)
    how = f"simulação {chosen.draw + 1} de {DRAWS}" if chosen.draw >= 0 else "exploração"
    return (
        f"O aprendizado escolheu entre {len(chosen.arms)} opções ({how}, retrato {chosen.snapshot}). "
        f"Chance desta: {chosen.propensity:.0%} ({slots})."
    )
