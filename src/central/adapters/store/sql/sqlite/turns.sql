-- name: next_due
-- When the next conversation may be claimed.
SELECT min(due_at) FROM conversation WHERE due_at IS NOT NULL;

-- name: due_conversations
-- Conversations that may be claimed, with all a scene needs of them. Leases have a clock of their own, ?3.
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
WHERE c.due_at <= max(?1, ?3) AND c.due_at <= CASE WHEN c.lease_until IS NULL THEN ?1 ELSE ?3 END
ORDER BY c.due_at LIMIT ?2;

-- name: lease
-- Take a conversation for a turn. ?5: the turn is new and owns the open burst; ?6: a reply is taken back, and so is
-- what it remembered.
UPDATE conversation SET
    epoch = epoch + 1, owner = ?2, lease_until = ?3, due_at = ?3, turn_id = ?4,
    burst_at = CASE WHEN ?5 THEN NULL ELSE burst_at END,
    burst_due = CASE WHEN ?5 THEN NULL ELSE burst_due END,
    memo = CASE WHEN ?6 THEN memo_before ELSE memo END,
    memo_before = CASE WHEN ?6 THEN NULL ELSE memo_before END,
    pending_turn = CASE WHEN ?6 THEN NULL ELSE pending_turn END,
    retractions = retractions + ?6
WHERE id = ?1;

-- name: supersede_turn
-- Take the unsent bubbles of a turn back.
UPDATE outbox SET state = 'superseded', settled_at = ?3
WHERE conversation_id = ?1 AND turn_id = ?2 AND state IN ('waiting', 'sending', 'uncertain') AND state = 'waiting';

-- name: reopen_turn
-- Give the messages of a turn back to the open burst.
UPDATE message SET turn_id = NULL, done = 0 WHERE conversation_id = ?1 AND turn_id = ?2;

-- name: unstick
-- Forget the persona that a turn taken back had chosen for the person.
UPDATE person SET persona = NULL, persona_turn = NULL WHERE id = ?1 AND persona_turn = ?2;

-- name: freeze_messages
-- Give the open burst to a turn.
UPDATE message SET turn_id = ?2 WHERE conversation_id = ?1 AND done = 0 AND turn_id IS NULL
RETURNING conversation_id, seq, wamid, at, content, reply_to, referral;

-- name: frozen_messages
-- The burst that a turn owns already.
SELECT conversation_id, seq, wamid, at, content, reply_to, referral FROM message
WHERE conversation_id = ?1 AND done = 0 AND turn_id = ?2;

-- name: freeze_timers
-- Give the due timers to a turn.
UPDATE timer SET turn_id = ?2 WHERE conversation_id = ?1 AND due_at <= ?3 AND turn_id IS NULL
RETURNING conversation_id, key, due_at, payload;

-- name: frozen_timers
-- The timers that a turn owns already.
SELECT conversation_id, key, due_at, payload FROM timer WHERE conversation_id = ?1 AND turn_id = ?2;

-- name: renew
-- Prolong a lease that still stands.
UPDATE conversation SET lease_until = ?3, due_at = ?3
WHERE id = ?1 AND epoch = ?2 AND lease_until IS NOT NULL RETURNING id;

-- name: close_turn
-- End a turn if its fence holds. ?9: how many bubbles it says; ?10: they may be taken back.
UPDATE conversation SET
    memo_before = CASE WHEN ?10 THEN memo WHEN ?9 > 0 THEN NULL ELSE memo_before END,
    pending_turn = CASE WHEN ?10 THEN turn_id WHEN ?9 > 0 THEN NULL ELSE pending_turn END,
    retractions = CASE WHEN ?10 THEN retractions ELSE 0 END,
    memo = ?4, persona = ?5, stage = ?6, asked = ?7,
    said_seq = said_seq + ?9, turn_id = NULL, owner = NULL, lease_until = NULL, failures = 0,
    due_at = coalesce(burst_due, timer_at)
WHERE id = ?1 AND turn_id = ?2 AND epoch = ?3 AND lease_until IS NOT NULL
RETURNING id, person_id, channel, said_seq, timer_at, EXISTS (SELECT 1 FROM outbox e
    WHERE e.conversation_id = conversation.id AND e.state IN ('waiting', 'sending', 'uncertain')),
    EXISTS (SELECT 1 FROM draft d WHERE d.conversation_id = conversation.id AND d.settled_at IS NULL);

-- name: finish_messages
-- The burst of a turn is answered (or dead).
UPDATE message SET done = ?3 WHERE conversation_id = ?1 AND done = 0 AND turn_id = ?2;

