-- name: want_shown
-- A CRM has to show this version of a ticket; a dead letter comes back to life.
INSERT INTO crm_link (crm, ticket_id, wanted, due_at)
SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[])
ON CONFLICT (crm, ticket_id) DO UPDATE SET wanted = greatest(crm_link.wanted, excluded.wanted),
    due_at = CASE crm_link.state WHEN 'idle' THEN excluded.due_at WHEN 'dead' THEN excluded.due_at
        ELSE crm_link.due_at END,
    tries = CASE crm_link.state WHEN 'dead' THEN 0 ELSE crm_link.tries END,
    state = CASE crm_link.state WHEN 'doubt' THEN 'doubt' ELSE 'due' END;

-- name: want_all_shown
-- Tickets a CRM never heard of, the oldest first.
INSERT INTO crm_link (crm, ticket_id, wanted, due_at)
SELECT $1::text, t.id, t.version, $2::bigint FROM ticket t
WHERE NOT EXISTS (SELECT 1 FROM crm_link l WHERE l.crm = $1 AND l.ticket_id = t.id) ORDER BY t.id LIMIT $3
ON CONFLICT DO NOTHING RETURNING ticket_id;

-- name: lease_links
-- Take what is due; whoever falls leaves it due again after the lease.
UPDATE crm_link SET due_at = $3 WHERE (crm, ticket_id) IN (SELECT l.crm, l.ticket_id FROM crm_link l
    WHERE l.crm = $1 AND l.state IN ('due', 'doubt') AND l.due_at <= $2 ORDER BY l.due_at, l.ticket_id LIMIT $4 FOR UPDATE SKIP LOCKED)
RETURNING ticket_id, ref, contact_ref, wanted, shown, state, tries, known, checkpoint;

-- name: links_due_at
-- When the next link is due.
SELECT min(due_at) FROM crm_link WHERE crm = $1 AND state IN ('due', 'doubt');

-- name: keep_link
-- What a CRM shows now; more may be wanted already. Nothing is known of it when its person was forgotten meanwhile.
UPDATE crm_link SET ref = $3, contact_ref = $4, checkpoint = NULL, tries = 0, code = '', reason = '',
    settled_at = $7, due_at = $7, known = CASE WHEN shown = $8 THEN $6::text ELSE known END,
    state = CASE WHEN shown = $8 AND wanted <= $5 THEN 'idle' ELSE 'due' END,
    shown = CASE WHEN shown = $8 THEN $5 ELSE shown END
WHERE crm = $1 AND ticket_id = $2;

-- name: delay_link
-- It could not be shown now. Only what nothing newer is wanted of dies.
UPDATE crm_link SET ref = coalesce($3::text, ref), contact_ref = coalesce($4::text, contact_ref), due_at = $6,
    state = CASE WHEN $5::text = 'dead' AND wanted > $12 THEN 'due' ELSE $5::text END,
    tries = CASE WHEN $5::text = 'dead' AND wanted > $12 THEN 0 ELSE $7 END,
    reason = CASE WHEN $5::text = 'dead' AND wanted > $12 THEN '' ELSE $10::text END,
    checkpoint = $8, code = $9, settled_at = $11
WHERE crm = $1 AND ticket_id = $2;

-- name: doubt_link
-- A record is about to be made there; if we fall now, it is looked for first.
UPDATE crm_link SET state = 'doubt', contact_ref = coalesce($3::text, contact_ref), checkpoint = $4
WHERE crm = $1 AND ticket_id = $2;

-- name: forget_ref
-- The record is gone over there; it has to be made again.
UPDATE crm_link SET ref = NULL, known = NULL, shown = 0, state = 'due', due_at = $3, tries = 0
WHERE crm = $1 AND ticket_id = $2;

-- name: reshow_link
-- What it shows is not what it should: all of it is written anew, as it already is where nothing is known.
UPDATE crm_link SET known = $3, shown = 0, state = 'due', due_at = $4, tries = 0
WHERE crm = $1 AND ticket_id = $2 AND state <> 'dead' AND known IS NOT NULL;

-- name: know_link
-- What we saw there, unless it was forgotten meanwhile.
UPDATE crm_link SET known = $3 WHERE crm = $1 AND ticket_id = $2 AND known IS NOT NULL;

