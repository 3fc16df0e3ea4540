"""The rights of a person over what is kept of them: to be forgotten, and to be told.

Forgetting empties every table of personal data; ledgers keep their figures under ids that lead nowhere. Silence is kept
as keyed marks, so that it still holds when the person comes back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from central.adapters.store.engine.tx import Engine, Tx
from central.adapters.store.figures.search import hold
from central.adapters.store.person.exported import Told, told_of
from central.adapters.store.person.retention import Forgotten, forget_old
from central.core.people.identity import Alias, AliasKind, phone_spellings
from central.core.people.privacy import Privacy
from central.core.people.silence import Marker
from central.ports import Ids

VIEW_MS = 15 * 60_000
"""Opening the same conversation again so soon is one reading."""
LEAST_SCRUBBED = 4
"""A shorter name stands in too many texts of others to look for it everywhere."""
_BY_CONVERSATION = (
    *("message", "outbox", "timer", "handoff", "note", "spoken_words", "event", "dead_letter", "correction"),
    *("draft", "voice_example", "media", "media_key", "typing", "alert_ring", "alert"),
)
_BY_PERSON = (
    *("raw", "order_delivery", "consent", "past_order", "optout", "imported_person", "persona_switch", "move"),
    *("link_token", "identity_conflict", "person_merge", "hook_delivery", "ticket_event", "quote"),
)
_OF_NOBODY, _NOWHERE = ("choice", "cost", "touch", "callback"), ("decision", "reward")
_KEPT_BLANK = ("control_group", "order_event", "shop_order", "ticket", "broadcast_person", "audit")
_SCRUBBED = ("raw", "stray_status", "raw_body", "order_delivery", "api_once", "dead_letter")
_DIALLED = ("order_delivery", "api_once")
"""What others write, who set a phone their own way."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did; `silent`: the person had asked for silence, and it still holds."""

    person: str
    conversations: int
    silent: bool


class SqlPrivacy:
    """Erasures and the audit on either engine."""

    def __init__(self, engine: Engine, ids: Ids, mark: Marker) -> None:
        self._engine, self._ids, self._mark = engine, ids, mark

    async def erase(self, person: str, by: str, now: int) -> Erased | None:
        """Forget a person for good; None when there is nobody by this id."""

        async def work(tx: Tx) -> Erased | None:
            if not (root := await tx.rows("root_of_person", person)):
                return None
            return await self._erase(tx, root[0][0], by, now)

        erased = await self._engine.transact(work)
        if erased is not None:
            await self._engine.scrub(anew=True)
        return erased

    async def audit(self, by: str, what: str, now: int, person: str | None, conversation: str | None = None) -> None:
        """Note that somebody of the team read or changed something about a person."""

        async def work(tx: Tx) -> None:
            await tx.rows("add_audit", self._ids(), now, by, what, person, conversation)

        await self._engine.transact(work)

    async def viewed(self, by: str, what: str, now: int, conversation: str) -> None:
        """Note that somebody read a conversation, once within a quarter of an hour."""
        found = await self._engine.read("audited_lately", conversation, by, what, now - VIEW_MS)
        owner = [] if found else await self._engine.read("whose_conversation", conversation)
        if owner:
            await self.audit(by, what, now, owner[0][0], conversation)

    async def glanced(self, by: str, what: str, now: int) -> None:
        """Note that somebody looked at a list with people in it, once within a quarter of an hour."""
        if not await self._engine.read("glanced_lately", by, what, now - VIEW_MS):
            await self.audit(by, what, now, None)

    async def export(self, person: str, by: str, now: int) -> Told | None:
        """All that is kept of a person, which is noted; None for nobody."""
        told = await told_of(self._engine, person)
        if told is not None:
            await self.audit(by, "exportou os dados de uma pessoa", now, str(told["pessoa"][0]["id"]))
        return told

    async def forget_old(self, privacy: Privacy, adult: Mapping[str, bool], now: int) -> Forgotten:
        """Delete what its owner's days have passed for."""
        return await forget_old(self._engine, privacy, adult, now)

    async def of_conversation(self, conversation: str) -> str | None:
        """Whose conversation this is."""
        found = await self._engine.read("whose_conversation", conversation)
        return found[0][0] if found else None

    async def places(self, person: str) -> Sequence[tuple[str, str]]:
        """(channel, user id) of every conversation of a person that has one."""
        return [(r[1], r[3]) for r in await self._engine.read("export_conversation", person) if r[3]]

    async def audited(
        self, before: int, limit: int = 100
    ) -> Sequence[tuple[str, int, str, str, str | None, str | None]]:
        """(id, at, by, what, person, conversation), the newest first."""
        return [(r[0], r[1], r[2], r[3], r[4], r[5]) for r in await self._engine.read("audit_lines", before, limit)]

    async def _erase(self, tx: Tx, person: str, by: str, now: int) -> Erased:
        await hold(tx)
        await tx.rows("lock_moves")
        await tx.rows("hold_person", person)
        conversations = [id for (id,) in await tx.rows("conversations_of_person", person)]
        await tx.rows("own_orders", person)
        aliases = [Alias(AliasKind(kind), value) for kind, value in await tx.rows("names_of_person", person)]
        names = {alias.value for alias in aliases} | {str(name) for (name,) in await tx.rows("shown_names", person)}
        silent = await tx.rows("is_silent", person)
        nobody = self._ids()
        await tx.rows("blank_crm_link", person)
        await tx.rows("blank_conversion", person)
        for table in (*_BY_CONVERSATION, *_BY_PERSON):
            await tx.rows(f"erase_{table}", person)
        await tx.rows("blank_click", person)
        for conversation in conversations:
            nowhere = self._ids()
            for table in _OF_NOBODY:
                await tx.rows(f"rekey_{table}", conversation, nowhere, nobody)
            for table in _NOWHERE:
                await tx.rows(f"rekey_{table}", conversation, nowhere)
        for table in _KEPT_BLANK:
            await tx.rows(f"rekey_{table}", person, nobody)
        for table in ("conversation", "alias", "person"):
            await tx.rows(f"erase_{table}", person)
        for name in sorted(n for n in names if len(n) >= LEAST_SCRUBBED):
            for table in _SCRUBBED:
                await tx.rows(f"scrub_{table}", name)
        keys = [alias.value for alias in aliases if alias.kind is AliasKind.PHONE_KEY]
        for number in sorted({_as_dialled(number) for key in keys for number in phone_spellings(key)}):
            for table in _DIALLED:
                await tx.rows(f"scrub_dialled_{table}", number)
        if silent:
            known = (AliasKind.BSUID, AliasKind.PHONE_KEY)
            marks = sorted({self._mark(alias) for alias in aliases if alias.kind in known})
            await tx.each("suppress", [(mark, now, silent[0][0]) for mark in marks])
        await tx.rows("add_erasure", nobody, now, by, len(conversations))
        await tx.rows("add_audit", self._ids(), now, by, "apagou uma pessoa", nobody, None)
        return Erased(nobody, len(conversations), bool(silent))


def _as_dialled(number: str) -> str:
    """Without the country, as most people write it."""
    return number[2:] if number.startswith("55") and len(number) in (12, 13) else number
