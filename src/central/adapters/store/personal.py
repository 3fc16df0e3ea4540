"""Where personal data lives: every table and column that may hold a lead's name, number, words or raw updates.

Nothing else may. Whoever erases a person erases these; a test holds the list against the schema.
"""

from __future__ import annotations

PERSONAL: dict[str, tuple[str, ...]] = {
    "person": ("name", "username"),
    "alias": ("value",),
    "identity_conflict": ("value",),
    "optout": ("words",),
    "conversation": ("wa_id", "bsuid", "heard_wamid", "memo", "memo_before"),
    "message": ("wamid", "content", "reply_to", "referral"),
    "outbox": ("bubble", "wamid", "reason"),
    "timer": ("payload",),
    "handoff": ("reason",),
    "dead_letter": ("reason",),
    "raw": ("body", "why"),
    "raw_body": ("body", "reason"),
    "stray_status": ("wamid", "status"),
    "click": ("gclid", "wbraid", "gbraid", "kwai_clickid", "fbclid"),
    "touch": ("clid",),
    "person_merge": ("reason",),
    "consent": ("source",),
    "past_order": ("day", "words"),
}

IMPERSONAL: dict[str, tuple[str, ...]] = {
    "person": ("id", "portfolio", "persona", "persona_turn", "merged_into"),
    "alias": ("portfolio", "person_id"),
    "identity_conflict": ("portfolio", "owner_id", "claimant_id"),
    "optout": ("person_id", "source", "turn_id"),
    "conversation": ("id", "person_id", "channel", "owner", "turn_id", "pending_turn", "persona", "stage"),
    "message": ("conversation_id", "channel", "turn_id"),
    "outbox": ("id", "conversation_id", "channel", "turn_id", "state", "pricing", "code"),
    "timer": ("conversation_id", "key", "turn_id"),
    "decision": ("id", "conversation_id", "turn_id", "body"),
    "handoff": ("id", "conversation_id", "by", "ended_by"),
    "dead_letter": ("id", "conversation_id"),
    "raw": ("key", "field", "channel", "person_id"),
    "stray_status": ("channel",),
    "operation_version": ("digest", "document", "by", "note"),
    "media": ("sha256", "kind", "mime_type", "content"),
    "media_key": ("key", "sha256"),
    "media_upload": ("channel", "sha256", "media_id"),
    "click": ("id", "code", "link", "campaign", "channel", "utm", "person_id"),
    "touch": (
        *("conversation_id", "person_id", "channel", "source", "campaign", "product", "ad", "click_id"),
        *("confidence", "evidence"),
    ),
    "channel_health": ("channel", "state", "by", "reason"),
    "persona_switch": ("id", "person_id", "from_persona", "to_persona", "by"),
    "person_merge": ("id", "source_id", "target_id", "by", "ended_by"),
    "import_batch": ("id", "by", "file", "undone_by"),
    "imported_person": ("batch_id", "person_id", "persona"),
    "consent": ("person_id", "batch_id"),
    "past_order": ("person_id", "batch_id"),
}
"""Every other column that holds text or bytes: ids, words of our own, what the owner wrote."""
