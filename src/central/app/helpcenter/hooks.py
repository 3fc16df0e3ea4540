"""Outgoing webhooks, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from central.app.helpcenter.desk import CONFLICT, READ_ONLY, UNKNOWN, At, Reader, Refused, Writer
from central.app.helpcenter.forms import HookIn, HookList, HookOut, TicketId

router = APIRouter(tags=["webhooks"])
MOST_HOOKS = 20


@router.get("/webhooks", operation_id="list_webhooks")
async def list_webhooks(at: At, reader: Reader) -> HookList:
    """Who is told of every line of history."""
    return HookList(items=[HookOut(id=h.id, url=h.url, created_at=h.created_at) for h in await at.store.hooks.all()])


@router.post("/webhooks", operation_id="add_webhook", status_code=201, responses=READ_ONLY | CONFLICT)
async def add_webhook(at: At, writer: Writer, hook: HookIn) -> HookOut:
    """Tell this address from now on. The answer is the only one that shows its secret (Standard Webhooks)."""
    if at.secret_of is None:
        raise Refused(409, "falta a variável WEBHOOK_SEGREDO; sem ela não há como assinar")
    if not at.may_be_told(hook.url):
        raise Refused(409, "url: use um endereço https público")
    if len(await at.store.hooks.all()) >= MOST_HOOKS:
        raise Refused(409, f"há {MOST_HOOKS} webhooks; apague um antes")
    made = await at.store.hooks.add(hook.url, at.clock.now())
    return HookOut(id=made.id, url=made.url, created_at=made.created_at, secret=at.secret_of(made.id))


@router.delete("/webhooks/{id}", operation_id="remove_webhook", status_code=204, responses=READ_ONLY | UNKNOWN)
async def remove_webhook(at: At, writer: Writer, id: Annotated[TicketId, Path()]) -> None:
    """Tell it no more, also not what waits."""
    if not await at.store.hooks.remove(id, at.clock.now()):
        raise Refused(404, "não há este webhook")
