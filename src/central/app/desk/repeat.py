"""`central repetir`: stored conversations once more through the present build; nothing is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from central.adapters.operation import Document
from central.adapters.store.person.history import KeptMessage, Stored
from central.app.desk.visit import looked, visit
from central.app.simulation.rehearsal import Rehearsal, rehearsal
from central.core.decision import Decision
from central.core.errors import AskHuman
from central.core.messaging.message import spoken, words_of
from central.core.messaging.update import Heard
from central.core.people.identity import Sender
from central.core.turn import Outcome

LEAD = Sender(bsuid="BR.repetir", wa_id="5500000000000", name="Lead")
AFTERWARDS_MS = 120_000
FIELDS = {
    "persona": "persona",
    "product": "produto",
    "stage": "etapa",
    "intent": "intenção",
    "rule": "regra",
    "action": "ação",
    "tier": "nível",
    "script": "texto",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One burst that is answered otherwise now."""

    conversation: str
    at: int
    words: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """What came out: how many bursts are answered as before, and the others."""

    conversations: int
    equal: int
    differences: tuple[Difference, ...]


async def repeat(environment: Mapping[str, str], conversation: str | None, limit: int) -> Repeated:
    """Repeat one conversation, or the last ones, with the operation in force. Raises AskHuman when there is none."""
    async with visit(environment) as store:
        operation = await store.operations.current()
        stored = await store.history.stored(conversation, limit)
        await looked(store, "repetiu conversas")
    if operation is None or not stored:
        raise AskHuman("Não há conversa guardada para repetir.", code="nada_a_repetir")
    return await repeated(stored, Document(**{f.name: getattr(operation, f.name) for f in fields(Document)}))


async def repeated(stored: list[Stored], document: Document) -> Repeated:
    """The same for conversations at hand."""
    equal, found = 0, list[Difference]()
    for one in stored:
        if not one.heard:
            continue
        for difference in await _again(one, document):
            if difference.changes:
                found.append(difference)
            else:
                equal += 1
    return Repeated(len(stored), equal, tuple(found))


async def _again(one: Stored, document: Document) -> list[Difference]:
    """Each answered burst of this conversation, with what changed."""
    async with rehearsal(document, at=one.heard[0].received_at - 1) as stage:
        for message in one.heard:
            await stage.hear(_update(one, message), message.received_at)
        await stage.work(one.heard[-1].received_at + AFTERWARDS_MS)
        return list(_compared(one, stage))


def _update(one: Stored, message: KeptMessage) -> Heard:
    line = message.line
    return Heard(
        channel=one.channel,
        waba="",
        wamid=line.wamid,
        at=line.at,
        sender=LEAD,
        content=line.content,
        raw=b"{}",
        reply_to=line.reply_to,
        referral=line.referral,
    )


def _compared(one: Stored, stage: Rehearsal) -> Iterator[Difference]:
    """Pairs of then and now by the last message they answer."""
    now: dict[int, Outcome] = {outcome.upto: outcome for outcome in stage.outcomes}
    last = {message.turn: place for place, message in enumerate(one.heard, 1) if message.turn is not None}
    for decision in one.decisions:
        place = last.get(decision.id)
        if place is None:
            continue
        outcome, message = now.get(place), one.heard[place - 1]
        changes: tuple[str, ...] = ("agora responde em outro momento",)
        if outcome is not None and outcome.decision is not None:
            changes = tuple(_changes(decision, outcome.decision)) + tuple(_texts(one, decision, outcome))
        elif outcome is not None:
            changes = ("agora fica em silêncio",)
        yield Difference(one.id, message.received_at, words_of(message.line.content), changes)


def _changes(before: Decision, after: Decision) -> Iterator[str]:
    for field, label in FIELDS.items():
        was, is_now = getattr(before, field), getattr(after, field)
        if field == "script" and "/" in f"{was}{is_now}":
            was, is_now = str(was).partition("/")[0], str(is_now).partition("/")[0]
        if was != is_now and not (field == "tier" and "script" not in (was, is_now)):
            yield f"{label}: {was or 'nada'} → {is_now or 'nada'}"


def _texts(one: Stored, before: Decision, outcome: Outcome) -> Iterator[str]:
    """What is said, where scripts said it both times."""
    assert outcome.decision is not None
    if before.writer != "script" or outcome.decision.writer != "script" or before.script != outcome.decision.script:
        return
    was, is_now = one.said.get(before.id, ()), tuple(spoken(send.bubble) for send in outcome.sends)
    if was != is_now:
        yield f"diz: “{_short(was)}” → “{_short(is_now)}”"


def _short(texts: tuple[str, ...]) -> str:
    said = " / ".join(texts)
    return said if len(said) <= 160 else f"{said[:159]}…"
