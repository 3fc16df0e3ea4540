-- name: add_click
-- A visit of a link; no answer says that its code is taken.
INSERT INTO click (id, code, link, campaign, channel, at, expires_at, gclid, wbraid, gbraid, kwai_clickid, fbclid, utm)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT DO NOTHING RETURNING id;

-- name: join_click
-- The visit behind a code; the first person who says it keeps it.
UPDATE click SET person_id = coalesce(person_id, ?2), joined_at = coalesce(joined_at, ?3) WHERE code = ?1
RETURNING id, code, link, campaign, channel, at, expires_at, person_id;

-- name: pending_clicks
-- Visits that led to a number between two moments and whose code nobody said yet, the newest first.
SELECT id, code, link, campaign, channel, at, expires_at, person_id FROM click
WHERE channel = ?1 AND at BETWEEN ?2 AND ?3 AND person_id IS NULL ORDER BY at DESC LIMIT ?4;

-- name: click_counts
-- Visits of each link and how many of them wrote.
SELECT link, count(*), count(person_id) FROM click WHERE at >= ?1 GROUP BY link ORDER BY link;

-- name: prune_clicks
-- Forget visits that led to nothing.
DELETE FROM click WHERE id IN (SELECT id FROM click WHERE expires_at < ?1 AND person_id IS NULL LIMIT ?2) RETURNING id;

-- name: click_tracking
-- What an ad platform put into the address of a visit.
SELECT gclid, wbraid, gbraid, kwai_clickid, fbclid, utm FROM click WHERE id = ?1;
