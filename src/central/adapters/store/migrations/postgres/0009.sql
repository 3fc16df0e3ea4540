-- What Central spent: calls of models, minutes heard, replies Meta delivered. Pseudonymous; rows are only added.

-- `id` is the turn, its epoch and a number for a call, the bubble for a delivery. `micro` is NULL while nobody knows the
-- price, `brl` is it in micro-reais. A delivery has Meta's category as `model` and its pricing type as `tier`.
CREATE TABLE cost (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    day BIGINT NOT NULL,
    kind TEXT NOT NULL,
    decision_id TEXT COLLATE "C",
    conversation_id TEXT COLLATE "C",
    person_id TEXT COLLATE "C",
    persona TEXT,
    campaign TEXT,
    channel TEXT,
    tier TEXT NOT NULL,
    model TEXT NOT NULL,
    input BIGINT NOT NULL,
    cached BIGINT NOT NULL,
    output BIGINT NOT NULL,
    heard BIGINT NOT NULL,
    micro BIGINT,
    currency TEXT NOT NULL,
    brl BIGINT,
    book TEXT NOT NULL,
    ok BIGINT NOT NULL
);
CREATE INDEX cost_day ON cost (day);
CREATE INDEX cost_person ON cost (person_id, day);
