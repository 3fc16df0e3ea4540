-- name: inbox_all
-- Conversations by who was heard last. $1: heard before this moment; $2: one persona; $3: one campaign.
SELECT c.id FROM conversation c
WHERE c.heard_at < $1 AND ($2::text IS NULL OR c.persona = $2)
    AND ($3::text IS NULL OR EXISTS (SELECT 1 FROM touch t WHERE t.conversation_id = c.id AND t.campaign = $3))
ORDER BY c.heard_at DESC, c.id LIMIT $4;

-- name: inbox_people
-- The same for conversations that are in the hands of a person, or wait for one.
SELECT c.id FROM handoff h JOIN conversation c ON c.id = h.conversation_id
WHERE h.ended_at IS NULL AND c.heard_at < $1 AND ($2::text IS NULL OR c.persona = $2)
    AND ($3::text IS NULL OR EXISTS (SELECT 1 FROM touch t WHERE t.conversation_id = c.id AND t.campaign = $3))
ORDER BY c.heard_at DESC, c.id LIMIT $4;

-- name: inbox_paid
-- The same for conversations whose lead bought.
SELECT c.id FROM conversation c
WHERE c.stage IN ('comprado', 'pos_venda') AND c.heard_at < $1 AND ($2::text IS NULL OR c.persona = $2)
    AND ($3::text IS NULL OR EXISTS (SELECT 1 FROM touch t WHERE t.conversation_id = c.id AND t.campaign = $3))
ORDER BY c.heard_at DESC, c.id LIMIT $4;

-- name: inbox_of_campaign
-- The same for one campaign alone, however rare.
SELECT DISTINCT c.id, c.heard_at FROM touch t JOIN conversation c ON c.id = t.conversation_id
WHERE t.campaign = $3 AND c.heard_at < $1 AND ($2::text IS NULL OR c.persona = $2) ORDER BY c.heard_at DESC, c.id LIMIT $4;

-- name: inbox_rows
-- What a list shows of these conversations: the last words of both sides and who has it.
SELECT c.id, coalesce(q.id, p.id), c.channel, c.wa_id, coalesce(q.name, p.name), c.persona, c.stage, c.heard_at,
    (SELECT t.campaign FROM touch t WHERE t.conversation_id = c.id AND t.campaign IS NOT NULL ORDER BY t.seq DESC LIMIT 1),
    m.content, m.received_at, o.bubble, coalesce(o.sending_at, o.send_at), o.author, o.state, o.rank, d.body::json ->> 'tier', h.by, h.at,
    EXISTS (SELECT 1 FROM optout x WHERE x.person_id IN (p.id, q.id)),
    (SELECT count(*) FROM message n WHERE n.conversation_id = c.id
        AND n.seq > c.last_seq - 20 AND n.received_at > coalesce(o.sending_at, o.send_at, 0))
FROM jsonb_array_elements_text($1::jsonb) i (value) JOIN conversation c ON c.id = i.value
JOIN person p ON p.id = c.person_id LEFT JOIN person q ON q.id = p.merged_into
LEFT JOIN message m ON m.conversation_id = c.id AND m.seq = c.last_seq
LEFT JOIN outbox o ON o.id = (SELECT l.id FROM outbox l WHERE l.conversation_id = c.id
    AND l.state NOT IN ('superseded', 'cancelled') ORDER BY l.place DESC LIMIT 1)
LEFT JOIN decision d ON d.id = o.turn_id
LEFT JOIN handoff h ON h.conversation_id = c.id AND h.ended_at IS NULL;

-- name: inbox_counts
-- How many conversations a person has or should have.
SELECT count(*) FROM handoff WHERE ended_at IS NULL;

-- name: thread_heard
-- What the lead said before a moment, the last words first.
SELECT seq, received_at, wamid, content, turn_id, reply_to, referral, done FROM message
WHERE conversation_id = $1 AND received_at < $2 ORDER BY seq DESC LIMIT $3;

-- name: heard_file
-- One message of the lead, with the number it came to.
SELECT channel, content FROM message WHERE conversation_id = $1 AND seq = $2;

-- name: thread_said
-- What was said to the lead before a moment and not taken back.
SELECT id, coalesce(sending_at, send_at), wamid, bubble, turn_id, state, rank, author, code, reason FROM outbox
WHERE conversation_id = $1 AND state NOT IN ('superseded', 'cancelled') AND coalesce(sending_at, send_at) < $2
ORDER BY place DESC LIMIT $3;

-- name: thread_decisions
-- Why these turns answered as they did, and what a person put right.
SELECT d.id, d.body, k.meant FROM jsonb_array_elements_text($1::jsonb) i (value) JOIN decision d ON d.id = i.value
LEFT JOIN correction k ON k.decision_id = d.id;

-- name: thread_notes
-- What the team wrote to itself.
SELECT id, at, by, words FROM note WHERE conversation_id = $1 ORDER BY at;

-- name: thread_handoffs
-- Who had the conversation, and when.
SELECT id, at, by, reason, ended_at, ended_by FROM handoff WHERE conversation_id = $1 ORDER BY at;

-- name: thread_person
-- Whom the conversation is with.
SELECT p.id, p.name, p.username, p.persona, p.created_at, x.at, x.source
FROM conversation c JOIN person w ON w.id = c.person_id JOIN person p ON p.id = coalesce(w.merged_into, w.id)
LEFT JOIN optout x ON x.person_id = p.id WHERE c.id = $1;

-- name: lead_conversations
-- Every conversation of a person, on any channel and under any name.
SELECT c.id, c.channel, c.heard_at, c.stage FROM conversation c JOIN person w ON w.id = c.person_id
WHERE w.id = $1 OR w.merged_into = $1 ORDER BY c.heard_at DESC;

-- name: lead_orders
-- What a person ordered, the newest first.
SELECT id, number, status, total, created_at, provider FROM shop_order WHERE person_id = $1 ORDER BY created_at DESC LIMIT 20;

-- name: decisions_of_conversation
-- Why the last turns of a conversation answered as they did.
SELECT body FROM decision WHERE conversation_id = $1 ORDER BY at DESC LIMIT 300;

-- name: dying
-- Leads who wait for an answer and whose window closes soon: heard after $1 and before $2, and nothing said since.
SELECT c.id, c.heard_at, coalesce(q.name, p.name) FROM conversation c JOIN person p ON p.id = c.person_id
LEFT JOIN person q ON q.id = p.merged_into
WHERE c.heard_at > $1 AND c.heard_at < $2
    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.conversation_id = c.id AND o.place > c.said_seq - 5
        AND o.state IN ('accepted', 'sending', 'uncertain') AND coalesce(o.sending_at, o.send_at) >= c.heard_at)
    AND NOT EXISTS (SELECT 1 FROM optout x WHERE x.person_id IN (p.id, q.id))
ORDER BY c.heard_at LIMIT $3;

-- name: hot
-- Leads who got as far as paying, went quiet after $1 and before $2, and did not buy.
SELECT c.id, c.heard_at, coalesce(q.name, p.name) FROM conversation c JOIN person p ON p.id = c.person_id
LEFT JOIN person q ON q.id = p.merged_into
WHERE c.heard_at > $1 AND c.heard_at < $2 AND c.stage = 'checkout'
    AND NOT EXISTS (SELECT 1 FROM optout x WHERE x.person_id IN (p.id, q.id))
ORDER BY c.heard_at DESC LIMIT $3;
