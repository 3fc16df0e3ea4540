-- An order may be given back in several parts; `part` is all that was given back with one, 0 for every other outcome.
CREATE TABLE order_outcome_parts (
    order_id TEXT NOT NULL,
    status TEXT NOT NULL,
    part INTEGER NOT NULL DEFAULT 0,
    at INTEGER NOT NULL,
    total INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (order_id, status, part)
) WITHOUT ROWID;
INSERT INTO order_outcome_parts SELECT order_id, status, 0, at, total, received_at, by FROM order_outcome;
DROP TABLE order_outcome;
ALTER TABLE order_outcome_parts RENAME TO order_outcome;
CREATE INDEX order_outcome_at ON order_outcome (at);
CREATE INDEX order_outcome_received ON order_outcome (received_at);
