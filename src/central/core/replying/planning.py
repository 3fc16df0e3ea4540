"""What must happen in a turn: the rules, the adult persona's gate, files without words, or the intent itself."""

from __future__ import annotations

import re
from datetime import datetime

from central.core.decision import Tier
from central.core.messaging.conversation import Memo, Scene, Touch
from central.core.operation import Operation
from central.core.people.adult import SILENCE, grown
from central.core.people.silence import wishes_beside
from central.core.reading.lexical import affirmed
from central.core.reading.meaning import Reading
from central.core.records import replace
from central.core.replying.answer_scripts import NO_NOTICE, UNSEEN, WELCOME_BACK
from central.core.replying.answering import GONE, answer, asks_free_freight
from central.core.replying.besides import asks_discount, told_with, wanted
from central.core.replying.burst import Burst
from central.core.replying.gate import gated
from central.core.replying.hints import chooses_pix, dropped, turned_to, weighs
from central.core.replying.naming import unnamed
from central.core.replying.offering import offered
from central.core.replying.others import also_named, further, shelf_of
from central.core.replying.plan import Plan, fixed
from central.core.replying.questions import also_asked
from central.core.replying.reckoning import Reckoning, reckoned
from central.core.replying.reply import colleague, refused
from central.core.replying.rules import Deed, Moment, Rule, because, first_match
from central.core.replying.script import ARTICLE, WELCOME
from central.core.replying.understanding import understood
from central.core.replying.urgency import urgent
from central.core.replying.wordless import sees_not, wordless
from central.core.text import fold

_NO_WISH = frozenset({"saudacao", "agradecimento", "outro", "sair", "humano"})
"""What is no wish beside the words that end a silence."""
_ORDER = re.compile(r"\bpedido (?:(?:n|no|num|numero|e|eh|o|de|do) )*#?(\d{3,12})\b")


def plan(
    scene: Scene, operation: Operation, memo: Memo, reading: Reading, words: str, touch: Touch | None, at: datetime
) -> Plan:
    """What must happen: files without words first, then the owner's rules, else the script of the intent.

    `at` is the seller's local time, for rules that hold at some hours only.
    """
    persona = operation.persona(memo.persona) or operation.personas[0]
    product = operation.catalog.product(memo.product)
    burst = Burst(operation, persona, memo, product, reading, words, affirmed(fold(words)))
    if scene.opted_out:
        return _welcomed(scene, burst, touch, at)
    if why := memo.circle.why():
        robot = f"parece outro robô: {why}"
        return replace(fixed(burst, "robo", SILENCE, robot, "calar"), calls_for=robot)
    return _planned(scene, burst, touch, at)


def _welcomed(scene: Scene, burst: Burst, touch: Touch | None, at: datetime) -> Plan:
    """Who ended their silence is welcome, and answered at once where they say what they want."""
    bare = fixed(replace(burst, product=None), WELCOME, WELCOME, "voltou", "voltar")
    if not wishes_beside(burst.folded):
        return bare
    wish = _planned(scene, burst, touch, at)
    if wish.action != "responder" or wish.reading.intent in _NO_WISH:
        return bare
    hello = refused(burst.operation, wish.persona, wish.memo, (WELCOME_BACK, ()))
    aside = " ".join(filter(None, (hello, wish.aside)))
    return replace(wish, action="voltar", tier="script", fixed="voltou", deed="", aside=aside)


def _planned(scene: Scene, burst: Burst, touch: Touch | None, at: datetime) -> Plan:
    """What is urgent, what the gate lets through, what the rule says."""
    burst = _understood(scene, _turned(burst))
    if (now := urgent(burst, burst.memo.asked)) is not None:
        return now
    rule = _ruled(burst, at)
    burst, before = _switched(scene, burst, rule)
    if rule.action == "responder":
        memo, instead = gated(burst, touch, rule, scene.memo.held)
        if instead is not None:
            return replace(instead, switched_from=before)
        burst = replace(burst, memo=memo)
    if not burst.words and (script := wordless(scene, burst.memo)):
        deed: Deed = "conferir_pagamento" if burst.memo.pix is not None and script == "midia" else ""
        return replace(fixed(burst, "sem_palavras", script, "sem palavras"), deed=deed)
    return _answered(scene, burst, rule, before)


def _turned(burst: Burst) -> Burst:
    """The burst about the product it turns to, or about what is left where it drops one."""
    burst = _weighing(burst)
    catalog, memo, product = burst.operation.catalog, burst.memo, burst.product
    meant, reading = turned_to(catalog, memo, burst.reading, burst.folded)
    burst = replace(burst, reading=reading)
    if meant is not None and meant is not product:
        others = tuple(id for id in (memo.product, *memo.also) if id is not None and id != meant.id)
        memo, product = replace(memo, product=meant.id, variant=None, earlier=memo.product, also=others), meant
        burst = replace(burst, memo=memo, product=product)
    if (rest := dropped(catalog, memo, product, burst.folded)) is not None:
        burst = replace(
            burst,
            memo=replace(memo, product=rest.id, variant=None, cart=(), earlier=memo.product),
            product=rest,
            reading=replace(reading, intents=(("preco", 0.85),), sure=True),
            folded=unnamed(burst.operation, burst.folded, ""),
        )
    return burst


def _weighing(burst: Burst) -> Burst:
    """The burst with what it names beside the product, where it asks which costs less: "o brinco ou o lenço?"."""
    if burst.product is None or not weighs(burst.folded):
        return burst
    others = tuple(p.id for p in also_named(shelf_of(burst.operation, burst.persona), burst.product, burst.folded))
    return replace(burst, memo=replace(burst.memo, also=others)) if others else burst


