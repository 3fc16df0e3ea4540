-- name: keep_update
-- An update as it came whose newness nobody asks for.
INSERT INTO raw (key, field, channel, person_id, received_at, body, why)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[])
ON CONFLICT DO NOTHING;

-- name: progress_of_accepted
-- The everyday case of status_by_callback: a send that was accepted went on. It touches no indexed column; how many did.
-- Locked one by one in the order of their ids: a join would be planned, while the table is new, to read all of it.
WITH held AS (
    SELECT i.* FROM (
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
            $8::text[])
            AS i (id, channel, wamid, rank, sent_at, delivered_at, read_at, pricing)
        ORDER BY id
    ) i CROSS JOIN LATERAL (
        SELECT FROM outbox o
        WHERE o.id = i.id AND o.channel = i.channel AND o.wamid = i.wamid AND o.state = 'accepted' AND o.failed_at IS NULL
        FOR UPDATE
    ) o
), moved AS (
    UPDATE outbox o SET
        rank = greatest(o.rank, i.rank), sent_at = coalesce(o.sent_at, i.sent_at),
        delivered_at = coalesce(o.delivered_at, i.delivered_at), read_at = coalesce(o.read_at, i.read_at),
        pricing = coalesce(i.pricing, o.pricing)
    FROM held i
    WHERE o.id = i.id
    RETURNING 1
)
SELECT count(*) FROM moved;
