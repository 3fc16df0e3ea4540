"""What people see and decide of held replies; the conversation's next turn does what they decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from central.adapters.store.engine.tx import Engine, Row, Tx
from central.adapters.store.journal.events import tell
from central.adapters.store.journal.held import bubbles_of, held_of, text_of
from central.core.errors import AskHuman
from central.core.held import WAKES, End, Held, Waiting, Wish
from central.core.messaging.conversation import window_open
from central.core.messaging.message import Bubble

GONE = "Este rascunho não vale mais: já foi decidido, ou o lead escreveu de novo."


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft as a thread shows it; `ended` None while it is open, `wish` what somebody decided and is being done."""

    held: Held
    wish: str | None
    ended: End | None
    ended_by: str
    settled_at: int


class SqlDrafts:
    """The Drafts port on either engine, and what people do about drafts; `wake` tells the engine."""

    def __init__(self, engine: Engine, wake: Callable[[], None]) -> None:
        self._engine, self._wake = engine, wake

    async def waiting(self, conversation: str) -> Waiting | None:
        found = await self._engine.read("open_draft", conversation)
        if not found:
            return None
        bubbles, body, wish, words, by = found[0]
        return Waiting(held_of(bubbles, body), wish, by or "", () if words is None else bubbles_of(words))

    async def decide(
        self, conversation: str, turn: str, wish: Wish, by: str, now: int, words: Sequence[Bubble] = ()
    ) -> None:
        """Say what is to become of a draft; the conversation's next turn does it. Raises AskHuman when it may not."""

        async def work(tx: Tx) -> None:
            found = await tx.rows("hold_draft", turn, conversation)
            if not found or found[0][0] != "supervisionado" or found[0][2] is not None:
                raise AskHuman(GONE, code="sem_rascunho")
            _, _, _, heard_at, moving, silent, held = found[0]
            if moving:
                raise AskHuman("O lead acabou de escrever: a resposta está sendo refeita.", code="velho")
            if wish != "recusar":
                _may_be_said(heard_at, now, silent=bool(silent), held=bool(held))
            await tx.rows("wish_draft", turn, wish, text_of(words) if words else None, by, now)
            await tx.each("set_timer", [(conversation, WAKES, now, "{}")])
            await tx.each("refresh_timer", [(conversation,)])
            await tell(tx, now, "decidiu", [conversation])

        await self._engine.transact(work, wakes=True)
        self._wake()

    async def said(self, limit: int = 100) -> dict[str, tuple[Bubble, ...]]:
        """What waits for a tap, by conversation."""
        return {id: bubbles_of(bubbles) for id, bubbles in await self._engine.read("open_drafts", limit)}

    async def of_thread(self, conversation: str, since: int, before: int) -> list[DraftLine]:
        """The drafts of a stretch of a conversation, in the order of time."""
        rows = await self._engine.read("thread_drafts", conversation, since, before)
        return [_line(row) for row in rows]


def _line(row: Row) -> DraftLine:
    bubbles, body, wish, ended, by, settled_at = row
    return DraftLine(held_of(bubbles, body), wish, ended, by or "", settled_at or 0)


def _may_be_said(heard_at: int, now: int, *, silent: bool, held: bool) -> None:
    if held:
        raise AskHuman("Uma pessoa já está com esta conversa.", code="assumida")
    if silent:
        raise AskHuman("Esta pessoa pediu para não receber mais mensagens.", code="saiu")
    if not window_open(heard_at, now):
        raise AskHuman("A janela de 24 h fechou: só um modelo aprovado pode ser enviado.", code="janela")
