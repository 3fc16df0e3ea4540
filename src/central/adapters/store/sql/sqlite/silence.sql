-- name: known_silence
-- Which of these marks asked for silence and were erased.
SELECT mark FROM suppression WHERE mark IN (SELECT json_extract(k.value, '$[0]') FROM json_each(?1) k);

-- name: silence_erased
-- Somebody who was erased while silent came back under the same name.
INSERT INTO optout (person_id, at, source, words, turn_id) VALUES (?1, ?2, 'apagado', '', ?3) ON CONFLICT DO NOTHING;

-- name: suppress
-- Remember the silence of somebody who is about to be erased.
INSERT INTO suppression (mark, at, source) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING;

-- name: end_preference
-- The person switched marketing on again in WhatsApp; what they said in words still holds.
DELETE FROM optout WHERE source = ?2 AND level = 'pausa'
    AND person_id IN (SELECT id FROM person WHERE id = ?1 OR merged_into = ?1
        UNION SELECT merged_into FROM person WHERE id = ?1);

-- name: unsilence
-- The words that asked for silence were taken back before they were answered.
DELETE FROM optout WHERE turn_id = ?1 RETURNING turn_id;

-- name: stop_marketing
-- Meta kept a bubble back because its person had switched marketing off in WhatsApp.
INSERT INTO optout (person_id, at, source, words, turn_id, level, until)
SELECT coalesce(p.merged_into, p.id), ?2, ?3, '', ?3, 'pausa', ?4
FROM outbox o JOIN conversation c ON c.id = o.conversation_id JOIN person p ON p.id = c.person_id
WHERE o.id = ?1
ON CONFLICT (person_id) DO UPDATE SET at = excluded.at, source = excluded.source, words = excluded.words,
    turn_id = excluded.turn_id, level = excluded.level, until = excluded.until WHERE optout.level = 'pausa';
