"""What is too old goes: words, files, buyers' names and the audit, each after the days its owner gave it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from central.adapters.store.engine.tx import Engine, Tx
from central.core.people.privacy import DAY_MS, Privacy

AT_ONCE = 100
_WORDS = (
    *("forget_message", "forget_outbox", "forget_spoken_words", "forget_note", "forget_correction"),
    *("forget_draft", "forget_voice_example"),
)
_FILES = ("forget_media", "forget_media_key")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many conversations lost their words or their files, how many orders their buyers, audit lines."""

    conversations: int = 0
    files: int = 0
    buyers: int = 0
    audit: int = 0

    @property
    def any(self) -> bool:
        """Whether anything went."""
        return bool(self.conversations or self.files or self.buyers or self.audit)


async def forget_old(engine: Engine, privacy: Privacy, adult: Mapping[str, bool], now: int) -> Forgotten:
    """Delete what its time has passed for; `adult` says of every persona whether she is one. Again changes nothing."""
    words = files = 0
    for persona, reserved in {"": False, **adult}.items():
        for kind in ("conversations", "files"):
            since = now - privacy.days(kind, reserved) * DAY_MS
            gone = await _portions(engine, kind, since, persona)
            words, files = (words + gone, files) if kind == "conversations" else (words, files + gone)
    since = now - privacy.buyers * DAY_MS

    async def rest(tx: Tx) -> Forgotten:
        buyers = len(await tx.rows("forget_buyers", since)) + len(await tx.rows("forget_tickets", since))
        await tx.rows("forget_deliveries", since)
        audit = len(await tx.rows("forget_audit", now - privacy.audit * DAY_MS))
        return Forgotten(words, files, buyers, audit)

    found = await engine.transact(rest)
    if found.any:
        await engine.scrub(anew=False)
    return found


async def _portions(engine: Engine, kind: str, since: int, persona: str) -> int:
    """Conversation after conversation, some at a time, so that nobody waits for it."""
    whole = kind == "conversations"
    due, each = ("conversations_to_forget", (*_WORDS, *_FILES)) if whole else ("files_to_forget", _FILES)

    async def work(tx: Tx) -> int:
        found = [id for (id,) in await tx.rows(due, since, persona, AT_ONCE)]
        for conversation in found:
            for statement in each:
                await tx.rows(statement, conversation)
        return len(found)

    gone = 0
    while portion := await engine.transact(work):
        gone += portion
    return gone
