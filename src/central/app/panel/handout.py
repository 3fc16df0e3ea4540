"""What is kept of a person, as they take it along: data for a machine, a page for eyes."""

from __future__ import annotations

import json
from typing import Any

from central.adapters.store.person.exported import Told
from central.app.panel import pages, words

_TIMES = {"em", "desde", "ate", "ultima_mensagem"}
_MONEY = "_centavos"
_SPELLING = {
    "anuncio": "anúncio", "ate": "até", "cobranca": "cobrança", "conteudo": "conteúdo", "correcoes": "correções",
    "decisoes": "decisões", "evidencia": "evidência", "historico": "histórico", "nivel": "nível", "numero": "número",
    "portfolio": "portfólio", "silencio": "silêncio", "situacao": "situação", "transferencias": "transferências",
    "ultima": "última", "usuario": "usuário",
}  # fmt: skip
"""Names of tables and columns are plain letters; a person reads them with their accents."""


def as_json(told: Told) -> str:
    """For machines, as the law's portability asks: times in epoch ms, money in centavos."""
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_page(told: Told, seller: str) -> str:
    """For people: local times, prices, words with their accents."""
    readable = {
        _spelled(title): [{_spelled(column): _value(column, value) for column, value in row.items()} for row in rows]
        for title, rows in told.items()
    }
    return pages.render("export.html", told=readable, seller=seller)


def _spelled(name: str) -> str:
    """A name as it is written.

    >>> _spelled("ultima_mensagem"), _spelled("total_centavos")
    ('última mensagem', 'total')
    """
    return " ".join(_SPELLING.get(word, word) for word in name.removesuffix(_MONEY).split("_"))


def _value(column: str, value: Any) -> str:
    """A value as it is read.

    >>> _value("em", 1_763_900_000_000), _value("total_centavos", 8990).replace(words.NBSP, " "), _value("ate", None)
    ('23/11/2025 09:13', 'R$ 89,90', '')
    """
    if value is None:
        return ""
    if isinstance(value, int) and column in _TIMES:
        return words.moment(value)
    if isinstance(value, int) and column.endswith(_MONEY):
        return words.money(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
