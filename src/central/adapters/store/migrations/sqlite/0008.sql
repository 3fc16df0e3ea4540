-- Quotes: what a person was told, which binds the seller until it ends. A reply that is taken back takes its own back.

CREATE TABLE quote (
    turn_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    variant TEXT NOT NULL,
    person_id TEXT NOT NULL,
    value INTEGER NOT NULL,
    at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    PRIMARY KEY (turn_id, kind, subject, variant)
) WITHOUT ROWID;
CREATE INDEX quote_person ON quote (person_id, until);
CREATE INDEX quote_operation ON quote (operation, until);
