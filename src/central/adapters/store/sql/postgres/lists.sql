-- name: conversations
-- The conversations heard last, with who speaks in them, what brought the lead and who wrote the last reply.
SELECT c.id, c.channel, p.name, c.wa_id, c.bsuid, c.persona, c.stage, c.heard_at,
    c.memo::jsonb #>> '{last_touch,campaign}',
    (SELECT d.body::jsonb ->> 'writer' FROM decision d WHERE d.conversation_id = c.id ORDER BY d.at DESC LIMIT 1),
    EXISTS (SELECT 1 FROM handoff h WHERE h.conversation_id = c.id AND h.ended_at IS NULL)
FROM conversation c JOIN person p ON p.id = c.person_id
ORDER BY c.heard_at DESC LIMIT $1;

-- name: decision
-- One decision record.
SELECT body FROM decision WHERE id = $1;
