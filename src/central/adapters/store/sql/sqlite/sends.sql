-- name: next_send
-- When the next bubble that nothing holds back is due.
SELECT o.send_at FROM outbox o JOIN conversation c ON c.id = o.conversation_id
WHERE o.state = 'waiting'
    AND NOT (c.burst_at IS NOT NULL AND c.pending_turn IS NOT NULL AND c.pending_turn = o.turn_id)
    AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.conversation_id = o.conversation_id AND e.place < o.place
        AND e.state IN ('waiting', 'sending', 'uncertain') AND (e.state <> 'uncertain' OR e.turn_id = o.turn_id))
ORDER BY o.send_at LIMIT 1;

-- name: due_sends
-- The first bubble of each conversation that may go now. A reply that can still be taken back waits while the lead
-- writes; nothing passes what is being sent, and nothing of one reply passes an uncertain part of it. Last two: a person has
-- the conversation or the bot is switched off there, and this is the bot's; its time is over.
SELECT o.id, o.conversation_id, o.channel, o.turn_id, o.bubble, o.tries, c.wa_id, c.bsuid, c.heard_at, c.heard_wamid,
    EXISTS (SELECT 1 FROM optout x JOIN person p ON x.person_id IN (p.id, p.merged_into)
        WHERE p.id = c.person_id AND x.turn_id <> o.turn_id
            AND (x.level = 'bloqueio' OR x.until > ?1 AND o.bubble LIKE '{"_":"SayTemplate"%')),
    c.pending_turn IS NOT NULL AND c.pending_turn = o.turn_id,
    o.author IS NULL AND (EXISTS (SELECT 1 FROM handoff h
            WHERE h.conversation_id = o.conversation_id AND h.ended_at IS NULL AND h.id <> o.turn_id)
        OR EXISTS (SELECT 1 FROM halt t WHERE t.scope = 'numero' AND t.id = o.channel
            OR t.scope = 'persona' AND t.id = c.persona)),
    coalesce(o.until <= ?1, 0)
FROM outbox o JOIN conversation c ON c.id = o.conversation_id
WHERE o.state = 'waiting' AND o.send_at <= ?1
    AND NOT (c.burst_at IS NOT NULL AND c.pending_turn IS NOT NULL AND c.pending_turn = o.turn_id)
    AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.conversation_id = o.conversation_id AND e.place < o.place
        AND e.state IN ('waiting', 'sending', 'uncertain') AND (e.state <> 'uncertain' OR e.turn_id = o.turn_id))
ORDER BY o.send_at LIMIT ?2;

-- name: mark_sending
-- From here on the outcome is unknown until it is settled. The bot says nothing where a person has the conversation,
-- but the goodbye of the turn that asked for them; and nothing whose time is over.
UPDATE outbox SET state = 'sending', sending_at = ?2, tries = tries + 1
WHERE id = ?1 AND state = 'waiting' AND coalesce(until > ?2, 1) AND (author IS NOT NULL OR NOT EXISTS (SELECT 1 FROM handoff h
    WHERE h.conversation_id = outbox.conversation_id AND h.ended_at IS NULL AND h.id <> outbox.turn_id)
    AND NOT EXISTS (SELECT 1 FROM halt t WHERE t.scope = 'numero' AND t.id = outbox.channel OR t.scope = 'persona'
        AND t.id = (SELECT persona FROM conversation c WHERE c.id = outbox.conversation_id))) RETURNING id;

-- name: hush
-- What the bot still wanted to say while a person has the conversation is not said.
UPDATE outbox SET state = 'cancelled', settled_at = ?2 WHERE id = ?1 AND state = 'waiting';

-- name: lapse
-- What nobody asked for could not go out before the hours of rest began.
UPDATE outbox SET state = 'cancelled', settled_at = ?2, code = 'sossego', reason = 'o horário de chamar acabou antes do envio'
WHERE id = ?1 AND state = 'waiting' RETURNING id, turn_id;

-- name: lapse_call
-- Nobody was called by it, unless a part of it had left.
UPDATE callback SET said = '', why = 'o horário acabou antes do envio' WHERE id = ?1
    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.conversation_id = callback.conversation_id AND o.turn_id = callback.id
        AND o.state IN ('sending', 'uncertain', 'accepted'));

-- name: lapse_broadcast
-- Whoever of a send did not get it in time gets it when the hours are open again.
UPDATE broadcast_person SET state = 'espera', outbox_id = NULL WHERE outbox_id = ?1
    AND EXISTS (SELECT 1 FROM broadcast b WHERE b.id = broadcast_id AND b.state IN ('enviando', 'pausado'));

