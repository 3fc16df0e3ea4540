-- name: orders_untold
-- Lines about orders that were not looked at for conversions, the oldest first.
SELECT e.position, e.at, e.order_id, e.status, e.total,
    (SELECT coalesce(max(o.part), 0) FROM order_outcome o WHERE o.order_id = e.order_id),
    e.currency, p.id, e.product, c.persona, c.wa_id,
    EXISTS (SELECT 1 FROM optout o WHERE o.person_id = p.id)
FROM order_event e LEFT JOIN person w ON w.id = e.person_id LEFT JOIN person p ON p.id = coalesce(w.merged_into, w.id)
LEFT JOIN conversation c ON c.id = e.conversation_id
WHERE e.position > (SELECT coalesce(max(position), 0) - 1000 FROM conversion_seen)
    AND NOT EXISTS (SELECT 1 FROM conversion_seen s WHERE s.position = e.position) ORDER BY e.position LIMIT $1;

-- name: order_untold_seen
-- The line was looked at.
INSERT INTO conversion_seen (position) SELECT unnest($1::bigint[]) ON CONFLICT DO NOTHING;

-- name: clicks_of_person
-- All that brought a person, with what the platform put into the address of the click.
SELECT t.at, t.source, t.clid, k.gclid, k.wbraid, k.gbraid, k.kwai_clickid
FROM touch t LEFT JOIN click k ON k.id = t.click_id
WHERE t.person_id = $1 OR t.person_id IN (SELECT id FROM person WHERE merged_into = $1) ORDER BY t.at;

-- name: add_conversion
-- A sale for a platform; one is enough for any order.
INSERT INTO conversion (platform, order_id, person_id, at, value, body, state, due_at, settled_at, reason)
SELECT $1::text, $2::text, $3::text, $4::bigint, $5::bigint, $6::text, $7::text, $8::bigint, $9::bigint, $10::text
WHERE NOT EXISTS (SELECT 1 FROM conversion WHERE order_id = $2 AND state <> 'skipped')
ON CONFLICT (platform, order_id) DO UPDATE SET person_id = excluded.person_id, at = excluded.at,
    value = excluded.value, body = excluded.body, state = excluded.state, due_at = excluded.due_at,
    settled_at = excluded.settled_at, reason = excluded.reason
WHERE conversion.state = 'skipped';

-- name: conversions_of
-- The sale of an order in every platform's ledger.
SELECT platform, state, value, told, reason, tries, body FROM conversion WHERE order_id = $1 FOR UPDATE;

-- name: revalue_conversion
-- The sale is worth something else now; what is on its way stays so.
UPDATE conversion SET state = $3, value = $4, told = $5, reason = $6, tries = $7,
    due_at = CASE WHEN $3 = state THEN due_at ELSE $8::bigint END, settled_at = $9
WHERE platform = $1 AND order_id = $2;

-- name: lease_conversions
-- Take what is due; it counts as being sent before it is.
UPDATE conversion SET state = 'sending', due_at = $2, tries = tries + 1
WHERE (platform, order_id) IN (SELECT c.platform, c.order_id FROM conversion c
    WHERE c.due_at <= $1 AND c.state = 'due' ORDER BY c.due_at, c.order_id LIMIT $3 FOR UPDATE SKIP LOCKED)
RETURNING tries, value, body;

-- name: doubt_conversions
-- Who was sending fell: a platform that can tell repeats is asked again, for the others a person looks.
UPDATE conversion SET state = CASE WHEN platform = 'google' THEN 'due' ELSE 'uncertain' END,
    told = CASE WHEN platform = 'google' THEN coalesce(told, value) ELSE told END,
    due_at = CASE WHEN platform = 'google' THEN $1::bigint ELSE NULL END, settled_at = $1,
    reason = 'a Central parou durante o envio'
WHERE state = 'sending' AND due_at <= $1 RETURNING order_id;

-- name: set_conversion
-- What became of a sending.
UPDATE conversion SET state = $3, value = $4, told = $5, reason = $6, tries = $7, due_at = $8,
    settled_at = $9, code = $10
WHERE platform = $1 AND order_id = $2;

-- name: conversions
-- The last ones of all, the newest first, with what the platform took of each.
SELECT platform, order_id, person_id, at, coalesce(told, value), state, tries, settled_at, code, reason FROM conversion
ORDER BY at DESC, order_id LIMIT $1;

-- name: conversion_counts
-- How many of each platform are in each state.
SELECT platform, state, count(*), coalesce(sum(coalesce(told, value)), 0) FROM conversion GROUP BY platform, state ORDER BY platform, state;

-- name: attention_conversions
-- Sales that a platform did not take, or perhaps did.
SELECT 'conversao', platform || '/' || order_id, coalesce(settled_at, at), platform || ': ' || reason, NULL, NULL
FROM conversion WHERE state IN ('dead', 'uncertain') AND (value > 0 OR told IS NOT NULL) ORDER BY 3 DESC LIMIT $1;

-- name: replay_conversion
-- A person wants it to be sent again.
UPDATE conversion SET state = 'due', due_at = $3, tries = 0, reason = '', code = ''
WHERE platform = $1 AND order_id = $2 AND state IN ('dead', 'uncertain')
    AND (value > 0 OR told IS NOT NULL) RETURNING order_id;

-- name: clear_spend
-- What was known of a span of days of an account goes.
DELETE FROM ad_spend WHERE platform = $1 AND account = $2 AND day BETWEEN $3 AND $4;

-- name: spend_of
-- What ads cost between two days, by ad.
SELECT platform, account, day, campaign, ad, adset, campaign_name, ad_name, spend, currency, impressions, clicks, by, at, zone
FROM ad_spend WHERE day BETWEEN $1 AND $2 ORDER BY day, platform, account, campaign, ad;

-- name: spend_read_at
-- When each account's figures came last, and the zone of its days.
SELECT platform, account, max(at), max(zone) FROM ad_spend GROUP BY platform, account;

-- name: add_spend
-- What an ad cost on a day.
INSERT INTO ad_spend (platform, account, day, campaign, ad, adset, campaign_name, ad_name, spend, currency, impressions,
    clicks, by, at, zone)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::bigint[], $10::text[], $11::bigint[], $12::bigint[], $13::text[], $14::bigint[], $15::text[]);

-- name: blank_conversion
-- Forget a person: the figure of a sale stays, the click and the phone do not; what was not sent is not.
UPDATE conversion SET person_id = NULL, body = '', due_at = NULL,
    state = CASE WHEN state <> 'due' THEN state WHEN told IS NULL THEN 'skipped' ELSE 'sent' END
WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);
