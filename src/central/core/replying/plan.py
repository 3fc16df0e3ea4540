"""What must happen in a turn: the rules, the adult persona's gate, files without words, or the intent itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from central.core.decision import Tier
from central.core.messaging.conversation import Memo, Scene, Touch
from central.core.messaging.message import Location, Media
from central.core.operation import Operation
from central.core.origin.routing import names
from central.core.people.adult import SILENCE, admit, reserved_for
from central.core.people.persona import Persona
from central.core.reading.lexical import affirmed
from central.core.reading.meaning import Reading, chosen, opening, pointed, without
from central.core.reading.spelling import spelled
from central.core.reading.wishes import asks_person
from central.core.replying.opening import Opening
from central.core.replying.reengage import CALL_ME, CALLED, WHERE, allows
from central.core.replying.reply import colleague
from central.core.replying.rules import Moment, Rule, first_match
from central.core.replying.script import DANGER, RESERVED, WELCOME
from central.core.replying.trigger import NONE, Kind, Trigger
from central.core.selling.catalog import Product
from central.core.text import fold, holds_any


@dataclass(frozen=True, slots=True)
class Plan:
    """What a turn decided to do, before anything is written."""

    persona: Persona
    product: Product | None
    memo: Memo
    reading: Reading
    rule: str
    action: str
    tier: Tier
    script: str
    opening: str | None = None
    """The first sentence the rule wishes for; None leaves it open."""
    trigger: Kind = NONE
    """The sales trigger the rule wishes for."""
    begins: Opening | None = None
    """The first sentence that was chosen."""
    nudges: Trigger | None = None
    """The sales trigger that was chosen."""
    fixed: str = ""
    """Why nothing of this may be chosen otherwise, in Portuguese; empty where it may."""
    aside: str = ""
    """Whose product it is, when it is new and not the persona's own."""
    consent: str = ""
    """Where the lead allowed messages they did not ask for, if they did now."""
    reserved_for: str | None = None
    """The adult persona whose number the lead is shown."""
    switched_from: str | None = None


def plan(
    scene: Scene, operation: Operation, memo: Memo, reading: Reading, words: str, touch: Touch | None, at: datetime
) -> Plan:
    """What must happen: files without words first, then the owner's rules, else the script of the intent.

    `at` is the seller's local time, for rules that hold at some hours only.
    """
    persona = operation.persona(memo.persona) or operation.personas[0]
    if scene.opted_out:
        return Plan(persona, None, memo, reading, WELCOME, "voltar", "script", WELCOME, fixed="voltou")
    product = operation.catalog.product(memo.product)
    folded = affirmed(fold(words))
    memo = _learned(memo, operation, product, reading, folded)
    if reading.intent == "humano" and not asks_person(folded) and holds_any(folded, persona.words):
        reading = without(reading, "humano")
    if memo.asked == CALL_ME and allows(folded):
        why = "deixou avisar"
        return Plan(persona, product, memo, reading, "avisar", "responder", "script", CALLED, fixed=why, consent=WHERE)
    if product is not None:
        variant = product.variant(folded)
        reading = chosen(pointed(reading, names(product, folded), variant is not None), variant is not None)
    if not memo.introduced:
        reading = opening(reading, product is not None)
    if reading.danger:
        why = "alguém pode estar em perigo"
        return Plan(persona, product, memo, reading, DANGER, "chamar_pessoa", "script", DANGER, fixed=why)
    said = f"{folded} / {spelled(folded)}"
    moment = Moment(memo.stage, persona.id, memo.product, memo.bursts, at)
    rule = first_match(operation.rules, said, reading, moment) or Rule("padrao")
    persona, memo, before = _switched(scene, operation, persona, memo, rule)
    owner = reserved_for(operation, persona, touch, folded)
    if owner is not None and rule.action == "responder" and not (product is not None and names(product, folded)):
        return Plan(
            persona,
            None,
            memo,
            reading,
            RESERVED,
            "responder",
            "script",
            RESERVED,
            fixed="assunto de outro número",
            reserved_for=owner.id,
            switched_from=before,
        )
    if persona.adult and rule.action == "responder":
        memo, instead = admit(memo, folded, reading)
        if instead is not None:
            action = "calar" if instead == SILENCE else "responder"
            age = "confirma a idade"
            return Plan(
                persona, product, memo, reading, "idade", action, "script", instead, fixed=age, switched_from=before
            )
    if not words and (script := _wordless(scene, memo)):
        return Plan(
            persona, product, memo, reading, "sem_palavras", "responder", "script", script, fixed="sem palavras"
        )
    tier: Tier = "script" if persona.phase == "scripts" else rule.tier
    new = memo.product != scene.memo.product and rule.action == "responder"
    aside = colleague(operation, persona, memo) if new else ""
    return Plan(
        persona=persona,
        product=product,
        memo=memo,
        reading=reading,
        rule=rule.id,
        action=rule.action,
        tier=tier,
        script=rule.script or reading.intent,
        opening=rule.opening,
        trigger=rule.trigger,
        fixed=f"regra {rule.id}" if rule.fixed else "",
        aside=aside,
        switched_from=before,
    )


def _switched(
    scene: Scene, operation: Operation, persona: Persona, memo: Memo, rule: Rule
) -> tuple[Persona, Memo, str | None]:
    """The persona a rule gives the lead to, if the number has her, and the one before."""
    channel, wanted = operation.channel(scene.channel), operation.persona(rule.switch_to)
    if channel is None or wanted is None or wanted.id not in channel.personas or wanted.id == persona.id:
        return persona, memo, None
    return wanted, replace(memo, persona=wanted.id, introduced=False), persona.id


def _learned(memo: Memo, operation: Operation, product: Product | None, reading: Reading, folded: str) -> Memo:
    """The memo with the region of a CEP and the variant the lead named."""
    region = operation.catalog.region(reading.cep) if reading.cep else None
    variant = product.variant(folded) if product is not None else None
    return replace(
        memo,
        region=region.name if region is not None else memo.region,
        variant=variant.id if variant is not None else memo.variant,
    )


def _wordless(scene: Scene, memo: Memo) -> str | None:
    """The script for a burst of files, pins or cards only."""
    for line in scene.lines:
        match line.content:
            case Media(kind="audio"):
                return "audio"
            case Media(kind="sticker"):
                return "agradecimento" if memo.introduced else "saudacao"
            case Location():
                return "frete"
    return "midia"
