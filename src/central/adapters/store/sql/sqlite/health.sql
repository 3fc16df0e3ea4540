-- name: add_health
-- What was said of a number, once.
INSERT INTO channel_health (channel, at, state, until, by, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT DO NOTHING RETURNING channel;

-- name: current_health
-- The last word on every number.
SELECT channel, state, at, until, by, reason FROM channel_health h
WHERE NOT EXISTS (SELECT 1 FROM channel_health x WHERE x.channel = h.channel
    AND (x.at > h.at OR x.at = h.at AND x.state > h.state))
ORDER BY channel;
