-- name: add_touch
-- What brought a lead; the message that says so may be answered twice.
INSERT INTO touch (conversation_id, seq, person_id, channel, at, source, campaign, product, ad, clid, click_id, confidence,
    evidence)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
ON CONFLICT (conversation_id, seq) DO UPDATE SET source = excluded.source, campaign = excluded.campaign,
    product = excluded.product, ad = excluded.ad, clid = excluded.clid, click_id = excluded.click_id,
    confidence = excluded.confidence, evidence = excluded.evidence;

-- name: touches_of
-- All that brought a person, the first one first.
SELECT at, source, campaign, product, ad, clid, confidence, evidence, click_id FROM touch
WHERE person_id = ?1 ORDER BY at, conversation_id, seq;

-- name: new_ads
-- Ads that leads came by and no campaign names: how many people, since when, and the text of the last one.
SELECT t.ad, count(DISTINCT t.person_id), min(t.at), max(t.at),
    (SELECT m.referral FROM touch x JOIN message m ON m.conversation_id = x.conversation_id AND m.seq = x.seq
        WHERE x.ad = t.ad AND m.referral IS NOT NULL ORDER BY x.at DESC LIMIT 1)
FROM touch t WHERE t.ad IS NOT NULL AND t.confidence <> 'certa' GROUP BY t.ad ORDER BY max(t.at) DESC, t.ad LIMIT ?1;

-- name: ads_of_channel
-- Ads whose leads wrote to a number, with when the last one did.
SELECT ad, max(at) FROM touch WHERE ad IS NOT NULL AND channel = ?1 GROUP BY ad ORDER BY max(at) DESC, ad;

-- name: settle_ad
-- The leads of an ad belong to the campaign it was tied to.
UPDATE touch SET campaign = ?2, product = ?3, source = ?4, confidence = 'certa', evidence = ?5
WHERE ad = ?1 AND confidence <> 'certa' RETURNING person_id, conversation_id;

-- name: idle_memos_of_ad
-- What idle conversations with leads of an ad remember.
SELECT DISTINCT c.id, c.memo FROM conversation c JOIN touch t ON t.conversation_id = c.id
WHERE t.ad = ?1 AND c.memo IS NOT NULL AND c.turn_id IS NULL;

-- name: set_memo
-- What a conversation remembers, while no turn holds it.
UPDATE conversation SET memo = ?2 WHERE id = ?1 AND turn_id IS NULL;

-- name: person_of
-- Whom a conversation or person id means, one merge followed, and the persona they keep.
SELECT q.id, q.persona FROM person p JOIN person q ON q.id = coalesce(p.merged_into, p.id)
WHERE p.id = ?1 OR p.id = (SELECT person_id FROM conversation WHERE id = ?1);

-- name: switch_persona
-- Another persona, by a rule or by hand.
UPDATE person SET persona = ?2, persona_turn = NULL WHERE id = ?1;

-- name: add_persona_switch
-- Who changed the persona of a lead, and when.
INSERT INTO persona_switch (id, person_id, from_persona, to_persona, at, by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT DO NOTHING RETURNING id;

-- name: persona_switches
-- The changes of a person, the first one first.
SELECT from_persona, to_persona, at, by FROM persona_switch WHERE person_id = ?1 ORDER BY at, id;
