"""A writer that rehearses: it speaks like the persona from the catalogue's facts, and no model wrote it."""

from __future__ import annotations

import hashlib

from central.ports import Brief, Draft

NAME = "ensaiado"

_OPENINGS = ("Boa pergunta!", "Claro, te explico.", "Entendo você.", "Posso te ajudar com isso, sim.")
_CLOSINGS = (
    "Quer que eu te mande o link?",
    "Posso separar mais detalhes para você?",
    "Ficou alguma dúvida?",
    "Me diz seu CEP que eu vejo o frete?",
)


class RehearsedWriter:
    """Fulfils the Writer port without a key; the same brief gives the same words."""

    async def write(self, brief: Brief) -> Draft:
        """What the script would say, after a word of the persona's own; without a script, the product and its price."""
        pick = hashlib.sha256(" ".join((*brief.words, brief.persona)).encode()).digest()
        opening = _OPENINGS[pick[0] % len(_OPENINGS)]
        if brief.base:
            return Draft(f"{opening} {brief.base}", NAME)
        facts = dict(fact.split(": ", 1) for fact in brief.facts if ": " in fact)
        middle = facts.get("resumo") or "Aqui a gente só promete o que pode cumprir."
        if brief.product is not None and "preco" in facts:
            middle = f"{brief.product}: {middle} Sai por {facts['preco']}."
        return Draft(f"{opening} {middle} {_CLOSINGS[pick[1] % len(_CLOSINGS)]}", NAME)
