"""What brought the lead of a burst: its referral, the codes of our links, and weaker signs when nothing else speaks."""

from __future__ import annotations

from central.core.messaging.channel import ChannelSpec
from central.core.messaging.conversation import Line, Memo, Scene, Touch, standing
from central.core.messaging.message import words_of
from central.core.operation import Operation
from central.core.origin.attribution import RECENT_MS, SLACK_MS, Entry, attribute, settled
from central.core.origin.link import codes_in, pieces_in, without_code
from central.core.origin.routing import product_for
from central.core.records import replace
from central.core.text import fold
from central.ports import Clicks

Touches = tuple[tuple[int, Touch], ...]
"""Touches in the order of the burst, each with the `seq` of its message."""


async def arrive(scene: Scene, operation: Operation, clicks: Clicks | None) -> Touches:
    """The touches of the burst; a lead's first one is told even if nobody knows what it was."""
    channel = operation.channel(scene.channel)
    if channel is None or not scene.lines:
        return ()
    first = scene.memo.first_touch is None
    entries = [(line.seq, await _entry(scene, line, clicks, first)) for line in scene.lines]
    sure = [(seq, touch) for seq, e in entries if (touch := attribute(operation, channel, e))]
    if sure or not first:
        return tuple(sure)
    return _weak(operation, channel, scene, entries)


def remember(memo: Memo, operation: Operation, touches: Touches) -> Memo:
    """The memo with first and last touch; what is unknown never takes the place of what is known."""
    first, last = settled(operation, memo.first_touch), settled(operation, memo.last_touch)
    for _, touch in touches:
        first = first or touch
        last = touch if last is None or touch.confidence != "desconhecida" or touch.ad is not None else last
    if first is memo.first_touch and last is memo.last_touch:
        return memo
    return replace(memo, first_touch=first, last_touch=last)


def noticed(memo: Memo, scene: Scene, operation: Operation) -> Memo:
    """The memo with the product that the lead names to a person: so it is known when the conversation comes back."""
    channel = operation.channel(scene.channel)
    if scene.handoff is None or channel is None or not scene.lines:
        return memo
    product = product_for(operation, channel, None, fold(words_said(scene)))
    if product is None or product.adult or product.id == memo.product:
        return memo
    return replace(memo, product=product.id, variant=None, earlier=memo.product or memo.earlier)


def words_said(scene: Scene) -> str:
    """The words the lead stands by in this burst, without the codes of our links."""
    return " / ".join(filter(None, (without_code(words_of(line.content)) for line in standing(scene.lines))))


async def _entry(scene: Scene, line: Line, clicks: Clicks | None, first: bool) -> Entry:
    words = words_of(line.content)
    entry = Entry(line.at, scene.person, words, line.referral)
    if clicks is None or line.referral is not None:
        return entry
    said = [await clicks.join(code, scene.person, line.at) for code in codes_in(words)]
    found = tuple(click for click in said if click is not None)
    if found or not (first or pieces_in(words)):
        return replace(entry, clicks=found)
    recent = await clicks.recent(scene.channel, line.at - RECENT_MS, line.at + SLACK_MS)
    return replace(entry, recent=tuple(recent))


def _weak(operation: Operation, channel: ChannelSpec, scene: Scene, entries: list[tuple[int, Entry]]) -> Touches:
    """All words of the burst together, on its first message."""
    seq, entry = entries[0]
    whole = " ".join(words_of(line.content) for line in scene.lines)
    recent = {click.id: click for _, e in entries for click in e.recent}
    touch = attribute(operation, channel, replace(entry, words=whole, recent=tuple(recent.values()), first=True))
    return () if touch is None else ((seq, touch),)
