"""What an owner does about ads, numbers and personas: for the terminal and for any page over the same store."""

from __future__ import annotations

from dataclasses import dataclass

from central.adapters.operation import digest, numbered, to_json
from central.adapters.operation.ads import with_ad
from central.adapters.store import Store
from central.core.errors import AskHuman
from central.core.messaging.channel import ChannelSpec
from central.core.messaging.halt import Halt, Scope
from central.core.messaging.health import STATES, WELL, Health, State, Stranded, state_of, stranded
from central.core.messaging.standing import Standing
from central.core.operation import Operation
from central.core.turn import Switch


@dataclass(frozen=True, slots=True)
class Tied:
    """An ad that leads to a product now."""

    version: int
    campaign: str
    product: str
    persona: str
    leads: int
    """People who had come by it before and belong to the campaign now."""


@dataclass(frozen=True, slots=True)
class NumberState:
    """A number as an owner sees it; `ads` are those to change by hand at Meta."""

    channel: ChannelSpec
    state: State
    health: Health | None
    ads: tuple[Stranded, ...]
    standing: Standing | None = None
    """What Meta's API said of it last."""
    halt: Halt | None = None
    """Who switched the bot off on it."""


async def tie_ad(store: Store, ad: str, product: str, who: str, now: int) -> Tied:
    """Put an ad into the product's campaign as a new version, and give it its past leads; their personas stay."""
    operation = await operation_of(store)
    seen = next((found for found in await store.origins.new_ads(operation) if found.ad == ad), None)
    headline, body = (seen.headline, seen.body) if seen is not None else ("", "")
    document = with_ad(operation, ad, product, headline, body)
    note = f"anúncio {ad} ligado a {product}"
    number = await store.operations.publish(to_json(document), digest(document), who, now, note)
    renewed = numbered(number, digest(document), document)
    campaign = next(c for c in renewed.campaigns if ad in c.ads)
    leads = await store.origins.settle_ad(renewed, ad)
    return Tied(number, campaign.id, product, campaign.persona, leads)


async def switch_persona(store: Store, ref: str, persona: str, who: str, now: int) -> Switch:
    """Give a lead to another persona; raises AskHuman when there is no such lead or persona."""
    operation = await operation_of(store)
    if operation.persona(persona) is None:
        known = ", ".join(p.id for p in operation.personas)
        raise AskHuman(f'Não conheço a persona "{persona}". As personas são: {known}', code="persona_desconhecida")
    switch = await store.origins.switch_persona(ref, persona, who, now)
    if switch is None:
        raise AskHuman("Não encontrei esse lead. Use o número da conversa ou da pessoa.", code="lead_desconhecido")
    return switch


async def numbers(store: Store, now: int) -> list[NumberState]:
    """Every number with its health and the click-to-WhatsApp ads that must leave it."""
    operation = await operation_of(store)
    health = await store.numbers.current()
    seen = await store.origins.ads_by_channel([c.id for c in operation.channels])
    left = stranded(operation, health, seen, now)
    standings, halts = await store.numbers.standings(), await store.numbers.halts()
    return [
        NumberState(
            c,
            state_of(health, c.id, now),
            health.get(c.id),
            tuple(s for s in left if s.channel == c.id),
            standings.get(c.id),
            halts.of("numero", c.id),
        )
        for c in operation.channels
    ]


async def switch_bot(store: Store, scope: Scope, id: str, on: bool, who: str, reason: str, now: int) -> int:
    """Switch the bot off or on for a number or a persona; how many conversations came back to it.

    Raises AskHuman when there is no such number or persona.
    """
    operation = await operation_of(store)
    known = [c.id for c in operation.channels] if scope == "numero" else [p.id for p in operation.personas]
    if id not in known:
        raise AskHuman(f'Não conheço {scope} "{id[:80]}". Existem: {", ".join(known)}', code="interruptor")
    if not on:
        await store.numbers.halt(scope, id, who, reason, now)
        return 0
    waiting = await store.numbers.resume(scope, id)
    for conversation in waiting:
        await store.journal.end_handoff(conversation, who, now)
    return len(waiting)


async def set_health(store: Store, channel: str, word: str, who: str, now: int) -> NumberState:
    """What a person says of a number, in the owner's words; raises AskHuman when either is unknown."""
    operation = await operation_of(store)
    state = next((state for state, name in STATES.items() if name == word), None)
    if state is None:
        raise AskHuman(f"Escreva um destes: {', '.join(STATES.values())}", code="saude_desconhecida")
    if operation.channel(channel) is None:
        known = ", ".join(f"{c.id} ({c.name})" for c in operation.channels)
        raise AskHuman(f"Não conheço o número {channel}. Os números são: {known}", code="numero_desconhecido")
    await store.numbers.report([Health(channel, state, now, who, "dito à mão")])
    return next(n for n in await numbers(store, now) if n.channel.id == channel)


def is_well(number: NumberState) -> bool:
    """Whether new leads may be sent there."""
    return number.state in WELL


async def operation_of(store: Store) -> Operation:
    """The operation in force; raises AskHuman when there is none."""
    operation = await store.operations.current()
    if operation is None:
        raise AskHuman("Ainda não há operação. Rode: central importar PASTA", code="sem_operacao")
    return operation
