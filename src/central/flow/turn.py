"""One turn: from the burst a lead wrote to everything the finishing transaction writes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from central.core.adult import admit
from central.core.attribution import attribute
from central.core.catalog import Product
from central.core.conversation import Handoff, Memo, OptOut, Scene, Touch
from central.core.decision import Decision, Tier, Verdict
from central.core.errors import TryLater
from central.core.guard import facts_of, inspect, passes
from central.core.message import Media, Reaction, Revoke, SystemNotice, Unknown, Unsupported, words_of
from central.core.operation import Operation
from central.core.pacing import typing_ms
from central.core.persona import Persona
from central.core.reading import Reading, pointed
from central.core.reply import Reply, compose
from central.core.routing import Route, names, route
from central.core.rules import Rule, first_match
from central.core.text import fold
from central.core.turn import Outcome, Send
from central.ports import Brief, Clock, Reader, Spoken, Writer

MOST_RETRACTIONS = 3
SAID_KEPT = 12


@dataclass(frozen=True, slots=True)
class Desk:
    """What a turn works with; `typing` shows the lead that somebody is writing; `pace` 0 types in no time."""

    operation: Operation
    reader: Reader
    writers: dict[Tier, Writer]
    clock: Clock
    typing: Callable[[Scene], Awaitable[None]]
    pace: float = 1.0


async def take(scene: Scene, desk: Desk) -> Outcome:
    """Answer the burst; replaying a frozen turn gives the same ids and the same choice."""
    if _must_be_silent(scene):
        return _silence(scene, desk)
    words = " / ".join(filter(None, (words_of(line.content) for line in scene.lines)))
    memo, where = _enter(scene, desk, words)
    reading = await desk.reader.read([words], Spoken(asked=memo.asked, stage=memo.stage))
    plan = _plan(scene, desk.operation, memo, reading, words)
    await desk.typing(scene)
    draft = await _draft(plan, scene, desk, words)
    reply, verdicts = _guard(draft, plan, desk.operation)
    return _commit(scene, desk, where, plan, reply, verdicts)


# ── scene ────────────────────────────────────────────────────────────────────────────────────────


def _must_be_silent(scene: Scene) -> bool:
    """Who asked for silence or for a person gets no bot; a reaction or a system notice needs no reply."""
    quiet = (Reaction, Revoke, SystemNotice, Unknown, Unsupported)
    return scene.opted_out or scene.handoff is not None or all(isinstance(x.content, quiet) for x in scene.lines)


def _silence(scene: Scene, desk: Desk) -> Outcome:
    return Outcome(scene.conversation, scene.turn, scene.epoch, scene.upto, desk.clock.now(), scene.memo)


def _enter(scene: Scene, desk: Desk, words: str) -> tuple[Memo, Route]:
    """The memo with the ad that brought the lead, the persona who answers and the product talked about."""
    operation, memo = desk.operation, scene.memo
    channel = operation.channel(scene.channel)
    if channel is None:
        raise TryLater(f"o número {scene.channel} não está na operação", code="canal_desconhecido")
    touch = _touch(scene, operation)
    where = route(operation, channel, scene.sticky, touch, fold(words), memo.product)
    if touch is not None:
        memo = replace(memo, first_touch=memo.first_touch or touch, last_touch=touch)
    if where.product != memo.product:
        memo = replace(memo, product=where.product, variant=None)
    return replace(memo, persona=where.persona), where


def _touch(scene: Scene, operation: Operation) -> Touch | None:
    """The last ad or link that a message of this burst came by."""
    for line in reversed(scene.lines):
        if touch := attribute(operation.campaigns, line.referral, words_of(line.content), line.at):
            return touch
    return None


# ── plan ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Plan:
    persona: Persona
    product: Product | None
    memo: Memo
    reading: Reading
    rule: str
    action: str
    tier: Tier
    script: str


def _plan(scene: Scene, operation: Operation, memo: Memo, reading: Reading, words: str) -> _Plan:
    """What must happen: files without words first, then the owner's rules, else the script of the intent."""
    persona = operation.persona(memo.persona) or operation.personas[0]
    product = operation.catalog.product(memo.product)
    folded = fold(words)
    memo = _learned(memo, operation, product, reading, folded)
    if product is not None:
        reading = pointed(reading, names(product, folded), product.variant(folded) is not None)
    rule = first_match(operation.rules, folded, reading, memo.stage, persona.id, memo.product) or Rule("padrao")
    if persona.adult and rule.action == "responder":
        memo, instead = admit(memo, folded, reading)
        if instead is not None:
            return _Plan(persona, product, memo, reading, "idade", "responder", "script", instead)
    if not words and (script := _wordless(scene)):
        return _Plan(persona, product, memo, reading, "sem_palavras", "responder", "script", script)
    tier: Tier = "script" if persona.phase == "scripts" else rule.tier
    return _Plan(persona, product, memo, reading, rule.id, rule.action, tier, rule.script or reading.intent)


def _learned(memo: Memo, operation: Operation, product: Product | None, reading: Reading, folded: str) -> Memo:
    """The memo with the region of a CEP and the variant the lead named."""
    region = operation.catalog.region(reading.cep) if reading.cep else None
    variant = product.variant(folded) if product is not None else None
    return replace(
        memo,
        region=region.name if region is not None else memo.region,
        variant=variant.id if variant is not None else memo.variant,
    )


