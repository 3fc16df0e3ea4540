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
            AND (x.level = 'bloqueio' OR x.until > $1 AND o.bubble LIKE '{"_":"SayTemplate"%')),
    c.pending_turn IS NOT NULL AND c.pending_turn = o.turn_id,
    o.author IS NULL AND (EXISTS (SELECT 1 FROM handoff h
            WHERE h.conversation_id = o.conversation_id AND h.ended_at IS NULL AND h.id <> o.turn_id)
        OR EXISTS (SELECT 1 FROM halt t WHERE t.scope = 'numero' AND t.id = o.channel
            OR t.scope = 'persona' AND t.id = c.persona)),
    coalesce(o.until <= $1, FALSE)
FROM outbox o JOIN conversation c ON c.id = o.conversation_id
WHERE o.state = 'waiting' AND o.send_at <= $1
    AND NOT (c.burst_at IS NOT NULL AND c.pending_turn IS NOT NULL AND c.pending_turn = o.turn_id)
    AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.conversation_id = o.conversation_id AND e.place < o.place
        AND e.state IN ('waiting', 'sending', 'uncertain') AND (e.state <> 'uncertain' OR e.turn_id = o.turn_id))
ORDER BY o.send_at LIMIT $2 FOR UPDATE OF c SKIP LOCKED;

-- name: mark_sending
-- From here on the outcome is unknown until it is settled. The bot says nothing where a person has the conversation,
-- but the goodbye of the turn that asked for them; and nothing whose time is over.
UPDATE outbox o SET state = 'sending', sending_at = i.at, tries = o.tries + 1
FROM unnest($1::text[], $2::bigint[]) AS i (id, at)
WHERE o.id = i.id AND o.state = 'waiting' AND coalesce(o.until > i.at, TRUE) AND (o.author IS NOT NULL OR NOT EXISTS (SELECT 1 FROM handoff h
    WHERE h.conversation_id = o.conversation_id AND h.ended_at IS NULL AND h.id <> o.turn_id)
    AND NOT EXISTS (SELECT 1 FROM halt t WHERE t.scope = 'numero' AND t.id = o.channel OR t.scope = 'persona'
        AND t.id = (SELECT persona FROM conversation c WHERE c.id = o.conversation_id))) RETURNING o.id;

-- name: hush
-- What the bot still wanted to say while a person has the conversation is not said.
UPDATE outbox o SET state = 'cancelled', settled_at = i.at
FROM unnest($1::text[], $2::bigint[]) AS i (id, at) WHERE o.id = i.id AND o.state = 'waiting';

-- name: lapse
-- What nobody asked for could not go out before the hours of rest began.
UPDATE outbox o SET state = 'cancelled', settled_at = i.at, code = 'sossego',
    reason = 'o horário de chamar acabou antes do envio'
FROM unnest($1::text[], $2::bigint[]) AS i (id, at) WHERE o.id = i.id AND o.state = 'waiting' RETURNING o.id, o.turn_id;

-- name: lapse_call
-- Nobody was called by it, unless a part of it had left.
UPDATE callback k SET said = '', why = 'o horário acabou antes do envio'
FROM unnest($1::text[]) AS i (id) WHERE k.id = i.id
    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.conversation_id = k.conversation_id AND o.turn_id = k.id
        AND o.state IN ('sending', 'uncertain', 'accepted'));

-- name: lapse_broadcast
-- Whoever of a send did not get it in time gets it when the hours are open again.
UPDATE broadcast_person b SET state = 'espera', outbox_id = NULL
FROM unnest($1::text[]) AS i (id) WHERE b.outbox_id = i.id
    AND EXISTS (SELECT 1 FROM broadcast s WHERE s.id = b.broadcast_id AND s.state IN ('enviando', 'pausado'));

-- name: begin_reply
-- The reply can no longer be taken back.
UPDATE conversation c SET pending_turn = NULL, memo_before = NULL, retractions = 0
FROM unnest($1::text[], $2::text[]) AS i (id, turn_id) WHERE c.id = i.id AND c.pending_turn = i.turn_id;

-- name: settle_accepted
-- The platform took it; a status that was faster is not overwritten.
WITH held AS (
    SELECT i.* FROM unnest($1::text[], $2::text[], $3::bigint[]) AS i (id, wamid, at)
    JOIN outbox o ON o.id = i.id ORDER BY o.id FOR UPDATE OF o
)
UPDATE outbox o SET
    state = CASE WHEN o.state IN ('sending', 'uncertain', 'waiting') THEN 'accepted' ELSE o.state END,
    wamid = coalesce(i.wamid, o.wamid), settled_at = i.at
