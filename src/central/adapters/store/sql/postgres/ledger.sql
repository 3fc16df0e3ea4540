-- name: add_menu
-- The options of a decision point, once.
INSERT INTO menu (id, body) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING;

-- name: add_choice
-- A choice as it was made.
INSERT INTO choice (conversation_id, id, person_id, at, menu_id, body)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[])
ON CONFLICT DO NOTHING;

-- name: add_reward
-- What a burst told of a choice, or that a turn was taken back.
INSERT INTO reward (conversation_id, id, choice_id, event, value, at)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[])
ON CONFLICT DO NOTHING;

-- name: add_control
-- The group a person was drawn into, once.
INSERT INTO control_group (person_id, control, at)
SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[]) ON CONFLICT DO NOTHING;

-- name: control_of
-- The group of a person.
SELECT control FROM control_group WHERE person_id = $1;

-- name: control_counts
-- How many people each group has.
SELECT control, count(*) FROM control_group GROUP BY control;

-- name: menus
-- Every menu.
SELECT id, body FROM menu ORDER BY id;

-- name: choices_after
-- Choices in the order of their keys, a portion after a key, with the person they belong to today.
SELECT c.conversation_id, c.id, c.person_id, coalesce(p.merged_into, c.person_id), c.at, c.menu_id, c.body
FROM choice c LEFT JOIN person p ON p.id = c.person_id
WHERE (c.conversation_id, c.id) > ($1, $2) AND c.at <= $3 ORDER BY c.conversation_id, c.id LIMIT $4;

-- name: rewards_after
-- What was told of choices, a portion after a key.
SELECT conversation_id, id, choice_id, event, value, at FROM reward
WHERE (conversation_id, id) > ($1, $2) AND at <= $3 ORDER BY conversation_id, id LIMIT $4;

-- name: undelivered
-- Turns none of whose bubbles reached the lead, and when the last of them failed.
SELECT o.turn_id, max(o.settled_at) FROM outbox o
WHERE o.state IN ('uncertain', 'failed') AND o.state = 'failed' AND o.settled_at <= $1 AND o.turn_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM outbox w
        WHERE w.conversation_id = o.conversation_id AND w.turn_id = o.turn_id
            AND w.state NOT IN ('failed', 'superseded', 'cancelled'))
GROUP BY o.turn_id ORDER BY o.turn_id;

-- name: sales
-- Orders that were paid or given back, with the person they belong to today; parts given back are one sum.
SELECT o.id, coalesce(p.merged_into, o.person_id), CASE t.status WHEN 'partial' THEN 'refunded' ELSE t.status END,
    sum(t.total), max(t.at), o.product
FROM order_outcome t JOIN shop_order o ON o.id = t.order_id LEFT JOIN person p ON p.id = o.person_id
WHERE o.person_id IS NOT NULL AND t.status IN ('approved', 'refunded', 'chargeback', 'partial') AND t.received_at <= $1
GROUP BY 1, 2, 3, 6 ORDER BY 1, 3;

-- name: choices_of
-- The choices of one turn.
SELECT c.conversation_id, c.id, c.person_id, c.person_id, c.at, c.menu_id, c.body, m.body
FROM choice c JOIN menu m ON m.id = c.menu_id
WHERE c.conversation_id = $1 AND c.id > $2::text || '.' AND c.id < $2::text || '/' ORDER BY c.id;

-- name: ledger_pulse
-- How much there is to learn from since a moment, and the newest belief and act.
SELECT (SELECT count(*) FROM choice WHERE at > $1), coalesce((SELECT max(number) FROM belief), 0),
    (SELECT count(*) FROM learning_act);

-- name: add_act
-- What was done about learning, once.
INSERT INTO learning_act (id, at, by, kind, body)
SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[]) ON CONFLICT DO NOTHING;

-- name: acts
-- Everything that was done about learning.
SELECT body FROM learning_act ORDER BY at, id;

-- name: add_belief
-- A new belief, if nobody else made it meanwhile.
INSERT INTO belief (number, at, until_at, facts, digest, note, reference, cost_weight, looked_at, people, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT DO NOTHING RETURNING number;

-- name: beliefs
-- Beliefs without their bodies, the newest first.
SELECT number, at, until_at, facts, digest, note, reference, cost_weight, looked_at, people FROM belief
ORDER BY number DESC LIMIT $1;

-- name: belief_head
-- One belief without its body.
SELECT number, at, until_at, facts, digest, note, reference, cost_weight, looked_at, people FROM belief
WHERE number = $1;

-- name: belief_body
-- One belief.
SELECT body FROM belief WHERE number = $1;

-- name: keep_belief
-- Give a belief its body back.
UPDATE belief SET body = $2 WHERE number = $1;

-- name: drop_beliefs
-- Forget the bodies of beliefs older than a number but one.
UPDATE belief SET body = NULL WHERE number < $1 AND number <> $2 AND body IS NOT NULL;

-- name: lease_refitter
-- Become the one that makes beliefs, or stay it.
INSERT INTO refitter (name, owner, until) VALUES ('aprender', $1::text, $3::bigint)
ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
WHERE refitter.owner = excluded.owner OR refitter.until <= $2::bigint RETURNING owner;
