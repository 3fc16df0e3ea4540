"""What colours a reply besides its script: names, links, promises, what was chosen."""

from __future__ import annotations

from central.core.messaging.conversation import Scene
from central.core.messaging.health import healthy_channel
from central.core.people.adult import REFUSE
from central.core.replying.hours import promise
from central.core.replying.plan import Plan
from central.core.replying.reply import Say
from central.core.replying.script import DANGER, DESPAIR, MINOR
from central.core.selling.catalog import Region
from central.core.selling.checkout import link_for
from central.flow.turn.desk import Desk

_GRAVE = frozenset({DANGER, DESPAIR, MINOR, REFUSE, "sair"})
"""Scripts beside which nothing else is said."""


async def say(plan: Plan, scene: Scene, desk: Desk) -> Say:
    """What colours the reply besides its script."""
    reserved = await _reserved_number(desk, plan)
    return Say(
        name=scene.name,
        aside=plan.aside,
        reserved=reserved,
        link=link_for(plan.product, desk.operation.checkouts, scene.turn, _region(plan, desk)),
        slots=(*plan.slots, *_links(plan, scene, desk)),
        promise=_promise(desk) if plan.action == "chamar_pessoa" else None,
        opening=plan.begins,
        trigger=plan.nudges,
        facts=plan.facts,
        others=plan.others,
        beside=plan.beside,
        notice="" if plan.script in _GRAVE else desk.operation.privacy.line(),
    )


def _links(plan: Plan, scene: Scene, desk: Desk) -> tuple[tuple[str, str], ...]:
    """Where each thing the lead wants is bought."""
    region, products = _region(plan, desk), plan.in_cart(desk.operation.catalog)
    links = {p.name: link_for(p, desk.operation.checkouts, scene.turn, region) for p in products}
    if len(links) < 2:
        return (("links", "".join(links.values())),)
    return (("links", "\n".join(f"{name}: {link}" for name, link in links.items())),)


def _region(plan: Plan, desk: Desk) -> Region | None:
    return desk.operation.catalog.region_named(plan.memo.region)


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
