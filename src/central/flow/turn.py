"""One turn: from the burst a lead wrote to everything the finishing transaction writes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from central.core.adult import SILENCE, admit, reserved_for
from central.core.catalog import Product
from central.core.conversation import Handoff, Memo, OptOut, Scene, Touch, standing
from central.core.decision import Decision, Tier, Verdict
from central.core.errors import TryLater
from central.core.guard import facts_of, inspect, passes
from central.core.health import healthy_channel
from central.core.lexical import affirmed, spelled
from central.core.message import Location, Media, Reaction, SystemNotice, Unknown, Unsupported
from central.core.operation import Operation
from central.core.pacing import typing_ms
from central.core.patience import BRISK_MS, pause
from central.core.persona import Persona
from central.core.reading import Reading, chosen, opening, pointed
from central.core.reply import Reply, colleague, compose
from central.core.routing import Route, names, route
from central.core.rules import Rule, first_match
from central.core.script import RESERVED
from central.core.text import fold
from central.core.turn import Outcome, Send, Switch
from central.flow.arrival import Touches, arrive, remember, words_said
from central.ports import Brief, Clicks, Clock, Numbers, Reader, Spoken, Writer

MOST_RETRACTIONS = 3
SAID_KEPT = 12
_NO_INTEREST = frozenset({"saudacao", "outro", "agradecimento", "humano", "sair"})


@dataclass(frozen=True, slots=True)
class Desk:
    """What a turn works with; `typing` shows the lead that somebody is writing; `pace` 0 types in no time.

    Without `clicks` no code of a link is known, without `numbers` every number is well.
    """

    operation: Operation
    reader: Reader
    writers: dict[Tier, Writer]
    clock: Clock
    typing: Callable[[Scene], Awaitable[None]]
    pace: float = 1.0
    clicks: Clicks | None = None
    numbers: Numbers | None = None


async def take(scene: Scene, desk: Desk) -> Outcome:
    """Answer the burst; replaying a frozen turn gives the same ids and the same choice."""
    began = desk.clock.now()
    touches = await arrive(scene, desk.operation, desk.clicks)
    if _must_be_silent(scene):
        return _silence(scene, desk, touches)
    words = words_said(scene)
    memo, where = _enter(scene, desk, touches, words)
    reading = await desk.reader.read([words], Spoken(asked=memo.asked, stage=memo.stage))
    plan = _plan(scene, desk.operation, memo, reading, words, touches)
    if plan.action == "calar":
        return _say_nothing(scene, desk, where, plan, touches)
    await desk.typing(scene)
    draft = await _draft(plan, scene, desk, words)
    reply, verdicts = _guard(draft, plan, desk.operation)
    return _commit(scene, desk, where, plan, reply, verdicts, touches, began)


# ── scene ────────────────────────────────────────────────────────────────────────────────────────


def _must_be_silent(scene: Scene) -> bool:
    """Who asked for silence or for a person gets no bot; a reaction, a deletion or a notice needs no reply."""
    quiet = (Reaction, SystemNotice, Unknown, Unsupported)
    said = standing(scene.lines)
    return scene.opted_out or scene.handoff is not None or all(isinstance(x.content, quiet) for x in said)


def _silence(scene: Scene, desk: Desk, touches: Touches) -> Outcome:
    memo = remember(scene.memo, desk.operation, touches)
    return Outcome(scene.conversation, scene.turn, scene.epoch, scene.upto, desk.clock.now(), memo, touches=touches)


def _enter(scene: Scene, desk: Desk, touches: Touches, words: str) -> tuple[Memo, Route]:
    """The memo with the ad that brought the lead, the persona who answers and the product talked about."""
    operation = desk.operation
    memo = remember(scene.memo, operation, touches)
    channel = operation.channel(scene.channel)
    if channel is None:
        raise TryLater(f"o número {scene.channel} não está na operação", code="canal_desconhecido")
    current = memo.product or (memo.last_touch.product if memo.last_touch is not None else None)
    where = route(operation, channel, scene.sticky, _last(touches), fold(words), current)
    if where.product != memo.product:
        memo = replace(memo, product=where.product, variant=None)
    met = memo.introduced and memo.persona in (None, where.persona)
    return replace(memo, persona=where.persona, introduced=met), where


def _last(touches: Touches) -> Touch | None:
    return touches[-1][1] if touches else None


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
    aside: str = ""
    """Whose product it is, when it is new and not the persona's own."""
    reserved_for: str | None = None
    """The adult persona whose number the lead is shown."""
    switched_from: str | None = None


