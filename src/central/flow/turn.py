"""One turn: from the burst a lead wrote to everything the finishing transaction writes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from central.core.decision import Decision, Tier, Verdict
from central.core.errors import TryLater
from central.core.messaging.conversation import Handoff, Memo, OptOut, Scene, Touch, standing
from central.core.messaging.health import healthy_channel
from central.core.messaging.message import Reaction, SystemNotice, Unknown, Unsupported
from central.core.messaging.pacing import typing_ms
from central.core.messaging.patience import BRISK_MS, pause
from central.core.operation import Operation
from central.core.origin.routing import Route, route
from central.core.people.mask import Mask
from central.core.people.silence import PAUSE_MS, wants_back
from central.core.reading.meaning import Reading
from central.core.replying.arms import Means, ask_opening, ask_turn, settled
from central.core.replying.choice import Chosen, answered, awaiting
from central.core.replying.hours import promise
from central.core.replying.plan import Plan, plan
from central.core.replying.reengage import PREFIX, timers
from central.core.replying.reply import Reply, Say
from central.core.selling.checkout import link_for, sent_links
from central.core.selling.ticket import moved
from central.core.text import fold
from central.core.turn import Outcome, Send, Switch
from central.flow.arrival import Touches, arrive, remember, words_said
from central.flow.choice import RuleChooser
from central.flow.draft import Drafted, Pens
from central.flow.guarded import guarded
from central.flow.listening import Listening, listened
from central.flow.quoting import lapse, quoted, told
from central.flow.reengage import Bell, Callbacks, call_back
from central.flow.spending import Spending
from central.ports import Chooser, Clicks, Clock, Numbers, Quotes, Reader, Spoken, Writer
from central.ports.models import History

MOST_RETRACTIONS = 3
SAID_KEPT = 12
PERSONAL_KINDS = frozenset({"telefone", "pix"})
READ_KEPT = 4
"""Labels of a reading that its record keeps."""
_NO_INTEREST = frozenset({"saudacao", "outro", "agradecimento", "humano", "sair"})


def utc(at: int) -> datetime:
    """Where nobody says what time it is at the seller's."""
    return datetime.fromtimestamp(at / 1000, UTC)


def never(day: date) -> bool:
    """Where nobody knows the holidays."""
    return False


def freely(scene: Scene) -> bool:
    """Where nobody counts."""
    return False


@dataclass(frozen=True, slots=True)
class Desk:
    """What a turn works with; `typing` shows the lead that somebody is writing; `pace` 0 types in no time.

    Without `clicks` no code of a link is known, without `numbers` every number is well. `chooser` decides between
    the `means` the house has.
    """

    operation: Operation
    reader: Reader
    writers: dict[Tier, Writer]
    clock: Clock
    typing: Callable[[Scene], Awaitable[None]]
    pace: float = 1.0
    clicks: Clicks | None = None
    numbers: Numbers | None = None
    quotes: Quotes | None = None
    """Without it no price that was told before binds."""
    chooser: Chooser = field(default_factory=RuleChooser)
    means: Means = field(default_factory=Means)
    local: Callable[[int], datetime] = utc
    """The seller's local time of an epoch ms."""
    holiday: Callable[[date], bool] = never
    callbacks: Callbacks | None = None
    """Without it no silent lead is called back."""
    history: History | None = None
    """What models remember of a conversation; scripts need none of it."""
    spending: Spending | None = None
    """The budget and the ledger of costs; without it nothing is counted or refused."""
    listening: Listening | None = None
    """Who hears voice notes; without it they are asked for in writing."""
    charged: Callable[[Scene], bool] = freely
    """Whether Meta charges this lead's bubbles now: one full one is said then, not two."""


async def take(scene: Scene, desk: Desk) -> Outcome:
    """Answer the burst; replaying a frozen turn gives the same ids and the same choice."""
    bell = _bell(desk)
    if bell is not None and not scene.lines:
        return await call_back(scene, bell)
    outcome = await _answer(scene, desk)
    if bell is not None and outcome.sends:
        outcome = _later(outcome, scene, bell)
    move = moved(scene.memo, outcome.memo, opted_out=outcome.optout is not None)
    return outcome if move is None else replace(outcome, move=move)


def _bell(desk: Desk) -> Bell | None:
    """What calling back works with, where the house can and the owner wants it."""
    if desk.callbacks is None or not desk.operation.reengagements:
        return None
    return Bell(desk.operation, desk.clock, desk.chooser, desk.callbacks, desk.local, desk.holiday)


