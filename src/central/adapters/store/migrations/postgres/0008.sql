-- Quotes: what a person was told, which binds the seller until it ends. A reply that is taken back takes its own back.

CREATE TABLE quote (
    turn_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    variant TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL,
    value BIGINT NOT NULL,
    at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    operation BIGINT NOT NULL,
    PRIMARY KEY (turn_id, kind, subject, variant)
);
CREATE INDEX quote_person ON quote (person_id, until);
CREATE INDEX quote_operation ON quote (operation, until);
