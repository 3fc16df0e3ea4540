"""Sends to a segment: rehearsed with their price, begun, let go portion by portion, stopped when they should be."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from central.core.errors import AskHuman
from central.core.messaging.broadcast import DAY_MS, SPEEDS, Broadcast, Counts, Next, Step, allowance
from central.core.messaging.health import STATES, State, state_of
from central.core.messaging.message import SayTemplate
from central.core.messaging.template import Judged, Template, judged
from central.core.money import fine_reais
from central.core.operation import Operation
from central.core.people.segment import Candidate, Limits, Picked, Segment, picked
from central.core.replying.reengage import allowed
from central.core.replying.script import values_for
from central.core.selling.cost import META_PRICES
from central.flow.bringing.reengage import Callbacks, until_rest
from central.ports import Clock, Numbers
from central.ports.broadcasts import Broadcasts

TICK_MS = 1_000
HURRIED = 500
"""People a portion where nothing is held back."""
BY = "central"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a send would do: to whom, for how much (micro-reais, at most), who is left out, why it could not begin."""

    template: Template
    category: str
    price: int
    picked: Picked
    why_not: str

    @property
    def total(self) -> int:
        """Micro-reais if everybody gets it; people in the free days after an ad cost nothing."""
        return self.price * len(self.picked.people)


@dataclass(frozen=True, slots=True)
class Sender:
    """What sends work with; `limit` is Meta's limit of people a day (None: none known), `pace` 0 holds nothing back."""

    operation: Callable[[], Awaitable[Operation | None]]
    broadcasts: Broadcasts
    callbacks: Callbacks
    numbers: Numbers
    clock: Clock
    local: Callable[[int], datetime]
    holiday: Callable[[date], bool]
    limit: Callable[[], Awaitable[int | None]]
    pace: float = 1.0

    async def rehearse(self, segment: Segment, name: str) -> Rehearsal:
        """Who would get it and what it would cost; nothing is written. Raises AskHuman for an unknown template."""
        operation, now = await self._operation(), self.clock.now()
        template = next((t for t in operation.templates if t.name == name), None)
        if template is None:
            raise AskHuman(f'Não conheço o modelo "{name}". Veja: central modelos', code="modelo_desconhecido")
        verdicts = await self.callbacks.templates()
        able = usable(operation, template, verdicts)
        category = _category(template, able)
        limits = Limits(operation.restraint, category == "marketing", able.keys(), _adults(operation))
        people = [one async for one in self.broadcasts.candidates(now)]
        if segment.imported:
            people += [one async for one in self._strangers(operation, now)]
        found = picked(segment, people, limits, now)
        why_not = "" if able else _refusal(operation, template, verdicts)
        return Rehearsal(template, category, price_of(category), found, why_not)

    async def _strangers(self, operation: Operation, now: int) -> AsyncIterator[Candidate]:
        """Who never wrote, each where their persona answers."""
        async for one in self.broadcasts.strangers(now):
            home = operation.home(one.persona or None, one.portfolio)
            if home is not None:
                yield one.candidate(home.id)

    async def begin(self, name: str, segment: Segment, template: str, by: str) -> Broadcast:
        """Let a send go. Raises AskHuman where it cannot, or nobody would get it."""
        found = await self.rehearse(segment, template)
        if found.why_not:
            raise AskHuman(f"O modelo {template} não pode ser usado: {found.why_not}.", code="modelo")
        if not found.picked.people:
            raise AskHuman("Ninguém receberia este envio. Veja quem ficou de fora e por quê.", code="ninguem")
        asked = json.dumps(asdict(segment), ensure_ascii=False)
        what = (name or template, template, asked, found.category, found.price)
        return await self.broadcasts.begin(what, found.picked.people, by, self.clock.now())

    async def pause(self, id: str, by: str) -> bool:
        """Let it stand still; what is in the outbox already goes out."""
        return await self.broadcasts.move(
            id, "enviando", "pausado", "pausado por alguém da equipe", by, self.clock.now()
        )

    async def resume(self, id: str, by: str) -> bool:
        """Let it go on, at the price of now."""
        one, operation = await self.broadcasts.get(id), await self._operation()
        template = next((t for t in operation.templates if one is not None and t.name == one.template), None)
        if one is None or template is None:
            return False
        able = usable(operation, template, await self.callbacks.templates())
        category = _category(template, able)
        await self.broadcasts.reprice(id, category, price_of(category))
        return await self.broadcasts.move(id, "pausado", "enviando", "", by, self.clock.now())

    async def cancel(self, id: str, by: str) -> bool:
        """Nobody else gets it."""
        now = self.clock.now()
        return await self.broadcasts.move(id, "enviando", "cancelado", "", by, now) or await self.broadcasts.move(
            id, "pausado", "cancelado", "", by, now
        )

    async def step(self) -> int:
        """The next portion of every send that goes on; how many people were decided about."""
        operation = await self.operation()
        going = [one for one in await self.broadcasts.all() if one.state == "enviando"] if operation else []
        done = 0
        for one in going:
            assert operation is not None
            done += await self._portion(operation, one)
        return done

    async def waits_for(self, one: Broadcast) -> str:
        """Why a send that goes on does nothing at this moment; empty when it does."""
        operation, now = await self._operation(), self.clock.now()
        if self._closed(operation, now):
            return "espera o horário em que se pode chamar"
        if not await self._room(operation, now):
            return "espera o limite de pessoas por dia"
        return ""

    async def _portion(self, operation: Operation, one: Broadcast) -> int:
        now = self.clock.now()
        counts = await self.broadcasts.counts(one.id)
        if not counts.waiting:
            if not counts.queued:
                await self.broadcasts.move(one.id, "enviando", "terminado", "", BY, now)
            return 0
        template = next((t for t in operation.templates if t.name == one.template), None)
        verdicts, health = await self.callbacks.templates(), await self.numbers.current()
        able = usable(operation, template, verdicts) if template is not None else {}
        states = {channel: state_of(health, channel, now) for channel in able}
        why = _stops(operation, one, template, able, states, counts, verdicts)
        if why or template is None:
            await self.broadcasts.move(one.id, "enviando", "pausado", why, BY, now)
            return 0
        if self._closed(operation, now):
            return 0
        speed = min(SPEEDS[state] for state in states.values()) if self.pace else HURRIED
        room = min(speed, await self._room(operation, now))
        if room <= 0:
            return 0
        spread = TICK_MS if self.pace else 0
        until = until_rest(now, operation.restraint, self.local)
        step = Step(one.id, room, now, f"modelo:{template.name}", one.price, spread, until)
        return await self.broadcasts.step(step, lambda person: _bubble(operation, template, able, one, person))

    def _closed(self, operation: Operation, now: int) -> bool:
        here = self.local(now)
        return allowed(here, operation.restraint, self.holiday, 0) != here

    async def _room(self, operation: Operation, now: int) -> int:
        used, first = await self.broadcasts.used(now - DAY_MS)
        return allowance(await self.limit(), used, first, now, operation.restraint.warm_up)

    async def _operation(self) -> Operation:
        operation = await self.operation()
        if operation is None:
            raise AskHuman("Ainda não há operação. Rode: central importar PASTA", code="sem_operacao")
        return operation


