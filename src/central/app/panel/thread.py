"""One thread as the page shows it: all that was said and done in it, in the order of time, under days."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from central.adapters.store.figures.inbox import FOREVER, HeardLine, LeadFacts, ListRow, Note, SaidLine, Thread, Why
from central.adapters.store.journal.attend import ASKED_BY
from central.adapters.store.journal.drafts import DraftLine
from central.app.panel import words
from central.app.panel.panel import Panel
from central.app.panel.reasons import against_strong, cost_of, cost_words, reasons
from central.core.messaging.conversation import SERVICE_WINDOW_MS, Handoff, Touch, window_open
from central.core.messaging.message import Reaction
from central.core.operation import Operation
from central.core.selling.crm import TITLES
from central.core.selling.ticket import Ticket
from central.pretend.writer import NAME as REHEARSED

TICKS = {"waiting": "relogio", "sending": "relogio", "uncertain": "alerta", "failed": "alerta"}
STATES = {"waiting": "na fila", "sending": "enviando", "uncertain": "incerto", "failed": "não saiu"}
DECIDED = {
    "enviado": "{} enviou a resposta como estava",
    "editado": "{} mudou a resposta e enviou",
    "recusado": "{} recusou a resposta",
    "tarde": "{} decidiu, mas a janela de 24 h já tinha fechado",
}
ALONE = {
    "enviado": "ninguém decidiu a tempo, e a resposta foi enviada",
    "script": "ninguém decidiu a tempo, e foi o script",
    "pessoa": "ninguém decidiu a tempo, e ficou para uma pessoa",
    "tarde": "a janela de 24 h fechou antes da resposta",
}
ELSEWHERE: dict[str, str] = {"telefone": "Alguém no celular"} | {
    str(crm): f"Alguém no {t}" for crm, t in TITLES.items()
}
API = "api:"
"""Whoever of the team has a conversation without the panel."""
RANKS = {0: "enviada", 1: "enviada", 2: "entregue", 3: "lida", 4: "ouvida"}


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the thread; `kind` is dia, lead, nos, nota, aviso, rascunho (a reply that waits) or decidido (what
    became of one)."""

    kind: str
    id: str
    at: int
    thing: Any = None
    words: str = ""
    author: str = ""
    why: Why | None = None
    reasons: Sequence[tuple[str, str]] = ()
    cost: str = ""
    tick: str = ""
    state: str = ""
    bad: bool = False
    reactions: str = ""


@dataclass(slots=True)
class View:
    """All that the open conversation shows."""

    row: ListRow
    lead: LeadFacts
    items: list[Item]
    since: int
    more: bool
    holder: str
    """The name of who has it, if it is somebody of the team."""
    asked: bool
    """A person was asked for and none came yet."""
    window_left: int
    """Milliseconds in which we may write freely."""
    touches: Sequence[Touch]
    ours: str
    strong: str
    saved: str
    ticket: Ticket | None = None
    """The newest one of this lead."""
    names: Mapping[str, str] = field(default_factory=dict)
    typing: Sequence[tuple[str, str]] = ()
    """Who of the team writes here just now: account, name."""
    held: str = ""
    """The mode of the reply that waits, if one does."""
    gone: Sequence[str] = ()
    """Ids of lines that may stand on a page and are no more."""

    @property
    def mark(self) -> str:
        """Changes when the card does."""
        row, lead = self.row, self.lead
        ticket = self.ticket
        told = f"{ticket.id}{ticket.status}{','.join(ticket.tags)}" if ticket is not None else ""
        orders = "".join(f"{id}{status}" for id, _, status, *_ in lead.orders)
        return (
            f"{row.stage}-{row.persona}-{len(lead.decisions)}-{len(self.touches)}-{orders}-{lead.silent_since}-{told}"
        )

    @property
    def rehearsed(self) -> bool:
        """Whether a reply was written by a rehearsal, where a model would have been called."""
        return any(decision.writer == REHEARSED for decision in self.lead.decisions)

    @property
    def open_window(self) -> bool:
        """Whether we may still write freely."""
        return self.window_left > 0


async def view_of(panel: Panel, conversation: str, operation: Operation) -> View | None:
    """The open conversation; None when there is none of this id."""
    inbox, now = panel.store.inbox, panel.clock.now()
    rows, lead, names, thread, writing = await asyncio.gather(
        inbox.rows([conversation]),
        inbox.lead(conversation),
        team(panel),
        inbox.thread(conversation),
        panel.store.attending.typing(conversation, now),
    )
    if lead is None or not rows:
        return None
    (row,) = rows
    drafts, touches, ticket = await asyncio.gather(
        panel.store.drafts.of_thread(conversation, thread.since, FOREVER),
        panel.store.origins.touches(lead.person),
        panel.store.tickets.of_person(lead.person),
    )
    ours, strong = against_strong(lead.decisions)
    return View(
        row=row,
        lead=lead,
        items=items_of(thread, names, operation, now, drafts),
        since=thread.since,
        more=thread.more,
        holder=names.get(row.held_by or "", "") or elsewhere(row.held_by),
        asked=row.held_by in ASKED_BY or bool(elsewhere(row.held_by)),
        window_left=row.heard_at + SERVICE_WINDOW_MS - now if window_open(row.heard_at, now) else 0,
        touches=touches,
        ours=cost_words(ours),
        strong=cost_words(strong),
        saved=words.percent(1 - ours / strong, 0) if ours is not None and strong else "",
        ticket=ticket,
        names=names,
        typing=[(id, names.get(id, "Alguém")) for id in writing],
        held=next((draft.held.mode for draft in drafts if draft.ended is None and draft.wish is None), ""),
        gone=[f"r{draft.held.turn}" for draft in drafts if draft.ended is not None],
    )


