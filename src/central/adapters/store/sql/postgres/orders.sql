-- name: add_link_token
-- A link with a token that a turn says.
INSERT INTO link_token (token, person_id, conversation_id, turn_id, product, at)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[]) ON CONFLICT DO NOTHING;

-- name: keep_order_delivery
-- What a checkout delivered, once.
INSERT INTO order_delivery (id, key, checkout, received_at, query, body, due_at) VALUES ($1, $2, $3, $4, $5, $6, $4)
ON CONFLICT DO NOTHING RETURNING id;

-- name: known_order_delivery
-- The delivery under this digest.
SELECT id, state FROM order_delivery WHERE key = $1;

-- name: settle_order_delivery
-- What became of a delivery.
UPDATE order_delivery SET state = $2, due_at = $3, tries = tries + 1, reason = $4 WHERE id = $1 RETURNING tries;

-- name: due_deliveries
-- Deliveries that wait to be read.
SELECT id, checkout, received_at, query, body, tries FROM order_delivery
WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at LIMIT $2;

-- name: lock_orders
-- Orders are written one after the other, or their ledger would show gaps to its readers.
SELECT pg_advisory_xact_lock(1667591268);

-- name: find_order
-- An order by its checkout's number.
SELECT id, status, total, person_id, conversation_id, turn_id, product, stage_before, provider, checkout, number, currency,
    token, phone_key, email, method
FROM shop_order WHERE checkout = $1 AND number = $2 FOR UPDATE;

-- name: order_by_id
-- An order by our id.
SELECT id, status, total, person_id, conversation_id, turn_id, product, stage_before, provider, checkout, number, currency,
    token, phone_key, email, method
FROM shop_order WHERE id = $1 FOR UPDATE;

-- name: add_order
-- A new order.
INSERT INTO shop_order (id, checkout, provider, number, status, total, currency, method, token, name, phone, phone_key,
    email, document, items, proof, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17);

-- name: add_outcome
-- What was said of an order, once; a part that was given back (status partial) is known by all given back with it.
INSERT INTO order_outcome (order_id, status, part, at, total, received_at, by) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT DO NOTHING RETURNING status;

-- name: outcomes_of
-- All that was said of an order, but what was given back of it in parts.
SELECT status, at FROM order_outcome WHERE order_id = $1 AND status <> 'partial';

-- name: parts_of
-- How much of an order was given back in parts so far.
SELECT coalesce(max(part), 0) FROM order_outcome WHERE order_id = $1;

-- name: set_order
-- How an order stands now; what a later delivery says more of its buyer is kept.
UPDATE shop_order SET status = $2, total = $3, updated_at = $4, method = CASE WHEN $5 = '' THEN method ELSE $5 END,
    token = coalesce(token, $6), name = coalesce(name, $7), phone = coalesce(phone, $8),
    phone_key = coalesce(phone_key, $9), email = coalesce(email, $10), document = coalesce(document, $11)
WHERE id = $1;

-- name: match_order
-- Whose order it is, and by what we know.
UPDATE shop_order SET person_id = $2, conversation_id = $3, turn_id = $4, product = coalesce($5, product), matched_by = $6
WHERE id = $1;

-- name: keep_stage
-- Where the conversation stood before the order was paid.
UPDATE shop_order SET stage_before = $2 WHERE id = $1;

-- name: sent_link
-- Who was sent the link with this token.
SELECT coalesce(p.merged_into, p.id), l.conversation_id, l.turn_id, l.product
FROM link_token l JOIN person p ON p.id = l.person_id WHERE l.token = $1;

-- name: people_of_phone
-- Everybody known by this phone, whatever way it is written.
SELECT DISTINCT coalesce(p.merged_into, p.id) FROM alias a JOIN person p ON p.id = a.person_id
WHERE a.kind = 4 AND a.value = $1;

-- name: people_of_email
-- Whose orders came with this e-mail before.
SELECT DISTINCT coalesce(p.merged_into, p.id) FROM shop_order o JOIN person p ON p.id = o.person_id WHERE o.email = $1;

