-- Silence that outlives the person, erasures, and who of the team read or changed what about people.

-- `level`: bloqueio (nothing is said any more) or pausa (nothing that was not asked for, until `until`).
ALTER TABLE optout ADD COLUMN level TEXT NOT NULL DEFAULT 'bloqueio';
ALTER TABLE optout ADD COLUMN until BIGINT;

-- Who asked for silence and was erased: `mark` is a keyed hash of a name they were known by, and leads nowhere back.
CREATE TABLE suppression (
    mark TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    source TEXT NOT NULL
);

-- That somebody was erased; the id is the one the ledgers keep.
CREATE TABLE erasure (
    person_id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    by TEXT NOT NULL,
    rows BIGINT NOT NULL
);

-- Who read or changed what about whom.
CREATE TABLE audit (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    by TEXT NOT NULL,
    what TEXT NOT NULL,
    person_id TEXT,
    conversation_id TEXT
);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_person ON audit (person_id, at) WHERE person_id IS NOT NULL;
