-- name: candidates
-- Conversations as far as a send looks at them, ?4 at a time by their ids. ?1: now; ?2: a week ago.
SELECT coalesce(q.id, p.id), c.id, c.channel, coalesce(c.persona, ''), c.stage, json_extract(c.memo, '$.product'), c.heard_at,
    coalesce(q.name, p.name),
    c.stage IN ('comprado', 'pos_venda') OR EXISTS (SELECT 1 FROM past_order b WHERE b.person_id IN (p.id, q.id))
        OR EXISTS (SELECT 1 FROM shop_order b WHERE b.person_id IN (p.id, q.id) AND b.status = 'approved'),
    coalesce((SELECT t.tags FROM ticket t WHERE t.person_id IN (p.id, q.id) ORDER BY t.opened_at DESC LIMIT 1), '[]'),
    EXISTS (SELECT 1 FROM optout o WHERE o.person_id IN (p.id, q.id) AND (o.level = 'bloqueio' OR o.until > ?1)),
    EXISTS (SELECT 1 FROM consent k WHERE k.person_id IN (p.id, q.id) AND k.purpose = 'avisos e ofertas'),
    EXISTS (SELECT 1 FROM handoff h WHERE h.conversation_id = c.id AND h.ended_at IS NULL),
    (SELECT count(*) FROM callback b WHERE b.said <> '' AND b.at >= ?2 AND b.person_id IN (p.id, q.id))
FROM conversation c JOIN person p ON p.id = c.person_id LEFT JOIN person q ON q.id = p.merged_into
WHERE c.id > ?3 AND (c.wa_id IS NOT NULL OR c.bsuid IS NOT NULL) ORDER BY c.id LIMIT ?4;

-- name: strangers
-- People with a phone and no conversation, ?4 at a time by their ids. ?1: now; ?2: a week ago.
SELECT p.id, min(a.portfolio), coalesce(p.persona, ''), p.name,
    EXISTS (SELECT 1 FROM past_order b WHERE b.person_id = p.id)
        OR EXISTS (SELECT 1 FROM shop_order b WHERE b.person_id = p.id AND b.status = 'approved'),
    EXISTS (SELECT 1 FROM optout o WHERE o.person_id = p.id AND (o.level = 'bloqueio' OR o.until > ?1)),
    EXISTS (SELECT 1 FROM consent k WHERE k.person_id = p.id AND k.purpose = 'avisos e ofertas'),
    (SELECT count(*) FROM callback b WHERE b.said <> '' AND b.at >= ?2 AND b.person_id = p.id)
FROM person p JOIN alias a ON a.person_id = p.id AND a.kind = 3
WHERE p.id > ?3 AND p.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM conversation c WHERE c.person_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM person x JOIN conversation c ON c.person_id = x.id WHERE x.merged_into = p.id)
GROUP BY p.id, p.persona, p.name ORDER BY p.id LIMIT ?4;

-- name: strangers_due
-- The next ones of a send who never wrote: place, person, where, the conversation's name to be, their phone now.
SELECT b.place, coalesce(p.merged_into, p.id, b.person_id), b.channel, b.conversation_id,
    (SELECT min(a.value) FROM alias a WHERE a.kind = 3 AND a.person_id IN (p.id, p.merged_into))
FROM broadcast_person b LEFT JOIN person p ON p.id = b.person_id
WHERE b.broadcast_id = ?1 AND b.state = 'espera' AND b.channel IS NOT NULL ORDER BY b.place LIMIT ?2;

-- name: stranger_home
-- Their conversation on a number has begun, or they were faster and wrote there themselves.
UPDATE broadcast_person SET channel = NULL, conversation_id = (SELECT c.id FROM conversation c
    WHERE c.person_id = ?3 AND c.channel = ?4) WHERE broadcast_id = ?1 AND place = ?2;

-- name: add_broadcast
-- A send begins.
INSERT INTO broadcast (id, name, template, segment, category, price, state, at, by, changed_at, changed_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'enviando', ?7, ?8, ?7, ?8);

-- name: add_broadcast_person
-- Somebody who gets it, once.
INSERT INTO broadcast_person (broadcast_id, place, person_id, conversation_id, channel) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT DO NOTHING;

