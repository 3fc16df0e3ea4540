-- name: find_alias
-- The people behind names, one merge followed.
SELECT a.portfolio, a.kind, a.value, coalesce(p.merged_into, p.id), a.last_seen, p.name,
    p.username, p.joined
FROM json_each(?1) k
    JOIN alias a ON a.portfolio = json_extract(k.value, '$[0]') AND a.kind = json_extract(k.value, '$[1]')
        AND a.value = json_extract(k.value, '$[2]')
    JOIN person p ON p.id = a.person_id;

-- name: add_person
-- A person nobody met before.
INSERT INTO person (id, portfolio, name, username, created_at) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: add_alias
-- A name of a person; an empty answer says that somebody else took it meanwhile.
INSERT INTO alias (portfolio, kind, value, person_id, first_seen, last_seen) VALUES (?1, ?2, ?3, ?4, ?5, ?5)
ON CONFLICT DO NOTHING RETURNING value;

-- name: touch_alias
-- Remember that a name is still in use.
UPDATE alias SET last_seen = ?4 WHERE portfolio = ?1 AND kind = ?2 AND value = ?3;

-- name: rename_person
-- Show the name and the username the lead uses now.
UPDATE person SET name = ?2, username = ?3 WHERE id = ?1;

-- name: add_conflict
-- Log that a name of one person came with the name of another; nobody is merged.
INSERT INTO identity_conflict (portfolio, kind, value, owner_id, claimant_id, first_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING;

-- name: keep_raw
-- An update as it came; only a new one is answered with its key.
INSERT INTO raw (key, field, channel, person_id, received_at, body, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT DO NOTHING RETURNING key;

-- name: keep_body
-- A whole body that could not be parsed.
INSERT INTO raw_body (received_at, body, reason) VALUES (?1, ?2, ?3);

-- name: continue_conversation
-- Count new messages in and move the end of the burst, which closes ?9 ms after it began at the latest. While a turn is
-- frozen the conversation stays due for that turn.
UPDATE conversation SET
    last_seq = last_seq + ?4, heard_at = max(heard_at, ?5), heard_wamid = ?6,
    wa_id = coalesce(?10, wa_id), bsuid = coalesce(?11, bsuid),
    burst_at = coalesce(burst_at, ?3),
    burst_due = min(?3 + CASE WHEN asked THEN ?8 ELSE ?7 END, coalesce(burst_at, ?3) + ?9),
    due_at = CASE WHEN turn_id IS NULL
        THEN min(?3 + CASE WHEN asked THEN ?8 ELSE ?7 END, coalesce(burst_at, ?3) + ?9) ELSE due_at END
WHERE person_id = ?1 AND channel = ?2
RETURNING id, person_id, channel, last_seq, burst_due;

-- name: open_conversation
-- The first burst of a person on a channel; no answer says that somebody else opened it meanwhile.
INSERT INTO conversation
    (person_id, channel, created_at, last_seq, heard_at, heard_wamid, burst_at, burst_due, due_at, wa_id, bsuid, id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?3, ?3 + min(?7, ?9), ?3 + min(?7, ?9), ?10, ?11, ?12)
ON CONFLICT DO NOTHING
RETURNING id, person_id, channel, last_seq, burst_due;

-- name: add_message
-- A message at its place in the conversation.
INSERT INTO message (conversation_id, seq, channel, wamid, at, received_at, content, reply_to, referral)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING;

-- name: status_by_callback
-- What became of a send, found by our id. Ranks only rise and times stay, so any order ends in the same row.
UPDATE outbox SET
    rank = max(rank, ?4), sent_at = coalesce(sent_at, ?5), delivered_at = coalesce(delivered_at, ?6),
    read_at = coalesce(read_at, ?7), failed_at = coalesce(failed_at, ?8), pricing = coalesce(?9, pricing),
    code = coalesce(?10, code), reason = coalesce(?11, reason), wamid = coalesce(wamid, ?3),
    settled_at = coalesce(settled_at, ?12),
    state = CASE WHEN coalesce(failed_at, ?8) IS NOT NULL AND max(rank, ?4) < 2 THEN 'failed' ELSE 'accepted' END
WHERE id = ?1 AND (state IN ('sending', 'uncertain', 'accepted', 'failed') OR state = 'waiting' AND tries > 0)
RETURNING id;

-- name: status_by_wamid
-- The same, found by the platform's id.
UPDATE outbox SET
    rank = max(rank, ?4), sent_at = coalesce(sent_at, ?5), delivered_at = coalesce(delivered_at, ?6),
    read_at = coalesce(read_at, ?7), failed_at = coalesce(failed_at, ?8), pricing = coalesce(?9, pricing),
    code = coalesce(?10, code), reason = coalesce(?11, reason), settled_at = coalesce(settled_at, ?12),
    state = CASE WHEN coalesce(failed_at, ?8) IS NOT NULL AND max(rank, ?4) < 2 THEN 'failed' ELSE 'accepted' END
WHERE channel = ?2 AND wamid = ?3
    AND (state IN ('sending', 'uncertain', 'accepted', 'failed') OR state = 'waiting' AND tries > 0)
RETURNING channel, wamid;

-- name: keep_stray
-- A status nobody waits for yet.
INSERT INTO stray_status (channel, wamid, received_at, status) VALUES (?1, ?2, ?3, ?4);

-- name: add_dead_letter
-- What could not be worked on.
INSERT INTO dead_letter (id, conversation_id, at, reason) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING;
