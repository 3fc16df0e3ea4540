"""What must happen in a turn: the rules, the adult persona's gate, files without words, or the intent itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from central.core.decision import Tier
from central.core.messaging.conversation import Memo, Scene, Touch
from central.core.operation import Operation
from central.core.origin.routing import names
from central.core.people.adult import ASK, SILENCE, admit, grown, reserved_for
from central.core.people.adult import WELCOME as WELCOMED
from central.core.people.persona import Persona
from central.core.reading.alarms import despairs, signals_reaction
from central.core.reading.anger import is_angry
from central.core.reading.lexical import affirmed
from central.core.reading.meaning import Reading
from central.core.reading.person import asks_review
from central.core.reading.silence import asks_pause
from central.core.reading.spelling import spelled
from central.core.reading.trouble import signals_trouble
from central.core.records import replace, swift
from central.core.replying.answer_scripts import (
    AGE_THANKS,
    CHEAPER,
    NO_NOTICE,
    OF_SUMS,
    REACTION,
    SUM,
    SUM_BESIDE,
    SUM_BOUGHT,
    TOTAL,
    UNSEEN,
)
from central.core.replying.answering import (
    GONE,
    answer,
    asks_free_freight,
    further,
    shelf_of,
)
from central.core.replying.besides import told_with, wanted
from central.core.replying.following import takes_team
from central.core.replying.hints import chooses_pix, dropped, turned_to
from central.core.replying.naming import unnamed
from central.core.replying.offering import offered
from central.core.replying.opening import Opening
from central.core.replying.picking import asks_total, picked, sums
from central.core.replying.questions import also_asked
from central.core.replying.reengage import CALL_ME, CALLED, WHERE, allows
from central.core.replying.refusing import refusal
from central.core.replying.reply import colleague, refused
from central.core.replying.rules import Deed, Moment, Rule, first_match
from central.core.replying.script import (
    ANGER,
    ARTICLE,
    DANGER,
    DESPAIR,
    HUMAN,
    MINOR,
    PAUSE,
    RESERVED,
    TEAM,
    WELCOME,
)
from central.core.replying.trigger import NONE, Kind, Trigger
from central.core.replying.understanding import understood
from central.core.replying.wordless import sees_not, wordless
from central.core.selling.cart import Pick, told
from central.core.selling.catalog import Catalog, Product
from central.core.text import fold

_ON_A_DAY = re.compile(r"\bme (?:cham\w+|procur\w+|lembr\w+) (?:no |la pel[oa] |depois d[oa] |ali pel[oa] )?dia \d")
_ORDER = re.compile(r"\bpedido (?:(?:n|no|num|numero|e|eh|o|de|do) )*#?(\d{3,12})\b")
REVIEW, TROUBLE = "revisao", "veio_errado"

_NO_MATTER = frozenset({"saudacao", "agradecimento", "outro", "sair", "humano"})
"""What nobody waits to hear more about once they said their age."""


@swift
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
    deed: Deed = ""
    """What the rule wants done before the reply."""
    slots: tuple[tuple[str, str], ...] = ()
    """What was done, as values of slots."""
    told: tuple[str, ...] = ()
    """What was found out while doing it, so that the reply may say it."""
    done: tuple[str, ...] = ()
    """What was done, as the guard names it."""
    consent: str = ""
    """Where the lead allowed messages they did not ask for, if they did now."""
    reserved_for: str | None = None
    """The adult persona whose number the lead is shown."""
    switched_from: str | None = None
    facts: tuple[str, ...] = ()
    """Facts the burst asked for besides, told where the script does not."""
    others: tuple[Product, ...] = ()
    """Further products it asked for."""
    beside: tuple[str, ...] = ()
    """Scripts that answer what else it asked."""
    calls_for: str = ""
    """Why a person has to come, in Portuguese; empty while the lead asked or nobody has to."""

    def in_cart(self, catalog: Catalog) -> tuple[Product, ...]:
        """The products the lead wants together."""
        ids = dict.fromkeys(pick.product for pick in self.memo.cart)
        return tuple(product for id in ids if (product := catalog.product(id)) is not None)


def handed(plan: Plan, rule: str, why: str, script: str = HUMAN) -> Plan:
    """The same turn, answered by calling a person, who is told why."""
    return replace(
        plan,
        rule=rule,
        action="chamar_pessoa",
        tier="script",
        script=script,
        opening=None,
        trigger=NONE,
        begins=None,
        nudges=None,
        fixed=why,
        aside="",
        facts=(),
        others=(),
        beside=(),
        calls_for=why,
    )


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
    if why := memo.circle.why():
        robot = f"parece outro robô: {why}"
        return Plan(persona, product, memo, reading, "robo", "calar", "script", SILENCE, fixed=robot, calls_for=robot)
    folded = affirmed(fold(words))
    meant, reading = turned_to(operation.catalog, memo, reading, folded)
    if meant is not None and meant is not product:
        others = tuple(id for id in (memo.product, *memo.also) if id is not None and id != meant.id)
        memo, product = replace(memo, product=meant.id, variant=None, earlier=memo.product, also=others), meant
    if (rest := dropped(operation.catalog, memo, product, folded)) is not None:
        memo, product = replace(memo, product=rest.id, variant=None, cart=(), earlier=memo.product), rest
        reading = replace(reading, intents=(("preco", 0.85),), sure=True)
        folded = unnamed(operation, folded, "")
    said = f"{folded} / {spelled(folded)}"
    if memo.of_age is False and not persona.adult and grown(memo, folded).of_age is None:
        memo = replace(memo, of_age=None, product=memo.product or memo.earlier)
        product = operation.catalog.product(memo.product)
    memo = _learned(memo, operation, product, reading, folded)
    reading = understood(scene, operation, persona, memo, reading, folded, product)
    if memo.asked == CALL_ME and allows(folded):
        why = "deixou avisar"
        return Plan(persona, product, memo, reading, "avisar", "responder", "script", CALLED, fixed=why, consent=WHERE)
    if _ON_A_DAY.search(folded) and product is not None:
        why = "pediu que chamem num dia"
        return Plan(persona, product, memo, reading, "avisar", "responder", "script", CALLED, fixed=why, consent=WHERE)
    if memo.asked == TEAM and takes_team(folded):
        why = "aceitou uma pessoa"
        return Plan(persona, product, memo, reading, TEAM, "chamar_pessoa", "script", "humano", fixed=why)
    if reading.danger:
        why = "alguém pode estar em perigo"
        grave = DESPAIR if despairs(said) else DANGER
        return handed(Plan(persona, product, memo, reading, DANGER, "responder", "script", grave), DANGER, why, grave)
    if signals_reaction(said) and not reading.has("sair"):
        why = "a pele reagiu ao produto"
        planned = Plan(persona, product, memo, reading, REACTION, "responder", "script", REACTION)
        return handed(planned, REACTION, why, REACTION)
    if is_angry(said) and not reading.has("sair"):
        why = "está com raiva"
        return handed(Plan(persona, product, memo, reading, ANGER, "responder", "script", ANGER), ANGER, why, ANGER)
    if signals_trouble(said) and not reading.has("sair"):
        why = "o pedido chegou com problema"
        planned = Plan(persona, product, memo, reading, TROUBLE, "responder", "script", "pos_venda")
        return handed(planned, TROUBLE, why, "pos_venda")
    if asks_review(folded):
        why = "pediu que uma pessoa reveja uma decisão automática; o registro está em “por quê?”"
        return handed(Plan(persona, product, memo, reading, REVIEW, "responder", "script", HUMAN), REVIEW, why)
    if asks_pause(spelled(folded)):
        return Plan(persona, product, memo, reading, PAUSE, "pausar", "script", PAUSE, fixed="quer sossego")
    moment = Moment(memo.stage, persona.id, memo.product, memo.bursts, at)
    rule = first_match(operation.rules, said, reading, moment) or Rule("padrao")
    if rule.action == "responder" and product is not None and chooses_pix(memo, spelled(folded)):
        rule = next((one for one in operation.rules if one.deed == "cobrar_pix"), rule)
    persona, memo, before = _switched(scene, operation, persona, memo, rule)
    if rule.action == "responder":
        memo, instead = _closed(operation, persona, memo, reading, touch, folded, product)
        if instead is not None:
            gated = _gated(operation, persona, scene.memo, reading, rule, words, product, instead)
            return replace(gated, switched_from=before)
    if not words and (script := wordless(scene, memo)):
        deed: Deed = "conferir_pagamento" if memo.pix is not None and script == "midia" else ""
        why = "sem palavras"
        return Plan(
            persona, product, memo, reading, "sem_palavras", "responder", "script", script, fixed=why, deed=deed
        )
    return _answered(scene, operation, persona, memo, reading, words, folded, product, rule, before)


def _answered(
    scene: Scene,
    operation: Operation,
    persona: Persona,
    memo: Memo,
    reading: Reading,
    words: str,
    folded: str,
    product: Product | None,
    rule: Rule,
    before: str | None,
) -> Plan:
    """The rule's answer, with what several things come to, what is refused and what else was asked."""
    says = rule.action == "responder"
    tier: Tier = "script" if persona.phase == "scripts" else rule.tier
    new = memo.product != scene.memo.product and says
    others = further(operation, persona, memo, reading, folded, product, scene.memo.product)
    name, script = answer(operation, persona, memo, reading, rule, words, product, bool(others))
    others = () if script == CHEAPER else others
    text = spelled(folded)
    had = replace(scene.memo, cart=memo.cart)
    cart = picked(memo, reading, text, product, shelf_of(operation, persona), had)
    together = says and sums(cart, script, text, cart != scene.memo.cart)
    come_to = told(operation.catalog, cart, operation.catalog.region_named(memo.region))
    known = product is not None and _variant_named(product, folded, memo)
    no = refusal(operation.catalog, product, reading, script, text, known) if says else None
    besides = None
    if come_to and (together or rule.deed == "cobrar_pix"):
        bought = reading.intent == "compra" or rule.deed == "cobrar_pix"
        script, others, rule = SUM_BOUGHT if bought else SUM, (), replace(rule, deed="")
    elif says and come_to and script in OF_SUMS:
        script, others, no = OF_SUMS[script], (), None
    elif says and (whole := _whole(operation, memo, product, script, text, cart)):
        script, come_to = TOTAL, whole
    else:
        come_to = come_to if says and cart != had.cart else {}
        besides = (SUM_BESIDE, tuple(come_to.items())) if come_to else None
    free = asks_free_freight(text) and not come_to.get("soma_frete", "").startswith("grátis")
    plainly = bool(rule.words) or script.startswith((ARTICLE, GONE))
    settled = (*told_with(no, besides), *(("prazo", "frete") if script == NO_NOTICE else ()))
    freight = (("frete", come_to["soma_frete"]),) if come_to.get("soma_frete") else ()
    order = tuple(("pedido", m[1]) for m in [_ORDER.search(text)] if m is not None and not says)
    unseen = (UNSEEN, ()) if says and sees_not(scene, product, text) else None
    said_too = [refused(operation, persona, memo, one) for one in (unseen, no, besides)]
    asides = (colleague(operation, persona, memo) if new else "", *said_too)
    also = memo.also if memo.product == scene.memo.product else ()
    answers = scene.memo.paying and (memo.region, memo.variant) != (scene.memo.region, scene.memo.variant)
    return Plan(
        persona=persona,
        product=product,
        memo=replace(memo, last=script, also=tuple(p.id for p in others) or also, cart=cart),
        reading=reading,
        rule=name,
        action=rule.action,
        tier=tier,
        script=script,
        opening=rule.opening,
        trigger=rule.trigger,
        fixed=f"regra {rule.id}" if rule.fixed else "",
        aside=" ".join(filter(None, asides)),
        deed="cobrar_pix" if answers and says and not cart else rule.deed,
        slots=(*come_to.items(), *freight, *offered(scene, operation, product, folded), *order),
        told=(*come_to.values(), *(number for _, number in order)),
        switched_from=before,
        facts=(
            *wanted(reading, text, plainly, settled, known),
            *(("gratis",) if free else ()),
        )
        if says and rule.deed != "cobrar_pix"
        else (),
        others=others,
        beside=also_asked(operation, persona, memo, words, script, product, scene.memo.variant) if says else (),
        calls_for="" if reading.has("humano") or rule.action != "chamar_pessoa" else f"regra {rule.id}",
    )