-- name: supersede_stuck
-- What older turns still wanted to say behind an uncertain bubble is overtaken by this turn.
UPDATE outbox SET state = 'superseded', settled_at = ?3
WHERE conversation_id = ?1 AND state IN ('waiting', 'sending', 'uncertain') AND state = 'waiting' AND turn_id <> ?2
    AND EXISTS (SELECT 1 FROM outbox e WHERE e.conversation_id = ?1 AND e.turn_id = outbox.turn_id
        AND e.place < outbox.place AND e.state IN ('waiting', 'sending', 'uncertain') AND e.state = 'uncertain');

-- name: add_send
-- A bubble on its way out.
INSERT INTO outbox (id, conversation_id, place, channel, turn_id, bubble, created_at, send_at, author, until)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: add_decision
-- Why a turn answered as it did.
INSERT INTO decision (id, conversation_id, turn_id, at, body) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING;

-- name: stick
-- The first persona stays.
UPDATE person SET persona = ?2, persona_turn = ?3
WHERE id = (SELECT coalesce(merged_into, id) FROM person WHERE id = ?1) AND persona IS NULL;

-- name: add_handoff
-- A person is asked in, once.
INSERT INTO handoff (id, conversation_id, at, by, reason) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING;

-- name: settle_handoff
-- What a person was asked in for came by itself, and nobody of the team took the conversation.
UPDATE handoff SET ended_at = ?3, ended_by = 'central' WHERE conversation_id = ?1 AND id = ?2 AND ended_at IS NULL;

-- name: add_optout
-- A person wants silence, under whatever name; a block outranks a pause.
INSERT INTO optout (person_id, at, source, words, turn_id, level, until)
SELECT coalesce(merged_into, id), ?2, ?3, ?4, ?5, ?6, ?7 FROM person WHERE id = ?1
ON CONFLICT (person_id) DO UPDATE SET at = excluded.at, source = excluded.source, words = excluded.words,
    turn_id = excluded.turn_id, level = excluded.level, until = excluded.until WHERE optout.level = 'pausa';

-- name: end_optout
-- The person wants to hear from us again, under whatever name.
DELETE FROM optout WHERE person_id IN (SELECT id FROM person WHERE id = ?1
    UNION SELECT merged_into FROM person WHERE id = ?1 UNION SELECT id FROM person WHERE merged_into = ?1);

-- name: cancel_sends
-- Nothing that waits goes out to this person any more, but what this turn says.
UPDATE outbox SET state = 'cancelled', settled_at = ?3
WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
        WHERE p.id = ?1 OR p.merged_into = ?1)
    AND state IN ('waiting', 'sending', 'uncertain') AND state = 'waiting' AND turn_id <> ?2;

-- name: forget_pending
-- Nothing of this person can be taken back any more.
UPDATE conversation SET pending_turn = NULL, memo_before = NULL
WHERE person_id IN (SELECT id FROM person WHERE id = ?1 OR merged_into = ?1)
    AND pending_turn IS NOT NULL AND pending_turn <> ?2;

-- name: consume_timers
-- The timers a turn was woken by are done.
DELETE FROM timer WHERE conversation_id = ?1 AND turn_id = ?2;

-- name: cancel_timer
-- A timer nobody wants any more.
DELETE FROM timer WHERE conversation_id = ?1 AND key = ?2;

-- name: set_timer
-- Wake the conversation later; setting it again moves it.
INSERT INTO timer (conversation_id, key, due_at, payload) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (conversation_id, key) DO UPDATE SET due_at = ?3, payload = ?4, turn_id = NULL;

-- name: refresh_timer
-- Let an idle conversation know its next timer.
UPDATE conversation SET
    timer_at = (SELECT min(due_at) FROM timer t WHERE t.conversation_id = ?1),
    due_at = CASE WHEN turn_id IS NOT NULL THEN due_at
        ELSE coalesce(burst_due, (SELECT min(due_at) FROM timer t WHERE t.conversation_id = ?1)) END
WHERE id = ?1;

-- name: postpone
-- Give a turn back until ?4, frozen as it is.
UPDATE conversation SET failures = failures + 1, owner = NULL, lease_until = NULL, due_at = ?4
WHERE id = ?1 AND turn_id = ?2 AND epoch = ?3 AND lease_until IS NOT NULL RETURNING failures;

-- name: abandon
-- Go on without a turn that kept failing.
UPDATE conversation SET failures = 0, turn_id = NULL, due_at = coalesce(burst_due, timer_at) WHERE id = ?1;

-- name: free_leases
-- Give back what this process holds, due at once.
UPDATE conversation SET owner = NULL, lease_until = NULL, due_at = 0
WHERE due_at IS NOT NULL AND lease_until IS NOT NULL AND owner = ?1;

-- name: free_all_leases
-- After a crash nobody holds anything.
UPDATE conversation SET owner = NULL, lease_until = NULL, due_at = 0
WHERE due_at IS NOT NULL AND lease_until IS NOT NULL;

-- name: sticky_persona
-- The persona a person keeps.
SELECT persona FROM person WHERE id = ?1;
