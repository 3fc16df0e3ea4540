-- name: next_due
-- When the next conversation may be claimed.
SELECT min(due_at) FROM conversation WHERE due_at IS NOT NULL;

-- name: due_conversations
-- Conversations that may be claimed, with all a scene needs of them. Leases have a clock of their own, $3.
SELECT c.id, c.person_id, c.channel, c.wa_id, c.bsuid, c.epoch, c.turn_id, c.burst_at IS NOT NULL, c.timer_at,
    c.pending_turn, c.memo, c.memo_before, c.retractions, c.heard_at, coalesce(q.id, p.id),
    coalesce(q.persona, p.persona), coalesce(q.name, p.name),
    EXISTS (SELECT 1 FROM optout o WHERE o.person_id IN (p.id, q.id) AND o.level = 'bloqueio'),
    (SELECT max(o.until) FROM optout o WHERE o.person_id IN (p.id, q.id)),
    h.id, h.at, h.by, h.reason
FROM conversation c
JOIN person p ON p.id = c.person_id
LEFT JOIN person q ON q.id = p.merged_into
LEFT JOIN handoff h ON h.conversation_id = c.id AND h.ended_at IS NULL
WHERE c.due_at <= greatest($1::bigint, $3::bigint)
    AND c.due_at <= CASE WHEN c.lease_until IS NULL THEN $1::bigint ELSE $3::bigint END
ORDER BY c.due_at LIMIT $2 FOR UPDATE OF c SKIP LOCKED;

-- name: lease
-- Take a conversation for a turn. $5: the turn is new and owns the open burst; $6: a reply is taken back, and so is
-- what it remembered.
UPDATE conversation c SET
    epoch = c.epoch + 1, owner = i.owner, lease_until = i.until, due_at = i.until, turn_id = i.turn_id,
    burst_at = CASE WHEN i.fresh <> 0 THEN NULL ELSE c.burst_at END,
    burst_due = CASE WHEN i.fresh <> 0 THEN NULL ELSE c.burst_due END,
    memo = CASE WHEN i.retracted <> 0 THEN c.memo_before ELSE c.memo END,
    memo_before = CASE WHEN i.retracted <> 0 THEN NULL ELSE c.memo_before END,
    pending_turn = CASE WHEN i.retracted <> 0 THEN NULL ELSE c.pending_turn END,
    retractions = c.retractions + i.retracted
FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[])
    AS i (id, owner, until, turn_id, fresh, retracted)
WHERE c.id = i.id;

-- name: supersede_turn
-- Take the unsent bubbles of a turn back.
UPDATE outbox o SET state = 'superseded', settled_at = i.at
FROM unnest($1::text[], $2::text[], $3::bigint[]) AS i (conversation_id, turn_id, at)
WHERE o.conversation_id = i.conversation_id AND o.turn_id = i.turn_id AND o.state = 'waiting';

-- name: reopen_turn
-- Give the messages of a turn back to the open burst.
UPDATE message m SET turn_id = NULL, done = 0
FROM unnest($1::text[], $2::text[]) AS i (conversation_id, turn_id)
WHERE m.conversation_id = i.conversation_id AND m.turn_id = i.turn_id;

-- name: unstick
-- Forget the persona that a turn taken back had chosen for the person.
UPDATE person p SET persona = NULL, persona_turn = NULL
FROM unnest($1::text[], $2::text[]) AS i (id, turn_id) WHERE p.id = i.id AND p.persona_turn = i.turn_id;

-- name: freeze_messages
-- Give the open burst to a turn.
UPDATE message m SET turn_id = i.turn_id
FROM unnest($1::text[], $2::text[]) AS i (conversation_id, turn_id)
WHERE m.conversation_id = i.conversation_id AND m.done = 0 AND m.turn_id IS NULL
RETURNING m.conversation_id, m.seq, m.wamid, m.at, m.content, m.reply_to, m.referral;

-- name: frozen_messages
-- The burst that a turn owns already.
SELECT m.conversation_id, m.seq, m.wamid, m.at, m.content, m.reply_to, m.referral
FROM unnest($1::text[], $2::text[]) AS i (conversation_id, turn_id)
JOIN message m ON m.conversation_id = i.conversation_id AND m.turn_id = i.turn_id AND m.done = 0;

