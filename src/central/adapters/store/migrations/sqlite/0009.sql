-- What Central spent: calls of models, minutes heard, replies Meta delivered. Pseudonymous; rows are only added.

-- `id` is the turn, its epoch and a number for a call, the bubble for a delivery. `micro` is NULL while nobody knows the
-- price, `brl` is it in micro-reais. A delivery has Meta's category as `model` and its pricing type as `tier`.
CREATE TABLE cost (
    id TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    decision_id TEXT,
    conversation_id TEXT,
    person_id TEXT,
    persona TEXT,
    campaign TEXT,
    channel TEXT,
    tier TEXT NOT NULL,
    model TEXT NOT NULL,
    input INTEGER NOT NULL,
    cached INTEGER NOT NULL,
    output INTEGER NOT NULL,
    heard INTEGER NOT NULL,
    micro INTEGER,
    currency TEXT NOT NULL,
    brl INTEGER,
    book TEXT NOT NULL,
    ok INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX cost_day ON cost (day);
CREATE INDEX cost_person ON cost (person_id, day);
