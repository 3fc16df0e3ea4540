"""The decision record of a turn: ids and numbers that say why it answered as it did."""

from __future__ import annotations

from central.core.decision import Decision, Verdict
from central.core.messaging.conversation import Scene
from central.core.origin.routing import Route
from central.core.people.mask import Mask
from central.core.records import replace
from central.core.replying.plan import Plan
from central.flow.turn.desk import Desk
from central.flow.turn.draft import Drafted

PERSONAL_KINDS = frozenset({"telefone", "pix"})
READ_KEPT = 4
"""Labels of a reading that its record keeps."""


def record(
    scene: Scene, desk: Desk, where: Route, plan: Plan, draft: Drafted, verdicts: tuple[Verdict, ...], now: int
) -> Decision:
    """Everything of it that may be kept for good."""
    touch = plan.memo.last_touch
    return Decision(
        id=scene.turn,
        at=now,
        persona=plan.persona.id,
        product=plan.memo.product,
        campaign=touch.campaign if touch is not None else None,
        stage=plan.memo.stage,
        intent=plan.reading.intent,
        probability=plan.reading.probability,
        complex=plan.reading.complex,
        rule=plan.rule,
        tier=draft.tier,
        script=draft.reply.key,
        writer=draft.writer,
        operation=desk.operation.version,
        action=plan.action,
        verdicts=_discreet(verdicts),
        extra={
            "persona_porque": where.why,
            "leitura": [[label, round(p, 3)] for label, p in plan.reading.intents[:READ_KEPT]],
            "leitor": plan.reading.by,
            "origem": touch.confidence if touch is not None else "desconhecida",
            **({"persona_antes": plan.switched_from} if plan.switched_from is not None else {}),
            **({"abertura": plan.begins.id} if plan.begins is not None else {}),
            **({"gatilho": plan.nudges.kind} if plan.nudges is not None and draft.reply.nudge else {}),
            **draft.record(),
        },
    )


def _discreet(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """Rulings for the record: what was refused, or is a number of somebody's, without what only its owner may know."""
    return tuple(
        replace(v, found=Mask().hide(v.found)) if not v.allowed or v.kind in PERSONAL_KINDS else v for v in verdicts
    )
