"""Knowledge in the YAML: articles with the questions they answer."""

from __future__ import annotations

import re
from typing import Any

from central.adapters.operation.entry import Entry
from central.adapters.operation.problems import nearest, the
from central.core.replying.knowledge import Article
from central.core.replying.script import SLOTS, slots_of

MOST_ANSWER, MOST_QUESTION = 8_000, 300
_MONEY = re.compile(r"R\$\s*\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*\s*reais", re.I)


def article(entry: Entry) -> Article:
    """An article; money in it comes by slots, as in scripts."""
    entry.findings.define("artigo", entry.id, entry.at("id"))
    for question, place in entry.placed("perguntas"):
        if len(question) > MOST_QUESTION:
            entry.findings.wrong(
                place, f"a pergunta d{the(entry.what)} tem {len(question)} caracteres; o máximo é {MOST_QUESTION}"
            )
    if not entry.has("perguntas"):
        entry.missing("perguntas")
    answer = entry.text("resposta", MOST_ANSWER)
    for problem in faults(answer):
        entry.wrong("resposta", f"{the(entry.what)}: {problem}")
    return Article(
        id=entry.id,
        questions=entry.texts("perguntas"),
        answer=answer,
        personas=entry.refer_all("personas", "persona"),
        products=entry.refer_all("produtos", "produto"),
        source=entry.maybe("fonte") or "",
    )


def faults(answer: str) -> list[str]:
    """What keeps an answer from being said, in Portuguese; whoever brings articles in leaves such ones out.

    >>> faults("Grátis acima de R$ 249,00"), faults("Trocamos em até 7 dias.")
    (['"R$ 249,00" escrito à mão fica velho; use um espaço, como {preco} ou {frete}'], [])
    """
    found = [
        f"o espaço {{{slot}}} não existe; {nearest(slot, SLOTS)}" for slot in sorted(slots_of(answer) - set(SLOTS))
    ]
    if figure := _MONEY.search(answer):
        found.append(f'"{figure[0]}" escrito à mão fica velho; use um espaço, como {{preco}} ou {{frete}}')
    return found


def exported(one: Article) -> dict[str, Any]:
    """The same as the YAML an owner would have written."""
    said: dict[str, Any] = {"id": one.id, "perguntas": list(one.questions), "resposta": one.answer}
    for key, values in (("personas", one.personas), ("produtos", one.products)):
        if values:
            said[key] = list(values)
    return said | ({"fonte": one.source} if one.source else {})
