-- name: behind_arrived
-- Conversations that began from ?1 on, before ?2, heard before ?9; ?11: stages, or empty for all.
SELECT c.id FROM conversation c LEFT JOIN touch t ON t.conversation_id = c.id
    AND t.seq = (SELECT min(l.seq) FROM touch l WHERE l.conversation_id = c.id)
WHERE c.created_at >= ?1 AND c.created_at < ?2 AND c.heard_at < ?9 AND (?3 = '' OR coalesce(t.campaign, '-') = ?3) AND (?4 = '' OR t.ad = ?4)
    AND (?5 = '' OR coalesce(t.source, 'desconhecida') = ?5)
    AND (?6 = '' OR c.persona = ?6) AND (?7 = '' OR t.product = ?7) AND (?8 = '' OR c.channel = ?8)
    AND (?11 = '' OR instr(',' || ?11 || ',', ',' || c.stage || ',') > 0)
ORDER BY c.heard_at DESC, c.id LIMIT ?10;

-- name: behind_leads
-- The same of people who never wrote before.
SELECT c.id FROM conversation c LEFT JOIN touch t ON t.conversation_id = c.id
    AND t.seq = (SELECT min(l.seq) FROM touch l WHERE l.conversation_id = c.id)
WHERE c.created_at >= ?1 AND c.created_at < ?2 AND c.heard_at < ?9 AND (?3 = '' OR coalesce(t.campaign, '-') = ?3) AND (?4 = '' OR t.ad = ?4)
    AND (?5 = '' OR coalesce(t.source, 'desconhecida') = ?5)
    AND (?6 = '' OR c.persona = ?6) AND (?7 = '' OR t.product = ?7) AND (?8 = '' OR c.channel = ?8)
    AND ?11 = '' AND NOT EXISTS (SELECT 1 FROM conversation e WHERE e.person_id = c.person_id AND e.created_at < c.created_at)
ORDER BY c.heard_at DESC, c.id LIMIT ?10;

-- name: behind_replies
-- Conversations with replies decided in that time; ?11: who wrote them, or empty for all.
SELECT c.id FROM conversation c
WHERE c.heard_at >= ?1 - 86400000 AND c.heard_at < ?9 AND (?8 = '' OR c.channel = ?8) AND EXISTS (
    SELECT 1 FROM decision d LEFT JOIN touch t ON t.conversation_id = d.conversation_id
        AND t.seq = (SELECT l.seq FROM touch l WHERE l.conversation_id = d.conversation_id AND l.at <= d.at
            ORDER BY (l.campaign IS NOT NULL) DESC, l.seq DESC LIMIT 1)
    WHERE d.conversation_id = c.id AND d.at >= ?1 AND d.at < ?2 AND json_extract(d.body, '$.action') = 'responder'
        AND NOT EXISTS (SELECT 1 FROM draft h WHERE h.turn_id = d.id AND coalesce(h.ended, '') NOT IN ('enviado', 'script'))
        AND (?11 = '' OR json_extract(d.body, '$.tier') = ?11) AND (?6 = '' OR json_extract(d.body, '$.persona') = ?6)
        AND (?3 = '' OR coalesce(t.campaign, '-') = ?3) AND (?4 = '' OR t.ad = ?4)
    AND (?5 = '' OR coalesce(t.source, 'desconhecida') = ?5)
        AND (?7 = '' OR t.product = ?7))
ORDER BY c.heard_at DESC, c.id LIMIT ?10;

-- name: behind_people
-- Conversations in which people of the team spoke.
SELECT c.id FROM conversation c WHERE c.heard_at < ?9 AND ?11 = '' AND (?6 = '' OR c.persona = ?6) AND c.id IN (
    SELECT o.conversation_id FROM outbox o LEFT JOIN touch t ON t.conversation_id = o.conversation_id
        AND t.seq = (SELECT l.seq FROM touch l WHERE l.conversation_id = o.conversation_id AND l.at <= o.created_at
            ORDER BY (l.campaign IS NOT NULL) DESC, l.seq DESC LIMIT 1)
    WHERE o.author IS NOT NULL AND o.created_at >= ?1 AND o.created_at < ?2 AND o.state = 'accepted'
        AND (?8 = '' OR o.channel = ?8) AND (?3 = '' OR coalesce(t.campaign, '-') = ?3) AND (?4 = '' OR t.ad = ?4)
    AND (?5 = '' OR coalesce(t.source, 'desconhecida') = ?5)
        AND (?7 = '' OR t.product = ?7))
