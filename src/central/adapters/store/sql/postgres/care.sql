-- name: attention_handoffs
-- Conversations that wait for a person.
SELECT 'pessoa', h.id, h.at, h.reason, h.conversation_id, p.name
FROM handoff h JOIN conversation c ON c.id = h.conversation_id JOIN person w ON w.id = c.person_id
JOIN person p ON p.id = coalesce(w.merged_into, w.id) WHERE h.ended_at IS NULL ORDER BY h.at DESC LIMIT $1;

-- name: attention_sends
-- Bubbles whose fate is unknown or sealed.
SELECT CASE o.state WHEN 'failed' THEN 'falhou' ELSE 'incerto' END, o.id, coalesce(o.settled_at, o.created_at),
    CASE WHEN o.reason = '' THEN o.code ELSE o.reason END, o.conversation_id, p.name
FROM outbox o JOIN conversation c ON c.id = o.conversation_id JOIN person w ON w.id = c.person_id
JOIN person p ON p.id = coalesce(w.merged_into, w.id) WHERE o.state IN ('uncertain', 'failed') ORDER BY o.settled_at DESC LIMIT $1;

-- name: attention_dead_letters
-- What could not be worked on and was not put back.
SELECT 'carta_morta', d.id, d.at, d.reason, d.conversation_id, p.name
FROM dead_letter d LEFT JOIN conversation c ON c.id = d.conversation_id LEFT JOIN person w ON w.id = c.person_id
LEFT JOIN person p ON p.id = coalesce(w.merged_into, w.id) WHERE d.replayed_at IS NULL ORDER BY d.at DESC LIMIT $1;

-- name: attention_identities
-- People who may be one: a name of one came with the names of the other.
SELECT 'identidade', i.claimant_id, max(i.first_at), i.owner_id, NULL, coalesce(min(c.name), min(o.name))
FROM identity_conflict i JOIN person o ON o.id = i.owner_id JOIN person c ON c.id = i.claimant_id
WHERE coalesce(o.merged_into, o.id) <> coalesce(c.merged_into, c.id) AND NOT EXISTS (SELECT 1 FROM person_merge m
    WHERE m.ended_at IS NOT NULL AND (m.source_id = i.owner_id AND m.target_id = i.claimant_id
        OR m.source_id = i.claimant_id AND m.target_id = i.owner_id))
GROUP BY i.claimant_id, i.owner_id ORDER BY 3 DESC LIMIT $1;

-- name: replay_dead_letter
-- Mark a dead turn as put back.
UPDATE dead_letter SET replayed_at = $2
WHERE id = $1 AND replayed_at IS NULL AND conversation_id IS NOT NULL RETURNING conversation_id;

-- name: reopen_burst
-- Let a conversation be claimed for messages that came back.
UPDATE conversation SET burst_at = coalesce(burst_at, $2), burst_due = $2,
    due_at = CASE WHEN turn_id IS NULL THEN $2 ELSE due_at END
WHERE id = $1;

-- name: replay_send
-- A person wants a failed or uncertain bubble to be sent again.
UPDATE outbox SET state = 'waiting', send_at = $2, tries = 0, failed_at = NULL, code = '', reason = ''
WHERE id = $1 AND state IN ('failed', 'uncertain') RETURNING id;

-- name: end_handoff
-- The bot may speak again.
UPDATE handoff SET ended_at = $3, ended_by = $2 WHERE conversation_id = $1 AND ended_at IS NULL RETURNING id, at;

-- name: prune_raw
-- Forget old updates, the oldest first.
DELETE FROM raw WHERE id IN (SELECT id FROM raw ORDER BY id LIMIT $2) AND received_at < $1 RETURNING 1;

-- name: prune_bodies
-- Forget old bodies.
DELETE FROM raw_body WHERE id IN (SELECT id FROM raw_body ORDER BY id LIMIT $2) AND received_at < $1 RETURNING 1;

-- name: prune_strays
-- Forget statuses nobody came for.
DELETE FROM stray_status WHERE id IN (SELECT id FROM stray_status ORDER BY id LIMIT $2) AND received_at < $1
RETURNING 1;

-- name: prune_outbox
-- Forget bubbles that were never sent.
DELETE FROM outbox WHERE id IN (SELECT id FROM outbox
    WHERE state IN ('superseded', 'cancelled') AND settled_at < $1 ORDER BY settled_at LIMIT $2) RETURNING 1;

-- name: prune_uploads
-- Forget media ids that are long dead at the platform.
DELETE FROM media_upload WHERE (channel, sha256) IN (SELECT channel, sha256 FROM media_upload
    WHERE expires_at < $1 LIMIT $2) RETURNING 1;