def _plan(scene: Scene, operation: Operation, memo: Memo, reading: Reading, words: str, touches: Touches) -> _Plan:
    """What must happen: files without words first, then the owner's rules, else the script of the intent."""
    persona = operation.persona(memo.persona) or operation.personas[0]
    product = operation.catalog.product(memo.product)
    folded = affirmed(fold(words))
    memo = _learned(memo, operation, product, reading, folded)
    if product is not None:
        variant = product.variant(folded)
        reading = chosen(pointed(reading, names(product, folded), variant is not None), variant is not None)
    if not memo.introduced:
        reading = opening(reading, product is not None)
    said = f"{folded} / {spelled(folded)}"
    rule = first_match(operation.rules, said, reading, memo.stage, persona.id, memo.product) or Rule("padrao")
    persona, memo, before = _switched(scene, operation, persona, memo, rule)
    owner = reserved_for(operation, persona, _last(touches), folded)
    if owner is not None and rule.action == "responder" and not (product is not None and names(product, folded)):
        return _Plan(persona, None, memo, reading, RESERVED, "responder", "script", RESERVED, "", owner.id, before)
    if persona.adult and rule.action == "responder":
        memo, instead = admit(memo, folded, reading)
        if instead is not None:
            action = "calar" if instead == SILENCE else "responder"
            return _Plan(persona, product, memo, reading, "idade", action, "script", instead, switched_from=before)
    if not words and (script := _wordless(scene, memo)):
        return _Plan(persona, product, memo, reading, "sem_palavras", "responder", "script", script)
    tier: Tier = "script" if persona.phase == "scripts" else rule.tier
    new = memo.product != scene.memo.product and rule.action == "responder"
    aside = colleague(operation, persona, memo) if new else ""
    script = rule.script or reading.intent
    return _Plan(persona, product, memo, reading, rule.id, rule.action, tier, script, aside, switched_from=before)


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


# ── draft ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Draft:
    reply: Reply
    writer: str
    tier: Tier


async def _draft(plan: _Plan, scene: Scene, desk: Desk, words: str) -> _Draft:
    """The reply by the planned tier; a model that fails falls to the script."""
    reserved = await _reserved_number(desk, plan)
    scripted = compose(
        desk.operation, plan.script, plan.persona, plan.memo, scene.name, aside=plan.aside, reserved=reserved
    )
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
    text = f"{plan.aside}\n\n{draft.text}" if plan.aside else draft.text
    return _Draft(replace(scripted, key=f"ia/{plan.tier}", texts=(text,), buttons=()), draft.writer, plan.tier)


async def _reserved_number(desk: Desk, plan: _Plan) -> str | None:
    """The address of the adult persona's own number, if she has one that is well."""
    if plan.reserved_for is None:
        return None
    health = await desk.numbers.current() if desk.numbers is not None else {}
    channel = healthy_channel(desk.operation, plan.reserved_for, health, desk.clock.now())
    return channel.address if channel is not None and plan.persona.id not in channel.personas else None


# ── guard ────────────────────────────────────────────────────────────────────────────────────────


def _guard(draft: _Draft, plan: _Plan, operation: Operation) -> tuple[_Draft, tuple[Verdict, ...]]:
    """The draft if the catalogue carries all it says, else the safest script; every ruling is kept."""
    products = operation.catalog.of(plan.persona.id) + ((plan.product,) if plan.product is not None else ())
    facts = facts_of(operation.catalog, products, (operation.site, *(c.address for c in operation.channels)))
    verdicts = tuple(v for text in draft.reply.texts for v in inspect(text, facts))
    if passes(verdicts):
        return draft, verdicts
    safe = compose(operation, "outro", plan.persona, plan.memo, None)
    return _Draft(safe, "script", "script"), verdicts


