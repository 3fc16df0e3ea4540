-- name: add_callback
-- A silent lead was called back, or could have been.
INSERT INTO callback (id, conversation_id, person_id, at, rule, said, price, why)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING;

-- name: count_callbacks
-- How often anybody called this person back since ?2, under whatever name and on whatever number.
SELECT count(*) FROM callback WHERE said <> '' AND at >= ?2
    AND person_id IN (SELECT id FROM person WHERE id = ?1 OR merged_into = ?1);

-- name: count_offers
-- How often this person was offered what goes with a purchase since ?2.
SELECT count(*) FROM callback WHERE said <> '' AND rule LIKE 'complemento:%' AND at >= ?2
    AND person_id IN (SELECT id FROM person WHERE id = ?1 OR merged_into = ?1);

-- name: offer_groups
-- Every buyer whose first offer fell due before ?2: whether they are of the untouched group, and what they bought
-- in the ?1 ms after it, less what went back, in centavos.
SELECT c.untouched, coalesce((SELECT sum(CASE t.status WHEN 'approved' THEN t.total ELSE -t.total END)
    FROM order_outcome t JOIN shop_order o ON o.id = t.order_id
    WHERE o.person_id = c.person AND o.currency = 'BRL' AND o.created_at > c.at AND o.created_at <= c.at + ?1
        AND t.status IN ('approved', 'refunded', 'chargeback', 'partial')), 0)
FROM (SELECT b.person_id AS person, min(b.at) AS at, max(CASE WHEN b.why = 'grupo intocado' THEN 1 ELSE 0 END) AS untouched
    FROM callback b WHERE b.rule LIKE 'complemento:%'
        AND (b.said <> '' OR b.why IN ('grupo intocado', 'preferiu não oferecer', 'nada que se possa dizer agora'))
    GROUP BY b.person_id) c
WHERE c.at <= ?2;

-- name: call_groups
-- Everybody from the first time that a call back to them fell due, before ?2: whether they are of the untouched group,
-- and what they paid in the ?1 ms after it, less what went back, in centavos. Whatever was said or not said to the
-- others, they count: until then nobody treated the two groups differently.
SELECT c.untouched, coalesce((SELECT sum(CASE t.status WHEN 'approved' THEN t.total ELSE -t.total END)
    FROM order_outcome t JOIN shop_order o ON o.id = t.order_id
    WHERE o.person_id = c.person AND o.currency = 'BRL' AND t.at > c.at AND t.at <= c.at + ?1
        AND t.status IN ('approved', 'refunded', 'chargeback', 'partial')), 0)
FROM (SELECT b.person_id AS person, min(b.at) AS at, max(CASE WHEN b.why = 'grupo intocado' THEN 1 ELSE 0 END) AS untouched
    FROM callback b WHERE b.rule NOT LIKE 'complemento:%' AND b.rule NOT LIKE 'envio:%'
        AND (b.said <> '' OR b.why LIKE 'já foi chamada %' OR b.why IN ('grupo intocado', 'preferiu não escrever',
            'nada que se possa dizer agora', 'o horário acabou antes do envio'))
    GROUP BY b.person_id) c
WHERE c.at <= ?2;

-- name: has_consent
-- Whether a person allowed messages they did not ask for.
SELECT 1 FROM consent WHERE person_id IN (SELECT id FROM person WHERE id = ?1 OR merged_into = ?1)
    AND purpose = 'avisos e ofertas' LIMIT 1;

-- name: give_consent
-- A person allowed something, in the conversation itself: what was asked and what they answered.
INSERT INTO consent (person_id, source, at, purpose, asked, answer) SELECT ?1, ?2, ?3, ?6,
    coalesce((SELECT o.bubble FROM outbox o WHERE o.conversation_id = ?4 AND o.turn_id <> ?5 AND o.sending_at IS NOT NULL
        ORDER BY o.place DESC LIMIT 1), ''),
    coalesce((SELECT m.content FROM message m WHERE m.conversation_id = ?4 AND m.turn_id = ?5
        ORDER BY m.seq DESC LIMIT 1), '')
WHERE 1 ON CONFLICT DO NOTHING;

-- name: keep_template
-- What Meta says of a template now.
INSERT INTO template (waba, name, language, status, category, quality, reason, at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (waba, name, language) DO UPDATE SET status = excluded.status, category = excluded.category,
    quality = excluded.quality, reason = excluded.reason, at = excluded.at;

-- name: templates
-- Every template Meta spoke of.
SELECT waba, name, language, status, category, quality, reason FROM template;

-- name: stop_template
-- What waits of a template Meta is against is not sent.
UPDATE outbox SET state = 'cancelled', settled_at = ?4, code = 'modelo', reason = ?5
WHERE channel = ?1 AND state = 'waiting' AND bubble LIKE '{"_":"SayTemplate"%'
    AND json_extract(bubble, '$.name') = ?2 AND json_extract(bubble, '$.language') = ?3 RETURNING id;

-- name: stop_unallowed
-- What waits of a template that became marketing is not sent to people who allowed none.
UPDATE outbox SET state = 'cancelled', settled_at = ?4, code = 'modelo', reason = ?5
WHERE channel = ?1 AND state = 'waiting' AND bubble LIKE '{"_":"SayTemplate"%'
    AND json_extract(bubble, '$.name') = ?2 AND json_extract(bubble, '$.language') = ?3
    AND NOT EXISTS (SELECT 1 FROM conversation c JOIN person p ON p.id = c.person_id
        JOIN consent k ON k.person_id IN (p.id, p.merged_into) AND k.purpose = 'avisos e ofertas'
        WHERE c.id = outbox.conversation_id) RETURNING id;

-- name: talks_of
-- Conversations about a product in which the lead wrote since a moment, and their memos.
SELECT id, person_id, memo FROM conversation WHERE memo IS NOT NULL AND heard_at >= ?2 AND json_extract(memo, '$.product') = ?1;
