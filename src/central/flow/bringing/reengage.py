"""Calling a silent lead back: when a timer wakes a conversation and nobody wrote since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from central.core.messaging.conversation import Scene, Timer, Touch, window_open
from central.core.messaging.halt import HALTED, NOTHING_HALTED, Halts
from central.core.messaging.health import WELL, state_of
from central.core.messaging.message import Bubble
from central.core.messaging.template import Judged, Template, judged
from central.core.operation import Operation
from central.core.people.persona import Persona
from central.core.replying.arms import template_label
from central.core.replying.choice import NONE, Asked, Option
from central.core.replying.mode import unasked
from central.core.replying.reengage import PREFIX, Reengagement, Restraint, allowed, is_untouched, rests_at, timers
from central.core.replying.reply import Say, compose
from central.core.replying.script import values_for
from central.core.selling.catalog import Product
from central.core.selling.checkout import SentLink, link_for, sent_links
from central.core.selling.cost import META_PRICES
from central.core.turn import CallBack, Outcome, Send
from central.flow.turn.paying import pix_slots
from central.ports import Chooser, Clock, Numbers

WEEK_MS = 7 * 24 * 3600 * 1000
FREE_MS = 72 * 3600 * 1000
"""How long everything is free after an ad brought the lead (Meta, free entry point)."""
SPREAD_S = 900
_TELLS = frozenset("objecao_adiamento objecao_preco objecao_confianca objecao_eficacia pos_venda sair humano".split())
"""Intents after which a reminder to pay would not have listened."""
FULL_MS = 3 * 3600 * 1000
"""How long a call back waits when Meta's limit of people a day, or the warm-up, is used up."""


class Callbacks(Protocol):
    """How often people were called back, what they allowed, and what Meta says of the templates."""

    async def count(self, person: str, since: int) -> int:
        """How often anybody called this person back."""

    async def count_offers(self, person: str, since: int) -> int:
        """How often this person was offered what goes with a purchase."""

    async def consented(self, person: str) -> bool:
        """Whether the person allowed messages they did not ask for."""

    async def templates(self) -> tuple[Judged, ...]:
        """Every template Meta spoke of, at most ten seconds old."""

    async def room(self, warm_up: bool) -> int:
        """How many more people may get a template in these 24 hours; whoever asks is counted as one of them."""


@dataclass(frozen=True, slots=True)
class Bell:
    """What calling back works with."""

    operation: Operation
    clock: Clock
    chooser: Chooser
    callbacks: Callbacks
    local: Callable[[int], datetime]
    holiday: Callable[[date], bool]
    numbers: Numbers | None = None
    """Without it every number is well."""
    halts: Halts = NOTHING_HALTED

    async def waits(self, scene: Scene, now: int) -> int:
        """When to look again because nobody else may get a template today; 0 when it need not wait."""
        if window_open(scene.heard_at, now) or await self.callbacks.room(self.operation.restraint.warm_up) > 0:
            return 0
        return self.when(scene.person)(now + FULL_MS)

    def until(self, now: int) -> int:
        """Until when what is said now, unasked, may leave."""
        return until_rest(now, self.operation.restraint, self.local)

    def when(self, person: str) -> Callable[[int], int]:
        """Moves a moment to one at which this person may be called back."""
        return when_allowed(person, self.operation.restraint, self.local, self.holiday)


def when_allowed(
    person: str, restraint: Restraint, local: Callable[[int], datetime], holiday: Callable[[date], bool]
) -> Callable[[int], int]:
    """Moves a moment (ms) to one at which this person may be written to; moved ones spread over a quarter hour."""
    jitter = int(person[-3:], 16) % SPREAD_S if person[-3:].isalnum() and _hex(person[-3:]) else 0

    def moved(at: int) -> int:
        here = local(at)
        found = allowed(here, restraint, holiday, jitter)
        return at + round((found - here) / timedelta(milliseconds=1))

    return moved


def until_rest(now: int, restraint: Restraint, local: Callable[[int], datetime]) -> int:
    """When the hours of this day end in which people may be written to unasked (ms)."""
    here = local(now)
    return now + round((rests_at(here, restraint) - here) / timedelta(milliseconds=1))