FROM held i
WHERE o.id = i.id AND o.tries > 0 AND o.state IN ('sending', 'uncertain', 'waiting', 'accepted', 'failed')
RETURNING o.channel, o.wamid;

-- name: settle_otherwise
-- It waits, failed or is uncertain. What was doubted and then passed by a later bubble does not go behind it.
WITH held AS (
    SELECT i.* FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[])
        AS i (id, state, at, send_at, code, reason)
    JOIN outbox o ON o.id = i.id ORDER BY o.id FOR UPDATE OF o
)
UPDATE outbox o SET state = i.state, settled_at = i.at, send_at = coalesce(i.send_at, o.send_at), code = i.code,
    reason = i.reason
FROM held i WHERE o.id = i.id AND (o.state = 'sending' OR o.state = 'uncertain' AND (i.state <> 'waiting'
    OR NOT EXISTS (SELECT 1 FROM outbox s
        WHERE s.conversation_id = o.conversation_id AND s.place > o.place AND s.tries > 0)));

-- name: any_stray
-- Whether any status is still kept for later.
SELECT 1 FROM stray_status LIMIT 1;

-- name: take_strays
-- Statuses that came before we knew their wamid.
DELETE FROM stray_status s USING unnest($1::text[], $2::text[]) AS i (channel, wamid)
WHERE s.channel = i.channel AND s.wamid = i.wamid RETURNING s.status;

-- name: supersede_overtaken
-- What still waits behind an uncertain bubble of its own reply, with a newer reply behind it, is overtaken.
UPDATE outbox o SET state = 'superseded', settled_at = $1
WHERE o.id IN (SELECT w.id FROM outbox u
    JOIN outbox w ON w.conversation_id = u.conversation_id AND w.turn_id = u.turn_id AND w.place > u.place
        AND w.state IN ('waiting', 'sending', 'uncertain') AND w.state = 'waiting'
    WHERE u.state IN ('uncertain', 'failed') AND u.state = 'uncertain' AND EXISTS (SELECT 1 FROM outbox n
        WHERE n.conversation_id = w.conversation_id AND n.place > w.place AND n.turn_id <> w.turn_id))
    AND o.state = 'waiting'
RETURNING id;

-- name: doubt_orphans
-- Sends nobody settled since $1.
UPDATE outbox SET state = 'uncertain', settled_at = $2, code = 'orfa', reason = $3
WHERE state IN ('waiting', 'sending', 'uncertain') AND state = 'sending' AND sending_at <= $1 RETURNING id;

-- name: long_uncertain
-- What was uncertain since $1: a send of that number made after the doubt got its status, the window has been open
-- since $2, and nobody answered, opted out or took the conversation since.
SELECT o.id, o.channel, o.sending_at FROM outbox o
WHERE o.state IN ('uncertain', 'failed') AND o.state = 'uncertain' AND o.resent = 0 AND o.settled_at <= $1
    AND o.bubble NOT LIKE '{"_":"SayTemplate"%'
    AND EXISTS (SELECT 1 FROM conversation c WHERE c.id = o.conversation_id AND c.heard_at > $2
        AND NOT EXISTS (SELECT 1 FROM optout x JOIN person p ON x.person_id IN (p.id, p.merged_into)
            WHERE p.id = c.person_id AND x.turn_id <> o.turn_id AND x.level = 'bloqueio'))
    AND NOT EXISTS (SELECT 1 FROM outbox s WHERE s.conversation_id = o.conversation_id
        AND s.place > o.place AND s.tries > 0)
    AND (o.author IS NOT NULL OR NOT EXISTS (SELECT 1 FROM handoff h
        WHERE h.conversation_id = o.conversation_id AND h.ended_at IS NULL AND h.id <> o.turn_id))
    AND EXISTS (SELECT 1 FROM outbox l WHERE l.id > o.id AND l.channel = o.channel
        AND l.sending_at > o.settled_at AND (l.rank > 0 OR l.failed_at IS NOT NULL));

-- name: late_statuses
-- Statuses of number $1, of what happened from $2 to $3 (12 hexadecimal digits), heard more than $4 ms later.
SELECT key, received_at FROM raw WHERE key >= $2::text AND key < $3::text AND field = 'status' AND channel = $1
    AND key < lpad(to_hex(received_at - $4::bigint), 12, '0');

-- name: send_again
-- Back to the queue, this once.
UPDATE outbox o SET state = 'waiting', resent = 1, send_at = i.at
FROM unnest($1::text[], $2::bigint[]) AS i (id, at) WHERE o.id = i.id AND o.state = 'uncertain' AND o.resent = 0
RETURNING o.id;
