"""What a persona would say to a message: the rules, her scripts and the catalogue as they are now; nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass

from central.adapters.llm.reader import LexicalReader
from central.app.panel.visit import Visit
from central.app.panel.words import local
from central.core.messaging.conversation import Memo
from central.core.people.persona import Persona
from central.core.reading.lexical import affirmed
from central.core.reading.meaning import Reading
from central.core.reading.spelling import spelled
from central.core.replying.answering import answer
from central.core.replying.burst import Burst
from central.core.replying.reply import Say, compose
from central.core.replying.rules import Moment, Rule, first_match
from central.core.text import fold
from central.ports import Spoken

NAME = "Ana"


@dataclass(frozen=True, slots=True)
class Sample:
    """What was understood, which rule it met, and the words of the reply; none where a person is called instead."""

    reading: Reading
    rule: Rule | None
    script: str = ""
    texts: tuple[str, ...] = ()


async def sampled(visit: Visit, persona: Persona, message: str, stage: str = "novo", product: str = "") -> Sample:
    """A new lead called Ana writes this to her."""
    operation = await visit.panel.operation()
    reading = await LexicalReader(visit.panel.store.attending.taught).read([message], Spoken(stage=stage))
    folded = affirmed(fold(message))
    moment = Moment(stage, persona.id, product or None, 2, local(visit.now))
    rule = first_match(operation.rules, f"{folded} / {spelled(folded)}", reading, moment)
    if rule is None or rule.action != "responder":
        return Sample(reading, rule, rule.script or "" if rule is not None else "")
    sold = operation.catalog.product(product or None)
    memo = Memo(persona=persona.id, product=product or None, stage=stage, of_age=True)
    _, script = answer(Burst(operation, persona, memo, sold, reading, message, folded), rule, False)
    reply = compose(operation, script, persona, memo, Say(name=NAME))
    return Sample(reading, rule, script, reply.texts)