def _variant_named(product: Product, folded: str, memo: Memo) -> bool:
    """Whether a burst names a variant there is, sold out or not."""
    return product.variant(folded, memo.variant) is not None or bool(product.variants_in(folded))


def _closed(
    operation: Operation,
    persona: Persona,
    memo: Memo,
    reading: Reading,
    touch: Touch | None,
    folded: str,
    product: Product | None,
) -> tuple[Memo, Plan | None]:
    """The memo with what they said of their age, and what is said instead of an answer: to who is under age, and about
    what only the adult persona may speak of."""
    owner = reserved_for(operation, persona, touch, folded)
    if not persona.adult:
        memo = grown(memo, folded)
        if memo.of_age is False:
            young = replace(memo, product=None, variant=None, earlier=memo.product or memo.earlier)
            why = "menor de idade"
            return memo, Plan(persona, None, young, reading, MINOR, "responder", "script", MINOR, fixed=why)
    named = product is not None and names(product, folded)
    if owner is not None and not named:
        why = "assunto de outro número"
        plan = Plan(persona, None, memo, reading, RESERVED, "responder", "script", RESERVED, fixed=why)
        return memo, replace(plan, reserved_for=owner.id)
    if persona.adult and not (named and product is not None and not product.adult):
        memo, instead = admit(memo, folded, reading)
        if instead is not None:
            action = "calar" if instead == SILENCE else "responder"
            why = "confirma a idade"
            return memo, Plan(persona, product, memo, reading, "idade", action, "script", instead, fixed=why)
    return memo, None