-- name: latest_conversation
-- The conversation in which a person wrote last.
SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
WHERE p.id = $1 OR p.merged_into = $1 ORDER BY c.heard_at DESC LIMIT 1;

-- name: person_of_conversation
-- Whose conversation it is.
SELECT coalesce(p.merged_into, p.id) FROM conversation c JOIN person p ON p.id = c.person_id WHERE c.id = $1;

-- name: stage_of
-- Where a sale stands, with the memory that says so.
SELECT stage, memo, memo_before, pending_turn IS NOT NULL FROM conversation WHERE id = $1 FOR UPDATE;

-- name: set_stage
-- Move a sale. A turn that runs has read another stage: its fence falls, and it is taken again at once.
UPDATE conversation SET stage = $2, memo = $3, memo_before = $4,
    epoch = CASE WHEN lease_until IS NULL THEN epoch ELSE epoch + 1 END,
    due_at = CASE WHEN lease_until IS NULL THEN due_at ELSE $5 END,
    owner = NULL, lease_until = NULL
WHERE id = $1;

-- name: another_paid
-- Another order of this conversation whose money is there.
SELECT id FROM shop_order WHERE conversation_id = $1 AND id <> $2 AND status = 'approved' LIMIT 1;

-- name: add_order_event
-- A line of the ledger of orders.
INSERT INTO order_event (at, order_id, change, status, checkout, number, total, currency, person_id, conversation_id,
    turn_id, product, by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING position;

-- name: order_events
-- The ledger of orders after a position.
SELECT position, at, order_id, change, status, checkout, number, total, currency, person_id, conversation_id, turn_id,
    product, by
FROM order_event WHERE position > $1 ORDER BY position LIMIT $2;

-- name: unmatched_orders
-- Orders nobody is known for, the newest first.
SELECT id, checkout, number, status, total, currency, method, name, phone, email, items, created_at, person_id,
    conversation_id, matched_by
FROM shop_order WHERE person_id IS NULL ORDER BY created_at DESC LIMIT $1;

-- name: newest_orders
-- Orders in the order of their making, the newest first.
SELECT id, checkout, number, status, total, currency, method, name, phone, email, items, created_at, person_id,
    conversation_id, matched_by
FROM shop_order ORDER BY id DESC LIMIT $1;

-- name: order_sums
-- Orders made since a moment whose money is there, by who told of them.
SELECT provider, count(*), sum(total) FROM shop_order
WHERE status = 'approved' AND currency = 'BRL' AND created_at >= $1 GROUP BY provider ORDER BY provider;

-- name: orders_of_person
-- The orders of a person, the newest first.
SELECT id, checkout, number, status, total, currency, method, name, phone, email, items, created_at, person_id,
    conversation_id, matched_by
FROM shop_order WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1)
ORDER BY created_at DESC LIMIT $2;

-- name: purchases_of
-- What a person bought, the newest first.
SELECT id, number, status, method, product, created_at, tracking FROM shop_order
WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1)
ORDER BY created_at DESC LIMIT 20;

-- name: tracking_of
-- What is known of the way of an order.
SELECT tracking FROM shop_order WHERE id = $1;

-- name: set_tracking
-- Where an order is on its way.
UPDATE shop_order SET tracking = $2, updated_at = $3 WHERE id = $1;

-- name: attention_orders
-- Paid orders nobody is known for.
SELECT 'pedido', id, created_at, checkout || ' ' || number, NULL::text, name FROM shop_order
WHERE person_id IS NULL AND status = 'approved' ORDER BY created_at DESC LIMIT $1;

-- name: attention_deliveries
-- Deliveries of a checkout that could not be read.
SELECT 'entrega', id, received_at, checkout || ': ' || reason, NULL::text, NULL::text FROM order_delivery
WHERE state = 'dead' ORDER BY received_at DESC LIMIT $1;

-- name: replay_order_delivery
-- Read a dead delivery again.
UPDATE order_delivery SET state = 'waiting', due_at = $2, tries = 0 WHERE id = $1 AND state = 'dead' RETURNING id;