def _hex(text: str) -> bool:
    return all(c in "0123456789abcdef" for c in text)


@dataclass(frozen=True, slots=True)
class Found:
    """What would be said: the bubbles, their label in the ledger, what it costs in micro-reais."""

    bubbles: tuple[Bubble, ...]
    label: str
    price: int
    links: tuple[SentLink, ...] = ()


async def call_back(scene: Scene, bell: Bell) -> Outcome:
    """Say what the due rule says, or nothing; either way it is on record, and the next try is planned."""
    now = bell.clock.now()
    outcome = Outcome(scene.conversation, scene.turn, scene.epoch, scene.upto, now, scene.memo)
    rule = _due(scene, bell.operation)
    persona = bell.operation.persona(scene.memo.persona)
    if rule is None or persona is None:
        return outcome
    if later := _not_now(scene, rule, bell, now):
        return replace(outcome, timers=later)
    against = await _against(scene, bell, now)
    options = [] if against else await _options(scene, rule, persona, bell, now)
    if options and (later_at := await bell.waits(scene, now)):
        return replace(outcome, timers=(Timer(f"{PREFIX}{rule.id}", later_at),))
    if not options:
        why = against or "nada que se possa dizer agora"
        return replace(outcome, called_back=CallBack(scene.person, rule.id, "", 0, why))
    chosen = await bell.chooser.choose(_asked(scene, rule, persona, bell.operation, options, now))
    memo = replace(scene.memo, called_back=(*scene.memo.called_back, rule.id))
    more = timers(bell.operation.reengagements, memo, now, bell.operation.restraint, bell.when(scene.person))
    outcome = replace(outcome, memo=memo, choices=(chosen,), timers=more)
    taken = next((one for one in options if one.label == chosen["retomada"]), None)
    if taken is None:
        return replace(outcome, called_back=CallBack(scene.person, rule.id, "", 0, "preferiu não escrever"))
    return replace(
        outcome,
        sends=tuple(
            Send(f"{scene.turn}.{n}", bubble, now, until=bell.until(now)) for n, bubble in enumerate(taken.bubbles)
        ),
        links=taken.links,
        called_back=CallBack(scene.person, rule.id, taken.label, taken.price, ""),
    )


def call_back_later(outcome: Outcome, scene: Scene, bell: Bell) -> Outcome:
    """If nothing comes, this lead is looked at again; what an earlier silence had planned is off.

    So is what was to remind of a payment, once the lead says why not, or that it is made.
    """
    rules = bell.operation.reengagements
    planned = timers(rules, outcome.memo, outcome.at, bell.operation.restraint, bell.when(scene.person))
    if outcome.handoff is not None or outcome.optout is not None or not outcome.sends:
        planned = ()
    told = outcome.decision is not None and outcome.decision.intent in _TELLS
    off = {f"{PREFIX}{rule.id}" for rule in rules if told or not rule.event} - {timer.key for timer in planned}
    return replace(outcome, timers=(*outcome.timers, *planned), cancel=tuple(sorted(off)))


def _due(scene: Scene, operation: Operation) -> Reengagement | None:
    """The first due rule that still fits the sale; those it does not fit any more are forgotten with their timer."""
    woken = {timer.key.removeprefix(PREFIX) for timer in scene.timers if timer.key.startswith(PREFIX)}
    return next((r for r in operation.reengagements if r.id in woken and r.fits(scene.memo)), None)


def _not_now(scene: Scene, rule: Reengagement, bell: Bell, now: int) -> tuple[Timer, ...]:
    """A moment that came while the day had closed is moved once more."""
    moved = bell.when(scene.person)(now)
    return (Timer(f"{PREFIX}{rule.id}", moved),) if moved > now else ()


async def _against(scene: Scene, bell: Bell, now: int) -> str:
    """Why nobody calls this person back now; empty when they may."""
    restraint = bell.operation.restraint
    if why := unasked(bell.operation.modes, scene.memo.persona):
        return why
    if scene.opted_out or (scene.paused_until is not None and scene.paused_until > now):
        return "pediu silêncio"
    if scene.handoff is not None:
        return "está com uma pessoa da equipe"
    if bell.halts.holds(scene.channel, scene.memo.persona):
        return HALTED
    if is_untouched(scene.person, restraint.untouched):
        return "grupo intocado"
    if await bell.callbacks.count(scene.person, now - WEEK_MS) >= restraint.per_week:
        return f"já foi chamada {restraint.per_week} vezes em sete dias"
    return ""


