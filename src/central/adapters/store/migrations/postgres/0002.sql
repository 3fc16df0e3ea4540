-- Where leads come from, which numbers are healthy, and who changed a lead's persona.

-- A visit of one of our links; `person_id` is who used its code first.
CREATE TABLE click (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    code TEXT COLLATE "C" NOT NULL UNIQUE,
    link TEXT COLLATE "C" NOT NULL,
    campaign TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    gclid TEXT,
    wbraid TEXT,
    gbraid TEXT,
    kwai_clickid TEXT,
    fbclid TEXT,
    utm TEXT NOT NULL,
    person_id TEXT COLLATE "C",
    joined_at BIGINT
);
CREATE INDEX click_pending ON click (channel, at) WHERE person_id IS NULL;

-- What brought a lead, by the message that says so. `confidence`: certa, provável, desconhecida.
CREATE TABLE touch (
    conversation_id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    source TEXT NOT NULL,
    campaign TEXT COLLATE "C",
    product TEXT,
    ad TEXT COLLATE "C",
    clid TEXT,
    click_id TEXT COLLATE "C",
    confidence TEXT NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (conversation_id, seq)
);
CREATE INDEX touch_person ON touch (person_id, at);
CREATE INDEX touch_ad ON touch (ad, channel) WHERE ad IS NOT NULL;

-- What Meta or a person said of a number, newest last. `state`: green, yellow, red, restricted, banned.
CREATE TABLE channel_health (
    channel TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    until BIGINT,
    by TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (channel, at, state)
);

CREATE TABLE persona_switch (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    person_id TEXT COLLATE "C" NOT NULL,
    from_persona TEXT,
    to_persona TEXT NOT NULL,
    at BIGINT NOT NULL,
    by TEXT NOT NULL
);
CREATE INDEX persona_switch_person ON persona_switch (person_id, at);
