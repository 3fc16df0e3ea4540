"""A dialogue played through the real pipeline: what the lead did, what was answered, what the records say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from central.adapters.operation import Document
from central.adapters.store.figures.lists import Listed
from central.adapters.store.sales.tickets import Filter
from central.app.dialogues import happenings
from central.app.dialogues.content import PHONE, referral_of, said_by, sender_of
from central.app.dialogues.form import Dialogue, Entry, Turn, bursts, expand
from central.app.dialogues.links import link_of, typed_over, with_links
from central.app.simulation.rehearsal import BEGINNING, Posted, Rehearsal, rehearsal
from central.core.decision import Decision, Tier
from central.core.errors import AskHuman
from central.core.messaging.channel import ChannelSpec
from central.core.messaging.conversation import Memo, OptOut
from central.core.messaging.message import Button, SayButtons, SayList, Text
from central.core.messaging.update import Heard
from central.core.operation import Operation
from central.core.turn import Outcome
from central.ports import Writer

BEFORE_MS = 28 * 24 * 3600 * 1000
"""A customer who is known already was met four weeks ago."""
AFTERWARDS_MS = 10 * 60 * 1000
"""How long after its last turn a dialogue is watched."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A burst (or an event) and all that followed it before the next one."""

    turns: tuple[Turn, ...]
    at: int
    """When its last turn was written."""
    early: tuple[Posted, ...]
    """Sent while the burst was still being written."""
    sent: tuple[Posted, ...]
    decisions: tuple[Decision, ...]
    memo: Memo
    with_person: bool
    opted_out: bool
    stage: str
    """Where the conversation stands, orders included."""
    status: str
    """The latest ticket's."""
    troubles: tuple[str, ...] = ()
    """What could not be played, in words."""


@dataclass(frozen=True, slots=True)
class Played:
    """A dialogue that was played to its end."""

    dialogue: Dialogue
    operation: Operation
    moments: tuple[Moment, ...]
    troubles: tuple[str, ...] = ()

    @property
    def posted(self) -> tuple[Posted, ...]:
        """Everything that was sent, in order."""
        return tuple(p for moment in self.moments for p in (*moment.early, *moment.sent))


async def play(
    dialogue: Dialogue, document: Document, writers: Mapping[Tier, Writer] | None = None, seed: int = 0
) -> Played:
    """Play it on a fresh installation; the same dialogue, operation and seed give the same answers.

    Seed 0 plays the operation as it is; any other lets chance choose whatever may be learned.
    """
    async with rehearsal(with_links(document, dialogue), writers, seed=seed) as stage:
        lead = _Lead(dialogue, stage)
        troubles = await lead.enter_life()
        moments = []
        groups = bursts(dialogue.turns)
        for group, following in zip(groups, [*groups[1:], ()], strict=True):
            moments.append(await lead.act(group, following))
        return Played(dialogue, stage.operation, tuple(moments), troubles)


