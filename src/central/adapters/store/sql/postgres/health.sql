-- name: add_health
-- What was said of a number, once.
INSERT INTO channel_health (channel, at, state, until, by, reason) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING RETURNING channel;

-- name: current_health
-- The last word on every number.
SELECT channel, state, at, until, by, reason FROM channel_health h
WHERE NOT EXISTS (SELECT 1 FROM channel_health x WHERE x.channel = h.channel
    AND (x.at > h.at OR x.at = h.at AND x.state > h.state))
ORDER BY channel;

-- name: attention_numbers
-- Numbers that are not well.
SELECT channel, state, at, reason FROM channel_health h
WHERE state IN ('red', 'restricted', 'banned') AND NOT EXISTS (SELECT 1 FROM channel_health x
    WHERE x.channel = h.channel AND (x.at > h.at OR x.at = h.at AND x.state > h.state))
ORDER BY at DESC LIMIT $1;

-- name: attention_held
-- Conversations whose reply cannot leave because their number is restricted or banned.
SELECT 'parado', min(o.id), min(o.created_at), h.reason, o.conversation_id, min(p.name)
FROM channel_health h JOIN outbox o ON o.channel = h.channel AND o.state = 'waiting'
JOIN conversation c ON c.id = o.conversation_id JOIN person w ON w.id = c.person_id
JOIN person p ON p.id = coalesce(w.merged_into, w.id)
WHERE h.state IN ('restricted', 'banned') AND NOT EXISTS (SELECT 1 FROM channel_health x
    WHERE x.channel = h.channel AND (x.at > h.at OR x.at = h.at AND x.state > h.state))
GROUP BY o.conversation_id, h.reason ORDER BY 3 DESC LIMIT $1;

-- name: add_halt
-- The bot is switched off.
INSERT INTO halt (scope, id, at, by, reason) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING;

-- name: end_halt
-- The bot is switched on again.
DELETE FROM halt WHERE scope = $1 AND id = $2 RETURNING id;

-- name: halts
-- Where the bot is switched off.
SELECT scope, id, at, by, reason FROM halt ORDER BY at, scope, id;

-- name: halted_talks
-- Conversations that wait for a person for no other reason than this.
SELECT h.conversation_id FROM handoff h JOIN conversation c ON c.id = h.conversation_id
WHERE h.ended_at IS NULL AND h.by = 'central' AND h.reason = $1
    AND ($2 = 'numero' AND c.channel = $3 OR $2 = 'persona' AND c.persona = $3);

-- name: keep_reading
-- What Meta's API says of a number now.
INSERT INTO channel_reading (channel, at, quality, day_limit, throughput, name_status, verification, trouble)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (channel) DO UPDATE SET at = excluded.at, quality = excluded.quality, day_limit = excluded.day_limit,
    throughput = excluded.throughput, name_status = excluded.name_status, verification = excluded.verification,
    trouble = excluded.trouble
WHERE excluded.at >= channel_reading.at;

-- name: readings
-- What Meta's API said of each number last.
SELECT channel, at, quality, day_limit, throughput, name_status, verification, trouble FROM channel_reading
ORDER BY channel;

-- name: attention_refused
-- Conversations whose reply Meta refuses for the account's sake: payment, name, ban, token.
SELECT 'parado', min(o.id), min(o.created_at), o.reason, o.conversation_id, min(p.name)
FROM outbox o JOIN conversation c ON c.id = o.conversation_id JOIN person w ON w.id = c.person_id
JOIN person p ON p.id = coalesce(w.merged_into, w.id)
WHERE o.state = 'waiting' AND o.code IN ('131042', '131037', '131031', '131048', '131064', '368', '190', '133010', 'token')
GROUP BY o.conversation_id, o.reason ORDER BY 3 DESC LIMIT $1;

-- name: attention_broadcasts
-- Sends that stopped by themselves.
SELECT 'envio', id, changed_at, why, NULL, name FROM broadcast
WHERE state = 'pausado' AND changed_by = 'central' ORDER BY changed_at DESC LIMIT $1;