def usable(operation: Operation, template: Template, verdicts: tuple[Judged, ...]) -> dict[str, Judged]:
    """The numbers whose account may send a template, with what Meta says of it there."""
    found = {c.id: judged(verdicts, c.waba, template) for c in operation.channels}
    return {channel: verdict for channel, verdict in found.items() if verdict is not None and not verdict.against()}


def price_of(category: str) -> int:
    """Micro-reais a message; an unknown category costs as the dearest."""
    return META_PRICES.get(category, META_PRICES["marketing"])


def _category(template: Template, able: Mapping[str, Judged]) -> str:
    """What Meta bills: the dearest of the accounts that may send it."""
    said = [verdict.category.lower() for verdict in able.values()] or [template.category]
    return max(said, key=price_of)


def _adults(operation: Operation) -> frozenset[str]:
    return frozenset(persona.id for persona in operation.personas if persona.adult)


def _refusal(operation: Operation, template: Template, verdicts: tuple[Judged, ...]) -> str:
    said = [judged(verdicts, waba, template) for waba in sorted({c.waba for c in operation.channels})]
    return next((one.against() for one in said if one is not None), "ainda não foi enviado à Meta")


def _stops(
    operation: Operation,
    one: Broadcast,
    template: Template | None,
    able: Mapping[str, Judged],
    states: Mapping[str, State],
    counts: Counts,
    verdicts: tuple[Judged, ...],
) -> str:
    """Why a send has to stand still until somebody looks at it; empty when it may go on."""
    if template is None:
        return "o modelo saiu da operação"
    if not able:
        return f"o modelo não pode ser usado: {_refusal(operation, template, verdicts)}"
    category = _category(template, able)
    if price_of(category) > one.price:
        return f"a Meta passou o modelo para {category}: agora custa {fine_reais(price_of(category))} por mensagem"
    unwell = next((c for c, state in states.items() if not SPEEDS[state]), None)
    if unwell is not None:
        channel = operation.channel(unwell)
        return f"a qualidade do número {channel.name if channel else unwell} está em {STATES[states[unwell]]}"
    return f"{counts.failed} mensagens não chegaram" if counts.failing() else ""


def _bubble(
    operation: Operation, template: Template, able: Mapping[str, Judged], one: Broadcast, person: Next
) -> SayTemplate | str:
    """The filled template for somebody, or what came between since the send began."""
    if person.silent:
        return "pediu silêncio"
    if one.category == "marketing" and not person.consented:
        return "não deixou avisar"
    if person.held:
        return "está com uma pessoa da equipe"
    if person.called >= operation.restraint.per_week:
        return f"já foi chamada {operation.restraint.per_week} vezes em sete dias"
    channel = operation.channel(person.channel)
    if channel is None or person.channel not in able:
        return "o número não tem o modelo aprovado"
    persona = operation.persona(person.persona) or operation.persona(channel.personas[0]) or operation.personas[0]
    product = operation.catalog.product(person.product)
    values = values_for(operation.catalog, product, persona=persona.name, persona_id=persona.id, name=person.name)
    if persona.adult:
        values["produto"] = (product.neutral_name if product is not None else None) or ""
    return template.filled(values) or "falta o que o modelo diz (nome ou produto)"
