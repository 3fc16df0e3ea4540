"""The conversation stands where its ticket does when people or silence move the ticket; turns and orders move it
themselves."""

from __future__ import annotations

from dataclasses import replace

from central.adapters.store.engine import codec
from central.adapters.store.engine.tx import Tx
from central.core.selling.ticket import Ticket


async def stand(tx: Tx, ticket: Ticket, now: int) -> None:
    """Bring the conversation's stage to the ticket's status; a turn that runs is taken again with it."""
    if ticket.conversation is None:
        return
    found = await tx.rows("stage_of", ticket.conversation)
    if not found or found[0][0] == ticket.status or (found[0][0], ticket.status) == ("pos_venda", "comprado"):
        return
    _, memo, memo_before, pending = found[0]
    memos = (_staged(memo, ticket.status), _staged(memo_before, ticket.status) if pending else None)
    await tx.rows("set_stage", ticket.conversation, ticket.status, *memos, now)


def _staged(memo: str | None, stage: str) -> str:
    return codec.encode(replace(codec.decode_memo(memo), stage=stage))
