"""A person of the team in a conversation: takes it, speaks, writes notes, puts readings right.

Who speaks holds the conversation, by a handoff of their own; two people cannot hold one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Engine, Tx
from central.adapters.store.journal.events import tell
from central.adapters.store.journal.held import end_drafts
from central.core.errors import AskHuman, CentralError
from central.core.messaging.conversation import window_open
from central.core.messaging.message import Bubble, words_of
from central.core.reading.teaching import Correction as Taught
from central.ports import Ids

ASKED_BY = frozenset({"lead", "telefone", "central"})
"""Handoffs by these wait for somebody of the team; any other is held by an account."""
TOOK = "assumiu a conversa"
LEARN_EVERY_S = 5.0
TYPING_MS = 6_000
"""Whoever touched no key for so long does not write any more."""
SETTLES_S = 2.0
"""How long a takeover waits for a bubble that was leaving at that very moment."""


@dataclass(frozen=True, slots=True)
class QuickReply:
    """Words the team says often."""

    id: str
    title: str
    words: str
    at: int
    by: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A reading that a person put right: `words` of the burst, what was read, what was meant."""

    decision: str
    conversation: str
    at: int
    by: str
    words: str
    read: str
    meant: str


class SqlAttending:
    """What people do by hand; `wake` tells the engine that something may have to go out."""

    def __init__(self, engine: Engine, ids: Ids, wake: Callable[[], None]) -> None:
        self._engine, self._ids, self._wake = engine, ids, wake
        self._taught: tuple[Taught, ...] = ()
        self._learned_at = -float("inf")
        self._learning: asyncio.Task[None] | None = None

    async def take_over(self, conversation: str, by: str, now: int, *, force: bool = False) -> str | None:
        """Hold a conversation: the bot is silent and what it was about to say is not said.

        None when it is held now; else the account that holds it already (`force` takes it from them). Raises AskHuman
        when there is no such conversation.
        """

        async def work(tx: Tx) -> str | None:
            if not await tx.rows("hold_thread", conversation):
                raise AskHuman("Essa conversa não existe mais.", code="sem_conversa")
            holder = await tx.rows("holder", conversation)
            held_by = holder[0][0] if holder else None
            if held_by == by:
                return None
            if held_by is not None and held_by not in ASKED_BY and not force:
                return str(held_by)
            if held_by is not None:
                await tx.rows("end_handoff", conversation, by, now)
            await tx.rows("hand_to_phone", conversation, 0, now)
            await tx.rows("cancel_waiting", conversation, now)
            await end_drafts(tx, [(conversation, "assumido", by, now)])
            await tx.each("add_handoff", [(self._ids(), conversation, now, by, TOOK)])
            await tell(tx, now, "pessoa", [conversation])
            return None

        held = await self._engine.transact(work, wakes=True)
        self._wake()
        return held

    async def holder(self, conversation: str) -> str | None:
        """Who has a conversation, or asked for somebody to have it."""
        rows = await self._engine.read("holder", conversation)
        return str(rows[0][0]) if rows else None

    async def quiet(self, conversation: str, within_s: float = SETTLES_S) -> bool:
        """Wait until nothing of the bot is on its way to the platform any more; False when that takes too long."""
        ends = asyncio.get_running_loop().time() + within_s
        while (await self._engine.read("in_flight", conversation))[0][0]:
            if asyncio.get_running_loop().time() >= ends:
                return False
            await asyncio.sleep(0.05)
        return True

    async def forgotten(self, before: int, limit: int = 200) -> list[str]:
        """Conversations that somebody holds and in which none of the team spoke since."""
        return [id for (id,) in await self._engine.read("quiet_handoffs", before, limit)]

    async def say(self, conversation: str, by: str, bubbles: Sequence[Bubble], now: int) -> None:
        """Send what the holder wrote, after what is on its way. Raises AskHuman when it may not be said."""

        async def work(tx: Tx) -> None:
            found = await tx.rows("hold_thread", conversation)
            if not found:
                raise AskHuman("Essa conversa não existe mais.", code="sem_conversa")
            channel, heard_at, silent = found[0]
            holder = await tx.rows("holder", conversation)
            if not holder or holder[0][0] != by:
                raise AskHuman("Esta conversa não está com você. Toque em Assumir antes de escrever.", code="sem_posse")
            if silent:
                raise AskHuman("Esta pessoa pediu para não receber mais mensagens.", code="saiu")
            if not window_open(heard_at, now):
                raise AskHuman("A janela de 24 h fechou: só um modelo aprovado pode ser enviado.", code="janela")
            ((said_seq,),) = await tx.rows("take_places", conversation, len(bubbles))
            turn = self._ids()
            for n, bubble in enumerate(bubbles):
                place = said_seq - len(bubbles) + 1 + n
                text = codec.BUBBLE.encode(bubble)
                await tx.rows("say_by_hand", f"{turn}.{n}", conversation, place, channel, turn, text, now, by)
            await tx.rows("forget_typing", now - 10 * TYPING_MS, conversation, by)
            await tell(tx, now, "disse", [conversation])

        await self._engine.transact(work, wakes=True)
        self._wake()

    async def types(self, conversation: str, by: str, now: int) -> None:
        """Let the others see that somebody writes here."""

        async def work(tx: Tx) -> None:
            await tx.rows("set_typing", conversation, by, now)
            await tell(tx, now, "digitando", [conversation])

        await self._engine.transact(work, wakes=True)

    async def typing(self, conversation: str, now: int) -> list[str]:
        """The accounts that write in a conversation just now."""
        return [row[0] for row in await self._engine.read("typing_in", conversation, now - TYPING_MS)]

    async def note(self, conversation: str, by: str, words: str, now: int) -> None:
        """Keep a note; no lead sees it."""

        async def work(tx: Tx) -> None:
            await tx.rows("add_note", self._ids(), conversation, now, by, words)
            await tell(tx, now, "nota", [conversation])

        await self._engine.transact(work, wakes=True)
        self._wake()

    async def correct(self, conversation: str, decision: str, meant: str, by: str, now: int) -> bool:
        """Put a reading right; again replaces what was said before. False when there is no such decision."""

        async def work(tx: Tx) -> bool:
            found = await tx.rows("decision_of", decision, conversation)
            if not found:
                return False
            read = codec.decode_decision(found[0][0]).intent
            lines = await tx.rows("words_of_turn", conversation, decision)
            words = " / ".join(filter(None, (words_of(codec.CONTENT.decode(content)) for (content,) in lines)))
            await tx.rows("correct", self._ids(), decision, conversation, now, by, words, read, meant)
            await tell(tx, now, "correcao", [conversation])
            return True

        corrected = await self._engine.transact(work, wakes=True)
        self._wake()
        await self._learn()
        return corrected

    async def corrections(self, since: int = 0, limit: int = 5_000) -> list[Correction]:
        """The last readings put right since a moment, the oldest of them first."""
        return [Correction(*row) for row in await self._engine.read("corrections", since, limit)][::-1]

    def taught(self) -> tuple[Taught, ...]:
        """What the reader learns from corrections; what another process was told is known within five seconds."""
        loop = asyncio.get_running_loop()
        if loop.time() - self._learned_at >= LEARN_EVERY_S and (self._learning is None or self._learning.done()):
            self._learning = loop.create_task(self._learn())
        return self._taught

    async def _learn(self) -> None:
        self._learned_at = asyncio.get_running_loop().time()
        try:
            told = await self.corrections()
        except (CentralError, OSError):
            return
        taught = tuple(Taught(one.words, one.meant) for one in told if one.words)
        if taught != self._taught:
            self._taught = taught

    # ── quick replies ────────────────────────────────────────────────────────────────────────────

    async def quick_replies(self) -> list[QuickReply]:
        """By their titles."""
        return [QuickReply(*row) for row in await self._engine.read("quick_replies")]

    async def keep_quick_reply(self, title: str, words: str, by: str, now: int) -> None:
        """One more."""
        await self._engine.transact(lambda tx: tx.rows("add_quick_reply", self._ids(), title, words, now, by))

    async def drop_quick_reply(self, id: str) -> None:
        """One less."""
        await self._engine.transact(lambda tx: tx.rows("drop_quick_reply", id))
