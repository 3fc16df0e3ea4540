-- name: add_event
-- Something moved.
INSERT INTO event (at, kind, conversation_id)
SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[]);

-- name: add_failure_event
-- A bubble did not go well.
INSERT INTO event (at, kind, conversation_id)
SELECT i.at, 'falhou', o.conversation_id FROM unnest($1::bigint[], $2::text[]) AS i (at, id)
JOIN outbox o ON o.id = i.id;

-- name: last_event
-- The newest position.
SELECT coalesce(max(position), 0) FROM event;

-- name: events_after
-- What moved after a position.
SELECT position, at, kind, conversation_id FROM event WHERE position > $1 ORDER BY position LIMIT $2;

-- name: events_at
-- Positions that were not to be seen when later ones were.
SELECT position, at, kind, conversation_id FROM event
WHERE position IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb)) ORDER BY position;

-- name: count_events
-- How much moved since a moment, by kind.
SELECT kind, count(*) FROM event WHERE position >= (SELECT coalesce(max(position), 0) FROM event) - 200000 AND at >= $1
GROUP BY kind;

-- name: prune_events
-- Forget old events; the newest stays, so that a tail knows where it is.
DELETE FROM event WHERE position IN (SELECT position FROM event ORDER BY position LIMIT $2) AND at < $1
    AND position < (SELECT max(position) FROM event) RETURNING 1;
