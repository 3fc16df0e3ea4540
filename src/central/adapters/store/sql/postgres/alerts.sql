-- name: alerts_standing
-- What is wrong and not over.
SELECT key, kind, at, text, ref FROM alert WHERE over_at IS NULL ORDER BY at, key;

-- name: attention_spend
-- Ad accounts whose spend can be read no more.
SELECT kind, key, at, text, NULL, NULL FROM alert WHERE kind = 'gasto' AND over_at IS NULL ORDER BY at DESC LIMIT $1;

-- name: stand_alert
-- Something is wrong, or still is.
INSERT INTO alert (key, kind, at, text, ref) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (key) DO UPDATE SET text = excluded.text, ref = excluded.ref, over_at = NULL,
    at = CASE WHEN alert.over_at IS NULL THEN alert.at ELSE excluded.at END;

-- name: end_alert
-- It is over; if it comes again it rings again.
UPDATE alert SET over_at = $2 WHERE key = $1 AND over_at IS NULL;

-- name: forget_rings
-- What is over may ring again.
DELETE FROM alert_ring WHERE key = $1;

-- name: alert_rings
-- Who was told of what is wrong, how often and when last.
SELECT r.key, r.account_id, r.way, r.times, r.last_at FROM alert_ring r JOIN alert a ON a.key = r.key
WHERE a.over_at IS NULL;

-- name: ring
-- Somebody was told.
INSERT INTO alert_ring (key, account_id, way, times, last_at) VALUES ($1, $2, $3, 1, $4)
ON CONFLICT (key, account_id, way) DO UPDATE SET times = alert_ring.times + 1, last_at = excluded.last_at;

-- name: prune_alerts
-- What has been over for long.
DELETE FROM alert WHERE over_at IS NOT NULL AND over_at < $1;

-- name: alert_wishes
-- What each of the team wants to be told, and how.
SELECT a.id, a.role, w.kinds_off, w.ways, w.email, w.phone, w.quiet_from, w.quiet_to
FROM account a LEFT JOIN alert_wish w ON w.account_id = a.id WHERE a.closed_at IS NULL ORDER BY a.created_at, a.id;

-- name: keep_alert_wish
-- Somebody of the team chose.
INSERT INTO alert_wish (account_id, kinds_off, ways, email, phone, quiet_from, quiet_to)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (account_id) DO UPDATE SET kinds_off = excluded.kinds_off, ways = excluded.ways, email = excluded.email,
    phone = excluded.phone, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to;

-- name: keep_device
-- A browser that may be pushed to.
INSERT INTO push_device (endpoint, account_id, p256dh, auth, created_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (endpoint) DO UPDATE SET account_id = excluded.account_id, p256dh = excluded.p256dh, auth = excluded.auth;

-- name: drop_device
-- A browser that wants no more, or is gone.
DELETE FROM push_device WHERE endpoint = $1;

-- name: devices
-- The browsers of somebody.
SELECT endpoint, p256dh, auth FROM push_device WHERE account_id = $1 ORDER BY created_at, endpoint;

-- name: alert_asked
-- Leads who asked for a person whom nobody of the team took yet.
SELECT h.id, h.conversation_id, h.at FROM handoff h JOIN conversation c ON c.id = h.conversation_id
WHERE h.ended_at IS NULL AND h.by IN ('lead', 'central') AND h.at > $1 ORDER BY h.at LIMIT 50;

-- name: alert_held
-- Replies that wait for somebody's tap, or in the shadow for a person.
SELECT turn_id, conversation_id, at FROM draft WHERE settled_at IS NULL AND wish IS NULL AND at > $1
ORDER BY at LIMIT 50;

-- name: alert_waiting
-- Leads who wrote between $1 and $2 and got nothing since: a person answers them, or their turn failed too often.
SELECT c.id, c.heard_at FROM conversation c
WHERE c.heard_at > $1 AND c.heard_at <= $2 AND c.id IN (
        SELECT h.conversation_id FROM handoff h WHERE h.ended_at IS NULL
        UNION SELECT d.conversation_id FROM dead_letter d WHERE d.replayed_at IS NULL AND d.at > $1
            AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.conversation_id = d.conversation_id AND o.created_at >= d.at))
    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.conversation_id = c.id AND o.created_at >= c.heard_at
        AND (o.author IS NOT NULL OR o.turn_id = 'telefone')) ORDER BY c.heard_at LIMIT 50;

-- name: alert_hot
-- Leads at the checkout who wrote between $1 and $2 and have not paid.
SELECT c.id, c.heard_at FROM conversation c WHERE c.stage = 'checkout' AND c.heard_at > $1 AND c.heard_at <= $2
    AND NOT EXISTS (SELECT 1 FROM handoff h WHERE h.conversation_id = c.id AND h.ended_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM optout x WHERE x.person_id = c.person_id AND x.level = 'bloqueio')
ORDER BY c.heard_at LIMIT 50;

-- name: alert_refused_token
-- Bubbles that wait because Meta refuses the token.
SELECT DISTINCT channel FROM outbox WHERE state = 'waiting' AND code = '190';

-- name: alert_dead_links
-- Tickets an outside CRM did not take.
SELECT crm, count(*) FROM crm_link WHERE state = 'dead' OR (state = 'due' AND code = 'fora') GROUP BY crm;

-- name: alert_links_sent
-- Links to the checkout that were said since $1, and what checkouts told since.
SELECT (SELECT count(*) FROM link_token WHERE at > $1), (SELECT count(*) FROM order_delivery WHERE received_at > $1);

-- name: alert_brakes
-- Learning that stopped or went back by itself since $1.
SELECT id, at FROM learning_act WHERE kind = 'freio' AND at > $1 ORDER BY at;
