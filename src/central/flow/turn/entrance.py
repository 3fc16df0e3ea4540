"""A turn's beginning: whether it may speak at all, as whom and about what."""

from __future__ import annotations

from central.core.errors import TryLater
from central.core.messaging.conversation import Memo, Scene, Touch, standing
from central.core.messaging.message import Reaction, SystemNotice, Unknown, Unsupported
from central.core.operation import Operation
from central.core.origin.routing import Route, route
from central.core.people.silence import wants_back
from central.core.reading.silence import asks_silence
from central.core.reading.spelling import spelled
from central.core.records import replace
from central.core.text import fold
from central.flow.turn.arrival import Touches, remember, words_said


def must_be_silent(scene: Scene) -> bool:
    """Who asked for silence or for a person gets no bot, but for a wish for silence, which is granted at once; a
    reaction, a deletion or a notice needs no reply."""
    quiet = (Reaction, SystemNotice, Unknown, Unsupported)
    if scene.opted_out and not wants_back(fold(words_said(scene))):
        return True
    if scene.handoff is not None:
        return not asks_silence(spelled(fold(words_said(scene))))
    return all(isinstance(x.content, quiet) for x in standing(scene.lines))


def enter(scene: Scene, operation: Operation, touches: Touches, words: str) -> tuple[Memo, Route]:
    """The memo with the ad that brought the lead, the persona who answers and the product talked about."""
    memo = remember(scene.memo, operation, touches)
    channel = operation.channel(scene.channel)
    if channel is None:
        raise TryLater(f"o número {scene.channel} não está na operação", code="canal_desconhecido")
    current = memo.product or (memo.last_touch.product if memo.last_touch is not None else None)
    folded = fold(words)
    where = route(operation, channel, scene.sticky, last_touch(touches), folded, current, memo.asked == "produto")
    entered = replace(
        memo,
        product=where.product,
        variant=memo.variant if where.product == memo.product else None,
        earlier=memo.earlier if where.product == memo.product or memo.product is None else memo.product,
        persona=where.persona,
        introduced=memo.introduced and memo.persona in (None, where.persona),
        bursts=memo.bursts + 1,
        circle=memo.circle.heard(folded, scene.lines[-1].at) if words else memo.circle,
    )
    return entered, where


def last_touch(touches: Touches) -> Touch | None:
    """The entry that counts for what is said now."""
    return touches[-1][1] if touches else None
