-- name: find_alias
-- The person behind a name, one merge followed.
SELECT a.portfolio, a.kind, a.value, coalesce(p.merged_into, p.id), a.last_seen, p.name,
    p.username, p.joined
FROM unnest($1::text[], $2::bigint[], $3::text[]) AS i (portfolio, kind, value)
JOIN alias a USING (portfolio, kind, value)
JOIN person p ON p.id = a.person_id;

-- name: add_person
-- A person nobody met before.
INSERT INTO person (id, portfolio, name, username, created_at)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[]);

-- name: add_alias
-- A name of a person; an empty answer says that somebody else took it meanwhile.
INSERT INTO alias (portfolio, kind, value, person_id, first_seen, last_seen)
SELECT i.*, i.at FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bigint[])
    AS i (portfolio, kind, value, person_id, at)
ON CONFLICT DO NOTHING RETURNING value;

-- name: touch_alias
-- Remember that a name is still in use.
UPDATE alias a SET last_seen = i.at
FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[]) AS i (portfolio, kind, value, at)
WHERE a.portfolio = i.portfolio AND a.kind = i.kind AND a.value = i.value;

-- name: rename_person
-- Show the name and the username the lead uses now.
UPDATE person p SET name = i.name, username = i.username
FROM unnest($1::text[], $2::text[], $3::text[]) AS i (id, name, username) WHERE p.id = i.id;

-- name: add_conflict
-- Log that a name of one person came with the name of another; nobody is merged.
INSERT INTO identity_conflict (portfolio, kind, value, owner_id, claimant_id, first_at)
SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bigint[])
ON CONFLICT DO NOTHING;

-- name: keep_raw
-- An update as it came; only a new one is answered with its key.
INSERT INTO raw (key, field, channel, person_id, received_at, body, why)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[])
ON CONFLICT DO NOTHING RETURNING key;

-- name: keep_body
-- A whole body that could not be parsed.
INSERT INTO raw_body (received_at, body, reason) SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::text[]);

-- name: continue_conversation
-- Count new messages in and move the end of the burst, which closes $9 ms after it began at the latest. While a turn is
-- frozen the conversation stays due for that turn.
WITH held AS (
    SELECT c.id, i.now, i.count, i.heard_at, i.wamid, i.wait, i.wait_if_asked, i.longest, i.wa_id, i.bsuid
    FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::bigint[],
        $8::bigint[], $9::bigint[], $10::text[], $11::text[])
        AS i (person_id, channel, now, count, heard_at, wamid, wait, wait_if_asked, longest, wa_id, bsuid)
    JOIN conversation c ON c.person_id = i.person_id AND c.channel = i.channel
    ORDER BY c.person_id, c.channel FOR UPDATE OF c
)
UPDATE conversation c SET
    last_seq = c.last_seq + i.count, heard_at = greatest(c.heard_at, i.heard_at), heard_wamid = i.wamid,
    wa_id = coalesce(i.wa_id, c.wa_id), bsuid = coalesce(i.bsuid, c.bsuid),
    burst_at = coalesce(c.burst_at, i.now),
    burst_due = least(i.now + CASE WHEN c.asked <> 0 THEN i.wait_if_asked ELSE i.wait END,
        coalesce(c.burst_at, i.now) + i.longest),
    due_at = CASE WHEN c.turn_id IS NULL
        THEN least(i.now + CASE WHEN c.asked <> 0 THEN i.wait_if_asked ELSE i.wait END,
            coalesce(c.burst_at, i.now) + i.longest)
        ELSE c.due_at END
FROM held i WHERE c.id = i.id
RETURNING c.id, c.person_id, c.channel, c.last_seq, c.burst_due;

-- name: open_conversation
-- The first burst of a person on a channel; no answer says that somebody else opened it, or erased the person, meanwhile.
WITH standing AS (SELECT p.id FROM person p WHERE p.id = ANY($1::text[]) ORDER BY p.id FOR KEY SHARE)
INSERT INTO conversation
    (person_id, channel, created_at, last_seq, heard_at, heard_wamid, burst_at, burst_due, due_at, wa_id, bsuid, id)
