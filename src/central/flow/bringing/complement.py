"""An offer of what goes with a purchase: made, or not, and always on record."""

from __future__ import annotations

from dataclasses import replace

from central.core.messaging.conversation import Scene, Timer, Touch, window_open
from central.core.messaging.message import Bubble, spoken
from central.core.people.persona import Persona
from central.core.replying.choice import NONE, Asked, Option
from central.core.replying.mode import unasked
from central.core.replying.reengage import is_untouched
from central.core.replying.reply import Say, compose
from central.core.replying.script import values_for
from central.core.selling.catalog import Product
from central.core.selling.checkout import link_for, sent_links
from central.core.selling.complement import OFFER, REST_MS, Complement
from central.core.selling.cost import META_PRICES
from central.core.selling.shipment import trouble
from central.core.turn import CallBack, Outcome, Send
from central.flow.bringing.reengage import WEEK_MS, template_of
from central.flow.turn.desk import Desk

UNTOUCHED = "grupo intocado"
PLAIN, REDUCED = "cheio", "desconto"


async def offer(scene: Scene, desk: Desk, timer: Timer) -> Outcome:
    """The pair whose time came: nobody of the untouched group is ever asked; for the others it is drawn."""
    now, memo = desk.clock.now(), scene.memo
    outcome = Outcome(scene.conversation, scene.turn, scene.epoch, scene.upto, now, memo)
    id = timer.key.removeprefix(OFFER)
    pair = next((one for one in desk.operation.complements if one.id == id), None)
    persona = desk.operation.persona(memo.persona)
    product = desk.operation.catalog.product(pair.offer) if pair is not None else None
    if pair is None or persona is None or product is None or desk.callbacks is None or desk.bell is None:
        return outcome
    if (later := desk.bell.when(scene.person)(now)) > now:
        return replace(outcome, timers=(replace(timer, due_at=later),))
    rule = f"{OFFER}{pair.id}"
    if against := await _against(scene, desk, product, now):
        return replace(outcome, called_back=CallBack(scene.person, rule, "", 0, against))
    if is_untouched(scene.person, desk.operation.restraint.untouched):
        return replace(outcome, called_back=CallBack(scene.person, rule, "", 0, UNTOUCHED))
    found = await _bubbles(scene, desk, pair, persona, product, now)
    if not found:
        return replace(outcome, called_back=CallBack(scene.person, rule, "", 0, "nada que se possa dizer agora"))
    if full := await desk.bell.waits(scene, now):
        return replace(outcome, timers=(replace(timer, due_at=full),))
    chosen = await desk.chooser.choose(_asked(scene, pair, persona, product, found, now))
    taken = chosen["complemento"]
    memo = replace(memo, used=(*memo.used, f"complemento:{taken}"))
    outcome = replace(outcome, choices=(chosen,), memo=memo)
    if taken not in found:
        return replace(outcome, called_back=CallBack(scene.person, rule, "", 0, "preferiu não oferecer"))
    bubbles, price = found[taken]
    texts = tuple(spoken(bubble) for bubble in bubbles)
    return replace(
        outcome,
        memo=replace(memo, product=product.id, variant=None),
        sends=tuple(
            Send(f"{scene.turn}.{n}", bubble, now, until=desk.bell.until(now)) for n, bubble in enumerate(bubbles)
        ),
        retractable=False,
        links=sent_links(product, scene.turn, texts),
        called_back=CallBack(scene.person, rule, taken, price, ""),
    )