-- name: broadcasts
-- Every send, the newest first.
SELECT id, name, template, segment, category, price, state, why, at, by, changed_at, changed_by FROM broadcast
ORDER BY at DESC, id LIMIT ?1;

-- name: broadcast_of
-- One send.
SELECT id, name, template, segment, category, price, state, why, at, by, changed_at, changed_by FROM broadcast
WHERE id = ?1;

-- name: hold_broadcast
-- A send that goes on now, under our lock.
SELECT category, price FROM broadcast WHERE id = ?1 AND state = 'enviando';

-- name: move_broadcast
-- It stands still, goes on or ends, if nobody was faster.
UPDATE broadcast SET state = ?2, why = ?3, changed_at = ?4, changed_by = ?5
WHERE id = ?1 AND state = ?6 RETURNING id;

-- name: reprice_broadcast
-- The owner saw what it costs now.
UPDATE broadcast SET category = ?2, price = ?3 WHERE id = ?1;

-- name: broadcast_due
-- The next ones of a send, with all that may have changed since it began. ?3: now; ?4: a week ago.
SELECT b.place, b.person_id, b.conversation_id, c.channel, coalesce(c.persona, q.persona, p.persona, ''), json_extract(c.memo, '$.product'), coalesce(q.name, p.name),
    EXISTS (SELECT 1 FROM optout o WHERE o.person_id IN (p.id, q.id) AND (o.level = 'bloqueio' OR o.until > ?3)),
    EXISTS (SELECT 1 FROM consent k WHERE k.person_id IN (p.id, q.id) AND k.purpose = 'avisos e ofertas'),
    EXISTS (SELECT 1 FROM handoff h WHERE h.conversation_id = c.id AND h.ended_at IS NULL),
    (SELECT count(*) FROM callback k WHERE k.said <> '' AND k.at >= ?4 AND k.person_id IN (p.id, q.id))
FROM broadcast_person b JOIN conversation c ON c.id = b.conversation_id JOIN person p ON p.id = c.person_id
LEFT JOIN person q ON q.id = p.merged_into
WHERE b.broadcast_id = ?1 AND b.state = 'espera' AND b.channel IS NULL ORDER BY b.place LIMIT ?2;

-- name: broadcast_place
-- The next place of what is said in a conversation.
UPDATE conversation SET said_seq = said_seq + 1 WHERE id = ?1 RETURNING id, said_seq;

-- name: broadcast_settle
-- Somebody of a send has their bubble in the outbox, or is left out.
UPDATE broadcast_person SET state = ?3, why = ?4, outbox_id = ?5, at = ?6
WHERE broadcast_id = ?1 AND place = ?2 AND state = 'espera';

-- name: broadcast_counts
-- How far a send is.
SELECT b.state, coalesce(o.state, ''), coalesce(o.rank, 0), count(*)
FROM broadcast_person b LEFT JOIN outbox o ON o.id = b.outbox_id WHERE b.broadcast_id = ?1 GROUP BY 1, 2, 3;

-- name: broadcast_left
-- Why people of a send were left out on the way.
SELECT why, count(*) FROM broadcast_person WHERE broadcast_id = ?1 AND state = 'fora' GROUP BY why ORDER BY 2 DESC, 1;

-- name: cancel_broadcast
-- Whoever waits for this send does not get it.
UPDATE broadcast_person SET state = 'fora', why = 'envio cancelado', at = ?2 WHERE broadcast_id = ?1 AND state = 'espera';

-- name: templates_used
-- How many people were written to with a template since a moment, and when that was done for the first time.
SELECT count(DISTINCT person_id), (SELECT min(at) FROM callback WHERE said LIKE 'modelo:%')
FROM callback WHERE said LIKE 'modelo:%' AND at >= ?1;

-- name: conclude_templates
-- A template of which nobody heard for long, while later sends of that number got their word, is not sent again.
UPDATE outbox SET state = 'failed', settled_at = ?2, code = 'sem_noticia', reason = ?3
WHERE state IN ('uncertain', 'failed') AND state = 'uncertain' AND bubble LIKE '{"_":"SayTemplate"%' AND settled_at <= ?1
    AND EXISTS (SELECT 1 FROM outbox l WHERE l.id > outbox.id AND l.channel = outbox.channel
        AND l.sending_at > outbox.sending_at AND (l.rank > 0 OR l.failed_at IS NOT NULL)) RETURNING id;
