-- The reward ledger: choices, what bursts told of them, the owner's acts; and the numbered beliefs made of it.

-- The options of a decision point, once for all choices that had them; `id` is a digest of `body`.
CREATE TABLE menu (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    body TEXT NOT NULL
);

-- A choice as it was made, never changed.
CREATE TABLE choice (
    conversation_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    menu_id TEXT COLLATE "C" NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (conversation_id, id)
);
CREATE INDEX choice_at ON choice (at);

-- What a later burst told of a choice: `resolved`, `stage`, or `void` when the reply was taken back unsent.
CREATE TABLE reward (
    conversation_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    choice_id TEXT COLLATE "C" NOT NULL,
    event TEXT NOT NULL,
    value BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (conversation_id, id)
);

-- Drawn at a person's first choice and never again; control people get the rules for ever.
CREATE TABLE control_group (
    person_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    control BIGINT NOT NULL,
    at BIGINT NOT NULL
);

-- What the owner (or a brake, or the refitter) did about learning.
CREATE TABLE learning_act (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    by TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
);

-- Beliefs by number, made from the ledger up to `until_at`; an old body is dropped, for it can be made again from the
-- ledger and what is carried on: the belief that breaks are told against, the pacer's multiplier, the last look for brakes.
CREATE TABLE belief (
    number BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    facts BIGINT NOT NULL,
    digest TEXT NOT NULL,
    note TEXT NOT NULL,
    reference BIGINT NOT NULL,
    cost_weight DOUBLE PRECISION NOT NULL,
    looked_at BIGINT NOT NULL,
    people BIGINT NOT NULL,
    body BYTEA
);

-- Who makes beliefs now.
CREATE TABLE refitter (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    until BIGINT NOT NULL
);