async def _against(scene: Scene, desk: Desk, product: Product, now: int) -> str:
    """Why nobody is offered anything now, whatever group they are of; empty when they may be."""
    if scene.opted_out or (scene.paused_until is not None and scene.paused_until > now):
        return "pediu silêncio"
    if scene.handoff is not None:
        return "está com uma pessoa da equipe"
    if why := unasked(desk.operation.modes, scene.memo.persona):
        return why
    if scene.memo.stage not in ("comprado", "pos_venda"):
        return "a compra foi desfeita"
    if not product.active or not product.stock:
        return "o complemento acabou"
    assert desk.callbacks is not None, "who offers counts"
    if await desk.callbacks.count_offers(scene.person, now - REST_MS):
        return "já recebeu uma oferta em trinta dias"
    if await desk.callbacks.count(scene.person, now - WEEK_MS) >= desk.operation.restraint.per_week:
        return f"já foi chamada {desk.operation.restraint.per_week} vezes em sete dias"
    purchases = await desk.purchases.of(scene.person) if desk.purchases is not None else ()
    troubles = (trouble(one, now) for one in purchases)
    return next((f"há um pedido com {one}" for one in troubles if one), "")


async def _bubbles(
    scene: Scene, desk: Desk, pair: Complement, persona: Persona, product: Product, now: int
) -> dict[str, tuple[tuple[Bubble, ...], int]]:
    """What may be said, by its label in the ledger, with its price in micro-reais."""
    operation, memo = desk.operation, replace(scene.memo, product=product.id, variant=None)
    link = link_for(product, operation.checkouts, scene.turn)
    ways: list[tuple[str, tuple[tuple[str, str], ...]]] = [(PLAIN, ())]
    if pair.percent:
        ways.append((REDUCED, (("desconto", f"{pair.percent}%"), ("cupom", pair.coupon))))
    found: dict[str, tuple[tuple[Bubble, ...], int]] = {}
    if window_open(scene.heard_at, now):
        for way, slots in ways:
            script = pair.script if way == PLAIN else f"{pair.script}_desconto"
            if operation.script(script, persona.id) is not None:
                reply = compose(operation, script, persona, memo, Say(name=scene.name, link=link, slots=slots))
                if reply.key.split("/")[0] == script:
                    found[f"{pair.id}:{way}"] = (reply.bubbles(), META_PRICES["service"])
        return found
    assert desk.callbacks is not None, "who offers counts"
    verdicts, consented = await desk.callbacks.templates(), await desk.callbacks.consented(scene.person)
    channel = operation.channel(scene.channel)
    values = values_for(
        operation.catalog, product, persona=persona.name, persona_id=persona.id, name=scene.name, link=link
    )
    for template in (t for t in operation.templates if t.name in pair.templates and channel is not None):
        assert channel is not None, "a template needs its number"
        made = template_of(template, channel.waba, verdicts, consented, values, free=False)
        if made is not None:
            found[f"{pair.id}:{template.name}"] = (made.bubbles, made.price)
    return found


def _asked(
    scene: Scene,
    pair: Complement,
    persona: Persona,
    product: Product,
    found: dict[str, tuple[tuple[Bubble, ...], int]],
    now: int,
) -> Asked:
    memo = scene.memo
    touch = memo.last_touch or Touch(0, "desconhecida")
    margin = product.price - (product.cost or 0)
    offered = tuple(
        Option("complemento", label, cost=price, keeps=_keeps(pair, product, margin, label))
        for label, (_, price) in found.items()
    )
    return Asked(
        id=f"{scene.turn}.complemento",
        point="complemento",
        at=now,
        person=scene.person,
        conversation=scene.conversation,
        phase=persona.phase,
        options=(*offered, Option("complemento", NONE)),
        rule=(("complemento", offered[0].label),),
        stage=memo.stage,
        intent=pair.id,
        persona=persona.id,
        product=product.id,
        campaign=touch.campaign,
        source=touch.source,
        margin=margin,
        used=memo.used,
    )


def _keeps(pair: Complement, product: Product, margin: int, label: str) -> int:
    """Basis points of the margin a sale keeps after the pair's discount."""
    if not label.endswith(f":{REDUCED}") or margin <= 0:
        return 10_000
    return max(0, 10_000 - product.price * pair.percent * 100 // margin)
