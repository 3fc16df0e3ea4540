-- name: hold_thread
-- A conversation that a person is about to act on: its channel, when the lead wrote, whether they asked for silence.
SELECT c.channel, c.heard_at, EXISTS (SELECT 1 FROM optout x JOIN person p ON x.person_id IN (p.id, p.merged_into)
    WHERE p.id = c.person_id)
FROM conversation c WHERE c.id = $1 FOR UPDATE OF c;

-- name: holder
-- Who has a conversation, or asked for somebody to have it.
SELECT by FROM handoff WHERE conversation_id = $1 AND ended_at IS NULL;

-- name: take_places
-- The next places of what is said.
UPDATE conversation SET said_seq = said_seq + $2 WHERE id = $1 RETURNING said_seq;

-- name: say_by_hand
-- A bubble that somebody of the team wrote.
INSERT INTO outbox (id, conversation_id, place, channel, turn_id, bubble, created_at, send_at, author)
VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8);

-- name: add_note
-- Words of the team beside a conversation.
INSERT INTO note (id, conversation_id, at, by, words) VALUES ($1, $2, $3, $4, $5);

-- name: decision_of
-- A decision of this conversation.
SELECT body FROM decision WHERE id = $1 AND conversation_id = $2;

-- name: words_of_turn
-- The burst that a turn answered.
SELECT content FROM message WHERE conversation_id = $1 AND turn_id = $2 ORDER BY seq;

-- name: correct
-- What a burst meant, by a person's word; the last one counts.
INSERT INTO correction (id, decision_id, conversation_id, at, by, words, read, meant)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (decision_id) DO UPDATE SET at = excluded.at, by = excluded.by, meant = excluded.meant;

-- name: corrections
-- Readings put right, the newest first.
SELECT decision_id, conversation_id, at, by, words, read, meant FROM correction WHERE at >= $1
ORDER BY at DESC, id DESC LIMIT $2;

-- name: quick_replies
-- What the team says often.
SELECT id, title, words, at, by FROM quick_reply ORDER BY title, id;

-- name: add_quick_reply
-- One more.
INSERT INTO quick_reply (id, title, words, at, by) VALUES ($1, $2, $3, $4, $5);

-- name: drop_quick_reply
-- One less.
DELETE FROM quick_reply WHERE id = $1;

-- name: set_typing
-- Somebody of the team writes in a conversation.
INSERT INTO typing (conversation_id, account_id, at) VALUES ($1, $2, $3)
ON CONFLICT (conversation_id, account_id) DO UPDATE SET at = excluded.at;

-- name: forget_typing
-- Nobody wrote there lately, or they sent what they wrote.
DELETE FROM typing WHERE at < $1 OR (conversation_id = $2 AND account_id = $3);

-- name: typing_in
-- Who writes in a conversation.
SELECT account_id FROM typing WHERE conversation_id = $1 AND at > $2 ORDER BY account_id;

-- name: said_by_hand
-- What the team said in a conversation from a moment on, in the panel or on the phone.
SELECT bubble FROM outbox WHERE conversation_id = $1 AND created_at >= $2 AND state <> 'cancelled'
    AND (author IS NOT NULL OR turn_id = 'telefone') ORDER BY place;

-- name: held_talk
-- Of whom and of what a conversation is.
SELECT person_id, memo FROM conversation WHERE id = $1;

-- name: agreed
-- What the team agreed with the lead last, if that was after a moment.
SELECT words FROM note WHERE conversation_id = $1 AND by = 'central' AND at > $2 ORDER BY at DESC LIMIT 1;

-- name: in_flight
-- Bubbles of the bot that are on their way to the platform at this moment.
SELECT count(*) FROM outbox WHERE conversation_id = $1 AND state IN ('waiting', 'sending', 'uncertain')
    AND state = 'sending' AND author IS NULL;

-- name: quiet_handoffs
-- Conversations that somebody of the team holds and in which none of them said anything since a moment.
SELECT h.conversation_id FROM handoff h WHERE h.ended_at IS NULL AND h.by NOT IN ('lead', 'central') AND h.at <= $1
    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.conversation_id = h.conversation_id AND o.created_at > $1
        AND (o.author IS NOT NULL OR o.turn_id = 'telefone')) ORDER BY h.at LIMIT $2;