def _understood(scene: Scene, burst: Burst) -> Burst:
    """The burst with what it tells, read with what the conversation knows."""
    operation, memo = burst.operation, burst.memo
    if memo.of_age is False and not burst.persona.adult and grown(memo, burst.folded).of_age is None:
        memo = replace(memo, of_age=None, product=memo.product or memo.earlier)
        burst = replace(burst, product=operation.catalog.product(memo.product))
    memo = _learned(replace(burst, memo=memo))
    reading = understood(scene, operation, burst.persona, memo, burst.reading, burst.folded, burst.product)
    return replace(burst, memo=memo, reading=reading)


def _learned(burst: Burst) -> Memo:
    """The memo with the region of a CEP and the variant the lead named; what they were to pay is theirs to say."""
    memo, product, reading = burst.memo, burst.product, burst.reading
    region = burst.operation.catalog.region(reading.cep) if reading.cep else None
    variant = product.variant(burst.folded, memo.variant) if product is not None else None
    return replace(
        memo,
        region=region.name if region is not None else memo.region,
        variant=variant.id if variant is not None else memo.variant,
        paying=False,
    )


def _ruled(burst: Burst, at: datetime) -> Rule:
    """The owner's rule that holds; that of Pix where it is chosen among what we offered to pay by."""
    rules, memo = burst.operation.rules, burst.memo
    moment = Moment(memo.stage, burst.persona.id, memo.product, memo.bursts, at)
    rule = first_match(rules, burst.both, burst.reading, moment) or Rule("padrao")
    if rule.action == "responder" and burst.product is not None and chooses_pix(memo, burst.text):
        return next((one for one in rules if one.deed == "cobrar_pix"), rule)
    return rule


def _switched(scene: Scene, burst: Burst, rule: Rule) -> tuple[Burst, str | None]:
    """The burst with the persona a rule gives the lead to, if the number has her, and the one before."""
    operation, persona = burst.operation, burst.persona
    channel, wanted = operation.channel(scene.channel), operation.persona(rule.switch_to)
    if channel is None or wanted is None or wanted.id not in channel.personas or wanted.id == persona.id:
        return burst, None
    memo = replace(burst.memo, persona=wanted.id, introduced=False)
    return replace(burst, persona=wanted, memo=memo), persona.id


def _answered(scene: Scene, burst: Burst, rule: Rule, before: str | None) -> Plan:
    """The rule's answer, with what several things come to, what is refused and what else was asked."""
    operation, persona, memo, product = burst.operation, burst.persona, burst.memo, burst.product
    says = rule.action == "responder"
    tier: Tier = "script" if persona.phase == "scripts" else rule.tier
    others = further(operation, persona, memo, burst.reading, burst.folded, product, scene.memo.product)
    name, script = answer(burst, rule, bool(others))
    sum_ = reckoned(scene, burst, script, rule, others)
    script, charging = sum_.script, sum_.deed == "cobrar_pix"
    also = memo.also if memo.product == scene.memo.product else ()
    answers = scene.memo.paying and (memo.region, memo.variant) != (scene.memo.region, scene.memo.variant)
    order = tuple(("pedido", m[1]) for m in [_ORDER.search(burst.text)] if m is not None and not says)
    return Plan(
        persona=persona,
        product=product,
        memo=replace(
            memo, last=script, also=tuple(p.id for p in sum_.others) or also, cart=sum_.cart, supposed=sum_.supposed
        ),
        reading=burst.reading,
        rule=name,
        action=rule.action,
        tier=tier,
        script=script,
        opening=rule.opening,
        trigger=rule.trigger,
        fixed=because(rule) if rule.fixed else "",
        aside=_aside(scene, burst, sum_, says),
        deed="cobrar_pix" if answers and says and not sum_.cart else sum_.deed,
        slots=(*sum_.slots, *offered(scene, operation, product, burst.folded), *order),
        told=(*sum_.come_to.values(), *(number for _, number in order)),
        switched_from=before,
        facts=_facts(burst, rule, sum_) if says and not charging else (),
        others=sum_.others,
        beside=also_asked(operation, persona, memo, burst.words, script, product, scene.memo.variant) if says else (),
        calls_for="" if burst.reading.has("humano") or rule.action != "chamar_pessoa" else because(rule),
    )


def _aside(scene: Scene, burst: Burst, sum_: Reckoning, says: bool) -> str:
    """What goes before the answer: whose the product is, a picture nobody saw, a plain no, what the things come to."""
    operation, persona, memo = burst.operation, burst.persona, burst.memo
    new = says and memo.product != scene.memo.product
    unseen = (UNSEEN, ()) if says and sees_not(scene, burst.product, burst.text) else None
    said = [refused(operation, persona, memo, one) for one in (unseen, sum_.no, sum_.besides)]
    return " ".join(filter(None, (colleague(operation, persona, memo) if new else "", *said)))


def _facts(burst: Burst, rule: Rule, sum_: Reckoning) -> tuple[str, ...]:
    """The facts the burst asks for besides, told where the script does not."""
    plainly = bool(rule.words) or sum_.script.startswith((ARTICLE, GONE))
    settled = (*told_with(sum_.no, sum_.besides), *(("prazo", "frete") if sum_.script == NO_NOTICE else ()))
    free = asks_free_freight(burst.text) and not sum_.come_to.get("soma_frete", "").startswith("grátis")
    asked = wanted(burst.reading, burst.text, plainly, settled, sum_.known)
    off = rule.words and not sum_.besides and asks_discount(burst.text) and not sum_.script.startswith(ARTICLE)
    return (*asked, *(("gratis",) if free else ()), *(("desconto",) if off else ()))
