-- name: note_setup
-- Keep the last word on a step.
INSERT INTO setup_step (step, state, said, at, by) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (step) DO UPDATE SET state = ?2, said = ?3, at = ?4, by = ?5;

-- name: setup_steps
-- Every step somebody said something of.
SELECT step, state, said, at, by FROM setup_step ORDER BY step;

-- name: any_heard
-- One message of a lead, if there ever was one.
SELECT channel FROM message LIMIT 1;
