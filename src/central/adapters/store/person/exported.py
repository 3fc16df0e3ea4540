"""All that is kept of a person, as they may ask for it: tables by their Portuguese names, rows as plain values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Engine, Row
from central.adapters.store.journal.held import bubbles_of
from central.core.messaging.message import spoken, words_of
from central.core.people.identity import AliasKind

Told = dict[str, list[dict[str, Any]]]

TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "person": ("pessoa", ("id", "nome", "usuario", "portfolio", "persona", "desde")),
    "alias": ("identidades", ("tipo", "valor", "desde", "ate")),
    "conversation": (
        "conversas",
        ("id", "canal", "telefone", "id_whatsapp", "persona", "etapa", "desde", "ultima_mensagem"),
    ),
    "message": ("mensagens_da_pessoa", ("conversa", "em", "conteudo", "anuncio")),
    "outbox": ("mensagens_nossas", ("conversa", "em", "estado", "conteudo", "cobranca")),
    "draft": ("rascunhos", ("conversa", "em", "modo", "fim", "conteudo", "texto_da_equipe")),
    "voice_example": ("exemplos_da_voz", ("conversa", "em", "por", "texto")),
    "note": ("notas", ("conversa", "em", "por", "texto")),
    "handoff": ("transferencias", ("conversa", "em", "por", "motivo", "ate")),
    "correction": ("correcoes", ("conversa", "em", "por", "texto", "lido", "certo")),
    "touch": ("origens", ("em", "origem", "campanha", "produto", "anuncio", "clique", "certeza", "evidencia")),
    "click": ("cliques", ("em", "link", "campanha", "gclid", "wbraid", "gbraid", "kwai", "fbclid", "utm")),
    "shop_order": (
        "pedidos",
        (
            *("em", "checkout", "numero", "situacao", "total_centavos", "moeda", "pagamento", "produto", "nome"),
            *("telefone", "email", "documento", "rastreio", "prova"),
        ),
    ),
    "past_order": ("pedidos_antigos", ("dia", "texto", "total_centavos")),
    "ticket": (
        "tickets",
        (
            *("id", "situacao", "motivo", "valor_centavos", "produto", "nome", "telefone", "email", "etiquetas"),
            *("desde", "ate"),
        ),
    ),
    "ticket_event": ("historico_dos_tickets", ("em", "por", "tipo", "texto", "situacao")),
    "consent": ("consentimentos", ("finalidade", "onde", "em", "pergunta", "resposta")),
    "optout": ("silencio", ("em", "onde", "nivel", "ate", "texto")),
    "callback": ("retomadas", ("em", "regra", "dito", "por_que_nao")),
    "decision": ("decisoes", ("id", "em", "registro")),
    "raw": ("avisos_do_whatsapp", ("em", "tipo", "corpo")),
}
"""The statement `export_<table>` of each, and what its columns are called."""


async def told_of(engine: Engine, person: str) -> Told | None:
    """Everything about this person, under whatever name; None for nobody."""
    if not (root := await engine.read("root_of_person", person)):
        return None
    found: Told = {}
    for table, (title, columns) in TABLES.items():
        rows = await engine.read(f"export_{table}", root[0][0])
        found[title] = [dict(zip(columns, _plain(table, row), strict=True)) for row in rows]
    return found


def _plain(table: str, row: Row) -> list[Any]:
    values = [bytes(v).decode("utf-8", "replace") if isinstance(v, bytes | memoryview) else v for v in row]
    for place, read in _READ.get(table, {}).items():
        values[place] = read(values[place]) if values[place] else values[place]
    return values


def _kind(value: Any) -> str:
    return AliasKind(value).name.lower()


def _content(text: str) -> str:
    content = codec.CONTENT.decode(text)
    return words_of(content) or f"({type(content).__name__.lower()})"


def _bubble(text: str) -> str:
    return spoken(codec.BUBBLE.decode(text))


def _bubbles(text: str) -> list[str]:
    return [spoken(bubble) for bubble in bubbles_of(text)]


def _value(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text


_READ: dict[str, dict[int, Callable[[Any], Any]]] = {
    "alias": {0: _kind},
    "message": {2: _content, 3: _value},
    "outbox": {3: _bubble, 4: _value},
    "draft": {4: _bubbles, 5: _bubbles},
    "ticket": {8: _value},
    "consent": {3: _bubble, 4: _content},
    "decision": {2: _value},
    "raw": {2: _value},
}