-- name: freeze_timers
-- Give the due timers to a turn.
UPDATE timer t SET turn_id = i.turn_id
FROM unnest($1::text[], $2::text[], $3::bigint[]) AS i (conversation_id, turn_id, now)
WHERE t.conversation_id = i.conversation_id AND t.due_at <= i.now AND t.turn_id IS NULL
RETURNING t.conversation_id, t.key, t.due_at, t.payload;

-- name: frozen_timers
-- The timers that a turn owns already.
SELECT t.conversation_id, t.key, t.due_at, t.payload
FROM unnest($1::text[], $2::text[]) AS i (conversation_id, turn_id)
JOIN timer t ON t.conversation_id = i.conversation_id AND t.turn_id = i.turn_id;

-- name: renew
-- Prolong a lease that still stands.
UPDATE conversation c SET lease_until = i.until, due_at = i.until
FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS i (id, epoch, until)
WHERE c.id = i.id AND c.epoch = i.epoch AND c.lease_until IS NOT NULL RETURNING c.id;

-- name: close_turn
-- End a turn if its fence holds. $9: how many bubbles it says; $10: they may be taken back.
WITH held AS (
    SELECT i.* FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::bigint[],
        $8::bigint[], $9::bigint[], $10::bigint[])
        AS i (id, turn_id, epoch, memo, persona, stage, asked, at, sends, retractable)
    JOIN conversation c ON c.id = i.id ORDER BY c.person_id, c.channel FOR UPDATE OF c
)
UPDATE conversation c SET
    memo_before = CASE WHEN i.retractable <> 0 THEN c.memo WHEN i.sends > 0 THEN NULL ELSE c.memo_before END,
    pending_turn = CASE WHEN i.retractable <> 0 THEN c.turn_id WHEN i.sends > 0 THEN NULL ELSE c.pending_turn END,
    retractions = CASE WHEN i.retractable <> 0 THEN c.retractions ELSE 0 END,
    memo = i.memo, persona = i.persona, stage = i.stage, asked = i.asked,
    said_seq = c.said_seq + i.sends, turn_id = NULL, owner = NULL, lease_until = NULL, failures = 0,
    due_at = coalesce(c.burst_due, c.timer_at)
FROM held i WHERE c.id = i.id AND c.turn_id = i.turn_id AND c.epoch = i.epoch AND c.lease_until IS NOT NULL
RETURNING c.id, c.person_id, c.channel, c.said_seq, c.timer_at, EXISTS (SELECT 1 FROM outbox e
    WHERE e.conversation_id = c.id AND e.state IN ('waiting', 'sending', 'uncertain')),
    EXISTS (SELECT 1 FROM draft d WHERE d.conversation_id = c.id AND d.settled_at IS NULL);

-- name: finish_messages
-- The burst of a turn is answered (or dead).
UPDATE message m SET done = i.done
FROM unnest($1::text[], $2::text[], $3::bigint[]) AS i (conversation_id, turn_id, done)
WHERE m.conversation_id = i.conversation_id AND m.turn_id = i.turn_id AND m.done = 0;

-- name: supersede_stuck
-- What older turns still wanted to say behind an uncertain bubble is overtaken by this turn.
UPDATE outbox o SET state = 'superseded', settled_at = i.at
FROM unnest($1::text[], $2::text[], $3::bigint[]) AS i (conversation_id, turn_id, at)
WHERE o.conversation_id = i.conversation_id AND o.state = 'waiting' AND o.turn_id <> i.turn_id
    AND EXISTS (SELECT 1 FROM outbox e WHERE e.conversation_id = o.conversation_id AND e.turn_id = o.turn_id
        AND e.place < o.place AND e.state = 'uncertain');

-- name: add_send
-- A bubble on its way out.
INSERT INTO outbox (id, conversation_id, place, channel, turn_id, bubble, created_at, send_at, author, until)
SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::bigint[],
    $8::bigint[], $9::text[], $10::bigint[]);

-- name: add_decision
-- Why a turn answered as it did.
INSERT INTO decision (id, conversation_id, turn_id, at, body)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[]) ON CONFLICT DO NOTHING;

