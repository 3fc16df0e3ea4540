"""The lists beside the phones of the demo: who answered each lead, and what asks for a person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from central.adapters.clock import SystemClock
from central.adapters.store import Store
from central.core.operation import Operation
from central.pretend.cloud import PretendCloud

CLOCK = SystemClock()
FRESH = {"Cache-Control": "no-store"}
KINDS = {"incerto": "incerto", "falhou": "morta", "carta_morta": "morta", "parado": "numero"}
"""Kinds of concern that share a group on the page; the others have one of their own."""


def demo_routes(store: Store, cloud: PretendCloud, operation: Callable[[], Awaitable[Operation]]) -> list[Route]:
    """`/demo/conversas.json`, `/demo/atencao.json` and the button that hands a conversation back."""

    async def conversations(request: Request) -> Response:
        in_force = await operation()
        rows = [_conversation(row, in_force, cloud) for row in await store.lists.conversations(200)]
        return JSONResponse([row for row in rows if row["lead"]], headers=FRESH)

    async def attention(request: Request) -> Response:
        leads = {row.conversation: row for row in await store.lists.conversations(1000)}
        concerns = await store.journal.attention()
        return JSONResponse([_concern(c, leads.get(c.conversation or ""), cloud) for c in concerns], headers=FRESH)

    async def hand_back(request: Request) -> Response:
        done = await store.journal.end_handoff(request.path_params["conversa"], "demonstração", CLOCK.now())
        return JSONResponse({"devolvida": done}, 200 if done else 404)

    async def replay(request: Request) -> Response:
        done = await store.journal.replay(request.path_params["ref"], CLOCK.now())
        return JSONResponse({"reposta": done}, 200 if done else 404)

    return [
        Route("/demo/conversas.json", conversations),
        Route("/demo/atencao.json", attention),
        Route("/demo/conversas/{conversa}/devolver", hand_back, methods=["POST"]),
        Route("/demo/atencao/{ref}/repor", replay, methods=["POST"]),
    ]


def _conversation(row: Any, operation: Operation, cloud: PretendCloud) -> dict[str, Any]:
    persona, campaign = operation.persona(row.persona), operation.campaign(row.campaign)
    return {
        "lead": _lead(row, cloud),
        "numero": row.channel,
        "conversa": row.conversation,
        "persona": persona
        and {"id": persona.id, "nome": persona.name, "cor": persona.color, "rosto": persona.avatar or persona.id},
        "campanha": campaign.name if campaign is not None else None,
        "estado": row.stage,
        "autor": row.writer if row.writer in ("script", "ensaiado", None) else "modelo",
    }


def _concern(concern: Any, row: Any, cloud: PretendCloud) -> dict[str, Any]:
    return {
        "tipo": KINDS.get(concern.kind, concern.kind),
        "ref": concern.ref,
        "conversa": concern.conversation,
        "lead": _lead(row, cloud) if row is not None else None,
        "numero": row.channel if row is not None else None,
        "nome": concern.name,
        "motivo": concern.reason,
        "desde": concern.at,
    }


def _lead(row: Any, cloud: PretendCloud) -> str | None:
    """The pretend lead behind a conversation."""
    found = cloud.world.lead_at(row.wa_id, row.bsuid)
    return found.id if found is not None else None
