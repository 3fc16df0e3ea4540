-- name: hold_person
-- A person under whatever name: nobody opens a conversation of theirs until this transaction ends.
SELECT id FROM person WHERE id = $1 OR merged_into = $1 ORDER BY id FOR UPDATE;

-- name: names_of_person
-- Every name a person is known by, under whatever person it stands.
SELECT kind, value FROM alias WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: own_orders
-- Orders that nobody is known for, told with this person's phone or e-mail, are theirs.
UPDATE shop_order SET person_id = $1 WHERE person_id IS NULL
    AND (phone_key IN (SELECT value FROM alias WHERE kind = 4 AND person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1))
        OR email IN (SELECT email FROM shop_order WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1)));

-- name: shown_names
-- What a person and their orders and tickets are called.
SELECT name FROM person WHERE (id = $1 OR merged_into = $1) AND name IS NOT NULL
UNION SELECT username FROM person WHERE (id = $1 OR merged_into = $1) AND username IS NOT NULL
UNION SELECT name FROM shop_order WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1) AND name IS NOT NULL
UNION SELECT email FROM shop_order WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1) AND email IS NOT NULL
UNION SELECT document FROM shop_order WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1) AND document IS NOT NULL
UNION SELECT phone FROM shop_order WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1) AND phone IS NOT NULL
UNION SELECT name FROM ticket WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1) AND name IS NOT NULL
UNION SELECT phone FROM ticket WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1) AND phone IS NOT NULL
UNION SELECT email FROM ticket WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1) AND email IS NOT NULL;

-- name: conversations_of_person
-- The conversations of a person, under whatever name; nobody hears in them any more until this transaction ends.
SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = $1 OR p.merged_into = $1 ORDER BY c.person_id, c.channel FOR UPDATE OF c;

-- name: is_silent
-- Whether a person asked for silence for good, and how.
SELECT source FROM optout WHERE level = 'bloqueio' AND person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: erase_message
-- Forget a person: message.
DELETE FROM message WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = $1 OR p.merged_into = $1);

-- name: erase_outbox
-- Forget a person: outbox.
DELETE FROM outbox WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = $1 OR p.merged_into = $1);

-- name: erase_timer
-- Forget a person: timer.
DELETE FROM timer WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = $1 OR p.merged_into = $1);

-- name: erase_handoff
-- Forget a person: handoff.
DELETE FROM handoff WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = $1 OR p.merged_into = $1);

-- name: erase_note
-- Forget a person: note.
DELETE FROM note WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = $1 OR p.merged_into = $1);

-- name: erase_spoken_words
-- Forget a person: spoken_words.
DELETE FROM spoken_words WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = $1 OR p.merged_into = $1);

-- name: erase_event
-- Forget a person: event.
DELETE FROM event WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = $1 OR p.merged_into = $1);

-- name: erase_dead_letter
-- Forget a person: dead_letter.
DELETE FROM dead_letter WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = $1 OR p.merged_into = $1);

-- name: erase_correction
-- Forget a person: correction.
DELETE FROM correction WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = $1 OR p.merged_into = $1);

-- name: erase_raw
-- Forget a person: raw.
DELETE FROM raw WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: erase_consent
-- Forget a person: consent.
DELETE FROM consent WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: erase_past_order
-- Forget a person: past_order.
DELETE FROM past_order WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: erase_optout
-- Forget a person: optout.
DELETE FROM optout WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: erase_imported_person
-- Forget a person: imported_person.
DELETE FROM imported_person WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: erase_persona_switch
-- Forget a person: persona_switch.
DELETE FROM persona_switch WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: erase_move
-- Forget a person: move.
DELETE FROM move WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: erase_link_token
-- Forget a person: link_token.
DELETE FROM link_token WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: erase_identity_conflict
-- Forget a person: conflicts about their names.
DELETE FROM identity_conflict WHERE owner_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1) OR claimant_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: erase_person_merge
-- Forget a person: merges.
DELETE FROM person_merge WHERE source_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1) OR target_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: erase_ticket_event
-- Forget a person: the history of their tickets.
DELETE FROM ticket_event WHERE ticket_id IN (SELECT t.id FROM ticket t JOIN person p ON p.id = t.person_id
    WHERE p.id = $1 OR p.merged_into = $1);

