-- name: export_person
-- Who somebody is.
SELECT id, name, username, portfolio, persona, created_at FROM person WHERE id = ?1 OR merged_into = ?1 ORDER BY
    created_at;

-- name: export_alias
-- What they are known by.
SELECT kind, value, first_seen, last_seen FROM alias WHERE person_id IN (SELECT id FROM person WHERE id = ?1 OR
    merged_into = ?1) ORDER BY first_seen, value;

-- name: export_conversation
-- Their conversations.
SELECT id, channel, wa_id, bsuid, persona, stage, created_at, heard_at FROM conversation WHERE id IN (SELECT
    c.id FROM conversation c JOIN person p ON p.id = c.person_id WHERE p.id = ?1 OR p.merged_into = ?1) ORDER BY
    created_at;

-- name: export_message
-- What they said.
SELECT conversation_id, received_at, content, referral FROM message WHERE conversation_id IN (SELECT c.id FROM
    conversation c JOIN person p ON p.id = c.person_id WHERE p.id = ?1 OR p.merged_into = ?1) ORDER BY
    received_at, seq;

-- name: export_outbox
-- What was said to them.
SELECT conversation_id, coalesce(sending_at, send_at), state, bubble, pricing FROM outbox WHERE conversation_id
    IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id WHERE p.id = ?1 OR p.merged_into =
    ?1) ORDER BY created_at, place;

-- name: export_draft
-- Replies that waited for a person.
SELECT conversation_id, at, mode, ended, bubbles, words FROM draft WHERE conversation_id IN (SELECT c.id FROM
    conversation c JOIN person p ON p.id = c.person_id WHERE p.id = ?1 OR p.merged_into = ?1) ORDER BY at;

-- name: export_voice_example
-- What was written to them in a persona's place.
SELECT conversation_id, at, by, words FROM voice_example WHERE conversation_id IN (SELECT c.id FROM
    conversation c JOIN person p ON p.id = c.person_id WHERE p.id = ?1 OR p.merged_into = ?1) ORDER BY at;

-- name: export_note
-- What the team noted.
SELECT conversation_id, at, by, words FROM note WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN
    person p ON p.id = c.person_id WHERE p.id = ?1 OR p.merged_into = ?1) ORDER BY at;

-- name: export_handoff
-- When a person of the team answered.
SELECT conversation_id, at, by, reason, ended_at FROM handoff WHERE conversation_id IN (SELECT c.id FROM
    conversation c JOIN person p ON p.id = c.person_id WHERE p.id = ?1 OR p.merged_into = ?1) ORDER BY at;

-- name: export_correction
-- Readings that were put right.
SELECT conversation_id, at, by, words, read, meant FROM correction WHERE conversation_id IN (SELECT c.id FROM
    conversation c JOIN person p ON p.id = c.person_id WHERE p.id = ?1 OR p.merged_into = ?1) ORDER BY at;

-- name: export_touch
-- What brought them.
SELECT at, source, campaign, product, ad, clid, confidence, evidence FROM touch WHERE conversation_id IN (SELECT
    c.id FROM conversation c JOIN person p ON p.id = c.person_id WHERE p.id = ?1 OR p.merged_into = ?1) ORDER BY
    at;

-- name: export_click
-- Their visits of our links.
SELECT at, link, campaign, gclid, wbraid, gbraid, kwai_clickid, fbclid, utm FROM click WHERE person_id IN
    (SELECT id FROM person WHERE id = ?1 OR merged_into = ?1) ORDER BY at;

-- name: export_shop_order
-- Their orders.
SELECT created_at, checkout, number, status, total, currency, method, product, name, phone, email, document,
    tracking, proof FROM shop_order WHERE person_id IN (SELECT id FROM person WHERE id = ?1 OR merged_into = ?1)
    ORDER BY created_at;

-- name: export_past_order
-- Their orders from before.
SELECT day, words, total FROM past_order WHERE person_id IN (SELECT id FROM person WHERE id = ?1 OR merged_into
    = ?1) ORDER BY day;

-- name: export_ticket
-- Their tickets.
SELECT id, status, reason, value, product, name, phone, email, tags, opened_at, closed_at FROM ticket WHERE
    person_id IN (SELECT id FROM person WHERE id = ?1 OR merged_into = ?1) ORDER BY opened_at;

-- name: export_ticket_event
-- The history of their tickets.
SELECT e.at, e.by, e.kind, e.text, e.status FROM ticket_event e JOIN ticket t ON t.id = e.ticket_id WHERE
    t.person_id IN (SELECT id FROM person WHERE id = ?1 OR merged_into = ?1) ORDER BY e.at, e.version;

-- name: export_consent
-- What they allowed, with the proof.
SELECT purpose, source, at, asked, answer FROM consent WHERE person_id IN (SELECT id FROM person WHERE id = ?1
    OR merged_into = ?1) ORDER BY at;

-- name: export_optout
-- The silence they asked for.
SELECT at, source, level, until, words FROM optout WHERE person_id IN (SELECT id FROM person WHERE id = ?1 OR
    merged_into = ?1) ORDER BY at;

-- name: export_callback
-- When they were called back, or why not.
SELECT at, rule, said, why FROM callback WHERE person_id IN (SELECT id FROM person WHERE id = ?1 OR merged_into
    = ?1) ORDER BY at;

-- name: export_decision
-- How replies were decided.
SELECT id, at, body FROM decision WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN person p ON
    p.id = c.person_id WHERE p.id = ?1 OR p.merged_into = ?1) ORDER BY at;

-- name: export_raw
-- Updates as WhatsApp sent them, while they are kept.
SELECT received_at, field, body FROM raw WHERE person_id IN (SELECT id FROM person WHERE id = ?1 OR merged_into
    = ?1) ORDER BY received_at;