ORDER BY c.heard_at DESC, c.id LIMIT ?10;

-- name: behind_orders
-- Conversations whose orders were paid (?11: approved) or given back (anything else) in that time.
SELECT c.id FROM conversation c WHERE c.heard_at < ?9 AND (?6 = '' OR c.persona = ?6) AND (?8 = '' OR c.channel = ?8)
    AND c.id IN (SELECT o.conversation_id FROM order_outcome s JOIN shop_order o ON o.id = s.order_id
    LEFT JOIN touch t ON t.conversation_id = o.conversation_id
        AND t.seq = (SELECT l.seq FROM touch l WHERE l.conversation_id = o.conversation_id AND l.at <= o.created_at
            ORDER BY (l.campaign IS NOT NULL) DESC, l.seq DESC LIMIT 1)
    WHERE s.at >= ?1 AND s.at < ?2 AND o.currency = 'BRL'
        AND NOT (o.provider IN ('mao', 'crm') AND o.status = 'cancelled')
        AND (CASE ?11 WHEN 'approved' THEN s.status = 'approved' ELSE s.status IN ('refunded', 'chargeback', 'partial') END)
        AND (?3 = '' OR coalesce(t.campaign, '-') = ?3) AND (?4 = '' OR t.ad = ?4)
    AND (?5 = '' OR coalesce(t.source, 'desconhecida') = ?5)
        AND (?7 = '' OR coalesce(o.product, t.product) = ?7))
ORDER BY c.heard_at DESC, c.id LIMIT ?10;

-- name: behind_costs
-- Conversations that cost something in that time; ?11: the costs of one kind, tier or model, those of nothing too.
SELECT c.id FROM conversation c WHERE c.heard_at < ?9 AND c.id IN (
    SELECT k.conversation_id FROM cost k LEFT JOIN touch t ON t.conversation_id = k.conversation_id
        AND t.seq = (SELECT l.seq FROM touch l WHERE l.conversation_id = k.conversation_id AND l.at <= k.at
            ORDER BY (l.campaign IS NOT NULL) DESC, l.seq DESC LIMIT 1)
    WHERE k.day >= (?1 - 10800000) / 86400000 AND k.day < (?2 - 10800000) / 86400000
        AND (CASE ?11 WHEN '' THEN k.brl > 0 ELSE ?11 IN ('tipo:' || k.kind, 'nivel:' || k.tier, 'modelo:' || k.model) END)
        AND (?6 = '' OR k.persona = ?6)
        AND (?3 = '' OR coalesce(t.campaign, '-') = ?3) AND (?4 = '' OR t.ad = ?4)
    AND (?5 = '' OR coalesce(t.source, 'desconhecida') = ?5)
        AND (?7 = '' OR t.product = ?7)) AND (?8 = '' OR c.channel = ?8)
ORDER BY c.heard_at DESC, c.id LIMIT ?10;

-- name: behind_calls
-- Conversations of those who could be called back (chamadas) or be offered more after a purchase (ofertas) in that
-- time, or of the group whom nobody calls (with :intocado). The same people as `call_groups` and `offer_groups`.
SELECT c.id FROM conversation c WHERE c.heard_at < ?9 AND (?6 = '' OR c.persona = ?6) AND (?8 = '' OR c.channel = ?8)
    AND ?3 || ?4 || ?5 || ?7 = '' AND c.id IN (SELECT b.conversation_id FROM callback b
    WHERE b.at >= ?1 AND b.at < ?2 AND (b.why = 'grupo intocado') = (?11 LIKE '%:intocado')
        AND CASE WHEN ?11 LIKE 'ofertas%'
            THEN b.rule LIKE 'complemento:%'
                AND (b.said <> '' OR b.why IN ('grupo intocado', 'preferiu não oferecer', 'nada que se possa dizer agora'))
            ELSE b.rule NOT LIKE 'complemento:%' AND b.rule NOT LIKE 'envio:%'
                AND (b.said <> '' OR b.why LIKE 'já foi chamada %' OR b.why IN ('grupo intocado',
                    'preferiu não escrever', 'nada que se possa dizer agora', 'o horário acabou antes do envio')) END)
ORDER BY c.heard_at DESC, c.id LIMIT ?10;