-- name: erase_hook_delivery
-- Forget a person: what hooks were to be told.
DELETE FROM hook_delivery WHERE ticket_id IN (SELECT t.id FROM ticket t JOIN person p ON p.id = t.person_id
    WHERE p.id = $1 OR p.merged_into = $1);

-- name: blank_crm_link
-- The copy in a CRM is to be overwritten by what is left, whatever is just being shown; a doubt is waited for.
UPDATE crm_link SET known = NULL, reason = '', shown = -1, wanted = wanted + 1,
    due_at = CASE state WHEN 'doubt' THEN due_at ELSE 0 END, tries = CASE state WHEN 'doubt' THEN tries ELSE 0 END,
    state = CASE state WHEN 'doubt' THEN 'doubt' ELSE 'due' END
WHERE ticket_id IN (SELECT t.id FROM ticket t JOIN person p ON p.id = t.person_id
    WHERE p.id = $1 OR p.merged_into = $1);

-- name: erase_order_delivery
-- Forget a person: what checkouts delivered about their orders.
DELETE FROM order_delivery WHERE id IN (SELECT d.id FROM order_delivery d JOIN shop_order o ON o.checkout = d.checkout
    WHERE o.id IN (SELECT o.id FROM shop_order o JOIN person p ON p.id = o.person_id
    WHERE p.id = $1 OR p.merged_into = $1) AND position(convert_to(o.number, 'UTF8') IN body) > 0);

-- name: rekey_decision
-- What remains of a conversation leads nowhere.
UPDATE decision SET conversation_id = $2 WHERE conversation_id = $1;

-- name: rekey_choice
-- What remains of a conversation leads nowhere.
UPDATE choice SET conversation_id = $2, person_id = $3 WHERE conversation_id = $1;

-- name: rekey_reward
-- What remains of a conversation leads nowhere.
UPDATE reward SET conversation_id = $2 WHERE conversation_id = $1;

-- name: rekey_cost
-- What remains of a conversation leads nowhere.
UPDATE cost SET conversation_id = $2, person_id = $3 WHERE conversation_id = $1;

-- name: rekey_callback
-- What remains of a conversation leads nowhere.
UPDATE callback SET conversation_id = $2, person_id = $3 WHERE conversation_id = $1;

-- name: rekey_touch
-- What remains of an entry leads nowhere.
UPDATE touch SET conversation_id = $2, person_id = $3, clid = NULL, click_id = NULL WHERE conversation_id = $1;

-- name: rekey_control_group
-- The group stays, the person does not.
UPDATE control_group SET person_id = $2 WHERE person_id = $1;

-- name: rekey_order_event
-- What is told of orders leads nowhere.
UPDATE order_event SET person_id = $2, conversation_id = NULL WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: rekey_shop_order
-- An order keeps its figures and loses its buyer.
UPDATE shop_order SET person_id = $2, conversation_id = NULL, name = NULL, phone = NULL, phone_key = NULL, email = NULL,
    document = NULL, proof = NULL, tracking = NULL, token = NULL WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: rekey_broadcast_person
-- A send keeps its count and loses who got it; whoever still waited for it gets nothing.
UPDATE broadcast_person SET person_id = $2::text || ':' || place, conversation_id = '', outbox_id = NULL, channel = NULL,
    why = CASE state WHEN 'espera' THEN 'foi apagada' ELSE why END, state = CASE state WHEN 'espera' THEN 'fora' ELSE state END
WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: rekey_ticket
-- A ticket keeps its figures and loses its person.
UPDATE ticket SET person_id = $2, conversation_id = NULL, name = NULL, phone = NULL, email = NULL, tags = '[]', reason = '',
    version = version + 1 WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: blank_click
-- A visit keeps its figures and loses who came.
UPDATE click SET person_id = NULL, gclid = NULL, wbraid = NULL, gbraid = NULL, kwai_clickid = NULL, fbclid = NULL
WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: erase_typing
-- Forget a person: who of the team was writing to them.
DELETE FROM typing WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = $1 OR p.merged_into = $1);

