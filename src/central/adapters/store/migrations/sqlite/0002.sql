-- Where leads come from, which numbers are healthy, and who changed a lead's persona.

-- A visit of one of our links; `person_id` is who used its code first.
CREATE TABLE click (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    link TEXT NOT NULL,
    campaign TEXT NOT NULL,
    channel TEXT NOT NULL,
    at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    gclid TEXT,
    wbraid TEXT,
    gbraid TEXT,
    kwai_clickid TEXT,
    fbclid TEXT,
    utm TEXT NOT NULL,
    person_id TEXT,
    joined_at INTEGER
) WITHOUT ROWID;
CREATE INDEX click_pending ON click (channel, at) WHERE person_id IS NULL;

-- What brought a lead, by the message that says so. `confidence`: certa, provável, desconhecida.
CREATE TABLE touch (
    conversation_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    campaign TEXT,
    product TEXT,
    ad TEXT,
    clid TEXT,
    click_id TEXT,
    confidence TEXT NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (conversation_id, seq)
) WITHOUT ROWID;
CREATE INDEX touch_person ON touch (person_id, at);
CREATE INDEX touch_ad ON touch (ad, channel) WHERE ad IS NOT NULL;

-- What Meta or a person said of a number, newest last. `state`: green, yellow, red, restricted, banned.
CREATE TABLE channel_health (
    channel TEXT NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    until INTEGER,
    by TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (channel, at, state)
) WITHOUT ROWID;

CREATE TABLE persona_switch (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL,
    from_persona TEXT,
    to_persona TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX persona_switch_person ON persona_switch (person_id, at);
