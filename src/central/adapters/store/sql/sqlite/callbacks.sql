-- name: add_callback
-- A silent lead was called back, or could have been.
INSERT INTO callback (id, conversation_id, person_id, at, rule, said, price, why)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING;

-- name: count_callbacks
-- How often anybody called this person back since ?2, under whatever name and on whatever number.
SELECT count(*) FROM callback WHERE said <> '' AND at >= ?2
    AND person_id IN (SELECT id FROM person WHERE id = ?1 OR merged_into = ?1);

-- name: has_consent
-- Whether a person allowed messages they did not ask for.
SELECT 1 FROM consent WHERE person_id IN (SELECT id FROM person WHERE id = ?1 OR merged_into = ?1) LIMIT 1;

-- name: give_consent
-- A person allowed messages, in the conversation itself.
INSERT INTO consent (person_id, source, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING;

-- name: keep_template
-- What Meta says of a template now.
INSERT INTO template (waba, name, language, status, category, quality, reason, at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (waba, name, language) DO UPDATE SET status = excluded.status, category = excluded.category,
    quality = excluded.quality, reason = excluded.reason, at = excluded.at;

-- name: templates
-- Every template Meta spoke of.
SELECT waba, name, language, status, category, quality, reason FROM template;