-- name: erase_alert_ring
-- Forget a person: who was told of them.
DELETE FROM alert_ring WHERE key IN (SELECT a.key FROM alert a JOIN conversation c ON a.ref = '/conversas/' || c.id
    JOIN person p ON p.id = c.person_id WHERE p.id = $1 OR p.merged_into = $1);

-- name: erase_alert
-- Forget a person: what the team is told of them.
DELETE FROM alert WHERE key IN (SELECT a.key FROM alert a JOIN conversation c ON a.ref = '/conversas/' || c.id
    JOIN person p ON p.id = c.person_id WHERE p.id = $1 OR p.merged_into = $1);

-- name: erase_quote
-- Forget a person: the prices they were told.
DELETE FROM quote WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: rekey_audit
-- Who of the team looked stays on record; whom they looked at does not.
UPDATE audit SET person_id = $2, conversation_id = NULL WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: erase_conversation
-- Forget a person: conversations.
DELETE FROM conversation WHERE id IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = $1 OR p.merged_into = $1);

-- name: erase_alias
-- Forget a person: every name.
DELETE FROM alias WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into = $1);

-- name: erase_person
-- Forget a person.
DELETE FROM person WHERE id = $1 OR merged_into = $1;

-- name: scrub_raw
-- Whatever else was kept that names the person: raw.
DELETE FROM raw WHERE position($1::text IN body) > 0;

-- name: scrub_stray_status
-- Whatever else was kept that names the person: stray_status.
DELETE FROM stray_status WHERE position($1::text IN status) > 0;

-- name: scrub_raw_body
-- Whatever else was kept that names the person: raw_body.
DELETE FROM raw_body WHERE position(convert_to($1::text, 'UTF8') IN body) > 0;

-- name: scrub_order_delivery
-- Whatever else was kept that names the person: order_delivery.
DELETE FROM order_delivery WHERE position(convert_to($1::text, 'UTF8') IN body) > 0;

-- name: scrub_api_once
-- Whatever else was kept that names the person: api_once.
DELETE FROM api_once WHERE position($1::text IN answer) > 0;

-- name: scrub_dialled_order_delivery
-- Whatever else was kept that has the person's phone, however it is written: order_delivery.
DELETE FROM order_delivery WHERE position($1::text IN translate(encode(body, 'escape'), ' ().-', '')) > 0;

-- name: scrub_dialled_api_once
-- Whatever else was kept that has the person's phone, however it is written: api_once.
DELETE FROM api_once WHERE position($1::text IN translate(answer, ' ().-', '')) > 0;

-- name: scrub_dead_letter
-- Whatever else was kept that names the person: dead_letter.
DELETE FROM dead_letter WHERE position($1::text IN reason) > 0;

-- name: add_erasure
-- That somebody was erased, by the id nobody can follow any more.
INSERT INTO erasure (person_id, at, by, rows) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING;

-- name: add_audit
-- Who read or changed what about whom.
INSERT INTO audit (id, at, by, what, person_id, conversation_id) VALUES ($1, $2, $3, $4, $5, $6);

-- name: audit_lines
-- What people of the team did, the newest first.
SELECT id, at, by, what, person_id, conversation_id FROM audit WHERE at < $1 ORDER BY at DESC LIMIT $2;

-- name: erase_media
-- Forget a person: the files they sent, and those that were sent to them alone.
DELETE FROM media WHERE sha256 IN (SELECT k.sha256 FROM media_key k WHERE k.key LIKE 'lead/%' AND split_part(k.key, '/', 2) IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = $1 OR p.merged_into = $1))
    AND NOT EXISTS (SELECT 1 FROM media_key o WHERE o.sha256 = media.sha256 AND NOT (o.key LIKE 'lead/%'
        AND split_part(o.key, '/', 2) IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = $1 OR p.merged_into = $1)));

-- name: erase_media_key
-- Forget a person: the names of those files.
DELETE FROM media_key AS k WHERE k.key LIKE 'lead/%' AND split_part(k.key, '/', 2) IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = $1 OR p.merged_into = $1);
