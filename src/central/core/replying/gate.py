"""Who may be told what: nothing to a child, adult things by the adult persona to adults alone."""

from __future__ import annotations

from central.core.messaging.conversation import Memo, Touch
from central.core.origin.routing import names
from central.core.people.adult import ASK, SILENCE, admit, grown, reserved_for
from central.core.people.adult import WELCOME as WELCOMED
from central.core.records import replace
from central.core.replying.answer_scripts import AGE_THANKS
from central.core.replying.answering import answer
from central.core.replying.burst import Burst
from central.core.replying.plan import Plan, fixed
from central.core.replying.reply import refused
from central.core.replying.rules import Rule
from central.core.replying.script import MINOR, RESERVED

_NO_MATTER = frozenset({"saudacao", "agradecimento", "outro", "sair", "humano"})
"""What nobody waits to hear more about once they said their age."""
_SURE = 0.6
"""How sure an objection must be to be what is waited for."""


def gated(burst: Burst, touch: Touch | None, rule: Rule, held: str) -> tuple[Memo, Plan | None]:
    """The memo with what they said of their age, and what is said instead of an answer.

    What was asked at the gate is kept, and answered to who turns out to be of age; `held` is what was kept before.
    """
    memo, instead = _closed(burst, touch)
    if instead is None:
        return memo, None
    if instead.script == ASK:
        _, asked = answer(replace(burst, memo=memo), rule, False)
        reading = burst.reading
        doubtful = reading.intent.startswith("objecao") and not (reading.sure and reading.probability >= _SURE)
        kept = held if doubtful or reading.intent in _NO_MATTER else asked
        return memo, replace(instead, memo=replace(memo, held=kept))
    if instead.script != WELCOMED or not held:
        return memo, instead
    thanks = refused(burst.operation, burst.persona, memo, (AGE_THANKS, ()))
    return memo, replace(instead, script=held, memo=replace(memo, held="", last=held), aside=thanks)


def _closed(burst: Burst, touch: Touch | None) -> tuple[Memo, Plan | None]:
    """What is said to who is under age, and about what only the adult persona may speak of."""
    persona, product, memo = burst.persona, burst.product, burst.memo
    owner = reserved_for(burst.operation, persona, touch, burst.folded)
    if not persona.adult:
        memo = grown(memo, burst.folded)
        if memo.of_age is False:
            young = replace(memo, product=None, variant=None, earlier=memo.product or memo.earlier)
            return memo, fixed(replace(burst, memo=young, product=None), MINOR, MINOR, "menor de idade")
    named = product is not None and names(product, burst.folded)
    if owner is not None and not named:
        about = replace(burst, memo=memo, product=None)
        return memo, replace(fixed(about, RESERVED, RESERVED, "assunto de outro número"), reserved_for=owner.id)
    if persona.adult and not (named and product is not None and not product.adult):
        memo, script = admit(memo, burst.folded, burst.reading)
        if script is not None:
            action = "calar" if script == SILENCE else "responder"
            return memo, fixed(replace(burst, memo=memo), "idade", script, "confirma a idade", action)
    return memo, None
