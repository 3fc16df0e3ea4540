"""What a rule wants done before anything is said: the plan with what came of it."""

from __future__ import annotations

from central.core.messaging.conversation import Scene
from central.core.replying.plan import Plan
from central.flow.turn.desk import Desk
from central.flow.turn.paying import charged, looked_up
from central.flow.turn.tracking import tracked


async def done(plan: Plan, scene: Scene, desk: Desk, now: int) -> Plan:
    """The plan as it was where the deed cannot be done: then its own script is said."""
    match plan.deed:
        case "cobrar_pix" if desk.cashier is not None:
            return await charged(plan, scene, desk.operation, desk.cashier, now)
        case "rastrear" if desk.purchases is not None:
            return await tracked(plan, scene.person, desk.operation, desk.purchases, now, desk.local, desk.holiday)
        case "conferir_pagamento":
            return looked_up(plan, desk.cashier, now)
    return plan
