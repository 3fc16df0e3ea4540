-- name: owner_who_can_enter
-- An owner with a password.
SELECT 1 FROM account WHERE role = 'dono' AND password IS NOT NULL AND closed_at IS NULL LIMIT 1;

-- name: accounts
-- The whole team.
SELECT id, login, name, role, created_at, closed_at FROM account ORDER BY closed_at IS NOT NULL, created_at, id;

-- name: account_by_id
-- Somebody of the team.
SELECT id, login, name, role, created_at, closed_at FROM account WHERE id = $1;

-- name: account_by_login
-- Somebody who may enter, with the hash of their password.
SELECT id, login, name, role, created_at, closed_at, password FROM account WHERE login = $1 AND closed_at IS NULL;

-- name: add_account
-- Somebody new; no answer says that the login is taken.
INSERT INTO account (id, login, name, role, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id;

-- name: set_password
-- A new password.
UPDATE account SET password = $2 WHERE id = $1;

-- name: set_role
-- Another role; the last open owner stays one.
UPDATE account SET role = $2 WHERE id = $1 AND closed_at IS NULL AND ($2 = 'dono' OR role <> 'dono'
    OR EXISTS (SELECT 1 FROM account o WHERE o.role = 'dono' AND o.closed_at IS NULL AND o.id <> $1)) RETURNING id;

-- name: close_account
-- Nobody enters by it any more; the last open owner stays.
UPDATE account SET closed_at = $3, closed_by = $2 WHERE id = $1 AND closed_at IS NULL AND (role <> 'dono'
    OR EXISTS (SELECT 1 FROM account o WHERE o.role = 'dono' AND o.closed_at IS NULL AND o.id <> $1)) RETURNING id;

-- name: add_link
-- A link that lets in once.
INSERT INTO entry_link (token, account_id, by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5);

-- name: forget_links
-- Links that are over.
DELETE FROM entry_link WHERE expires_at < $1;

-- name: entry_link
-- A link that still lets in.
SELECT account_id, by FROM entry_link WHERE token = $1 AND expires_at > $2 AND used_at IS NULL;

-- name: use_link
-- Let in, once.
UPDATE entry_link SET used_at = $2 WHERE token = $1 AND expires_at > $2 AND used_at IS NULL RETURNING account_id, by;

-- name: add_session
-- A browser is signed in.
INSERT INTO session (token, account_id, csrf, agent, created_at, seen_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: session
-- A living session and whose it is.
SELECT s.csrf, s.agent, s.created_at, s.seen_at, s.expires_at, a.id, a.login, a.name, a.role, a.created_at, a.closed_at
FROM session s JOIN account a ON a.id = s.account_id
WHERE s.token = $1 AND s.expires_at > $2 AND s.ended_at IS NULL AND a.closed_at IS NULL;

-- name: sessions_of
-- Where somebody is signed in.
SELECT s.token, s.csrf, s.agent, s.created_at, s.seen_at, s.expires_at, a.id, a.login, a.name, a.role, a.created_at,
    a.closed_at
FROM session s JOIN account a ON a.id = s.account_id
WHERE s.account_id = $1 AND s.expires_at > $2 AND s.ended_at IS NULL ORDER BY s.seen_at DESC;

-- name: see_session
-- A session is in use.
UPDATE session SET seen_at = $2 WHERE token = $1;

-- name: end_session
-- Sign out.
UPDATE session SET ended_at = $2 WHERE token = $1 AND ended_at IS NULL;

-- name: end_sessions
-- Sign out everywhere.
UPDATE session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL;

-- name: entry_failures
-- Failed tries under a key.
SELECT tries, last_at FROM entry_failure WHERE key = $1;

-- name: count_failure
-- One more failed try.
INSERT INTO entry_failure (key, tries, last_at) VALUES ($1, 1, $2)
ON CONFLICT (key) DO UPDATE SET tries = entry_failure.tries + 1, last_at = excluded.last_at;

-- name: forgive_failures
-- A try succeeded.
DELETE FROM entry_failure WHERE key = $1;

-- name: forget_failures
-- Old failures count no more.
DELETE FROM entry_failure WHERE last_at < $1;
