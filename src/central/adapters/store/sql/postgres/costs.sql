-- name: add_cost
-- A line of the ledger, once.
INSERT INTO cost (id, at, day, kind, decision_id, conversation_id, person_id, persona, campaign, tier, model, input,
    cached, output, heard, micro, currency, brl, book, ok)
SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::text[], $12::bigint[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[],
    $17::text[], $18::bigint[], $19::text[], $20::bigint[])
ON CONFLICT DO NOTHING;

-- name: bill_delivery
-- A bubble of ours that Meta delivered: by its id, or by the wamid we know it by.
INSERT INTO cost (id, at, day, kind, decision_id, conversation_id, person_id, persona, channel, tier, model, input,
    cached, output, heard, micro, currency, brl, book, ok)
SELECT o.id, i.at, i.day, 'meta', o.turn_id, o.conversation_id, c.person_id, c.persona, o.channel, i.tier, i.model, 0, 0,
    0, 0, i.brl, 'BRL', i.brl, i.book, 1
FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::text[])
    AS i (id, channel, at, day, tier, model, brl, book)
JOIN outbox o ON o.id = i.id AND o.channel = i.channel JOIN conversation c ON c.id = o.conversation_id
ON CONFLICT DO NOTHING;

-- name: bill_alert
-- An alert of ours that Meta delivered to somebody of the team: no lead's.
INSERT INTO cost (id, at, day, kind, decision_id, conversation_id, person_id, persona, channel, tier, model, input,
    cached, output, heard, micro, currency, brl, book, ok)
SELECT i.id, i.at, i.day, 'alerta', NULL, NULL, NULL, NULL, i.channel, i.tier, i.model, 0, 0, 0, 0, i.brl, 'BRL', i.brl, i.book, 1
FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::text[])
    AS i (id, channel, at, day, tier, model, brl, book)
ON CONFLICT DO NOTHING;

-- name: billed_already
-- Which of these are in the ledger.
SELECT c.id FROM unnest($1::text[]) AS i (id) JOIN cost c ON c.id = i.id;

-- name: unbilled
-- Bubbles that were delivered and have a price by now, and are not in the ledger.
SELECT o.id, o.channel, coalesce(o.delivered_at, o.read_at, o.created_at), o.pricing::json->>'category',
    o.pricing::json->>'type'
FROM unnest($1::text[], $2::text[]) AS i (id, channel) JOIN outbox o ON o.id = i.id AND o.channel = i.channel
WHERE o.rank >= 2 AND o.pricing IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cost c WHERE c.id = o.id);

-- name: sends_by_wamid
-- The bubbles behind some wamids.
SELECT o.channel, o.wamid, o.id FROM unnest($1::text[], $2::text[]) AS i (channel, wamid)
JOIN outbox o ON o.channel = i.channel AND o.wamid = i.wamid;

-- name: costs_by_day
-- Sums of the days from $1 on, before $2.
SELECT day, kind, persona, channel, tier, model, count(*), coalesce(sum(brl), 0)::bigint,
    (count(*) - count(brl))::bigint, sum(heard)::bigint
FROM cost WHERE day >= $1 AND day < $2 GROUP BY day, kind, persona, channel, tier, model;

-- name: costs_of_replies
-- By tier, what replies of the days from $1 on, before $2, cost: a reply may have taken more than one call.
SELECT tier, count(DISTINCT decision_id), sum(brl)::bigint FROM cost
WHERE day >= $1 AND day < $2 AND kind = 'resposta' AND brl IS NOT NULL GROUP BY tier;

-- name: costs_of_person
-- Sums of one person from a day on.
SELECT kind, channel, tier, model, count(*), coalesce(sum(brl), 0)::bigint, (count(*) - count(brl))::bigint
FROM cost WHERE person_id = $1 AND day >= $2 GROUP BY kind, channel, tier, model;

-- name: costs_of_decision
-- Every line of one turn, with its deliveries: their ids begin with its own.
SELECT id, at, kind, decision_id, conversation_id, person_id, persona, campaign, tier, model, input, cached, output,
    heard, micro, currency, brl, book, ok
FROM cost WHERE id >= $1 AND id < $2 ORDER BY id;
