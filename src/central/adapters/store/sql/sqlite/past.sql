-- name: open_asleep
-- A conversation in which nothing waits for an answer.
INSERT INTO conversation (id, person_id, channel, created_at, last_seq, heard_at, heard_wamid, wa_id, bsuid)
VALUES (?1, ?2, ?3, ?4, 0, 0, '', ?5, ?6) ON CONFLICT DO NOTHING;

-- name: lock_thread
-- A conversation with the places it begins and ends at.
SELECT c.id, (SELECT coalesce(min(m.seq), 1) FROM message m WHERE m.conversation_id = c.id),
    (SELECT coalesce(min(o.place), 1) FROM outbox o WHERE o.conversation_id = c.id), c.said_seq
FROM conversation c WHERE c.person_id = ?1 AND c.channel = ?2;

-- name: known_wamids
-- Messages that are there already, whoever said them.
SELECT wamid FROM message WHERE channel = ?1 AND wamid = ?2
UNION SELECT wamid FROM outbox WHERE channel = ?1 AND wamid = ?2;

-- name: add_past_message
-- What a lead said before Central; nothing of it waits for an answer.
INSERT INTO message (conversation_id, seq, channel, wamid, at, received_at, content, done)
VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, 1) ON CONFLICT DO NOTHING;

-- name: heard_before
-- The window counts from the lead's last word, also one to the app.
UPDATE conversation SET heard_wamid = CASE WHEN heard_at < ?2 THEN ?3 ELSE heard_wamid END, heard_at = max(heard_at, ?2)
WHERE id = ?1;

-- name: add_past_send
-- What was said by hand, in the app.
INSERT INTO outbox (id, conversation_id, place, channel, turn_id, bubble, created_at, send_at, sending_at, settled_at,
    sent_at, state, tries, wamid, rank)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?7, ?7, ?7, 'accepted', 1, ?8, ?9);

-- name: hand_to_phone
-- Somebody spoke by hand: the places are taken, a running turn loses its fence, no reply can be thought over any more.
UPDATE conversation SET said_seq = said_seq + ?2, pending_turn = NULL, memo_before = NULL, retractions = 0,
    epoch = epoch + 1, owner = NULL, lease_until = NULL,
    due_at = CASE WHEN turn_id IS NULL THEN due_at ELSE ?3 END
WHERE id = ?1;

-- name: cancel_waiting
-- What the bot was about to say is not said.
UPDATE outbox SET state = 'cancelled', settled_at = ?2
WHERE conversation_id = ?1 AND state IN ('waiting', 'sending', 'uncertain') AND state = 'waiting';

-- name: answered_by_phone
-- Whoever was asked for has come: the goodbye of the turn that asked is not said any more.
UPDATE handoff SET ended_at = ?2, ended_by = 'telefone'
WHERE conversation_id = ?1 AND ended_at IS NULL AND by IN ('lead', 'central');
