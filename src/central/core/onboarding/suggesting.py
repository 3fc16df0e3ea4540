"""Scripts suggested from the catalogue: for every simple intent a persona has no words of her own for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from central.core.onboarding.wording import fits
from central.core.operation import Operation
from central.core.people.persona import Persona
from central.core.replying.script import slots_of
from central.core.text import fold

TONES = ("próxima", "direta", "elegante", "divertida")
_TONE_WORDS = {
    "divertida": r"divertid|brinca|humor|animad|alegre",
    "elegante": r"elegan|sofistic|formal|refinad|delicad",
    "direta": r"diret|objetiv|pratic|sem rodeio",
}
_SAYS: Mapping[str, tuple[str, ...]] = {
    "saudacao": (
        "Oi, {nome}! Me conta: o que você quer saber do {produto}?",
        "Oi! Por onde a gente começa: preço, opções ou entrega do {produto}?",
    ),
    "preco": (
        "O {produto} sai por {preco}; no Pix, {preco_pix}.",
        "{produto}: {preco}, ou {parcelas} no cartão.",
        "O {produto} está por {preco}.",
    ),
    "frete": (
        "Para a região {regiao}, o frete do {produto} fica {frete}.",
        "O frete para a região {regiao} é {frete}, e chega em {prazo} depois do pagamento.",
    ),
    "prazo": (
        "Para a região {regiao}, chega em {prazo} depois do pagamento.",
        "Depois do pagamento são {prazo} até a região {regiao}.",
    ),
    "variacoes": ("Do {produto} eu tenho {variacoes}.", "As opções do {produto} são {variacoes}."),
    "pagamento": ("Para o {produto} você pode pagar assim: {pagamento}.", "Dá para pagar com {formas}."),
    "produto": ("{produto}: {resumo}. Sai por {preco}.", "O {produto} é {resumo}."),
    "compra": (
        "Que bom! É só fechar por aqui, no site da loja:\n{link}",
        "Aqui está o link do {produto}:\n{link}",
    ),
    "desconto": ("O desconto que eu tenho é o do Pix: o {produto} sai por {preco_pix}.",),
    "garantia": ("Sobre a garantia do {produto}: {garantia}.",),
    "uso": ("O {produto} se usa assim: {uso}.",),
    "composicao": ("O {produto} é feito de {composicao}.",),
    "objecao_confianca": (
        "Você faz bem em perguntar. A compra é no site da loja, e por aqui eu nunca peço senha nem cartão.",
    ),
    "agradecimento": ("Eu que agradeço! Qualquer dúvida, é só me chamar.",),
}
"""What may be suggested, by script; those whose slots the catalogue cannot fill are not."""
_OPENS = {
    "próxima": "Claro! ",
    "direta": "",
    "elegante": "Com prazer. ",
    "divertida": "Bora lá! ",
}
_OPENED = frozenset({"preco", "frete", "prazo", "variacoes", "pagamento"})


def tone_of(persona: Persona) -> str:
    """The tone that her voice is written in.

    >>> tone_of(Persona("a", "Ana", "moda", "Elegante, sem gírias.", "", "#000000"))
    'elegante'
    """
    voice = fold(persona.voice)
    return next((tone for tone, words in _TONE_WORDS.items() if re.search(words, voice)), "próxima")


def suggested(operation: Operation, persona: Persona) -> dict[str, tuple[str, ...]]:
    """The texts by script, for what she has no words of her own for; none the guard would hold."""
    own = {s.id for s in operation.scripts if s.persona == persona.id}
    known = {s.id for s in operation.scripts}
    opens = _OPENS[tone_of(persona)]
    found: dict[str, tuple[str, ...]] = {}
    for id, texts in _SAYS.items():
        if id in own or id not in known:
            continue
        told = [f"{opens}{text}" if id in _OPENED and not n else text for n, text in enumerate(texts)]
        kept = tuple(t for t in told if _filled(operation, persona, t) and fits(operation, persona, t))
        if kept:
            found[id] = kept
    return found


def _filled(operation: Operation, persona: Persona, text: str) -> bool:
    """Whether the catalogue has what the text says, for one of her products at least."""
    products, payment = operation.catalog.of(persona.id), operation.catalog.payment
    there = {
        "preco_pix": payment.pix_percent > 0,
        "parcelas": any(payment.times(p.price)[0] > 1 for p in products),
        "variacoes": any(len([v for v in p.variants if v.name]) > 1 for p in products),
        "regiao": bool(operation.catalog.regions),
    }
    there |= {kind: any(p.detail(kind) for p in products) for kind in ("garantia", "uso", "composicao")}
    return bool(products) and all(there.get(slot, True) for slot in slots_of(text))
