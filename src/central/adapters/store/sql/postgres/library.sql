-- name: operation_number
-- The number in force.
SELECT max(number) FROM operation_version;

-- name: lock_operation
-- Versions are published one after the other.
SELECT pg_advisory_xact_lock(1869636978);

-- name: operation_in_force
-- The version in force.
SELECT number, digest, document FROM operation_version ORDER BY number DESC LIMIT 1;

-- name: add_operation
-- A new version on top of the last.
INSERT INTO operation_version (number, parent, digest, document, by, at, note)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: operation_versions
-- Every version, the newest first.
SELECT number, parent, digest, by, at, note FROM operation_version ORDER BY number DESC LIMIT $1;

-- name: operation_version
-- One version, whole.
SELECT number, digest, document FROM operation_version WHERE number = $1;

-- name: media_file
-- A file by its key.
SELECT k.key, m.kind, m.mime_type, m.content, m.sha256 FROM media_key k JOIN media m ON m.sha256 = k.sha256
WHERE k.key = $1;

-- name: add_media
-- Keep a file's bytes once.
INSERT INTO media (sha256, kind, mime_type, content, created_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (sha256) DO UPDATE SET kind = $2, mime_type = $3;

-- name: set_media_key
-- Point a key at a file.
INSERT INTO media_key (key, sha256) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET sha256 = $2;

-- name: media_upload
-- The platform's living id of a file.
SELECT media_id FROM media_upload WHERE channel = $1 AND sha256 = $2 AND expires_at > $3;

-- name: set_media_upload
-- Remember the platform's id.
INSERT INTO media_upload (channel, sha256, media_id, expires_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (channel, sha256) DO UPDATE SET media_id = $3, expires_at = $4;