def _wordless(scene: Scene) -> str | None:
    """The script for a burst of files, pins or cards only."""
    for line in scene.lines:
        match line.content:
            case Media(kind="audio"):
                return "audio"
            case Media(kind="sticker"):
                return "agradecimento"
    return "midia"


# ── draft ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Draft:
    reply: Reply
    writer: str
    tier: Tier


async def _draft(plan: _Plan, scene: Scene, desk: Desk, words: str) -> _Draft:
    """The reply by the planned tier; a model that fails falls to the script."""
    scripted = compose(desk.operation, plan.script, plan.persona, plan.memo, scene.name)
    writer = desk.writers.get(plan.tier)
    if writer is None or plan.action != "responder":
        return _Draft(scripted, "script", "script")
    brief = Brief(
        persona=plan.persona.name,
        voice=plan.persona.voice,
        product=plan.product.name if plan.product is not None else None,
        facts=scripted.facts,
        words=(words,),
        intent=plan.reading.intent,
        strong=plan.tier == "forte",
        introduce=not plan.memo.introduced,
    )
    try:
        draft = await writer.write(brief)
    except TryLater:
        return _Draft(scripted, "script", "script")
    return _Draft(replace(scripted, key=f"ia/{plan.tier}", texts=(draft.text,), buttons=()), draft.writer, plan.tier)


# ── guard ────────────────────────────────────────────────────────────────────────────────────────


def _guard(draft: _Draft, plan: _Plan, operation: Operation) -> tuple[_Draft, tuple[Verdict, ...]]:
    """The draft if the catalogue carries all it says, else the safest script; every ruling is kept."""
    products = operation.catalog.of(plan.persona.id) + ((plan.product,) if plan.product is not None else ())
    facts = facts_of(operation.catalog, products, (operation.site,))
    verdicts = tuple(v for text in draft.reply.texts for v in inspect(text, facts))
    if passes(verdicts):
        return draft, verdicts
    safe = compose(operation, "outro", plan.persona, plan.memo, None)
    return _Draft(safe, "script", "script"), verdicts


# ── commit ───────────────────────────────────────────────────────────────────────────────────────


def _commit(
    scene: Scene, desk: Desk, where: Route, plan: _Plan, draft: _Draft, verdicts: tuple[Verdict, ...]
) -> Outcome:
    now = desk.clock.now()
    handoff = Handoff(scene.turn, scene.conversation, now, "lead", "pediu uma pessoa")
    optout = OptOut(scene.person, now, "palavras")
    plain = plan.action == "responder"
    return Outcome(
        conversation=scene.conversation,
        turn=scene.turn,
        epoch=scene.epoch,
        upto=scene.upto,
        at=now,
        memo=_remember(plan, draft.reply),
        sends=_sends(scene, draft.reply, now, desk.pace),
        retractable=plain and scene.retractions < MOST_RETRACTIONS,
        sticky=where.sticky,
        decision=_record(scene, desk, where, plan, draft, verdicts, now),
        handoff=handoff if plan.action == "chamar_pessoa" else None,
        optout=optout if plan.action == "bloquear" else None,
    )


def _remember(plan: _Plan, reply: Reply) -> Memo:
    said = tuple(key for key in plan.memo.said if key != reply.key)[-SAID_KEPT:]
    return replace(
        plan.memo,
        stage=_stage(plan.memo.stage, plan.reading),
        introduced=True,
        asked=reply.asks,
        said=(*said, reply.key),
    )


def _stage(stage: str, reading: Reading) -> str:
    """The stage this burst moves the sale to; paid and lost ones move by orders, not by words."""
    if stage in ("checkout", "comprado", "perdido", "pos_venda"):
        return stage
    if reading.has("compra"):
        return "checkout"
    if reading.has("desconto") or stage == "pediu_desconto":
        return "pediu_desconto"
    return "novo" if stage == "novo" and reading.intent in ("saudacao", "outro", "agradecimento") else "interessado"


def _sends(scene: Scene, reply: Reply, now: int, pace: float) -> tuple[Send, ...]:
    """The bubbles with deterministic ids, each after the time a person would type it."""
    sends, at = [], now
    for number, bubble in enumerate(reply.bubbles()):
        at += round(pace * typing_ms(bubble))
        sends.append(Send(f"{scene.turn}.{number}", bubble, at))
    return tuple(sends)


def _record(
    scene: Scene, desk: Desk, where: Route, plan: _Plan, draft: _Draft, verdicts: tuple[Verdict, ...], now: int
) -> Decision:
    touch = plan.memo.last_touch
    return Decision(
        id=scene.turn,
        at=now,
        persona=plan.persona.id,
        product=plan.memo.product,
        campaign=touch.campaign if touch is not None else None,
        stage=plan.memo.stage,
        intent=plan.reading.intent,
        probability=plan.reading.probability,
        complex=plan.reading.complex,
        rule=plan.rule,
        tier=draft.tier,
        script=draft.reply.key,
        writer=draft.writer,
        operation=desk.operation.version,
        action=plan.action,
        verdicts=verdicts,
        extra={"persona_porque": where.why, "origem": touch.confidence if touch is not None else "desconhecida"},
    )