# ── commit ───────────────────────────────────────────────────────────────────────────────────────


def _commit(
    scene: Scene,
    desk: Desk,
    where: Route,
    plan: _Plan,
    draft: _Draft,
    verdicts: tuple[Verdict, ...],
    touches: Touches,
    began: int,
) -> Outcome:
    now = desk.clock.now()
    handoff = Handoff(scene.turn, scene.conversation, now, "lead", "pediu uma pessoa")
    optout = OptOut(scene.person, now, "palavras")
    before = plan.switched_from
    switch = Switch(scene.person, before, plan.persona.id, now, f"regra {plan.rule}") if before is not None else None
    plain = plan.action == "responder" and switch is None
    return Outcome(
        conversation=scene.conversation,
        turn=scene.turn,
        epoch=scene.epoch,
        upto=scene.upto,
        at=now,
        memo=_remember(plan, draft.reply),
        sends=_sends(scene, draft.reply, began, now, desk.pace),
        retractable=plain and scene.retractions < MOST_RETRACTIONS,
        sticky=where.sticky,
        decision=_record(scene, desk, where, plan, draft, verdicts, now),
        handoff=handoff if plan.action == "chamar_pessoa" else None,
        optout=optout if plan.action == "bloquear" else None,
        touches=touches,
        switch=switch,
    )


def _say_nothing(scene: Scene, desk: Desk, where: Route, plan: _Plan, touches: Touches) -> Outcome:
    """All has been said: the record tells why nothing more is."""
    now = desk.clock.now()
    silent = _Draft(Reply(plan.script, ()), "script", "script")
    return Outcome(
        conversation=scene.conversation,
        turn=scene.turn,
        epoch=scene.epoch,
        upto=scene.upto,
        at=now,
        memo=plan.memo,
        decision=_record(scene, desk, where, plan, silent, (), now),
        touches=touches,
    )


def _remember(plan: _Plan, reply: Reply) -> Memo:
    said = tuple(key for key in plan.memo.said if key != reply.key)[-SAID_KEPT:]
    return replace(
        plan.memo,
        stage=_stage(plan.memo, plan.reading),
        introduced=True,
        asked=reply.asks,
        said=(*said, reply.key),
    )


def _stage(memo: Memo, reading: Reading) -> str:
    """The stage this burst moves the sale to; paid and lost ones move by orders, not by words."""
    stage = memo.stage
    if stage in ("checkout", "comprado", "perdido", "pos_venda"):
        return stage
    if reading.has("compra") and memo.product is not None:
        return "checkout"
    if reading.has("desconto") or stage == "pediu_desconto":
        return "pediu_desconto"
    return "novo" if stage == "novo" and reading.intent in _NO_INTEREST else "interessado"


def _sends(scene: Scene, reply: Reply, began: int, now: int, pace: float) -> tuple[Send, ...]:
    """The bubbles with deterministic ids: the first when the lead had time to go on, each other after its typing."""
    sends: list[Send] = []
    at = max(now, began + round(pace * _pause(scene)))
    for number, bubble in enumerate(reply.bubbles()):
        at += round(pace * typing_ms(bubble)) if number else 0
        sends.append(Send(f"{scene.turn}.{number}", bubble, at))
    return tuple(sends)


def _pause(scene: Scene) -> int:
    if not scene.lines:
        return BRISK_MS
    return pause(scene.lines[-1].content, len(scene.lines) - 1, scene.memo.asked is not None)


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
        extra={
            "persona_porque": where.why,
            "origem": touch.confidence if touch is not None else "desconhecida",
            **({"persona_antes": plan.switched_from} if plan.switched_from is not None else {}),
        },
    )
