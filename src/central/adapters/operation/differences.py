"""What changed between two versions of the operation, in sentences for the owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from central.adapters.operation import conversions, crm
from central.adapters.operation.budget import changes
from central.adapters.operation.document import Document
from central.adapters.operation.duration import in_words
from central.core.messaging.template import Template
from central.core.money import reais
from central.core.operation import Operation
from central.core.selling.catalog import Product, Region

LABELS = {
    "action": "ação",
    "active": "ativo",
    "ads": "anúncios",
    "adult": "adulto",
    "after": "depois",
    "again": "toca de novo a cada (min)",
    "answer": "resposta",
    "asks": "pergunta",
    "audit": "registros (dias)",
    "avatar": "avatar",
    "before": "antes de vencer",
    "body": "texto do anúncio",
    "boleto": "boleto",
    "buttons": "botões",
    "buyers": "compradores (dias)",
    "category": "categoria",
    "checkout": "checkout",
    "closed": "dias fechados",
    "closes": "até que horas",
    "color": "cor",
    "conversations": "conversas (dias)",
    "cost": "custo",
    "coupon": "cupom",
    "days_max": "prazo máximo (dias úteis)",
    "days_min": "prazo mínimo (dias úteis)",
    "deed": "faz",
    "delay": "depois de",
    "ended": "encerrada",
    "event": "evento",
    "fact": "fato",
    "fee_fixed": "taxa fixa do checkout",
    "fee_points": "taxa do checkout (centésimos de %)",
    "field": "área",
    "files": "arquivos (dias)",
    "free_above": "frete grátis a partir de",
    "greeting": "saudação",
    "hand_back": "devolver à IA depois de",
    "headline": "título do anúncio",
    "holidays": "fecha em feriados",
    "hot": "quente sem pagar (min)",
    "hours": "horas",
    "instalment_min": "parcela mínima",
    "instalments": "parcelas",
    "intents": "intenções",
    "introduction": "apresentação",
    "kind": "tipo",
    "language": "idioma",
    "link": "link",
    "links": "links",
    "media": "mídia",
    "most_discount": "desconto máximo (%)",
    "must": "fixa",
    "name": "nome",
    "neutral_name": "nome neutro",
    "notice": "aviso",
    "number": "número",
    "offer": "oferta",
    "on_delivery": "pagamento na entrega",
    "opening": "abertura",
    "opens": "a partir de que horas",
    "origin": "de onde vem",
    "otherwise": "senão",
    "parameter": "parâmetro do link",
    "per_week": "vezes por semana",
    "percent": "desconto (%)",
    "persona": "persona",
    "personas": "personas",
    "phase": "fase",
    "photo": "foto",
    "pix_for": "Pix na conversa vale",
    "pix_percent": "desconto no Pix (%)",
    "portfolio": "portfólio",
    "price": "preço",
    "price_in_link": "parâmetro do preço no link",
    "product": "produto",
    "products": "produtos",
    "provider": "provedor",
    "questions": "perguntas",
    "ranges": "faixas de CEP",
    "reserved": "linha adulta (dias)",
    "risk_accepted": "risco aceito",
    "script": "script",
    "secret": "variável do segredo",
    "shifts": "horários",
    "shipping": "custo de um envio",
    "silence": "silêncio",
    "silent_hours": "checkout calado (h)",
    "source": "origem",
    "stages": "etapas",
    "stock": "estoque",
    "stock_at_most": "estoque até",
    "store": "loja",
    "summary": "resumo",
    "sundays": "aos domingos",
    "switch_to": "troca para a persona",
    "template": "modelo",
    "templates": "modelos",
    "testimonial": "depoimento",
    "text": "texto",
    "texts": "textos",
    "tier": "nível",
    "tiers": "níveis",
    "times": "vezes que toca",
    "token": "variável do token",
    "touches": "toques",
    "tries": "tentativas",
    "trigger": "gatilho",
    "until": "até",
    "untouched": "intocados (%)",
    "variants": "textos",
    "voice": "voz",
    "waba": "WABA",
    "wabas": "WABAs",
    "wait": "espera",
    "waiting": "espera por gente (min)",
    "warm_up": "começar devagar",
    "words": "palavras",
}
_MONEY = frozenset({"price", "cost", "free_above", "instalment_min", "fee_fixed", "shipping"})
_SPANS = frozenset({"before", "delay", "hand_back", "pix_for", "silence", "wait"})
"""Fields in ms."""
_LONG = 60


def differences(old: Document | Operation | None, new: Document | Operation) -> list[str]:
    """One sentence a change, in the order of the file; empty when the two are equal, a count when there was no `old`.

    Example: `Produto "serum": preço de R$ 89,90 para R$ 79,90.`
    """
    if old is None:
        return [_first(new)]
    said: list[str] = []
    for label, one, two in (("Nome da loja", old.seller, new.seller), ("Site", old.site, new.site)):
        if one != two:
            said.append(f"{label}: de {_shown('', one)} para {_shown('', two)}.")
    said += _listed("Persona", old.personas, new.personas)
    said += _listed("Aplicativo", old.apps, new.apps)
    said += _listed("Canal", old.channels, new.channels)
    said += _listed("Produto", old.catalog.products, new.catalog.products)
    said += _listed("Região de frete", old.catalog.regions, new.catalog.regions)
    said += _changed("Pagamento", old.catalog.payment, new.catalog.payment)
    said += _listed("Campanha", old.campaigns, new.campaigns)
    said += _listed("Script", old.scripts, new.scripts)
    said += _listed("Regra", old.rules, new.rules)
    said += _listed("Gatilho", old.triggers, new.triggers)
    said += _listed("Abertura", old.openings, new.openings)
    said += _changed("Expediente", old.hours, new.hours)
    said += _listed("Checkout", old.checkouts, new.checkouts)
    said += _listed("Modelo", old.templates, new.templates)
    said += _listed("Retomada", old.reengagements, new.reengagements)
    said += _listed("Artigo", old.knowledge, new.knowledge)
    said += _listed("Complemento", old.complements, new.complements)
    said += _changed("Sossego", old.restraint, new.restraint)
    said += _listed("Modo", old.modes, new.modes)
    said += _changed("Privacidade", old.privacy, new.privacy)
    said += _changed("Alertas", old.alerts, new.alerts)
    said += changes(old.budget, new.budget)
    said += _section("CRM", crm.exported(old.crm), crm.exported(new.crm))
    said += _section("Conversões", conversions.exported(old.ads), conversions.exported(new.ads))
    return said


def _first(new: Document | Operation) -> str:
    counts = (
        (len(new.personas), "persona"),
        (len(new.catalog.products), "produto"),
        (len(new.campaigns), "campanha"),
        (len(new.scripts), "script"),
        (len(new.rules), "regra"),
    )
    return f"Primeira versão: {', '.join(f'{n} {word}' + ('s' if n != 1 else '') for n, word in counts)}."


def _listed(label: str, old: Sequence[Any], new: Sequence[Any]) -> list[str]:
    """What was added, taken away, changed or put in another order."""
    before, after = {_key(x): x for x in old}, {_key(x): x for x in new}
    said = [f'{label} "{key}": saiu.' for key in before if key not in after]
    for key, item in after.items():
        name = f'{label} "{key}"'
        said += [f"{name}: entrou."] if key not in before else _changed(name, before[key], item)
    kept = [key for key in before if key in after]
    if label in ("Regra", "Região de frete", "Persona", "Modo") and kept != [key for key in after if key in before]:
        said.append(f"{label}: a ordem mudou; agora é {', '.join(after)}.")
    return said


def _key(item: Any) -> str:
    """What an owner knows a thing by."""
    if isinstance(item, Region):
        return item.name
    if isinstance(item, Template):
        return item.name
    owner = getattr(item, "persona", None)
    return f"{item.id} de {owner}" if hasattr(item, "otherwise") and owner else str(item.id)


def _changed(name: str, one: Any, two: Any) -> list[str]:
    said: list[str] = []
    for field in fields(one):
        before, after = getattr(one, field.name), getattr(two, field.name)
        if before == after or field.name == "id":
            continue
        if isinstance(one, Product) and field.name == "variants":
            said += [f"{name}, {line[0].lower()}{line[1:]}" for line in _listed("Variação", before, after)]
        elif field.name == "details":
            said += _details(name, dict(before), dict(after))
        else:
            label = LABELS[field.name]
            said.append(f"{name}: {label} de {_shown(field.name, before)} para {_shown(field.name, after)}.")
    return said


def _section(name: str, before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Changes of a section by the keys of the YAML, those of a part of it after the part's name."""
    said = []
    for key in dict.fromkeys((*before, *after)):
        one, two = before.get(key), after.get(key)
        if isinstance(one, dict) or isinstance(two, dict):
            said += _section(f"{name}, {key}", one or {}, two or {})
        elif one != two:
            said.append(f"{name}: {key} de {_shown('', one)} para {_shown('', two)}.")
    return said


def _details(name: str, before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [
        f"{name}: {kind} de {_shown('', before.get(kind))} para {_shown('', after.get(kind))}."
        for kind in dict.fromkeys((*before, *after))
        if before.get(kind) != after.get(kind)
    ]


def _shown(field: str, value: Any) -> str:
    """A value as an owner would write it, cut where it is long."""
    if value is None or value in ("", ()):
        return "nada"
    if isinstance(value, bool):
        return "sim" if value else "não"
    if field in _MONEY:
        return reais(value)
    if field in _SPANS:
        return in_words(value) or "nada"
    if field == "ranges":
        return ", ".join(f"{low:05d}-{high:05d}" for low, high in value)
    if isinstance(value, tuple):
        return _cut("; ".join(" / ".join(x) if isinstance(x, tuple) else str(x) for x in value))
    return f'"{_cut(value)}"' if isinstance(value, str) else str(value)


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 1].rstrip()}…"
