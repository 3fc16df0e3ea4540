"""A ticket's history in the owner's words, for people who read it in another system."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from central.core.money import reais
from central.core.selling.ticket import Happened

LONGEST = 9_000
STATUS_WORDS = {
    "interessado": "interessado",
    "pediu_desconto": "pediu desconto",
    "comprado": "comprado",
    "perdido": "perdido",
}
_KINDS = {"aberto": "ticket aberto", "nota": "nota", "etiqueta": "etiqueta", "sem_etiqueta": "tirou a etiqueta"}


def history_words(lines: Sequence[Happened], local: Callable[[int], datetime]) -> str:
    """One line each, the newest last; the oldest give way when it gets too long.

    >>> from datetime import UTC
    >>> said = Happened("t", 2, 0, "pedido", "status", "pedido 7", "comprado", 8990)
    >>> history_words([said], lambda at: datetime.fromtimestamp(at / 1000, UTC))
    '01/01 00:00 comprado · R$ 89,90 · pedido 7 (pedido)'
    """
    said = [_line(line, local(line.at)) for line in lines if line.kind != "campos"]
    while len("\n".join(said)) > LONGEST:
        said.pop(0)
    return "\n".join(said)


def _line(line: Happened, at: datetime) -> str:
    status = STATUS_WORDS.get(line.status or "")
    value = reais(line.value) if line.value else None
    parts = [status or _KINDS.get(line.kind, line.kind), value, line.text or None]
    return f"{at:%d/%m %H:%M} {' · '.join(part for part in parts if part)} ({line.by})"