-- name: link_of_ref
-- The ticket behind a record of a CRM.
SELECT ticket_id, ref, contact_ref, wanted, shown, state, tries, known, checkpoint FROM crm_link
WHERE crm = $1 AND ref = $2;

-- name: link_of_ticket
-- A ticket in a CRM.
SELECT ticket_id, ref, contact_ref, wanted, shown, state, tries, known, checkpoint FROM crm_link
WHERE crm = $1 AND ticket_id = $2;

-- name: links_page
-- Tickets of a CRM after one id.
SELECT ticket_id, ref, contact_ref, wanted, shown, state, tries, known, checkpoint FROM crm_link
WHERE crm = $1 AND ticket_id > $2 ORDER BY ticket_id LIMIT $3;

-- name: open_refs
-- Records of a CRM whose tickets are open, after one of them.
SELECT l.ref FROM crm_link l JOIN ticket t ON t.id = l.ticket_id
WHERE l.crm = $1 AND l.ref IS NOT NULL AND t.status IN ('interessado', 'pediu_desconto') ORDER BY l.ref;

-- name: link_counts
-- How many tickets of a CRM are in each state.
SELECT state, count(*) FROM crm_link WHERE crm = $1 GROUP BY state;

-- name: add_hint
-- A record may have changed there.
INSERT INTO crm_hint (crm, ref, at) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) ON CONFLICT DO NOTHING;

-- name: hints
-- The oldest hints.
SELECT ref FROM crm_hint WHERE crm = $1 ORDER BY at, ref LIMIT $2;

-- name: drop_hint
-- It was read again.
DELETE FROM crm_hint WHERE crm = $1 AND ref = $2;

-- name: add_drift
-- How far a CRM was from us.
INSERT INTO crm_drift (crm, at, checked, drift, mended) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING;

-- name: drifts
-- The last comparisons.
SELECT crm, at, checked, drift, mended FROM crm_drift ORDER BY at DESC LIMIT $1;

-- name: attention_crm
-- Tickets that a CRM does not take.
SELECT 'crm', l.crm || '/' || l.ticket_id, coalesce(l.settled_at, l.due_at), l.crm || ': ' || l.reason,
    t.conversation_id, t.name
FROM crm_link l JOIN ticket t ON t.id = l.ticket_id WHERE l.state = 'dead'
UNION ALL SELECT 'crm', crm, max(settled_at), crm || ': ' || reason, NULL, NULL FROM crm_link
WHERE state <> 'dead' AND code = 'pessoa' GROUP BY crm, reason ORDER BY 3 DESC LIMIT $1;

-- name: replay_crm
-- A dead letter to a CRM is tried again.
UPDATE crm_link SET state = 'due', tries = 0, due_at = $3, code = '', reason = ''
WHERE crm = $1 AND ticket_id = $2 AND state = 'dead' RETURNING ticket_id;

-- name: hold_line
-- Take or keep the one line to a CRM.
INSERT INTO crm_line (crm, owner, until) VALUES ($1, $2, $4)
ON CONFLICT (crm) DO UPDATE SET owner = excluded.owner, until = excluded.until
WHERE crm_line.owner = excluded.owner OR crm_line.until < $3 RETURNING owner;

-- name: line_of
-- Who has the line to a CRM, or had it last.
SELECT owner FROM crm_line WHERE crm = $1;

-- name: free_links
-- Whoever was showing tickets of a CRM lost its line; what waits after a failure goes on waiting.
UPDATE crm_link SET due_at = $2 WHERE crm = $1 AND state IN ('due', 'doubt') AND tries = 0 AND due_at > $2;

-- name: free_line
-- Give the line to whoever wants it.
DELETE FROM crm_line WHERE crm = $1 AND owner = $2;

-- name: free_all_lines
-- Whoever had a line is dead.
DELETE FROM crm_line;

-- name: free_all_links
-- Whoever was showing tickets is dead; what waits after a failure goes on waiting.
UPDATE crm_link SET due_at = $1 WHERE state IN ('due', 'doubt') AND tries = 0 AND due_at > $1;

-- name: free_all_conversions
-- Whoever was telling a sale is dead.
UPDATE conversion SET due_at = $1 WHERE state = 'sending';