-- name: begin_reply
-- The reply can no longer be taken back.
UPDATE conversation SET pending_turn = NULL, memo_before = NULL, retractions = 0 WHERE id = ?1 AND pending_turn = ?2;

-- name: settle_accepted
-- The platform took it; a status that was faster is not overwritten.
UPDATE outbox SET
    state = CASE WHEN state IN ('sending', 'uncertain', 'waiting') THEN 'accepted' ELSE state END,
    wamid = coalesce(?2, wamid), settled_at = ?3
WHERE id = ?1 AND tries > 0 AND state IN ('sending', 'uncertain', 'waiting', 'accepted', 'failed')
RETURNING channel, wamid;

-- name: settle_otherwise
-- It waits, failed or is uncertain. What was doubted and then passed by a later bubble does not go behind it.
UPDATE outbox SET state = ?2, settled_at = ?3, send_at = coalesce(?4, send_at), code = ?5, reason = ?6
WHERE id = ?1 AND (state = 'sending' OR state = 'uncertain' AND (?2 <> 'waiting' OR NOT EXISTS (SELECT 1 FROM outbox s
    WHERE s.conversation_id = outbox.conversation_id AND s.place > outbox.place AND s.tries > 0)));

-- name: any_stray
-- Whether any status is still kept for later.
SELECT 1 FROM stray_status LIMIT 1;

-- name: take_strays
-- Statuses that came before we knew their wamid.
DELETE FROM stray_status WHERE channel = ?1 AND wamid = ?2 RETURNING status;

-- name: supersede_overtaken
-- What still waits behind an uncertain bubble of its own reply, with a newer reply behind it, is overtaken.
UPDATE outbox SET state = 'superseded', settled_at = ?1
WHERE outbox.id IN (SELECT w.id FROM outbox u
    JOIN outbox w ON w.conversation_id = u.conversation_id AND w.turn_id = u.turn_id AND w.place > u.place
        AND w.state IN ('waiting', 'sending', 'uncertain') AND w.state = 'waiting'
    WHERE u.state IN ('uncertain', 'failed') AND u.state = 'uncertain' AND EXISTS (SELECT 1 FROM outbox n
        WHERE n.conversation_id = w.conversation_id AND n.place > w.place AND n.turn_id <> w.turn_id))
    AND outbox.state = 'waiting'
RETURNING id;

-- name: doubt_orphans
-- Sends nobody settled since ?1.
UPDATE outbox SET state = 'uncertain', settled_at = ?2, code = 'orfa', reason = ?3
WHERE state IN ('waiting', 'sending', 'uncertain') AND state = 'sending' AND sending_at <= ?1 RETURNING id;

-- name: long_uncertain
-- What was uncertain since ?1: a send of that number made after the doubt got its status, the window has been open
-- since ?2, and nobody answered, opted out or took the conversation since.
SELECT o.id, o.channel, o.sending_at FROM outbox o
WHERE o.state IN ('uncertain', 'failed') AND o.state = 'uncertain' AND o.resent = 0 AND o.settled_at <= ?1
    AND o.bubble NOT LIKE '{"_":"SayTemplate"%'
    AND EXISTS (SELECT 1 FROM conversation c WHERE c.id = o.conversation_id AND c.heard_at > ?2
        AND NOT EXISTS (SELECT 1 FROM optout x JOIN person p ON x.person_id IN (p.id, p.merged_into)
            WHERE p.id = c.person_id AND x.turn_id <> o.turn_id AND x.level = 'bloqueio'))
    AND NOT EXISTS (SELECT 1 FROM outbox s WHERE s.conversation_id = o.conversation_id
        AND s.place > o.place AND s.tries > 0)
    AND (o.author IS NOT NULL OR NOT EXISTS (SELECT 1 FROM handoff h
        WHERE h.conversation_id = o.conversation_id AND h.ended_at IS NULL AND h.id <> o.turn_id))
    AND EXISTS (SELECT 1 FROM outbox l WHERE l.id > o.id AND l.channel = o.channel
        AND l.sending_at > o.settled_at AND (l.rank > 0 OR l.failed_at IS NOT NULL));

-- name: late_statuses
-- Statuses of number ?1, of what happened from ?2 to ?3 (12 hexadecimal digits), heard more than ?4 ms later.
SELECT key, received_at FROM raw WHERE key >= ?2 AND key < ?3 AND field = 'status' AND channel = ?1
    AND key < printf('%012x', received_at - ?4);

-- name: send_again
-- Back to the queue, this once.
UPDATE outbox SET state = 'waiting', resent = 1, send_at = ?2
WHERE id = ?1 AND state = 'uncertain' AND resent = 0 RETURNING id;
