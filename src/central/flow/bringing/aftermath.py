"""What news of an order do in its conversation: thanks for money, a look back at what was not paid, an offer later."""

from __future__ import annotations

from dataclasses import replace

from central.core.messaging.conversation import Scene, Timer, window_open
from central.core.money import reais
from central.core.operation import Operation
from central.core.replying.mode import unasked
from central.core.replying.order_scripts import PAID, SAYS_PAID
from central.core.replying.reengage import PREFIX, recoveries, unpaid_event
from central.core.replying.reply import Say, compose
from central.core.replying.rules import because
from central.core.selling.complement import OFFER, off, offers
from central.core.selling.order import ORDER_NEWS
from central.core.turn import Outcome, Send
from central.flow.bringing.complement import offer
from central.flow.bringing.reengage import call_back
from central.flow.turn.desk import Desk

THANKS = "obrigada:"
"""How the timer of a thank-you begins; the order's id follows."""
SOON_MS = 1_500
AFTER_REPLY_MS = 20_000
UNTHANKED = ("mao", "crm")
"""Whose word of a sale the lead is not told of: somebody of the team was there."""


async def woken(scene: Scene, desk: Desk) -> Outcome:
    """A timer woke the conversation and nobody wrote: one thing is done, what else was due comes a moment later."""
    outcome = told_of_orders(_nothing(scene, desk), scene, desk)
    waiting = [t for t in scene.timers if not t.key.startswith(ORDER_NEWS)]
    now = desk.clock.now()
    if not waiting:
        return outcome
    first = next((t for t in waiting if t.key.startswith(THANKS)), None)
    if first is not None:
        said = thank(scene, desk, first)
    elif (first := next((t for t in waiting if t.key.startswith(OFFER)), None)) is not None:
        said = await offer(scene, desk, first)
    elif desk.bell is not None:
        return _joined(outcome, await call_back(scene, desk.bell))
    else:
        return outcome
    rest = tuple(Timer(t.key, now + SOON_MS, t.payload) for t in waiting if t is not first)
    return _joined(outcome, replace(said, timers=(*said.timers, *rest)))


def told_of_orders(outcome: Outcome, scene: Scene, desk: Desk) -> Outcome:
    """The outcome with what the news of orders plan and call off."""
    for timer in scene.timers:
        if timer.key.startswith(ORDER_NEWS):
            outcome = _planned(outcome, scene, desk, timer)
    return outcome


def put_off(outcome: Outcome, scene: Scene) -> Outcome:
    """Thanks and offers that fell due while the lead was writing come after the reply."""
    due = [t for t in scene.timers if t.key.startswith((THANKS, OFFER))]
    if not due:
        return outcome
    return replace(
        outcome, timers=(*outcome.timers, *(Timer(t.key, outcome.at + AFTER_REPLY_MS, t.payload) for t in due))
    )


def pix_asked(outcome: Outcome, scene: Scene, desk: Desk) -> Outcome:
    """A Pix code was made just now: its reminders are planned, those of the one before are moved."""
    pix = outcome.memo.pix
    if desk.bell is None or pix is None or pix == scene.memo.pix:
        return outcome
    when, rules = desk.bell.when(scene.person), desk.operation.reengagements
    more = recoveries(rules, "pix_pendente", outcome.memo, outcome.at, outcome.at, when)
    return replace(outcome, timers=(*outcome.timers, *more))


def thank(scene: Scene, desk: Desk, timer: Timer) -> Outcome:
    """The money came: say so, if the lead may be written to and the sale still stands."""
    now, memo = desk.clock.now(), scene.memo
    outcome = _nothing(scene, desk)
    persona = desk.operation.persona(memo.persona)
    silent = scene.opted_out or scene.handoff is not None or not window_open(scene.heard_at, now)
    silent = silent or bool(unasked(desk.operation.modes, memo.persona))
    if persona is None or silent or memo.stage != "comprado":
        return outcome
    ours = memo.pix is not None and memo.pix.payment == timer.payload.get("number")
    slots = (("pix_valor", reais(memo.pix.total)),) if memo.pix is not None and ours else ()
    reply = compose(desk.operation, PAID, persona, memo, Say(name=scene.name, slots=slots))
    sends = tuple(Send(f"{scene.turn}.{n}", bubble, now) for n, bubble in enumerate(reply.bubbles()))
    said = (*(key for key in memo.said if key != reply.key), reply.key)
    return replace(outcome, sends=sends, retractable=False, memo=replace(memo, said=said, asked=None))


def _planned(outcome: Outcome, scene: Scene, desk: Desk, timer: Timer) -> Outcome:
    """One piece of news: money ends every reminder, and begins the thanks and the time until an offer."""
    operation, news, now = desk.operation, timer.payload, desk.clock.now()
    order = timer.key.removeprefix(ORDER_NEWS)
    recovering = tuple(f"{PREFIX}{rule.id}" for rule in operation.reengagements if rule.event)
    if news.get("status") == "approved":
        thanks = () if news.get("provider") in UNTHANKED else (Timer(f"{THANKS}{order}", now + SOON_MS, news),)
        product = news.get("product") or scene.memo.product
        later = (*thanks, *offers(operation.complements, product, order, now))
        return replace(
            outcome,
            timers=(*outcome.timers, *later),
            cancel=(*outcome.cancel, *recovering),
            hands_back=_waited_for(scene, operation) or outcome.hands_back,
        )
    event = unpaid_event(news.get("status", ""), news.get("method", ""))
    if event and desk.bell is not None:
        when = desk.bell.when(scene.person)
        more = recoveries(operation.reengagements, event, outcome.memo, now, now, when)
        return replace(outcome, timers=(*outcome.timers, *more))
    gone = (f"{THANKS}{order}", *off(operation.complements))
    return replace(outcome, cancel=(*outcome.cancel, *recovering, *gone))


def _waited_for(scene: Scene, operation: Operation) -> str:
    """The hand-over in which somebody was only to see whether the money came, and whom nobody answered yet."""
    asked = scene.handoff
    if asked is None or asked.by != "central":
        return ""
    paid = any(rule.script == SAYS_PAID and asked.reason == because(rule) for rule in operation.rules)
    return asked.id if paid else ""


def _nothing(scene: Scene, desk: Desk) -> Outcome:
    return Outcome(scene.conversation, scene.turn, scene.epoch, scene.upto, desk.clock.now(), scene.memo)


def _joined(plans: Outcome, done: Outcome) -> Outcome:
    """What was done, with what the news planned besides."""
    return replace(
        done,
        timers=(*done.timers, *plans.timers),
        cancel=(*done.cancel, *plans.cancel),
        hands_back=plans.hands_back,
    )