def _later(outcome: Outcome, scene: Scene, bell: Bell) -> Outcome:
    """If nothing comes, this lead is looked at again; what an earlier silence had planned is off."""
    rules = bell.operation.reengagements
    planned = timers(rules, outcome.memo, outcome.at, bell.operation.restraint, bell.when(scene.person))
    if outcome.handoff is not None or outcome.optout is not None:
        planned = ()
    off = {f"{PREFIX}{rule.id}" for rule in rules} - {timer.key for timer in planned}
    return replace(outcome, timers=planned, cancel=tuple(sorted(off)))


async def _answer(scene: Scene, desk: Desk) -> Outcome:
    began = desk.clock.now()
    touches = await arrive(scene, desk.operation, desk.clicks)
    if _must_be_silent(scene):
        return _silence(scene, desk, touches)
    bought, quotes = await quoted(scene, desk.operation, desk.quotes, began)
    desk = desk if bought is desk.operation else replace(desk, operation=bought)
    scene, unsure = await listened(scene, desk.operation, desk.listening)
    words = words_said(scene)
    memo, where = _enter(scene, desk, touches, words)
    reading = await desk.reader.read([words], Spoken(asked=memo.asked, stage=memo.stage, name=scene.name or ""))
    decided = plan(scene, desk.operation, memo, reading, words, _last(touches), desk.local(began))
    if decided.action == "calar":
        return _say_nothing(scene, desk, where, decided, touches)
    choices = await _choose(scene, desk, decided)
    decided = settled(decided, desk.operation, choices)
    if (over := lapse(decided, quotes, began)) or unsure:
        decided = replace(decided, aside="\n\n".join(filter(None, (unsure, decided.aside, over))))
    await desk.typing(scene)
    pens = Pens(desk.writers, desk.history, desk.spending)
    reply, verdicts = await guarded(decided, scene, desk.operation, words, await _say(decided, scene, desk), pens)
    return _commit(scene, desk, where, decided, choices, reply, verdicts, touches, began)


# ── scene ────────────────────────────────────────────────────────────────────────────────────────


def _must_be_silent(scene: Scene) -> bool:
    """Who asked for silence or for a person gets no bot; a reaction, a deletion or a notice needs no reply."""
    quiet = (Reaction, SystemNotice, Unknown, Unsupported)
    said = standing(scene.lines)
    if scene.opted_out and not wants_back(fold(words_said(scene))):
        return True
    return scene.handoff is not None or all(isinstance(x.content, quiet) for x in said)


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
    return replace(memo, persona=where.persona, introduced=met, bursts=memo.bursts + 1), where


def _last(touches: Touches) -> Touch | None:
    return touches[-1][1] if touches else None


async def _choose(scene: Scene, desk: Desk, plan: Plan) -> tuple[Chosen, ...]:
    """What may be chosen is chosen: how to begin, who writes, what stands beside it."""
    now = desk.clock.now()
    points = (
        ask_opening(scene, desk.operation, plan, now),
        ask_turn(scene, desk.operation, plan, desk.writers.keys(), desk.means, now, desk.local(now)),
    )
    return tuple([await desk.chooser.choose(asked) for asked in points if asked is not None])


# ── draft ────────────────────────────────────────────────────────────────────────────────────────


async def _say(plan: Plan, scene: Scene, desk: Desk) -> Say:
    """What colours the reply besides its script."""
    reserved = await _reserved_number(desk, plan)
    return Say(
        name=scene.name,
        aside=plan.aside,
        reserved=reserved,
        link=link_for(plan.product, desk.operation.checkouts, scene.turn),
        promise=_promise(desk) if plan.action == "chamar_pessoa" else None,
        opening=plan.begins,
        trigger=plan.nudges,
    )


def _promise(desk: Desk) -> str | None:
    """When a person of the team answers."""
    return promise(desk.operation.hours, desk.local(desk.clock.now()), desk.holiday)


async def _reserved_number(desk: Desk, plan: Plan) -> str | None:
    """The address of the adult persona's own number, if she has one that is well."""
    if plan.reserved_for is None:
        return None
    health = await desk.numbers.current() if desk.numbers is not None else {}
    channel = healthy_channel(desk.operation, plan.reserved_for, health, desk.clock.now())
    return channel.address if channel is not None and plan.persona.id not in channel.personas else None


# ── commit ───────────────────────────────────────────────────────────────────────────────────────


