-- The reward ledger: choices, what bursts told of them, the owner's acts; and the numbered beliefs made of it.

-- The options of a decision point, once for all choices that had them; `id` is a digest of `body`.
CREATE TABLE menu (
    id TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL
) WITHOUT ROWID;

-- A choice as it was made, never changed.
CREATE TABLE choice (
    conversation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    menu_id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (conversation_id, id)
) WITHOUT ROWID;
CREATE INDEX choice_at ON choice (at);

-- What a later burst told of a choice: `resolved`, `stage`, or `void` when the reply was taken back unsent.
CREATE TABLE reward (
    conversation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    choice_id TEXT NOT NULL,
    event TEXT NOT NULL,
    value INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, id)
) WITHOUT ROWID;

-- Drawn at a person's first choice and never again; control people get the rules for ever.
CREATE TABLE control_group (
    person_id TEXT NOT NULL PRIMARY KEY,
    control INTEGER NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID;

-- What the owner (or a brake, or the refitter) did about learning.
CREATE TABLE learning_act (
    id TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
) WITHOUT ROWID;

-- Beliefs by number, made from the ledger up to `until_at`; an old body is dropped, for it can be made again from the
-- ledger and what is carried on: the belief that breaks are told against, the pacer's multiplier, the last look for brakes.
CREATE TABLE belief (
    number INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    facts INTEGER NOT NULL,
    digest TEXT NOT NULL,
    note TEXT NOT NULL,
    reference INTEGER NOT NULL,
    cost_weight REAL NOT NULL,
    looked_at INTEGER NOT NULL,
    people INTEGER NOT NULL,
    body BLOB
);

-- Who makes beliefs now.
CREATE TABLE refitter (
    name TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    until INTEGER NOT NULL
) WITHOUT ROWID;
