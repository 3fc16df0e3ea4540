-- name: keep_update
-- An update as it came whose newness nobody asks for.
INSERT INTO raw (key, field, channel, person_id, received_at, body, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT DO NOTHING;

-- name: progress_of_accepted
-- The everyday case of status_by_callback: a send that was accepted went on. It touches no indexed column.
UPDATE outbox SET
    rank = max(rank, ?4), sent_at = coalesce(sent_at, ?5), delivered_at = coalesce(delivered_at, ?6),
    read_at = coalesce(read_at, ?7), pricing = coalesce(?8, pricing)
WHERE id = ?1 AND channel = ?2 AND wamid = ?3 AND state = 'accepted' AND failed_at IS NULL;