def _commit(
    scene: Scene,
    desk: Desk,
    where: Route,
    plan: Plan,
    choices: tuple[Chosen, ...],
    draft: Drafted,
    verdicts: tuple[Verdict, ...],
    touches: Touches,
    began: int,
) -> Outcome:
    now = desk.clock.now()
    memo = _remember(plan, draft.reply, choices, now)
    blocked = plan.action == "bloquear"
    handoff = Handoff(scene.turn, scene.conversation, now, "lead", "pediu uma pessoa")
    before = plan.switched_from
    switch = Switch(scene.person, before, plan.persona.id, now, f"regra {plan.rule}") if before is not None else None
    plain = plan.action in ("responder", "bloquear", "pausar") and switch is None
    return Outcome(
        conversation=scene.conversation,
        turn=scene.turn,
        epoch=scene.epoch,
        upto=scene.upto,
        at=now,
        memo=memo,
        sends=_sends(scene, draft.reply.joined() if desk.charged(scene) else draft.reply, began, now, desk.pace),
        retractable=plain and scene.retractions < MOST_RETRACTIONS,
        sticky=where.sticky,
        decision=_record(scene, desk, where, plan, draft, verdicts, now),
        handoff=handoff if plan.action == "chamar_pessoa" else None,
        optout=_wish(scene, plan, now),
        welcome_back=plan.action == "voltar",
        consent=plan.consent,
        touches=touches,
        switch=switch,
        links=sent_links(plan.product, scene.turn, draft.reply.texts),
        choices=choices,
        quotes=told(scene, desk.operation, plan, draft.reply.texts, now),
        rewards=answered(scene.memo.awaiting, scene.turn, _meant(plan.reading), memo.stage, now, blocked),
    )


def _say_nothing(scene: Scene, desk: Desk, where: Route, plan: Plan, touches: Touches) -> Outcome:
    """All has been said: the record tells why nothing more is."""
    now = desk.clock.now()
    silent = Drafted(Reply(plan.script, ()), "script", "script")
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


def _remember(plan: Plan, reply: Reply, choices: tuple[Chosen, ...], now: int) -> Memo:
    said = tuple(key for key in plan.memo.said if key != reply.key)[-SAID_KEPT:]
    stage = _stage(plan.memo, plan.reading)
    return replace(
        plan.memo,
        stage=stage,
        awaiting=awaiting(choices, now, plan.reading.intent, stage),
        introduced=True,
        asked=reply.asks,
        said=(*said, reply.key),
    )


def _wish(scene: Scene, plan: Plan, now: int) -> OptOut | None:
    """The silence the lead asked for: for good, or for a while."""
    match plan.action:
        case "bloquear":
            return OptOut(scene.person, now, "palavras")
        case "pausar":
            return OptOut(scene.person, now, "palavras", level="pausa", until=now + PAUSE_MS)
    return None


def _meant(reading: Reading) -> tuple[str, ...]:
    return tuple(label for label, _ in reading.intents if reading.has(label))


def _stage(memo: Memo, reading: Reading) -> str:
    """The stage this burst moves the sale to; paid ones move by orders, lost ones begin anew with interest."""
    stage = memo.stage
    if stage in ("checkout", "comprado", "pos_venda"):
        return stage
    if reading.has("compra") and memo.product is not None:
        return "checkout"
    if reading.has("desconto") or stage == "pediu_desconto":
        return "pediu_desconto"
    return stage if stage in ("novo", "perdido") and reading.intent in _NO_INTEREST else "interessado"


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


def _discreet(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """Rulings for the record: what was refused, or is a number of somebody's, without what only its owner may know."""
    return tuple(
        replace(v, found=Mask().hide(v.found)) if not v.allowed or v.kind in PERSONAL_KINDS else v for v in verdicts
    )


def _record(
    scene: Scene, desk: Desk, where: Route, plan: Plan, draft: Drafted, verdicts: tuple[Verdict, ...], now: int
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
        verdicts=_discreet(verdicts),
        extra={
            "persona_porque": where.why,
            "leitura": [[label, round(p, 3)] for label, p in plan.reading.intents[:READ_KEPT]],
            "leitor": plan.reading.by,
            "origem": touch.confidence if touch is not None else "desconhecida",
            **({"persona_antes": plan.switched_from} if plan.switched_from is not None else {}),
            **({"abertura": plan.begins.id} if plan.begins is not None else {}),
            **({"gatilho": plan.nudges.kind} if plan.nudges is not None and draft.reply.nudge else {}),
            **draft.record(),
        },
    )
