-- name: follower
-- How far a follower is.
SELECT position FROM follower WHERE name = ?1;

-- name: hold_follower
-- How far a follower is, under our lock.
SELECT position FROM follower WHERE name = ?1;

-- name: follow
-- A follower is here now.
INSERT INTO follower (name, position) VALUES (?1, ?2)
ON CONFLICT (name) DO UPDATE SET position = max(follower.position, excluded.position);

-- name: heard_to_index
-- Messages behind those that are indexed.
SELECT m.conversation_id, m.seq, m.received_at, m.content FROM json_each(?1) i
JOIN message m ON m.conversation_id = i.value
WHERE m.seq > coalesce((SELECT max(CAST(w.ref AS INTEGER)) FROM spoken_words w
    WHERE w.conversation_id = i.value AND w.kind = 'lead'), -1000000000);

-- name: said_to_index
-- Bubbles that are not indexed yet.
SELECT o.conversation_id, o.id, coalesce(o.sending_at, o.send_at), o.bubble FROM json_each(?1) i
JOIN outbox o ON o.conversation_id = i.value
WHERE o.state NOT IN ('superseded', 'cancelled') AND NOT EXISTS (SELECT 1 FROM spoken_words w
    WHERE w.conversation_id = i.value AND w.kind = 'nos' AND w.ref = o.id);

-- name: names_to_index
-- Names and phones of leads.
SELECT c.id, c.created_at, coalesce(q.name, p.name), coalesce(q.username, p.username), c.wa_id FROM json_each(?1) i
JOIN conversation c ON c.id = i.value JOIN person p ON p.id = c.person_id LEFT JOIN person q ON q.id = p.merged_into;

-- name: index_words
-- Words to be found; a name may change.
INSERT INTO spoken_words (conversation_id, kind, ref, at, words) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (conversation_id, kind, ref) DO UPDATE SET words = excluded.words WHERE words <> excluded.words;

-- name: search_names
-- Leads by name or phone.
SELECT w.conversation_id, w.kind, w.at, w.words FROM fts_names f JOIN spoken_words w ON w.id = f.rowid
WHERE fts_names MATCH ?1 AND ?2 <> '' AND ?3 <> '' ORDER BY f.rowid DESC LIMIT ?4;

-- name: search_words
-- What was said, the newest first.
SELECT w.conversation_id, w.kind, w.at, w.words FROM fts_words f JOIN spoken_words w ON w.id = f.rowid
WHERE fts_words MATCH ?1 AND ?2 <> '' ORDER BY f.rowid DESC LIMIT ?3;