def _whole(
    operation: Operation, memo: Memo, product: Product | None, script: str, text: str, cart: tuple[Pick, ...]
) -> dict[str, str]:
    """What one thing comes to with its freight, where just that is asked; empty where it is not, or has no sum."""
    region = operation.catalog.region_named(memo.region)
    if product is None or region is None or cart or not asks_total(script, text):
        return {}
    found = told(operation.catalog, (Pick(product.id, memo.variant or ""),), region)
    return found if found.get("soma_total") else {}


def _gated(
    operation: Operation,
    persona: Persona,
    before: Memo,
    reading: Reading,
    rule: Rule,
    words: str,
    product: Product | None,
    instead: Plan,
) -> Plan:
    """What is said at the gate; what was asked there is kept, and answered to who turns out to be of age."""
    memo = instead.memo
    if instead.script == ASK:
        _, held = answer(operation, persona, memo, reading, rule, words, product, False)
        doubtful = reading.intent.startswith("objecao") and not (reading.sure and reading.probability >= 0.6)
        kept = before.held if doubtful or reading.intent in _NO_MATTER else held
        return replace(instead, memo=replace(memo, held=kept))
    if instead.script != WELCOMED or not before.held:
        return instead
    thanks = refused(operation, persona, memo, (AGE_THANKS, ()))
    return replace(instead, script=before.held, memo=replace(memo, held="", last=before.held), aside=thanks)


def _switched(
    scene: Scene, operation: Operation, persona: Persona, memo: Memo, rule: Rule
) -> tuple[Persona, Memo, str | None]:
    """The persona a rule gives the lead to, if the number has her, and the one before."""
    channel, wanted = operation.channel(scene.channel), operation.persona(rule.switch_to)
    if channel is None or wanted is None or wanted.id not in channel.personas or wanted.id == persona.id:
        return persona, memo, None
    return wanted, replace(memo, persona=wanted.id, introduced=False), persona.id


def _learned(memo: Memo, operation: Operation, product: Product | None, reading: Reading, folded: str) -> Memo:
    """The memo with the region of a CEP and the variant the lead named; what they were to pay is theirs to say."""
    region = operation.catalog.region(reading.cep) if reading.cep else None
    variant = product.variant(folded, memo.variant) if product is not None else None
    return replace(
        memo,
        region=region.name if region is not None else memo.region,
        variant=variant.id if variant is not None else memo.variant,
        paying=False,
    )
