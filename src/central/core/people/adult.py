"""An adult persona names no product before the lead says to be of age; who is not, is never sold to."""

from __future__ import annotations

import re

from central.core.messaging.conversation import Memo, Touch
from central.core.operation import Operation
from central.core.origin.routing import names_of
from central.core.people.persona import Persona
from central.core.reading.expressions import Expressions
from central.core.reading.meaning import Reading
from central.core.records import replace
from central.core.text import holds_any

OF_AGE = 18
ASK, WELCOME, REFUSE, SILENCE = "idade", "idade_maior", "idade_menor", "silencio"
"""The scripts an adult persona needs: asks, goes on, ends. After that end nothing is said."""

_YEARS = re.compile(
    r"\b(?:tenho|fiz|completei) (?:so |ja )?(\d{1,2})(?= ?(?:$|[,.!?/;)])| (?:anos|aninhos|mas|e|ou|ja|sim)\b)"
    r"|\bcom (\d{1,2})(?= (?:anos|posso|pode|consigo)\b)"
    r"|(?<!faz )(?<!fazem )(?<!\bha )(?<!\bpor )(?<!garantia de )\b([1-9]\d) (?:anos|aninhos)\b"
)
"""An age, not a span of years: "faz 10 anos que uso", "tenho 2 filhos"."""
_BARE = re.compile(
    r"(?:(?:sim|s|ss|claro|obvio|logico|com certeza|ne|tenho|sou|estou|to|com|ja|eu|isso|opa|uhum|aham|moca|moco)"
    r"[,.! ]+)*(\d{1,2})(?: (?:ja|viu|ne|anos))*[.!]*"
)
_MINOR = re.compile(r"(?<!nao )\b(?:sou|de) menor\b|\bmenor de (?:idade|18)\b|\bainda nao (?:tenho|fiz) (?:18|idade)\b")
_OWN_MINOR = Expressions(
    r"\b(?:eu )?(?:so )?(?:tenho|fiz|completei|vou fazer|faco) (?:so |ja |apenas )?(?:1[0-7]|[89]) "
    r"(?:anos|aninhos)\b(?! de )"
    r"|\b(?:to|tou|estou|eu ja to|eu) com (?:so |apenas )?(?:1[0-7]|[89]) (?:anos|aninhos)\b(?! de )"
    r"|(?<!nao )\b(?:eu )?sou (?:de )?menor\b(?! que)"
)
_RESPONSIBLE = re.compile(
    r"\b(?:aqui e|sou|eu sou|quem fala e) (?:a |o )?(?:mae|pai|avo|tia|tio|responsavel|madrasta|padrasto)\b|"
    r"\b(?:sou|de) maior\b"
)
_ADULT = re.compile(r"\b(?:sou|de) maior\b|\bmaior de (?:idade|18)\b")
_YES = re.compile(r"(?:sim|s|ss|tenho|sou|claro|com certeza|isso|uhum|aham|tenho sim|sou sim|sim,? tenho)[.! ]*")
_NO = re.compile(r"(?:nao|n|nn|ainda nao|nao tenho|nao sou)[.! ]*")


def says_of_age(folded: str, asked: str | None) -> bool | None:
    """Whether the (folded) words say the lead is of age; None when they say nothing about it.

    A bare yes, no or number counts only as the answer to the question.

    >>> says_of_age("tenho 18 ou mais", "idade"), says_of_age("tenho 16 anos", None), says_of_age("sim", "cep")
    (True, False, None)
    """
    if _MINOR.search(folded):
        return False
    if years := [int(a or b or c) for a, b, c in _YEARS.findall(folded)]:
        return min(years) >= OF_AGE
    if _ADULT.search(folded):
        return True
    if asked != ASK:
        return None
    if number := _BARE.fullmatch(folded):
        return int(number[1]) >= OF_AGE
    return False if _NO.fullmatch(folded) else True if _YES.fullmatch(folded) else None


def grown(memo: Memo, folded: str) -> Memo:
    """The memo of who talks to a persona for everybody, with what they plainly say of their own age.

    A child is sold nothing by anybody; a responsible adult who takes over the phone may buy.

    >>> grown(Memo(), "tenho 15 anos, posso comprar?").of_age, grown(Memo(), "tenho 15 anos de profissao").of_age
    (False, None)
    >>> grown(Memo(of_age=False), "oi, aqui e a mae dela").of_age
    """
    if _OWN_MINOR.heard(folded):
        return replace(memo, of_age=False)
    if memo.of_age is False and _RESPONSIBLE.search(folded):
        return replace(memo, of_age=None)
    return memo


def reserved_for(operation: Operation, speaker: Persona, touch: Touch | None, words: str) -> Persona | None:
    """The adult persona that another one's lead must be shown to; `words` are folded, `touch` brought this burst."""
    if speaker.adult:
        return None
    for persona in operation.personas:
        if not persona.adult:
            continue
        products = operation.catalog.of(persona.id)
        if holds_any(words, names_of(products)) or holds_any(words, persona.words):
            return persona
        if touch is not None and any(p.id == touch.product for p in products):
            return persona
    return None


def admit(memo: Memo, folded: str, reading: Reading) -> tuple[Memo, str | None]:
    """The memo with what the lead says of their age, and the script that must be said instead of any other."""
    said = False if reading.minor else says_of_age(folded, memo.asked)
    if memo.of_age is False:
        return replace(memo, product=None, variant=None), SILENCE
    if said is False:
        return replace(memo, of_age=False, product=None, variant=None), REFUSE
    if said:
        return replace(memo, of_age=True), WELCOME if reading.intent in ("outro", "saudacao", "agradecimento") else None
    return memo, None if memo.of_age else ASK
