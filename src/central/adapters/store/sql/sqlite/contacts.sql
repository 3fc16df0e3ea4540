-- name: add_batch
-- An import that brought something.
INSERT INTO import_batch (id, at, by, file) VALUES (?1, ?2, ?3, ?4);

-- name: end_batch
-- An import is taken back.
UPDATE import_batch SET undone_at = ?3, undone_by = ?2 WHERE id = ?1 AND undone_at IS NULL RETURNING id;

-- name: batches
-- The imports, the newest first.
SELECT id, at, by, file, undone_at FROM import_batch ORDER BY at DESC, id LIMIT ?1;

-- name: name_if_none
-- A name for somebody who has none.
UPDATE person SET name = ?2 WHERE id = ?1 AND name IS NULL RETURNING id;

-- name: persona_if_none
-- The persona who served somebody before Central goes on.
UPDATE person SET persona = ?2, persona_turn = NULL WHERE id = ?1 AND persona IS NULL RETURNING id;

-- name: has_other_persona
-- Somebody whose persona is another one.
SELECT id FROM person WHERE id = ?1 AND persona <> ?2;

-- name: add_past_order
-- A purchase from before Central.
INSERT INTO past_order (person_id, day, words, total, batch_id) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT DO NOTHING RETURNING person_id;

-- name: add_consent
-- A consent and where it came from.
INSERT INTO consent (person_id, source, at, batch_id) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT DO NOTHING RETURNING person_id;

-- name: add_imported_optout
-- Somebody asked for silence before Central.
INSERT INTO optout (person_id, at, source, words, turn_id) VALUES (?1, ?2, ?3, '', ?4)
ON CONFLICT DO NOTHING RETURNING person_id;

-- name: add_imported
-- What an import gave a person.
INSERT INTO imported_person (batch_id, person_id, made, named, persona) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: drop_consents
-- Take the consents of an import back.
DELETE FROM consent WHERE batch_id = ?1 RETURNING person_id;

-- name: drop_orders
-- Take the purchases of an import back.
DELETE FROM past_order WHERE batch_id = ?1 RETURNING person_id;

-- name: drop_optouts
-- Take the wishes for silence of an import back.
DELETE FROM optout WHERE turn_id = ?1 RETURNING person_id;

-- name: drop_personas
-- Take the personas of an import back, where nobody chose again.
UPDATE person SET persona = NULL WHERE persona_turn IS NULL AND id IN (SELECT i.person_id FROM imported_person i
    WHERE i.batch_id = ?1 AND i.persona IS NOT NULL AND i.persona = person.persona);

-- name: drop_names
-- Take the names of an import back from whoever never wrote.
UPDATE person SET name = NULL WHERE id IN (SELECT i.person_id FROM imported_person i
    WHERE i.batch_id = ?1 AND i.named > 0 AND NOT EXISTS (SELECT 1 FROM conversation c WHERE c.person_id = i.person_id));

-- name: made_and_silent
-- People who are here only because of an import.
SELECT i.person_id FROM imported_person i JOIN person p ON p.id = i.person_id
WHERE i.batch_id = ?1 AND i.made > 0 AND p.joined = 0
    AND NOT EXISTS (SELECT 1 FROM conversation c WHERE c.person_id = i.person_id)
    AND NOT EXISTS (SELECT 1 FROM consent n WHERE n.person_id = i.person_id)
    AND NOT EXISTS (SELECT 1 FROM past_order o WHERE o.person_id = i.person_id)
    AND NOT EXISTS (SELECT 1 FROM optout x WHERE x.person_id = i.person_id AND x.source <> 'apagado');

-- name: count_made
-- How many people an import made.
SELECT count(*) FROM imported_person WHERE batch_id = ?1 AND made > 0;

-- name: drop_imported
-- Forget what an import gave.
DELETE FROM imported_person WHERE batch_id = ?1;

-- name: drop_silence
-- Their silence outlives them as a mark.
DELETE FROM optout WHERE person_id = ?1;

-- name: drop_aliases
-- Forget the names of somebody who never wrote.
DELETE FROM alias WHERE person_id = ?1;

-- name: drop_people
-- Forget somebody who never wrote.
DELETE FROM person WHERE id = ?1;
