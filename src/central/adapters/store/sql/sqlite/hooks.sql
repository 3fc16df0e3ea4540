-- name: add_hook
-- Somebody wants to be told.
INSERT INTO hook (id, url, created_at) VALUES (?1, ?2, ?3);

-- name: hooks
-- Who is told now.
SELECT id, url, created_at FROM hook WHERE removed_at IS NULL ORDER BY id;

-- name: remove_hook
-- Nobody is told any more, and what waits for it is dropped.
UPDATE hook SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL RETURNING id;

-- name: drop_deliveries
-- What waits for a hook is dropped.
DELETE FROM hook_delivery WHERE hook_id = ?1 AND (due_at IS NOT NULL OR dead = 1);

-- name: lease_deliveries
-- Take what is due, of each ticket the oldest only; whoever falls leaves it due again after the lease.
UPDATE hook_delivery SET due_at = ?2, tries = tries + 1
WHERE (hook_id, ticket_id, version) IN (SELECT d.hook_id, d.ticket_id, d.version FROM hook_delivery d
    WHERE d.due_at <= ?1 AND NOT EXISTS (SELECT 1 FROM hook_delivery e WHERE e.hook_id = d.hook_id
        AND e.ticket_id = d.ticket_id AND e.version < d.version AND e.due_at IS NOT NULL)
    ORDER BY d.due_at, d.ticket_id LIMIT ?3)
RETURNING hook_id, ticket_id, version, tries, (SELECT url FROM hook WHERE id = hook_id);

-- name: deliveries_due_at
-- When the next delivery is due.
SELECT min(d.due_at) FROM hook_delivery d WHERE d.due_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM hook_delivery e
    WHERE e.hook_id = d.hook_id AND e.ticket_id = d.ticket_id AND e.version < d.version AND e.due_at IS NOT NULL);

-- name: settle_delivery
-- What became of a delivery: a new time, or none; `dead` when it is given up.
UPDATE hook_delivery SET due_at = ?4, dead = ?5, code = ?6, settled_at = ?7
WHERE hook_id = ?1 AND ticket_id = ?2 AND version = ?3;

-- name: ticket_event
-- One line of history.
SELECT ticket_id, version, at, by, kind, text, status, value FROM ticket_event WHERE ticket_id = ?1 AND version = ?2;

-- name: attention_hooks
-- Deliveries that were given up.
SELECT 'webhook', d.hook_id || '/' || d.ticket_id || '/' || d.version, d.settled_at, h.url || ': ' || d.code,
    t.conversation_id, t.name
FROM hook_delivery d JOIN hook h ON h.id = d.hook_id LEFT JOIN ticket t ON t.id = d.ticket_id
WHERE d.dead = 1 ORDER BY d.settled_at DESC LIMIT ?1;

-- name: replay_delivery
-- A delivery that was given up is tried again.
UPDATE hook_delivery SET due_at = ?2, dead = 0, tries = 0
WHERE dead = 1 AND hook_id || '/' || ticket_id || '/' || version = ?1 RETURNING hook_id;

-- name: prune_deliveries
-- Forget what was delivered long ago; what was given up waits for a person.
DELETE FROM hook_delivery WHERE (hook_id, ticket_id, version) IN (SELECT hook_id, ticket_id, version FROM hook_delivery
    WHERE due_at IS NULL AND dead = 0 AND settled_at < ?1 LIMIT ?2) RETURNING 1;
