-- name: aliases_of_person
-- Every name of a person and of whoever is read as this person.
SELECT a.kind, a.value, min(a.first_seen) FROM person p JOIN alias a ON a.person_id = p.id
WHERE p.id = ?1 OR p.merged_into = ?1 GROUP BY a.kind, a.value;

-- name: people_apart
-- Whom somebody split from this person by hand.
SELECT coalesce(o.merged_into, o.id) FROM person p
JOIN person_merge m ON m.source_id = p.id OR m.target_id = p.id
JOIN person o ON o.id = CASE WHEN m.source_id = p.id THEN m.target_id ELSE m.source_id END
WHERE (p.id = ?1 OR p.merged_into = ?1) AND m.ended_at IS NOT NULL;

-- name: lock_people
-- People about to be merged.
SELECT id, merged_into, name, username, persona, persona_turn FROM person WHERE id = ?1;

-- name: add_merge
-- Log a merge.
INSERT INTO person_merge (id, source_id, target_id, at, by, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: merge_person
-- Read a person, and whoever is read as that person, as another one.
UPDATE person SET merged_into = ?2, joined = 1 WHERE id = ?1 OR merged_into = ?1;

-- name: carry_optout
-- A wish for silence holds for the whole person.
INSERT INTO optout (person_id, at, source, words, turn_id, level, until)
SELECT ?2, at, source, words, turn_id, level, until FROM optout WHERE person_id = ?1 ON CONFLICT DO NOTHING;

-- name: keep_person
-- What the person who stays is called and who answers.
UPDATE person SET name = ?2, username = ?3, persona = ?4, persona_turn = ?5, joined = 1 WHERE id = ?1;

-- name: end_merge
-- Split by hand.
UPDATE person_merge SET ended_at = ?3, ended_by = ?2 WHERE source_id = ?1 AND ended_at IS NULL
RETURNING id, source_id, target_id, at, by, reason, ended_at;

-- name: root_of_person
-- Whom a person is read as.
SELECT coalesce(merged_into, id) FROM person WHERE id = ?1;

-- name: lock_group
-- Everybody who is read as this person.
SELECT id FROM person WHERE id = ?1 OR merged_into = ?1 ORDER BY id;

-- name: open_merges_of
-- The merge that stands for this person.
SELECT id, source_id, target_id, at, by, reason, ended_at FROM person_merge
WHERE source_id = ?1 AND ended_at IS NULL;

-- name: read_as
-- Read a person as another one, or as nobody else.
UPDATE person SET merged_into = ?2 WHERE id = ?1;

-- name: move_address
-- Answer under the new number or id, on every channel. An id made anew without a number means that the old one is gone.
UPDATE conversation SET
    wa_id = CASE WHEN wa_id = ?2 AND ?3 IS NOT NULL OR bsuid = ?4 AND ?5 IS NOT NULL THEN ?3 ELSE wa_id END,
    bsuid = CASE WHEN bsuid = ?4 AND ?5 IS NOT NULL THEN ?5 ELSE bsuid END
WHERE person_id IN (SELECT id FROM person WHERE id = ?1 OR merged_into = ?1);

-- name: home_of
-- The conversation that a merged person goes on in: of all of theirs on a channel, the one heard last.
SELECT ?1, ?2, c.person_id FROM person p JOIN conversation c ON c.person_id = p.id AND c.channel = ?2
WHERE p.id = ?1 OR p.merged_into = ?1 ORDER BY c.heard_at DESC, c.id LIMIT 1;

-- name: merges
-- Every merge, the newest first.
SELECT id, source_id, target_id, at, by, reason, ended_at FROM person_merge ORDER BY at DESC, id DESC LIMIT ?1;

-- name: find_people
-- Somebody by id, name or number, each once, as the person they are read as.
SELECT DISTINCT r.id, r.name, r.username, r.persona, r.created_at FROM person p
JOIN person r ON r.id = coalesce(p.merged_into, p.id) LEFT JOIN alias a ON a.person_id = p.id
WHERE p.id = ?1 OR a.value = ?1 OR a.kind = 4 AND a.value = ?2 LIMIT 20;

-- name: sources_of
-- Who was merged into this person, the newest first.
SELECT source_id FROM person_merge WHERE target_id = ?1 AND ended_at IS NULL ORDER BY at DESC, id DESC;

-- name: add_ended_merge
-- Two people who are not one, said by hand.
INSERT INTO person_merge (id, source_id, target_id, at, by, reason, ended_at, ended_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?4, ?5);
