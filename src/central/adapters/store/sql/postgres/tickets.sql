-- name: add_move
-- What a turn changed about a sale.
INSERT INTO move (conversation_id, person_id, at, body)
SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[]);

-- name: lock_moves
-- One process at a time applies moves, and nobody is erased meanwhile.
SELECT 1 FROM pg_advisory_xact_lock(1953067884);

-- name: tickets_behind
-- Whether a move waits, or a line about an order is newer than the last one taken.
SELECT EXISTS (SELECT 1 FROM move) OR coalesce((SELECT max(position) FROM order_event), 0)
    > coalesce((SELECT max(position) FROM ticket_order), 0);

-- name: moves_due
-- The oldest moves, each with the person it is read as, their name and number.
SELECT m.id, m.conversation_id, m.at, m.body, p.id, p.name, c.wa_id
FROM move m JOIN conversation c ON c.id = m.conversation_id JOIN person w ON w.id = m.person_id
JOIN person p ON p.id = coalesce(w.merged_into, w.id) ORDER BY m.id LIMIT $1;

-- name: delete_move
-- The move is applied.
DELETE FROM move WHERE id = ANY($1::bigint[]);

-- name: latest_ticket
-- The last ticket of a person, also of those read as this one.
SELECT i.person, t.id, t.person_id, t.conversation_id, t.status, t.opened_at, t.updated_at, t.version, t.reason, t.value,
    t.persona, t.product, t.campaign, t.ad, t.source, t.name, t.phone, t.email, t.tags, t.closed_at
FROM unnest($1::text[]) AS i (person) JOIN LATERAL (SELECT x.* FROM ticket x
    WHERE x.person_id = i.person OR x.person_id IN (SELECT id FROM person WHERE merged_into = i.person)
    ORDER BY x.opened_at DESC, x.id DESC LIMIT 1) t ON TRUE;

-- name: ticket_of_person
-- The ticket that was opened last by this person.
SELECT id, person_id, conversation_id, status, opened_at, updated_at, version, reason, value, persona, product, campaign,
    ad, source, name, phone, email, tags, closed_at FROM ticket
WHERE person_id = $1 ORDER BY opened_at DESC, id DESC LIMIT 1;

-- name: put_ticket
-- A new ticket, or all of it anew.
INSERT INTO ticket (id, person_id, conversation_id, status, opened_at, updated_at, version, reason, value, persona,
    product, campaign, ad, source, name, phone, email, tags, closed_at)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::text[],
    $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
    $18::text[], $19::bigint[])
ON CONFLICT (id) DO UPDATE SET person_id = excluded.person_id, conversation_id = excluded.conversation_id,
    status = excluded.status, updated_at = excluded.updated_at, version = excluded.version, reason = excluded.reason,
    value = excluded.value, persona = excluded.persona, product = excluded.product, campaign = excluded.campaign,
    ad = excluded.ad, source = excluded.source, name = excluded.name, phone = excluded.phone, email = excluded.email,
    tags = excluded.tags, closed_at = excluded.closed_at;

-- name: add_ticket_event
-- A line of history.
INSERT INTO ticket_event (ticket_id, version, at, by, kind, text, status, value)
SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[]);

-- name: queue_hooks
-- Every standing hook is told of a line of history.
INSERT INTO hook_delivery (hook_id, ticket_id, version, due_at)
SELECT h.id, i.ticket_id, i.version, i.at FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS i (ticket_id, version, at)
CROSS JOIN hook h WHERE h.removed_at IS NULL;

-- name: ticket_by_id
-- One ticket.
SELECT id, person_id, conversation_id, status, opened_at, updated_at, version, reason, value, persona, product, campaign,
    ad, source, name, phone, email, tags, closed_at FROM ticket WHERE id = $1;

-- name: own_ticket
-- One ticket, held until the transaction ends.
SELECT id, person_id, conversation_id, status, opened_at, updated_at, version, reason, value, persona, product, campaign,
    ad, source, name, phone, email, tags, closed_at FROM ticket WHERE id = $1 FOR UPDATE;

-- name: tickets_page
-- Tickets after one id, the oldest first; an empty filter lets everything through.
SELECT id, person_id, conversation_id, status, opened_at, updated_at, version, reason, value, persona, product, campaign,
    ad, source, name, phone, email, tags, closed_at FROM ticket
WHERE id > $1 AND ($2 = '' OR status = $2) AND ($3 = '' OR persona = $3) AND ($4 = '' OR product = $4)
    AND ($5 = '' OR campaign = $5) AND ($6 = '' OR phone = $6) AND ($7 = '' OR strpos(tags, $7) > 0)
    AND ($8 = '' OR person_id = $8) AND updated_at >= $9
ORDER BY id LIMIT $10;

-- name: tickets_newest
-- Tickets before one id, the newest first; an empty filter lets everything through.
SELECT id, person_id, conversation_id, status, opened_at, updated_at, version, reason, value, persona, product, campaign,
    ad, source, name, phone, email, tags, closed_at FROM ticket
WHERE ($1 = '' OR id < $1) AND ($2 = '' OR status = $2) AND ($3 = '' OR persona = $3) AND ($4 = '' OR product = $4)
    AND ($5 = '' OR campaign = $5) AND ($6 = '' OR phone = $6) AND ($7 = '' OR strpos(tags, $7) > 0)
    AND ($8 = '' OR person_id = $8) AND updated_at >= $9