def elsewhere(by: str | None) -> str:
    """Somebody of the team who answers outside of the panel; empty for whoever has an account, or nobody."""
    if by is not None and by.startswith(API):
        return f"Alguém em {by.removeprefix(API)}"
    return ELSEWHERE.get(by or "", "")


async def team(panel: Panel) -> dict[str, str]:
    """Names by account."""
    return {account.id: account.name for account in await panel.store.accounts.everybody()}


def items_of(
    thread: Thread, names: Mapping[str, str], operation: Operation, now: int, drafts: Sequence[DraftLine] = ()
) -> list[Item]:
    """The lines of a thread; the decision hangs on the first bubble of its turn."""
    reactions = {c.wamid: c.emoji or "" for line in thread.heard if isinstance(c := line.content, Reaction)}
    lines = [_heard(line, thread.decisions, reactions) for line in thread.heard if not _is_reaction(line)]
    explained: set[str] = set()
    for said in thread.said:
        lines.append(_said(said, thread.decisions, names, operation, said.turn in explained, reactions))
        explained.add(said.turn)
    lines += [_note(note, names) for note in thread.notes]
    lines += [item for draft in drafts if (item := _draft(draft, names, thread.decisions, operation)) is not None]
    begun = {handoff.at for handoff in thread.handoffs}
    lines += [item for handoff in thread.handoffs for item in _handoff(handoff, names, thread.since, begun)]
    return _under_days(sorted(lines, key=lambda item: (item.at, item.kind != "lead")), now)


def _is_reaction(line: HeardLine) -> bool:
    return isinstance(line.content, Reaction)


def _heard(line: HeardLine, decisions: Mapping[str, Why], reactions: Mapping[str, str]) -> Item:
    why = decisions.get(line.turn or "")
    return Item(
        "lead",
        f"l{line.seq}",
        line.at,
        thing=line,
        why=why,
        bad=line.done == 2,
        reactions=reactions.get(line.wamid, ""),
    )


def _said(
    line: SaidLine,
    decisions: Mapping[str, Why],
    names: Mapping[str, str],
    operation: Operation,
    explained: bool,
    reactions: Mapping[str, str],
) -> Item:
    why = None if explained or line.author else decisions.get(line.turn)
    return Item(
        "nos",
        f"n{line.id}",
        line.at,
        thing=line,
        author=_author(line, decisions.get(line.turn), names),
        why=why,
        reasons=reasons(why.decision, operation) if why is not None else (),
        cost=cost_words(cost_of(why.decision)) if why is not None else "",
        tick=TICKS.get(line.state) or ("tiques" if line.rank >= 2 else "tique"),
        state=STATES.get(line.state) or RANKS.get(line.rank, "lida"),
        bad=line.state in ("failed", "uncertain"),
        reactions=reactions.get(line.wamid or "", ""),
    )


def _author(line: SaidLine, why: Why | None, names: Mapping[str, str]) -> str:
    if line.author:
        return names.get(line.author, "equipe")
    if why is None:
        return "celular" if line.turn == "telefone" else "automática"
    return {"script": "script", REHEARSED: "IA ensaiada"}.get(why.decision.writer, why.decision.tier)


def _note(note: Note, names: Mapping[str, str]) -> Item:
    return Item("nota", f"o{note.id}", note.at, words=note.words, author=names.get(note.by, note.by))


def _draft(
    draft: DraftLine, names: Mapping[str, str], decisions: Mapping[str, Why], operation: Operation
) -> Item | None:
    """A reply that waits, or what became of it where somebody or the time decided."""
    held = draft.held
    if draft.ended is None:
        why = decisions.get(held.turn)
        told = reasons(why.decision, operation) if why is not None else ()
        return Item("rascunho", f"r{held.turn}", held.at, thing=draft, author=held.tier, why=why, reasons=told)
    by = names.get(draft.ended_by, "Alguém")
    ending = DECIDED.get(draft.ended, "").format(by) if draft.ended_by else ALONE.get(draft.ended, "")
    thing = draft if draft.ended != "enviado" else None
    return Item("decidido", f"f{held.turn}", draft.settled_at, thing=thing, words=ending) if ending else None


def _handoff(handoff: Handoff, names: Mapping[str, str], since: int, begun: set[int]) -> list[Item]:
    """Who took it and who gave it back; one that ended because another began has the other's line."""
    by = names.get(handoff.by) or elsewhere(handoff.by)
    said = f"{by} assumiu a conversa" if by else f"Passou para uma pessoa: {handoff.reason}"
    found = [Item("aviso", f"t{handoff.id}", handoff.at, words=said)]
    if handoff.ended_at is not None and handoff.ended_at not in begun:
        who = names.get(handoff.ended_by or "") or elsewhere(handoff.ended_by) or handoff.ended_by or "alguém"
        found.append(Item("aviso", f"t{handoff.id}fim", handoff.ended_at, words=f"{who} devolveu à IA"))
    return [item for item in found if item.at >= since]


def _under_days(lines: Sequence[Item], now: int) -> list[Item]:
    found: list[Item] = []
    last = None
    for item in lines:
        day = words.local(item.at).date()
        if day != last:
            found.append(Item("dia", f"d{day:%Y%m%d}", item.at, words=words.day(item.at, now)))
            last = day
        found.append(item)
    return found
