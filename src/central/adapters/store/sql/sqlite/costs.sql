-- name: add_cost
-- A line of the ledger, once.
INSERT INTO cost (id, at, day, kind, decision_id, conversation_id, person_id, persona, campaign, tier, model, input,
    cached, output, heard, micro, currency, brl, book, ok)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
ON CONFLICT DO NOTHING;

-- name: bill_delivery
-- A bubble of ours that Meta delivered: by its id, or by the wamid we know it by.
INSERT INTO cost (id, at, day, kind, decision_id, conversation_id, person_id, persona, channel, tier, model, input,
    cached, output, heard, micro, currency, brl, book, ok)
SELECT o.id, ?3, ?4, 'meta', o.turn_id, o.conversation_id, c.person_id, c.persona, o.channel, ?5, ?6, 0, 0, 0, 0, ?7,
    'BRL', ?7, ?8, 1
FROM outbox o JOIN conversation c ON c.id = o.conversation_id WHERE o.id = ?1 AND o.channel = ?2
ON CONFLICT DO NOTHING;

-- name: bill_alert
-- An alert of ours that Meta delivered to somebody of the team: no lead's.
INSERT INTO cost (id, at, day, kind, decision_id, conversation_id, person_id, persona, channel, tier, model, input,
    cached, output, heard, micro, currency, brl, book, ok)
VALUES (?1, ?3, ?4, 'alerta', NULL, NULL, NULL, NULL, ?2, ?5, ?6, 0, 0, 0, 0, ?7, 'BRL', ?7, ?8, 1)
ON CONFLICT DO NOTHING;

-- name: billed_already
-- Which of these are in the ledger.
SELECT id FROM cost WHERE id = ?1;

-- name: unbilled
-- Bubbles that were delivered and have a price by now, and are not in the ledger.
SELECT o.id, o.channel, coalesce(o.delivered_at, o.read_at, o.created_at), json_extract(o.pricing, '$.category'),
    json_extract(o.pricing, '$.type')
FROM outbox o WHERE o.id = ?1 AND o.channel = ?2 AND o.rank >= 2 AND o.pricing IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM cost c WHERE c.id = o.id);

-- name: sends_by_wamid
-- The bubbles behind some wamids.
SELECT channel, wamid, id FROM outbox WHERE channel = ?1 AND wamid = ?2;

-- name: costs_by_day
-- Sums of the days from ?1 on, before ?2.
SELECT day, kind, persona, channel, tier, model, count(*), coalesce(sum(brl), 0), sum(brl IS NULL), sum(heard)
FROM cost WHERE day >= ?1 AND day < ?2 GROUP BY day, kind, persona, channel, tier, model;

-- name: costs_of_replies
-- By tier, what replies of the days from ?1 on, before ?2, cost: a reply may have taken more than one call.
SELECT tier, count(DISTINCT decision_id), sum(brl) FROM cost
WHERE day >= ?1 AND day < ?2 AND kind = 'resposta' AND brl IS NOT NULL GROUP BY tier;

-- name: costs_of_person
-- Sums of one person from a day on.
SELECT kind, channel, tier, model, count(*), coalesce(sum(brl), 0), sum(brl IS NULL)
FROM cost WHERE person_id = ?1 AND day >= ?2 GROUP BY kind, channel, tier, model;

-- name: costs_of_decision
-- Every line of one turn, with its deliveries: their ids begin with its own.
SELECT id, at, kind, decision_id, conversation_id, person_id, persona, campaign, tier, model, input, cached, output,
    heard, micro, currency, brl, book, ok
FROM cost WHERE id >= ?1 AND id < ?2 ORDER BY id;
