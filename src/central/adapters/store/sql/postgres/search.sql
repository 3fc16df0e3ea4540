-- name: follower
-- How far a follower is.
SELECT position FROM follower WHERE name = $1;

-- name: hold_follower
-- How far a follower is, under our lock.
SELECT position FROM follower WHERE name = $1 FOR UPDATE;

-- name: follow
-- A follower is here now.
INSERT INTO follower (name, position) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET position = greatest(follower.position, excluded.position);

-- name: heard_to_index
-- Messages behind those that are indexed.
SELECT m.conversation_id, m.seq, m.received_at, m.content FROM jsonb_array_elements_text($1::jsonb) i (value)
JOIN message m ON m.conversation_id = i.value
WHERE m.seq > coalesce((SELECT max(w.ref::bigint) FROM spoken_words w
    WHERE w.conversation_id = i.value AND w.kind = 'lead'), -1000000000);

-- name: said_to_index
-- Bubbles that are not indexed yet.
SELECT o.conversation_id, o.id, coalesce(o.sending_at, o.send_at), o.bubble FROM jsonb_array_elements_text($1::jsonb) i (value)
JOIN outbox o ON o.conversation_id = i.value
WHERE o.state NOT IN ('superseded', 'cancelled') AND NOT EXISTS (SELECT 1 FROM spoken_words w
    WHERE w.conversation_id = i.value AND w.kind = 'nos' AND w.ref = o.id);

-- name: names_to_index
-- Names and phones of leads.
SELECT c.id, c.created_at, coalesce(q.name, p.name), coalesce(q.username, p.username), c.wa_id FROM jsonb_array_elements_text($1::jsonb) i (value)
JOIN conversation c ON c.id = i.value JOIN person p ON p.id = c.person_id LEFT JOIN person q ON q.id = p.merged_into;

-- name: index_words
-- Words to be found; a name may change.
INSERT INTO spoken_words (conversation_id, kind, ref, at, words)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[])
ON CONFLICT (conversation_id, kind, ref) DO UPDATE SET words = excluded.words
WHERE spoken_words.words <> excluded.words;

-- name: search_names
-- Leads by the beginnings of their names and phones; where none begins so, by any part of one.
WITH begun AS MATERIALIZED (SELECT id, conversation_id, kind, at, words FROM spoken_words
    WHERE kind = 'nome' AND $1::text <> '' AND terms @@ to_tsquery('simple', $2)),
parts AS MATERIALIZED (SELECT id, conversation_id, kind, at, words FROM spoken_words
    WHERE NOT EXISTS (SELECT 1 FROM begun) AND kind = 'nome' AND folded LIKE $3)
SELECT conversation_id, kind, at, words FROM (SELECT * FROM begun UNION ALL SELECT * FROM parts) AS found
ORDER BY id DESC LIMIT $4;

-- name: search_words
-- What was said, the newest first: a frequent word is found among the last words, a rare one by the index. Left to
-- itself the planner reads everything backwards for a word that stands nowhere.
WITH lately AS MATERIALIZED (SELECT id, conversation_id, kind, at, words FROM (SELECT * FROM spoken_words
        WHERE kind <> 'nome' ORDER BY id DESC LIMIT 3000) AS last WHERE terms @@ to_tsquery('simple', $2)),
ever AS MATERIALIZED (SELECT id, conversation_id, kind, at, words FROM spoken_words
    WHERE (SELECT count(*) < 20 FROM lately) AND kind <> 'nome' AND $1::text <> ''
        AND terms @@ to_tsquery('simple', $2))
SELECT conversation_id, kind, at, words FROM (SELECT * FROM ever UNION SELECT * FROM lately) AS found
ORDER BY id DESC LIMIT $3;