class _Lead:
    """Plays the turns of one lead at their times."""

    def __init__(self, dialogue: Dialogue, stage: Rehearsal) -> None:
        self._dialogue, self._stage = dialogue, stage
        self._customer = dialogue.customer or {}
        self._at = BEGINNING
        self._entry: Entry | None = dialogue.entry
        self._number = dialogue.entry.number
        self._conversation = ""
        self._wamids: dict[int, str] = {}
        self._opted_out = self._with_person = False
        self._seen = self._judged = 0

    async def enter_life(self) -> tuple[str, ...]:
        """Make a known customer known; what cannot be made is told."""
        customer = self._customer
        if not customer:
            return ()
        await self._meet(customer.get("persona"), bool(customer.get("opted_out")))
        bought = [
            await happenings.bought_before(self._stage, customer.get("persona"), PHONE, row)
            for row in customer.get("orders") or ()
        ]
        self._at += BEFORE_MS
        return tuple(filter(None, bought))

    async def act(self, burst: Sequence[Turn], following: Sequence[Turn]) -> Moment:
        """Write the burst, then wait for whatever comes before the next one."""
        troubles = []
        first = self._at + burst[0].after_ms
        for turn in burst:
            self._at += turn.after_ms
            if trouble := await self._do(turn):
                troubles.append(trouble)
        until = self._at + (following[0].after_ms if following else AFTERWARDS_MS)
        await self._stage.work(until)
        return await self._moment(tuple(burst), first, tuple(troubles))

    async def _do(self, turn: Turn) -> str | None:
        if turn.entry is not None:
            self._entry, self._number = turn.entry, turn.entry.number
        if turn.type == "event":
            await self._stage.work(self._at)
            return await self._happen(turn)
        heard = await self._heard(turn)
        ((accepted),) = await self._stage.hear(heard, self._at)
        self._conversation = accepted.conversation or self._conversation
        self._wamids[turn.number] = heard.wamid
        return None

    async def _happen(self, turn: Turn) -> str | None:
        """What is no message of the lead; the reason when it cannot happen."""
        stage, product = self._stage, turn.more.get("product")
        match turn.more["event"]:
            case "payment_approved":
                return await happenings.paid(stage, product, PHONE, "approved")
            case "payment_refunded":
                return await happenings.paid(stage, product, PHONE, "refunded")
            case "human_replies":
                return await happenings.person_answers(stage, self._conversation)
            case "human_returns":
                return await happenings.person_leaves(stage, self._conversation)
            case _:
                channel = channel_of(stage.operation, self._number)
                await happenings.switched_off(stage, channel.waba, channel.id, sender_of(self._customer))
                self._opted_out = True
                return None

    async def _heard(self, turn: Turn) -> Heard:
        entry, self._entry = self._entry, None
        text = expand(turn.text or str(turn.more.get("transcript") or ""), self._stage.operation.catalog)
        if entry is not None:
            text = await self._clicked(entry, text)
        channel = channel_of(self._stage.operation, self._number)
        return Heard(
            channel=channel.id,
            waba=channel.waba,
            wamid=f"wamid.lead.{turn.number}",
            at=self._at,
            sender=sender_of(self._customer),
            content=said_by(turn, text, self._wamids, self._last_wamid(), self._buttons()),
            raw=b"{}",
            referral=referral_of(entry, self._stage.operation.catalog) if entry is not None else None,
        )

    async def _clicked(self, entry: Entry, text: str) -> str:
        """Go through the link, if the lead came by one: it chooses the number and readies the text."""
        slug = link_of(entry, self._stage.operation)
        if slug is None:
            return text
        await self._stage.work(self._at)
        way = await self._stage.links.click(slug, {f"utm_{key}": value for key, value in entry.utm.items()})
        if way.channel is not None and self._number == "default":
            self._number = way.channel.id
        return typed_over(way, text)

    def _last_wamid(self) -> str:
        posted = self._stage.channel.posted
        return posted[-1].wamid if posted else "wamid.nenhum"

    def _buttons(self) -> tuple[Button, ...]:
        """Every button and row that was offered so far, the newest first."""
        found: list[Button] = []
        for posted in reversed(self._stage.channel.posted):
            match posted.bubble:
                case SayButtons(buttons=offered) | SayList(rows=offered):
                    found += offered
        return tuple(found)

    async def _moment(self, burst: tuple[Turn, ...], first: int, troubles: tuple[str, ...]) -> Moment:
        stage = self._stage
        posted = stage.channel.posted[self._seen :]
        outcomes = stage.outcomes[self._judged :]
        self._seen, self._judged = len(stage.channel.posted), len(stage.outcomes)
        decisions = tuple(_lasting(outcomes, posted))
        for decision in decisions if not self._with_person else (o.decision for o in outcomes):
            if decision is not None and decision.action in ("bloquear", "voltar"):
                self._opted_out = decision.action == "bloquear"
        await happenings.settled(stage)
        listed = await self._listed()
        memo, self._with_person = self._memo(), listed is not None and listed.with_person
        return Moment(
            turns=burst,
            at=self._at,
            early=tuple(p for p in posted if first <= p.at < self._at),
            sent=tuple(p for p in posted if p.at >= self._at),
            decisions=decisions,
            memo=memo,
            with_person=self._with_person,
            opted_out=self._opted_out,
            stage=listed.stage if listed is not None else memo.stage,
            status=await self._status(listed),
            troubles=troubles,
        )

    def _memo(self) -> Memo:
        mine = (o for o in reversed(self._stage.outcomes) if o.conversation == self._conversation)
        return next((o.memo for o in mine), Memo())

    async def _listed(self) -> Listed | None:
        found = await self._stage.store.lists.conversations(10)
        return next((one for one in found if one.conversation == self._conversation), None)

    async def _status(self, listed: Listed | None) -> str:
        """The latest ticket's; before there is one, a lead may become interested."""
        found = await self._stage.store.tickets.page(Filter(person=listed.person)) if listed is not None else []
        return found[-1].status if found else "interessado"

    async def _meet(self, persona: str | None, opted_out: bool) -> None:
        """The earlier conversation that left this person as a file's `customer` says."""
        stage, channel = self._stage, channel_of(self._stage.operation, self._number)
        sender = sender_of(self._customer)
        heard = Heard(channel.id, channel.waba, "wamid.lead.antes", self._at, sender, Text("oi"), b"{}")
        await stage.hear(heard, self._at)
        due = await stage.store.journal.next_due(self._at)
        stage.clock.leap(due or self._at)
        (scene,) = await stage.store.journal.claim(stage.clock.now(), 1)
        now = stage.clock.now()
        optout = OptOut(scene.person, now, "importação") if opted_out else None
        memo = Memo(persona=persona)
        await stage.store.journal.finish(
            Outcome(scene.conversation, scene.turn, scene.epoch, scene.upto, now, memo, sticky=persona, optout=optout)
        )
        self._opted_out, self._conversation = opted_out, scene.conversation


def channel_of(operation: Operation, name: str) -> ChannelSpec:
    """The number a file speaks of: `default`, a persona's own number, or a channel's name or id."""
    if name == "default":
        return operation.channels[0]
    wanted = name.casefold()
    for channel in operation.channels:
        if channel.personas == (name,) or wanted in (channel.id, channel.name.casefold()):
            return channel
    found = next((c for c in operation.channels if name in c.personas), None)
    if found is None:
        raise AskHuman(f'não há número "{name}" nesta operação', code="dialogos")
    return found


def _lasting(outcomes: Sequence[Outcome], posted: Sequence[Posted]) -> list[Decision]:
    """The decisions that stood: a reply that was taken back was never made."""
    spoken = {p.turn for p in posted}
    return [o.decision for o in outcomes if o.decision is not None and (o.turn in spoken or not o.sends)]
