-- name: conversations
-- The conversations heard last, each with its last words, its last decision and whether a person has it.
SELECT c.id, coalesce(q.id, p.id), c.channel, c.wa_id, c.bsuid, coalesce(q.name, p.name), c.persona, c.stage, c.memo, c.heard_at, c.last_seq,
    c.said_seq,
    (SELECT m.content FROM message m WHERE m.conversation_id = c.id AND m.seq = c.last_seq),
    (SELECT d.body FROM decision d WHERE d.conversation_id = c.id ORDER BY d.at DESC LIMIT 1),
    EXISTS (SELECT 1 FROM handoff h WHERE h.conversation_id = c.id AND h.ended_at IS NULL)
FROM conversation c JOIN person p ON p.id = c.person_id LEFT JOIN person q ON q.id = p.merged_into
ORDER BY c.heard_at DESC, c.id LIMIT $1;

-- name: heard
-- What the lead said in a conversation.
SELECT seq, received_at, wamid, content, turn_id FROM message WHERE conversation_id = $1;

-- name: said
-- What we said in a conversation, and what we took back.
SELECT place, coalesce(sending_at, send_at), wamid, bubble, turn_id, state, rank
FROM outbox WHERE conversation_id = $1;

-- name: decision
-- One decision record.
SELECT body FROM decision WHERE id = $1;

-- name: identity_conflicts
-- Names that came with the names of another person, the newest first.
SELECT portfolio, kind, value, owner_id, claimant_id, first_at FROM identity_conflict
ORDER BY first_at DESC, kind, value LIMIT $1;
