-- name: conversations_to_forget
-- Conversations of a persona that have been quiet since ?1 and still hold words.
SELECT c.id FROM conversation c WHERE c.heard_at < ?1 AND coalesce(c.persona, '') = ?2
    AND EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = c.id) ORDER BY c.heard_at LIMIT ?3;

-- name: files_to_forget
-- Conversations of a persona that have been quiet since ?1 and still hold files.
SELECT c.id FROM conversation c WHERE c.heard_at < ?1 AND coalesce(c.persona, '') = ?2
    AND EXISTS (SELECT 1 FROM media_key k WHERE substr(k.key, 1, 38) = 'lead/' || c.id || '/')
ORDER BY c.heard_at LIMIT ?3;

-- name: forget_message
-- What the lead said is too old.
DELETE FROM message WHERE conversation_id = ?1;

-- name: forget_outbox
-- What we said is too old.
DELETE FROM outbox WHERE conversation_id = ?1;

-- name: forget_spoken_words
-- What could be found of it.
DELETE FROM spoken_words WHERE conversation_id = ?1 AND kind <> 'nome';

-- name: forget_draft
-- Replies that waited are too old.
DELETE FROM draft WHERE conversation_id = ?1;

-- name: forget_voice_example
-- What was written in a persona's place is too old.
DELETE FROM voice_example WHERE conversation_id = ?1;

-- name: forget_note
-- What the team noted is too old.
DELETE FROM note WHERE conversation_id = ?1;

-- name: forget_correction
-- Words that were put right are too old.
DELETE FROM correction WHERE conversation_id = ?1;

-- name: forget_media
-- Files of a conversation that nobody else sent.
DELETE FROM media WHERE sha256 IN (SELECT k.sha256 FROM media_key k WHERE substr(k.key, 1, 38) = 'lead/' || ?1 || '/')
    AND NOT EXISTS (SELECT 1 FROM media_key o WHERE o.sha256 = media.sha256
        AND substr(o.key, 1, 38) <> 'lead/' || ?1 || '/');

-- name: forget_media_key
-- The names of those files.
DELETE FROM media_key WHERE substr(key, 1, 38) = 'lead/' || ?1 || '/';

-- name: forget_buyers
-- Orders keep their figures and lose their buyers.
UPDATE shop_order SET name = NULL, phone = NULL, phone_key = NULL, email = NULL, document = NULL, proof = NULL
WHERE updated_at < ?1 AND (name IS NOT NULL OR phone IS NOT NULL OR phone_key IS NOT NULL OR email IS NOT NULL
    OR document IS NOT NULL OR proof IS NOT NULL) RETURNING 1;

-- name: forget_deliveries
-- What checkouts told is too old.
DELETE FROM order_delivery WHERE received_at < ?1 AND state <> 'waiting' RETURNING 1;

-- name: forget_tickets
-- Tickets keep their figures and lose their people.
UPDATE ticket SET name = NULL, phone = NULL, email = NULL, version = version + 1
WHERE updated_at < ?1 AND closed_at IS NOT NULL AND (name IS NOT NULL OR phone IS NOT NULL OR email IS NOT NULL)
RETURNING 1;

-- name: forget_audit
-- Who read what is too old.
DELETE FROM audit WHERE at < ?1 RETURNING 1;

-- name: whose_conversation
-- Whose conversation this is.
SELECT coalesce(p.merged_into, p.id) FROM conversation c JOIN person p ON p.id = c.person_id WHERE c.id = ?1;

-- name: audited_lately
-- Whether somebody was written down for the same since ?4.
SELECT 1 FROM audit WHERE conversation_id = ?1 AND by = ?2 AND what = ?3 AND at > ?4 LIMIT 1;

-- name: glanced_lately
-- Whether somebody was written down for looking at this list since ?3.
SELECT 1 FROM audit WHERE at > ?3 AND by = ?1 AND what = ?2 AND person_id IS NULL LIMIT 1;
