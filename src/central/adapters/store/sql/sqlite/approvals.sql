-- name: add_approval
-- Somebody's word on some words.
INSERT INTO approval (id, kind, item, digest, said, state, by, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT DO NOTHING;

-- name: approvals
-- Everything that was ever approved or refused, in the order in which it was.
SELECT kind, item, digest, said, state, by, at FROM approval ORDER BY at, id;

-- name: approval_count
-- How much of it there is.
SELECT count(*) FROM approval;

-- name: add_example
-- What somebody wrote in a persona's place.
INSERT INTO voice_example (turn_id, conversation_id, persona, intent, at, by, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT DO NOTHING;

-- name: examples_of
-- The newest of a persona, those about an intent first.
SELECT words FROM voice_example WHERE persona = ?1 AND waits = 0 ORDER BY intent = ?2 DESC, at DESC LIMIT ?3;

-- name: examples
-- All of them, the newest first.
SELECT turn_id, conversation_id, persona, intent, at, by, words, waits FROM voice_example ORDER BY at DESC, turn_id LIMIT ?1;

-- name: suggest_example
-- A way to write that came from an old conversation; it waits.
INSERT INTO voice_example (turn_id, conversation_id, persona, intent, at, by, words, waits)
VALUES (?1, '', ?2, ?3, ?4, ?5, ?6, 1) ON CONFLICT DO NOTHING;

-- name: approve_example
-- Models may read it from now on.
UPDATE voice_example SET waits = 0, by = ?2, at = ?3 WHERE turn_id = ?1 AND waits = 1 RETURNING turn_id;

-- name: drop_example
-- One less.
DELETE FROM voice_example WHERE turn_id = ?1 RETURNING turn_id;

-- name: erase_voice_example
-- Forget a person: what was written to them in a persona's place.
DELETE FROM voice_example WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = ?1 OR p.merged_into = ?1);
