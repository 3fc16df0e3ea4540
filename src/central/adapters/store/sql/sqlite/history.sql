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

-- name: find_decision
-- The decisions whose id begins so: from ?1 up to ?2.
SELECT id, conversation_id, body FROM decision WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 2;

-- name: decisions_of
-- Every decision of a conversation, in order.
SELECT body FROM decision WHERE conversation_id = ?1 ORDER BY at, id;

-- name: heard_whole
-- Every message of a conversation with all that came with it.
SELECT seq, at, received_at, wamid, content, reply_to, referral, turn_id FROM message
WHERE conversation_id = ?1 ORDER BY seq;

-- name: said_by_turn
-- Every bubble of a conversation, in order.
SELECT turn_id, bubble FROM outbox WHERE conversation_id = ?1 ORDER BY place;

-- name: last_conversations
-- The conversations heard last.
SELECT id, channel FROM conversation ORDER BY heard_at DESC, id LIMIT ?1;

-- name: one_conversation
-- The conversations whose id begins so.
SELECT id, channel FROM conversation WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 1;

-- name: keep_words
-- What a message turned out to say.
UPDATE message SET content = ?3 WHERE conversation_id = ?1 AND seq = ?2;
