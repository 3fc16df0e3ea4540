"""What was talked about before the last lines, in one paragraph made of records: no model, no words of the lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from central.core.messaging.conversation import Memo
from central.core.replying.script import SITUATIONS

MOST_TOPICS = 6
_STAGES = {
    "interessado": "está interessada",
    "pediu_desconto": "já pediu desconto",
    "checkout": "já recebeu ou pediu o link para comprar",
    "comprado": "já comprou",
    "perdido": "tinha desistido",
    "pos_venda": "fala de um pedido já feito",
}


def summary(memo: Memo, intents: Sequence[str], variant: str | None) -> str:
    """The running summary; empty for somebody who just came.

    >>> summary(Memo(stage="pediu_desconto", region="Recife"), ["preco", "desconto", "preco"], None)
    'Antes a pessoa falou de: pergunta de preço (2 vezes), pedido de desconto. Ela já pediu desconto. Entrega: Recife.'
    """
    if not intents:
        return ""
    topics = Counter(intent for intent in intents if intent in SITUATIONS and intent != "saudacao")
    said = [f"{SITUATIONS[i]} ({n} vezes)" if n > 1 else SITUATIONS[i] for i, n in topics.most_common(MOST_TOPICS)]
    parts = [f"Antes a pessoa falou de: {', '.join(said)}." if said else ""]
    if memo.stage in _STAGES:
        parts.append(f"Ela {_STAGES[memo.stage]}.")
    if memo.region:
        parts.append(f"Entrega: {memo.region}.")
    if variant:
        parts.append(f"Opção escolhida: {variant}.")
    return " ".join(filter(None, parts))