SELECT person_id, channel, now, count, heard_at, wamid, now, now + least(wait, longest), now + least(wait, longest),
    wa_id, bsuid, i.id
FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::bigint[], $8::bigint[],
    $9::bigint[], $10::text[], $11::text[], $12::text[])
    AS i (person_id, channel, now, count, heard_at, wamid, wait, wait_if_asked, longest, wa_id, bsuid, id)
JOIN standing s ON s.id = i.person_id
ON CONFLICT DO NOTHING
RETURNING id, person_id, channel, last_seq, burst_due;

-- name: add_message
-- A message at its place in the conversation.
INSERT INTO message (conversation_id, seq, channel, wamid, at, received_at, content, reply_to, referral)
SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[],
    $8::text[], $9::text[])
ON CONFLICT DO NOTHING;

-- name: status_by_callback
-- What became of a send, found by our id. Ranks only rise and times stay, so any order ends in the same row.
WITH held AS (
    SELECT i.* FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
        $8::bigint[], $9::text[], $10::text[], $11::text[], $12::bigint[])
        AS i (id, channel, wamid, rank, sent_at, delivered_at, read_at, failed_at, pricing, code, reason, at)
    JOIN outbox o ON o.id = i.id ORDER BY o.id FOR UPDATE OF o
)
UPDATE outbox o SET
    rank = greatest(o.rank, i.rank), sent_at = coalesce(o.sent_at, i.sent_at),
    delivered_at = coalesce(o.delivered_at, i.delivered_at), read_at = coalesce(o.read_at, i.read_at),
    failed_at = coalesce(o.failed_at, i.failed_at), pricing = coalesce(i.pricing, o.pricing),
    code = coalesce(i.code, o.code), reason = coalesce(i.reason, o.reason), wamid = coalesce(o.wamid, i.wamid),
    settled_at = coalesce(o.settled_at, i.at),
    state = CASE WHEN coalesce(o.failed_at, i.failed_at) IS NOT NULL AND greatest(o.rank, i.rank) < 2 THEN 'failed'
        ELSE 'accepted' END
FROM held i
WHERE o.id = i.id AND (o.state IN ('sending', 'uncertain', 'accepted', 'failed') OR o.state = 'waiting' AND o.tries > 0)
RETURNING o.id;

-- name: status_by_wamid
-- The same, found by the platform's id.
WITH held AS (
    SELECT i.*, o.id AS outbox_id FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[],
        $6::bigint[], $7::bigint[], $8::bigint[], $9::text[], $10::text[], $11::text[], $12::bigint[])
        AS i (id, channel, wamid, rank, sent_at, delivered_at, read_at, failed_at, pricing, code, reason, at)
    JOIN outbox o ON o.channel = i.channel AND o.wamid = i.wamid ORDER BY o.id FOR UPDATE OF o
)
UPDATE outbox o SET
    rank = greatest(o.rank, i.rank), sent_at = coalesce(o.sent_at, i.sent_at),
    delivered_at = coalesce(o.delivered_at, i.delivered_at), read_at = coalesce(o.read_at, i.read_at),
    failed_at = coalesce(o.failed_at, i.failed_at), pricing = coalesce(i.pricing, o.pricing),
    code = coalesce(i.code, o.code), reason = coalesce(i.reason, o.reason), settled_at = coalesce(o.settled_at, i.at),
    state = CASE WHEN coalesce(o.failed_at, i.failed_at) IS NOT NULL AND greatest(o.rank, i.rank) < 2 THEN 'failed'
        ELSE 'accepted' END
FROM held i
WHERE o.id = i.outbox_id
    AND (o.state IN ('sending', 'uncertain', 'accepted', 'failed') OR o.state = 'waiting' AND o.tries > 0)
RETURNING o.channel, o.wamid;

-- name: keep_stray
-- A status nobody waits for yet.
INSERT INTO stray_status (channel, wamid, received_at, status)
SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[]);

-- name: add_dead_letter
-- What could not be worked on.
INSERT INTO dead_letter (id, conversation_id, at, reason)
SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) ON CONFLICT DO NOTHING;