ORDER BY id DESC LIMIT $10;

-- name: ticket_counts
-- How many tickets stand in each status, and what they are worth.
SELECT status, count(*), coalesce(sum(value), 0) FROM ticket GROUP BY status;

-- name: ticket_history
-- The history of a ticket after one of its versions.
SELECT ticket_id, version, at, by, kind, text, status, value FROM ticket_event
WHERE ticket_id = $1 AND version > $2 ORDER BY version LIMIT $3;

-- name: silent_tickets
-- Open tickets whose conversation heard nothing since.
SELECT t.id, t.person_id, t.conversation_id, t.status, t.opened_at, t.updated_at, t.version, t.reason, t.value,
    t.persona, t.product, t.campaign, t.ad, t.source, t.name, t.phone, t.email, t.tags, t.closed_at
FROM ticket t JOIN conversation c ON c.id = t.conversation_id
WHERE t.status IN ('interessado', 'pediu_desconto') AND t.updated_at < $1 AND c.heard_at < $1 ORDER BY t.id LIMIT $2;

-- name: once
-- What a request with this key was answered.
SELECT fingerprint, answer FROM api_once WHERE token_id = $1 AND key = $2;

-- name: add_once
-- What it was answered now.
INSERT INTO api_once (token_id, key, fingerprint, at, answer) VALUES ($1, $2, $3, $4, $5);

-- name: prune_once
-- Forget old answers.
DELETE FROM api_once WHERE (token_id, key) IN (SELECT token_id, key FROM api_once
    WHERE at < $1 LIMIT $2) RETURNING 1;

-- name: add_token
-- A new key to the API.
INSERT INTO api_token (id, name, digest, may_write, created_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING RETURNING id;

-- name: token_of_digest
-- Who holds this token.
SELECT id, name, may_write FROM api_token WHERE digest = $1 AND revoked_at IS NULL;

-- name: tokens
-- Every key that was ever given.
SELECT id, name, may_write, created_at, revoked_at FROM api_token ORDER BY created_at, id;

-- name: revoke_token
-- The key opens nothing any more.
UPDATE api_token SET revoked_at = $2 WHERE (name = $1 OR id = $1) AND revoked_at IS NULL RETURNING id;

-- name: orders_unseen
-- Lines about orders that no ticket took yet, the oldest first, each with the person it is read as.
SELECT e.position, e.at, e.order_id, e.status, e.total, p.id, e.conversation_id, e.product, e.number, e.currency, p.name,
    c.wa_id, e.by
FROM order_event e LEFT JOIN person w ON w.id = e.person_id LEFT JOIN person p ON p.id = coalesce(w.merged_into, w.id)
LEFT JOIN conversation c ON c.id = e.conversation_id
WHERE e.position > (SELECT coalesce(max(position), 0) - 1000 FROM ticket_order)
    AND NOT EXISTS (SELECT 1 FROM ticket_order t WHERE t.position = e.position) ORDER BY e.position LIMIT $1;

-- name: ticket_of_order
-- The ticket that took an order.
SELECT i.order_id, t.id, t.person_id, t.conversation_id, t.status, t.opened_at, t.updated_at, t.version, t.reason, t.value,
    t.persona, t.product, t.campaign, t.ad, t.source, t.name, t.phone, t.email, t.tags, t.closed_at
FROM unnest($1::text[]) AS i (order_id) JOIN LATERAL (SELECT o.ticket_id FROM ticket_order o
    WHERE o.order_id = i.order_id AND o.ticket_id IS NOT NULL ORDER BY o.position DESC LIMIT 1) o ON TRUE
JOIN ticket t ON t.id = o.ticket_id;

-- name: order_seen
-- A line about an order was taken.
INSERT INTO ticket_order (position, order_id, ticket_id) SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[]);

-- name: returned_tickets
-- Tickets lost by silence whose lead wrote again since, if nothing newer was opened for them.
SELECT t.id, t.person_id, t.conversation_id, t.status, t.opened_at, t.updated_at, t.version, t.reason, t.value,
    t.persona, t.product, t.campaign, t.ad, t.source, t.name, t.phone, t.email, t.tags, t.closed_at, c.stage, c.heard_at
FROM ticket t JOIN conversation c ON c.id = t.conversation_id
WHERE t.status = 'perdido' AND t.reason = $1 AND c.heard_at > t.closed_at
    AND c.stage IN ('interessado', 'pediu_desconto', 'checkout')
    AND NOT EXISTS (SELECT 1 FROM optout o WHERE o.person_id = t.person_id)
    AND NOT EXISTS (SELECT 1 FROM ticket n WHERE n.person_id = t.person_id AND n.opened_at >= t.closed_at)
ORDER BY t.id LIMIT $2;

-- name: sales_told_twice
-- Sales a person marked in a CRM that a checkout has told of since.
SELECT o.checkout, o.number, o.total FROM shop_order o JOIN ticket t ON t.id = substr(o.number, 1, 32)
WHERE o.provider = 'crm' AND o.status = 'approved' AND t.reason LIKE 'pedido %' ORDER BY o.number LIMIT $1;
