-- name: metrics_arrived
-- Conversations that began from ?1 on, before ?2; a lead is who has no earlier one.
SELECT c.channel, coalesce(c.persona, ''), coalesce(t.product, ''), coalesce(t.campaign, ''), coalesce(t.ad, ''),
    coalesce(t.source, 'desconhecida'),
    CASE WHEN EXISTS (SELECT 1 FROM conversation e WHERE e.person_id = c.person_id AND e.created_at < c.created_at)
        THEN 'retorno' ELSE 'lead' END, count(*)
FROM conversation c LEFT JOIN touch t ON t.conversation_id = c.id
    AND t.seq = (SELECT min(l.seq) FROM touch l WHERE l.conversation_id = c.id)
WHERE c.created_at >= ?1 AND c.created_at < ?2 GROUP BY 1, 2, 3, 4, 5, 6, 7;

-- name: metrics_answered
-- Replies decided from ?1 on, before ?2, by who wrote them.
SELECT c.channel, coalesce(json_extract(d.body, '$.persona'), ''), coalesce(t.product, ''), coalesce(t.campaign, ''),
    coalesce(t.ad, ''), coalesce(t.source, 'desconhecida'), 'resposta:' || json_extract(d.body, '$.tier'), count(*)
FROM decision d JOIN conversation c ON c.id = d.conversation_id LEFT JOIN touch t ON t.conversation_id = d.conversation_id
    AND t.seq = (SELECT l.seq FROM touch l WHERE l.conversation_id = d.conversation_id AND l.at <= d.at
        ORDER BY (l.campaign IS NOT NULL) DESC, l.seq DESC LIMIT 1)
WHERE d.at >= ?1 AND d.at < ?2 AND json_extract(d.body, '$.action') = 'responder'
    AND NOT EXISTS (SELECT 1 FROM draft h WHERE h.turn_id = d.id AND coalesce(h.ended, '') NOT IN ('enviado', 'script'))
GROUP BY 1, 2, 3, 4, 5, 6, 7;

-- name: metrics_by_people
-- Bubbles people sent from ?1 on, before ?2.
SELECT o.channel, coalesce(c.persona, ''), coalesce(t.product, ''), coalesce(t.campaign, ''), coalesce(t.ad, ''),
    coalesce(t.source, 'desconhecida'), 'resposta:pessoa', count(*)
FROM outbox o JOIN conversation c ON c.id = o.conversation_id LEFT JOIN touch t ON t.conversation_id = o.conversation_id
    AND t.seq = (SELECT l.seq FROM touch l WHERE l.conversation_id = o.conversation_id AND l.at <= o.created_at
        ORDER BY (l.campaign IS NOT NULL) DESC, l.seq DESC LIMIT 1)
WHERE o.author IS NOT NULL AND o.created_at >= ?1 AND o.created_at < ?2 AND o.state = 'accepted'
GROUP BY 1, 2, 3, 4, 5, 6, 7;

-- name: metrics_spent
-- Costs of a local day ?1 in micro-reais, and how many of them have no price.
SELECT coalesce(k.channel, c.channel, ''), coalesce(k.persona, ''), coalesce(t.product, ''), coalesce(t.campaign, ''),
    coalesce(t.ad, ''), coalesce(t.source, 'desconhecida'),
    CASE WHEN k.brl IS NULL THEN 'sem_preco' WHEN k.kind IN ('meta', 'alerta') THEN 'meta'
        WHEN k.kind = 'resposta' AND k.tier = 'forte' THEN 'ia:forte' ELSE 'ia' END,
    sum(CASE WHEN k.brl IS NULL THEN 1 ELSE k.brl END)
FROM cost k LEFT JOIN conversation c ON c.id = k.conversation_id LEFT JOIN touch t ON t.conversation_id = k.conversation_id
    AND t.seq = (SELECT l.seq FROM touch l WHERE l.conversation_id = k.conversation_id AND l.at <= k.at
        ORDER BY (l.campaign IS NOT NULL) DESC, l.seq DESC LIMIT 1)
WHERE k.day = ?1 GROUP BY 1, 2, 3, 4, 5, 6, 7;

-- name: metrics_sold
-- What was paid and what was given back from ?1 on, before ?2: how many, how much, how many pieces. An order is
-- given back once, or in parts that count as money only; what people marked and took back never was.
SELECT coalesce(c.channel, ''), coalesce(c.persona, ''), coalesce(o.product, t.product, ''), coalesce(t.campaign, ''),
    coalesce(t.ad, ''), coalesce(t.source, 'desconhecida'), CASE WHEN s.status <> 'approved' THEN 'devolvido' WHEN o.provider = 'mao' THEN 'pago:mao' ELSE 'pago' END,
    sum(CASE s.status WHEN 'partial' THEN 0 ELSE 1 END), sum(s.total),
    sum(CASE s.status WHEN 'partial' THEN 0 ELSE coalesce((SELECT sum(json_extract(i.value, '$.quantity')) FROM json_each(o.items) i), 1) END)
FROM order_outcome s JOIN shop_order o ON o.id = s.order_id LEFT JOIN conversation c ON c.id = o.conversation_id
LEFT JOIN touch t ON t.conversation_id = o.conversation_id
    AND t.seq = (SELECT l.seq FROM touch l WHERE l.conversation_id = o.conversation_id AND l.at <= o.created_at
        ORDER BY (l.campaign IS NOT NULL) DESC, l.seq DESC LIMIT 1)
