-- People: usernames, merges by hand or by Meta's word, and what came from before Central (contacts and their orders).

ALTER TABLE person ADD COLUMN username TEXT;
-- 1 for everybody who was ever part of a merge: only their conversations are looked for under several people.
ALTER TABLE person ADD COLUMN joined INTEGER NOT NULL DEFAULT 0;
CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX alias_person ON alias (person_id);

-- `source_id` is read as `target_id` while `ended_at` is NULL; ended: split by hand, never joined again by itself.
CREATE TABLE person_merge (
    id TEXT NOT NULL PRIMARY KEY,
    source_id TEXT NOT NULL,
    target_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    reason TEXT NOT NULL,
    ended_at INTEGER,
    ended_by TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX person_merge_open ON person_merge (source_id) WHERE ended_at IS NULL;
CREATE INDEX person_merge_target ON person_merge (target_id);
CREATE INDEX person_merge_source ON person_merge (source_id);

CREATE TABLE import_batch (
    id TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    file TEXT NOT NULL,
    undone_at INTEGER,
    undone_by TEXT
) WITHOUT ROWID;

-- What one import gave a person: `made` the person itself, else a name or persona; consents, orders and opt-outs carry
-- the batch themselves.
CREATE TABLE imported_person (
    batch_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    made INTEGER NOT NULL,
    named INTEGER NOT NULL,
    persona TEXT,
    PRIMARY KEY (batch_id, person_id)
) WITHOUT ROWID;

CREATE TABLE consent (
    person_id TEXT NOT NULL,
    source TEXT NOT NULL,
    at INTEGER NOT NULL,
    batch_id TEXT,
    PRIMARY KEY (person_id, source)
) WITHOUT ROWID;
CREATE INDEX consent_batch ON consent (batch_id);

-- A purchase from before Central; `day` is the local date, `total` in centavos if the shop knows it.
CREATE TABLE past_order (
    person_id TEXT NOT NULL,
    day TEXT NOT NULL,
    words TEXT NOT NULL,
    total INTEGER,
    batch_id TEXT,
    PRIMARY KEY (person_id, day, words)
) WITHOUT ROWID;
CREATE INDEX past_order_batch ON past_order (batch_id);
