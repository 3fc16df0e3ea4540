-- name: flow_entries
-- How leads came since $1: source, campaign, number, persona, how many, how many since $2.
SELECT t.source, coalesce(t.campaign, ''), t.channel, coalesce(c.persona, ''), count(*),
    sum(CASE WHEN t.at >= $2 THEN 1 ELSE 0 END)
FROM touch t JOIN conversation c ON c.id = t.conversation_id
WHERE t.at >= $1 GROUP BY 1, 2, 3, 4;

-- name: flow_decisions
-- Why which persona answered since $1, with what, and what was done.
SELECT coalesce(d.body::json->'extra'->>'persona_porque', ''), coalesce(d.body::json->>'persona', ''), d.body::json->>'tier', d.body::json->>'action', count(*)
FROM decision d WHERE d.at >= $1 GROUP BY 1, 2, 3, 4;

-- name: flow_tickets
-- Tickets that moved since $1, by where they stand.
SELECT status, count(*), coalesce(sum(value), 0) FROM ticket WHERE updated_at >= $1 GROUP BY status;

-- name: flow_orders
-- Orders that moved since $1, by where they stand.
SELECT status, count(*), coalesce(sum(total), 0) FROM shop_order WHERE updated_at >= $1 GROUP BY status;

-- name: flow_queues
-- What waits and what failed, everywhere.
SELECT 'envios', count(*), 0 FROM outbox WHERE state = 'waiting'
UNION ALL SELECT 'envios', 0, count(*) FROM outbox WHERE state IN ('uncertain', 'failed') AND settled_at >= $1
UNION ALL SELECT 'turnos', 0, count(*) FROM dead_letter WHERE replayed_at IS NULL
UNION ALL SELECT 'crm', count(*), 0 FROM crm_link WHERE state IN ('due', 'doubt')
UNION ALL SELECT 'crm', 0, count(*) FROM crm_link WHERE state = 'dead'
UNION ALL SELECT 'avisos', count(*), 0 FROM hook_delivery WHERE due_at IS NOT NULL
UNION ALL SELECT 'avisos', 0, count(*) FROM hook_delivery WHERE dead = 1
UNION ALL SELECT 'pedidos', count(*), 0 FROM order_delivery WHERE state = 'waiting'
UNION ALL SELECT 'pedidos', 0, count(*) FROM order_delivery WHERE state = 'dead';

-- name: flow_lead
-- How one lead came, and where the sale stands.
SELECT t.source, coalesce(t.campaign, ''), c.channel, coalesce(c.persona, ''), c.stage,
    (SELECT status FROM ticket k WHERE k.conversation_id = c.id ORDER BY k.opened_at DESC LIMIT 1),
    (SELECT status FROM shop_order o WHERE o.conversation_id = c.id ORDER BY o.created_at DESC LIMIT 1),
    (SELECT d.body::json->'extra'->>'persona_porque' FROM decision d WHERE d.conversation_id = c.id ORDER BY d.at DESC LIMIT 1),
    (SELECT d.body::json->>'tier' FROM decision d WHERE d.conversation_id = c.id ORDER BY d.at DESC LIMIT 1),
    coalesce(p.name, '')
FROM conversation c JOIN person p ON p.id = c.person_id
LEFT JOIN touch t ON t.conversation_id = c.id
    AND t.seq = (SELECT max(seq) FROM touch l WHERE l.conversation_id = c.id)
WHERE c.id = $1;

-- name: flow_leads
-- Who wrote last: conversation, name, persona.
SELECT c.id, coalesce(p.name, ''), coalesce(c.persona, '') FROM conversation c JOIN person p ON p.id = c.person_id
ORDER BY c.heard_at DESC LIMIT $1;

-- name: flow_choices
-- The newest choices: conversation and id.
SELECT conversation_id, id FROM choice WHERE at >= $1 ORDER BY at DESC LIMIT $2;

-- name: rewards_of
-- What became of one choice.
SELECT event, value, at FROM reward WHERE conversation_id = $1 AND choice_id = $2 ORDER BY at;
