"""The end of a turn: everything the finishing transaction writes of it."""

from __future__ import annotations

from central.core.decision import Verdict
from central.core.messaging.conversation import Handoff, Memo, OptOut, Scene
from central.core.messaging.halt import HALTED
from central.core.messaging.pacing import typing_ms
from central.core.messaging.patience import BRISK_MS, pause
from central.core.money import reais
from central.core.origin.routing import Route
from central.core.people.silence import PAUSE_MS
from central.core.reading.meaning import Reading
from central.core.records import replace
from central.core.replying.choice import Chosen, answered, awaiting
from central.core.replying.plan import Plan
from central.core.replying.reply import Reply
from central.core.selling.checkout import TEAM_SENDS, SentLink, sent_links
from central.core.turn import Outcome, Send, Switch
from central.flow.turn.arrival import Touches, noticed, remember
from central.flow.turn.desk import Desk
from central.flow.turn.draft import Drafted
from central.flow.turn.quoting import told
from central.flow.turn.record import record

MOST_RETRACTIONS = 3
SAID_KEPT = 12
COMES_BACK = 0.1
"""A doubt that the next burst is read with this probability was not settled, whatever else the burst is about."""
_NO_INTEREST = frozenset({"saudacao", "outro", "agradecimento", "humano", "sair"})


def commit(
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
    """The reply, what was learned of the lead, and why."""
    now = desk.clock.now()
    memo = _remember(plan, draft, choices, now)
    blocked = plan.action == "bloquear"
    handoff = asking(scene, plan, now)
    before = plan.switched_from
    switch = Switch(scene.person, before, plan.persona.id, now, f"regra {plan.rule}") if before is not None else None
    plain = plan.action in ("responder", "bloquear", "pausar") and switch is None and not draft.reply.code
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
        decision=record(scene, desk, where, plan, draft, verdicts, now),
        handoff=handoff if plan.action == "chamar_pessoa" else _owed_link(scene, desk, plan, draft.reply),
        optout=_wish(scene, plan, now),
        welcome_back=plan.action == "voltar",
        consent=plan.consent,
        of_age=plan.persona.adult and plan.memo.of_age is True and scene.memo.of_age is not True,
        touches=touches,
        switch=switch,
        links=(*_links(scene, desk, plan, draft.reply), *_paid_by(memo, draft.reply)),
        choices=choices,
        quotes=told(scene, desk.operation, plan, draft.reply.texts, now),
        rewards=answered(scene.memo.awaiting, scene.turn, _meant(plan.reading), memo.stage, now, blocked),
    )


def _owed_link(scene: Scene, desk: Desk, plan: Plan, reply: Reply) -> Handoff | None:
    """The team sends the link that the checkout cannot make: at the lower price or freight the lead was told."""
    product, region = plan.product, desk.operation.catalog.region_named(plan.memo.region)
    if product is None or not any(TEAM_SENDS in text for text in reply.texts):
        return None
    told = []
    if product.listed is not None:
        price = min((v.price for v in product.variants if v.price is not None), default=product.price)
        told.append(f"o preço passado, {reais(price)}")
    if region is not None and region.listed is not None:
        told.append(f"o frete passado, {reais(region.price)}")
    why = f"o link de {product.name} cobraria mais do que {' e '.join(told)}"
    return Handoff(scene.turn, scene.conversation, desk.clock.now(), "central", why)


def _links(scene: Scene, desk: Desk, plan: Plan, reply: Reply) -> tuple[SentLink, ...]:
    """The tokened links in the reply: of the product, and of everything in the cart."""
    products = {p.id: p for p in (plan.product, *plan.in_cart(desk.operation.catalog)) if p is not None}
    return tuple(link for p in products.values() for link in sent_links(p, scene.turn, reply.texts))


def _paid_by(memo: Memo, reply: Reply) -> tuple[SentLink, ...]:
    """The token of the Pix code in the reply: the order that comes of it is this turn's."""
    return (SentLink(memo.pix.token, memo.pix.product),) if memo.pix is not None and reply.code else ()


def silence(scene: Scene, desk: Desk, touches: Touches) -> Outcome:
    """Nothing is said; where the lead came from is kept, and what they spoke of."""
    memo = noticed(remember(scene.memo, desk.operation, touches), scene, desk.operation)
    return Outcome(scene.conversation, scene.turn, scene.epoch, scene.upto, desk.clock.now(), memo, touches=touches)


def to_people(scene: Scene, desk: Desk, memo: Memo, touches: Touches) -> Outcome:
    """The bot is switched off here: nothing is said, and the lead waits for a person."""
    handoff = Handoff(scene.turn, scene.conversation, desk.clock.now(), "central", HALTED)
    return replace(silence(scene, desk, touches), memo=memo, handoff=handoff)


def say_nothing(scene: Scene, desk: Desk, where: Route, plan: Plan, touches: Touches) -> Outcome:
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
        decision=record(scene, desk, where, plan, silent, (), now),
        handoff=asking(scene, plan, now) if plan.calls_for else None,
        touches=touches,
    )


def asking(scene: Scene, plan: Plan, now: int) -> Handoff:
    """A person is asked in: by the lead, or by Central, which says why."""
    by, why = ("central", plan.calls_for) if plan.calls_for else ("lead", "pediu uma pessoa")
    return Handoff(scene.turn, scene.conversation, now, by, why)


def _remember(plan: Plan, draft: Drafted, choices: tuple[Chosen, ...], now: int) -> Memo:
    reply = draft.reply
    keys = tuple(dict.fromkeys(filter(None, (reply.base, reply.key))))
    said = tuple(key for key in plan.memo.said if key not in keys)[-SAID_KEPT:]
    stage = _stage(plan.memo, plan.reading)
    return replace(
        plan.memo,
        stage=stage,
        awaiting=awaiting(choices, now, plan.reading.intent, stage),
        introduced=True,
        circle=plan.memo.circle.spoken(now),
        asked=reply.asks,
        said=(*said, *keys),
        given_up=plan.memo.given_up + 1 if draft.gave_up else 0,
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
    return tuple(label for label, _ in reading.intents if reading.has(label, COMES_BACK))


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
    at = max(now, began + round(pace * _pause(scene))) if pace else now
    for number, bubble in enumerate(reply.bubbles()):
        at += round(pace * typing_ms(bubble)) if number else 0
        sends.append(Send(f"{scene.turn}.{number}", bubble, at))
    return tuple(sends)


def _pause(scene: Scene) -> int:
    if not scene.lines:
        return BRISK_MS
    return pause(scene.lines[-1].content, len(scene.lines) - 1, scene.memo.asked is not None)
