-- name: add_draft
-- A reply that does not go out by itself.
INSERT INTO draft (turn_id, conversation_id, at, mode, persona, tier, intent, due_at, bubbles, body)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING;

-- name: end_draft
-- What became of the open draft of a conversation.
UPDATE draft SET ended = ?2, ended_by = ?3, settled_at = ?4 WHERE conversation_id = ?1 AND settled_at IS NULL;

-- name: open_draft
-- The draft that is open in a conversation, with what somebody wished.
SELECT bubbles, body, wish, words, wished_by FROM draft WHERE conversation_id = ?1 AND settled_at IS NULL;

-- name: hold_draft
-- The same for somebody about to decide: the conversation too, whether the lead wrote since or a turn is running.
SELECT d.mode, d.bubbles, d.wish, c.heard_at, c.burst_at IS NOT NULL OR c.turn_id IS NOT NULL,
    EXISTS (SELECT 1 FROM optout x JOIN person p ON x.person_id IN (p.id, p.merged_into) WHERE p.id = c.person_id),
    EXISTS (SELECT 1 FROM handoff h WHERE h.conversation_id = c.id AND h.ended_at IS NULL)
FROM draft d JOIN conversation c ON c.id = d.conversation_id
WHERE d.turn_id = ?1 AND d.conversation_id = ?2 AND d.settled_at IS NULL;

-- name: wish_draft
-- What somebody decided about an open draft.
UPDATE draft SET wish = ?2, words = ?3, wished_by = ?4, wished_at = ?5
WHERE turn_id = ?1 AND settled_at IS NULL AND wish IS NULL;

-- name: thread_drafts
-- Drafts of a conversation since a moment, and what became of them.
SELECT bubbles, body, wish, ended, ended_by, settled_at FROM draft
WHERE conversation_id = ?1 AND at >= ?2 AND at < ?3 ORDER BY at;

-- name: attention_drafts
-- Drafts that wait for a person.
SELECT CASE d.mode WHEN 'sombra' THEN 'sombra' ELSE 'rascunho' END, d.turn_id, d.at,
    CASE d.mode WHEN 'sombra' THEN 'a IA não responde aqui (modo sombra): falta a sua resposta'
        ELSE 'a resposta está escrita e espera o seu toque' END, d.conversation_id, p.name
FROM draft d CROSS JOIN conversation c ON c.id = d.conversation_id JOIN person w ON w.id = c.person_id
JOIN person p ON p.id = coalesce(w.merged_into, w.id)
WHERE d.settled_at IS NULL AND d.wish IS NULL ORDER BY d.at DESC LIMIT ?1;

-- name: open_drafts
-- What drafts that wait for a tap would say, the newest first.
SELECT conversation_id, bubbles FROM draft
WHERE settled_at IS NULL AND wish IS NULL AND mode = 'supervisionado' ORDER BY at DESC LIMIT ?1;

-- name: erase_draft
-- Forget a person: draft.
DELETE FROM draft WHERE conversation_id IN (SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE p.id = ?1 OR p.merged_into = ?1);
