-- name: add_event
-- Something moved.
INSERT INTO event (at, kind, conversation_id) VALUES (?1, ?2, ?3);

-- name: add_failure_event
-- A bubble did not go well.
INSERT INTO event (at, kind, conversation_id) SELECT ?1, 'falhou', conversation_id FROM outbox WHERE id = ?2;

-- name: last_event
-- The newest position.
SELECT coalesce(max(position), 0) FROM event;

-- name: events_after
-- What moved after a position.
SELECT position, at, kind, conversation_id FROM event WHERE position > ?1 ORDER BY position LIMIT ?2;

-- name: events_at
-- Positions that were not to be seen when later ones were.
SELECT position, at, kind, conversation_id FROM event WHERE position IN (SELECT value FROM json_each(?1))
ORDER BY position;

-- name: count_events
-- How much moved since a moment, by kind.
SELECT kind, count(*) FROM event WHERE position >= (SELECT coalesce(max(position), 0) FROM event) - 200000 AND at >= ?1
GROUP BY kind;

-- name: prune_events
-- Forget old events; the newest stays, so that positions never start anew.
DELETE FROM event WHERE position IN (SELECT position FROM event ORDER BY position LIMIT ?2) AND at < ?1
    AND position < (SELECT max(position) FROM event) RETURNING 1;