async def _options(scene: Scene, rule: Reengagement, persona: Persona, bell: Bell, now: int) -> list[Found]:
    """What may be said: a script while the window is open, else the templates Meta and the person allow.

    It lights up a locked phone: a product for adults is not named.
    """
    operation, memo = bell.operation, scene.memo
    free = _free(memo.last_touch, now)
    if window_open(scene.heard_at, now):
        if rule.script is None:
            return []
        product = operation.catalog.product(memo.product)
        link = link_for(product, operation.checkouts, scene.turn)
        slots = pix_slots(memo.pix, bell.local, now) if memo.pix is not None and memo.pix.alive(now) else ()
        shown = replace(memo, product=None, variant=None) if persona.adult else memo
        reply = compose(operation, rule.script, persona, shown, Say(name=scene.name, link=link, slots=slots))
        links = sent_links(product, scene.turn, reply.texts)
        price = 0 if free else META_PRICES["service"]
        return [Found(reply.bubbles(), f"script:{reply.key}", price, links)]
    channel = operation.channel(scene.channel)
    if channel is None:
        return []
    verdicts, consented = await bell.callbacks.templates(), await _marketing(scene, bell, now)
    product = operation.catalog.product(memo.product)
    values = values_for(operation.catalog, product, persona=persona.name, persona_id=persona.id, name=scene.name)
    if persona.adult:
        values["produto"] = (product.neutral_name if product is not None else None) or ""
    wanted = (t for t in operation.templates if t.name in rule.templates)
    found = (template_of(t, channel.waba, verdicts, consented, values, free) for t in wanted)
    return [one for one in found if one is not None]


async def _marketing(scene: Scene, bell: Bell, now: int) -> bool:
    """Whether marketing may go to this person: they allowed it and the number is well; a yellow one is spared."""
    if not await bell.callbacks.consented(scene.person):
        return False
    state = state_of(await bell.numbers.current(), scene.channel, now) if bell.numbers is not None else "green"
    spared = state == "yellow" and await bell.callbacks.count(scene.person, now - WEEK_MS) > 0
    return state in WELL and not spared


def template_of(
    template: Template, waba: str, verdicts: tuple[Judged, ...], consented: bool, values: dict[str, str], free: bool
) -> Found | None:
    """The filled template, if Meta approves it and the person allowed what Meta says it is."""
    verdict = judged(verdicts, waba, template)
    if verdict is None or verdict.against():
        return None
    category = verdict.category.lower()
    if category == "marketing" and not consented:
        return None
    bubble = template.filled(values)
    price = 0 if free and category != "authentication" else META_PRICES.get(category, META_PRICES["marketing"])
    return None if bubble is None else Found((bubble,), template_label(template), price)


def _free(touch: Touch | None, now: int) -> bool:
    """Whether Meta charges nothing: the 72 hours after an ad on its own platforms."""
    return touch is not None and touch.source == "meta" and touch.ad is not None and now - touch.at < FREE_MS


def _asked(
    scene: Scene, rule: Reengagement, persona: Persona, operation: Operation, options: list[Found], now: int
) -> Asked:
    memo = scene.memo
    touch = memo.last_touch or Touch(0, "desconhecida")
    product = operation.catalog.product(memo.product)
    offered = (*(Option("retomada", one.label, cost=one.price) for one in options), Option("retomada", NONE))
    return Asked(
        id=f"{scene.turn}.retomada",
        point="retomada",
        at=now,
        person=scene.person,
        conversation=scene.conversation,
        phase=persona.phase,
        options=offered,
        rule=(("retomada", options[0].label),),
        stage=memo.stage,
        intent=rule.id,
        persona=persona.id,
        product=memo.product,
        campaign=touch.campaign,
        source=touch.source,
        margin=_margin(product),
        used=memo.used,
    )


def _margin(product: Product | None) -> int:
    return product.price - (product.cost or 0) if product is not None else 0