-- name: stick
-- The first persona stays.
WITH held AS (
    SELECT coalesce(p.merged_into, p.id) AS root, i.persona, i.turn_id
    FROM unnest($1::text[], $2::text[], $3::text[]) AS i (id, persona, turn_id)
    JOIN person p ON p.id = i.id ORDER BY p.id FOR UPDATE OF p
)
UPDATE person p SET persona = i.persona, persona_turn = i.turn_id
FROM held i WHERE p.id = i.root AND p.persona IS NULL;

-- name: add_handoff
-- A person is asked in, once.
INSERT INTO handoff (id, conversation_id, at, by, reason)
SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[]) ON CONFLICT DO NOTHING;

-- name: settle_handoff
-- What a person was asked in for came by itself, and nobody of the team took the conversation.
UPDATE handoff h SET ended_at = s.at, ended_by = 'central'
FROM (SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])) AS s (conversation_id, id, at)
WHERE h.conversation_id = s.conversation_id AND h.id = s.id AND h.ended_at IS NULL;

-- name: add_optout
-- A person wants silence, under whatever name; a block outranks a pause.
WITH held AS (SELECT coalesce(merged_into, id) AS root FROM person WHERE id = $1 FOR UPDATE)
INSERT INTO optout (person_id, at, source, words, turn_id, level, until)
SELECT root, $2, $3, $4, $5, $6, $7::bigint FROM held
ON CONFLICT (person_id) DO UPDATE SET at = excluded.at, source = excluded.source, words = excluded.words,
    turn_id = excluded.turn_id, level = excluded.level, until = excluded.until WHERE optout.level = 'pausa';

-- name: end_optout
-- The person wants to hear from us again, under whatever name.
DELETE FROM optout WHERE person_id IN (SELECT id FROM person WHERE id = $1
    UNION SELECT merged_into FROM person WHERE id = $1 UNION SELECT id FROM person WHERE merged_into = $1);

-- name: cancel_sends
-- Nothing that waits goes out to this person any more, but what this turn says.
UPDATE outbox SET state = 'cancelled', settled_at = $3
WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
        WHERE p.id = $1 OR p.merged_into = $1) AND state = 'waiting' AND turn_id <> $2;

-- name: forget_pending
-- Nothing of this person can be taken back any more.
UPDATE conversation SET pending_turn = NULL, memo_before = NULL
WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1)
    AND pending_turn IS NOT NULL AND pending_turn <> $2;

-- name: consume_timers
-- The timers a turn was woken by are done.
DELETE FROM timer t USING unnest($1::text[], $2::text[]) AS i (conversation_id, turn_id)
WHERE t.conversation_id = i.conversation_id AND t.turn_id = i.turn_id;

-- name: cancel_timer
-- A timer nobody wants any more.
DELETE FROM timer t USING unnest($1::text[], $2::text[]) AS i (conversation_id, key)
WHERE t.conversation_id = i.conversation_id AND t.key = i.key;

-- name: set_timer
-- Wake the conversation later; setting it again moves it.
INSERT INTO timer (conversation_id, key, due_at, payload)
SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[])
ON CONFLICT (conversation_id, key) DO UPDATE SET due_at = excluded.due_at, payload = excluded.payload, turn_id = NULL;

-- name: refresh_timer
-- Let an idle conversation know its next timer.
UPDATE conversation c SET timer_at = t.next,
    due_at = CASE WHEN c.turn_id IS NOT NULL THEN c.due_at ELSE coalesce(c.burst_due, t.next) END
FROM unnest($1::text[]) AS i (id)
CROSS JOIN LATERAL (SELECT min(t.due_at) AS next FROM timer t WHERE t.conversation_id = i.id) t
WHERE c.id = i.id;

-- name: postpone
-- Give a turn back until $4, frozen as it is.
UPDATE conversation SET failures = failures + 1, owner = NULL, lease_until = NULL, due_at = $4
WHERE id = $1 AND turn_id = $2 AND epoch = $3 AND lease_until IS NOT NULL RETURNING failures;

-- name: abandon
-- Go on without a turn that kept failing.
UPDATE conversation SET failures = 0, turn_id = NULL, due_at = coalesce(burst_due, timer_at) WHERE id = $1;

-- name: free_leases
-- Give back what this process holds, due at once.
UPDATE conversation SET owner = NULL, lease_until = NULL, due_at = 0
WHERE due_at IS NOT NULL AND lease_until IS NOT NULL AND owner = $1;

-- name: sticky_persona
-- The persona a person keeps.
SELECT persona FROM person WHERE id = $1;
