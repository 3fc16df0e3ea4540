-- name: add_quote
-- Something was told, once a turn.
INSERT INTO quote (turn_id, kind, subject, variant, person_id, value, at, until, operation)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[],
    $9::bigint[]) ON CONFLICT DO NOTHING;

-- name: forget_quotes
-- A reply is taken back before the lead saw it.
DELETE FROM quote WHERE turn_id = ANY ($1::text[]);

-- name: quotes_of
-- What a person was told, under whatever name, that ends after $2; the newest last.
SELECT kind, subject, variant, value, at, until, operation FROM quote
WHERE until > $2 AND (person_id = $1 OR person_id IN (SELECT id FROM person WHERE merged_into = $1))
ORDER BY at, turn_id, kind, subject, variant;

-- name: old_quotes
-- Whether anybody was told anything under an earlier operation that ends after $2.
SELECT 1 FROM quote WHERE operation < $1 AND until > $2 LIMIT 1;

-- name: prune_quotes
-- Quotes that ended long ago.
DELETE FROM quote WHERE (turn_id, kind, subject, variant) IN (
    SELECT turn_id, kind, subject, variant FROM quote WHERE until < $1 LIMIT $2) RETURNING turn_id;
