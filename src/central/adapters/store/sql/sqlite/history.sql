-- name: recent_decisions
-- The last decisions of a conversation, the newest first.
SELECT body FROM decision WHERE conversation_id = ?1 ORDER BY at DESC, id DESC LIMIT ?2;

-- name: recent_heard
-- What the lead said last, without the turn at hand.
SELECT received_at, content, turn_id FROM message
WHERE conversation_id = ?1 AND turn_id IS NOT NULL AND turn_id <> ?2 ORDER BY seq DESC LIMIT ?3;

-- name: recent_said
-- What the lead was told last.
SELECT coalesce(sending_at, send_at), bubble, turn_id FROM outbox
WHERE conversation_id = ?1 AND turn_id <> ?2 AND state IN ('accepted', 'sending', 'waiting', 'uncertain')
ORDER BY place DESC LIMIT ?3;
