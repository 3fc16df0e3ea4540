"""Words that wait for the owner's word, from the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from central.adapters.store import Store
from central.app.desk.visit import visit
from central.core.errors import AskHuman
from central.core.replying.approval import Pending, State, pending


async def waiting(environment: Mapping[str, str]) -> tuple[Pending, ...]:
    """What nobody approved yet."""
    async with visit(environment) as store:
        return await _pending(store)


async def decide(environment: Mapping[str, str], ref: str | None, state: State, who: str) -> list[str]:
    """Approve or refuse one wording by its name (`script:preco`), or all that wait; their names."""
    async with visit(environment) as store:
        chosen = [p.wording for p in await _pending(store) if ref in (None, p.wording.ref)]
        if not chosen:
            raise AskHuman("Não há rascunho com esse nome. Veja os que há: central aprovar", code="nao_encontrei")
        await store.approvals.decide(chosen, state, who)
        return [wording.ref for wording in chosen]


async def approve_all(store: Store, who: str) -> None:
    """Approve whatever the operation in force says."""
    if chosen := [p.wording for p in await _pending(store)]:
        await store.approvals.decide(chosen, "aprovado", who)


async def _pending(store: Store) -> tuple[Pending, ...]:
    operation = await store.operations.current()
    if operation is None:
        raise AskHuman("Ainda não há operação. Rode: central importar PASTA", code="sem_operacao")
    await store.approvals.begin(operation)
    return pending(operation, await store.approvals.current())