WHERE s.at >= ?1 AND s.at < ?2 AND o.currency = 'BRL'
    AND NOT (o.provider IN ('mao', 'crm') AND o.status = 'cancelled') AND (s.status = 'approved'
    OR (s.status IN ('refunded', 'chargeback', 'partial')
        AND EXISTS (SELECT 1 FROM order_outcome a WHERE a.order_id = o.id AND a.status = 'approved')
        AND NOT EXISTS (SELECT 1 FROM order_outcome r WHERE r.order_id = o.id AND r.status = 'refunded'
            AND s.status = 'chargeback')))
GROUP BY 1, 2, 3, 4, 5, 6, 7;

-- name: metrics_waits
-- Who wrote each reply decided from ?1 on, before ?2, and how long its first bubble came after the last words it answers,
-- in ms.
SELECT c.channel, coalesce(json_extract(d.body, '$.persona'), ''), coalesce(t.product, ''), coalesce(t.campaign, ''),
    coalesce(t.ad, ''), coalesce(t.source, 'desconhecida'), coalesce(json_extract(d.body, '$.tier'), ''),
    o.settled_at - (SELECT max(m.received_at) FROM message m
        WHERE m.conversation_id = d.conversation_id AND m.turn_id = d.turn_id)
FROM decision d JOIN conversation c ON c.id = d.conversation_id
JOIN outbox o ON o.id = d.turn_id || '.0' AND o.state = 'accepted'
LEFT JOIN touch t ON t.conversation_id = d.conversation_id
    AND t.seq = (SELECT l.seq FROM touch l WHERE l.conversation_id = d.conversation_id AND l.at <= d.at
        ORDER BY (l.campaign IS NOT NULL) DESC, l.seq DESC LIMIT 1)
WHERE d.at >= ?1 AND d.at < ?2;

-- name: metrics_funnel
-- Where conversations stand that began from ?1 on, before ?2; filters are empty for all.
SELECT c.stage, count(*) FROM conversation c LEFT JOIN touch t ON t.conversation_id = c.id
    AND t.seq = (SELECT min(l.seq) FROM touch l WHERE l.conversation_id = c.id)
WHERE c.created_at >= ?1 AND c.created_at < ?2 AND (?3 = '' OR t.campaign = ?3) AND (?4 = '' OR t.ad = ?4)
    AND (?5 = '' OR coalesce(t.source, 'desconhecida') = ?5) AND (?6 = '' OR c.persona = ?6)
    AND (?7 = '' OR t.product = ?7) AND (?8 = '' OR c.channel = ?8)
GROUP BY c.stage;

-- name: metrics_funnel_all
-- The same whatever brought them.
SELECT c.stage, count(*) FROM conversation c WHERE c.created_at >= ?1 AND c.created_at < ?2
    AND (?3 = '' OR c.persona = ?3) AND (?4 = '' OR c.channel = ?4) GROUP BY c.stage;

-- name: metrics_sums
-- Sums of the days from ?1 on, up to ?2, by campaign and product; filters are empty for all.
SELECT campaign, product, what, sum(amount) FROM metric_day
WHERE day >= ?1 AND day <= ?2 AND (?3 = '' OR campaign = ?3) AND (?4 = '' OR ad = ?4) AND (?5 = '' OR source = ?5)
    AND (?6 = '' OR persona = ?6) AND (?7 = '' OR product = ?7) AND (?8 = '' OR channel = ?8)
GROUP BY campaign, product, what;

-- name: metrics_days
-- Sums of the days from ?1 on, up to ?2, by day; filters are empty for all.
SELECT day, what, sum(amount) FROM metric_day
WHERE day >= ?1 AND day <= ?2 AND (?3 = '' OR campaign = ?3) AND (?4 = '' OR ad = ?4) AND (?5 = '' OR source = ?5)
    AND (?6 = '' OR persona = ?6) AND (?7 = '' OR product = ?7) AND (?8 = '' OR channel = ?8)
GROUP BY day, what;

-- name: metrics_built
-- Days that are summed and have not moved since: an order of theirs that was told of later, or a payment of theirs that
-- was called off, makes them old.
SELECT b.day FROM metric_built b WHERE b.day >= ?1 AND b.day <= ?2 AND NOT EXISTS (
    SELECT 1 FROM order_outcome s WHERE s.received_at >= b.at AND s.at >= b.day * 86400000 + 10800000
        AND s.at < (b.day + 1) * 86400000 + 10800000)
    AND NOT EXISTS (SELECT 1 FROM order_outcome s JOIN order_outcome a ON a.order_id = s.order_id AND a.status = 'approved'
        WHERE s.received_at >= b.at AND s.status = 'cancelled' AND a.at >= b.day * 86400000 + 10800000
            AND a.at < (b.day + 1) * 86400000 + 10800000);

-- name: metrics_first
-- When the first conversation began.
SELECT coalesce(min(created_at), 0) FROM conversation;

-- name: metrics_clear
-- Throw the sums of a day away.
DELETE FROM metric_day WHERE day = ?1;

-- name: metrics_add
-- A sum of a day.
INSERT INTO metric_day (day, channel, persona, product, campaign, ad, source, what, amount)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: metrics_mark
-- A day is summed.
INSERT INTO metric_built (day, at) VALUES (?1, ?2) ON CONFLICT (day) DO UPDATE SET at = excluded.at;

-- name: metrics_forget
-- Every sum is old.
DELETE FROM metric_built;

-- name: metrics_ads
-- Ads that leads came by lately.
SELECT DISTINCT ad FROM touch WHERE ad IS NOT NULL AND at >= ?1 ORDER BY ad LIMIT 200;

-- name: metrics_rehearsed
-- How many of the newest ?3 decisions from ?1 on, before ?2, were written by a rehearsal where a model would have.
SELECT count(*) FROM (SELECT body FROM decision WHERE at >= ?1 AND at < ?2 ORDER BY at DESC LIMIT ?3) d
WHERE json_extract(body, '$.writer') = 'ensaiado';
