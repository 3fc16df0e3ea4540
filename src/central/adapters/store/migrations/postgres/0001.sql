-- The journal, the operation and the media library. Times are epoch milliseconds UTC; ids are 32 hex digits.

-- Who writes to us, and every name they are known by inside one WhatsApp business portfolio.
CREATE TABLE person (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    portfolio TEXT COLLATE "C" NOT NULL,
    name TEXT,
    persona TEXT,
    persona_turn TEXT COLLATE "C",
    merged_into TEXT COLLATE "C",
    created_at BIGINT NOT NULL
);

CREATE TABLE alias (
    portfolio TEXT COLLATE "C" NOT NULL,
    kind BIGINT NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL,
    first_seen BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    PRIMARY KEY (portfolio, kind, value)
);

CREATE TABLE identity_conflict (
    portfolio TEXT COLLATE "C" NOT NULL,
    kind BIGINT NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    owner_id TEXT COLLATE "C" NOT NULL,
    claimant_id TEXT COLLATE "C" NOT NULL,
    first_at BIGINT NOT NULL,
    PRIMARY KEY (portfolio, kind, value, claimant_id)
);

CREATE TABLE optout (
    person_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    source TEXT NOT NULL,
    words TEXT NOT NULL,
    turn_id TEXT COLLATE "C" NOT NULL
);

-- One person on one channel. `due_at` is when it may be claimed: the end of the open burst or the next timer while it
-- is idle, the end of the lease while a turn runs, the next try after a failure.
CREATE TABLE conversation (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    person_id TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    wa_id TEXT COLLATE "C",
    bsuid TEXT COLLATE "C",
    last_seq BIGINT NOT NULL,
    said_seq BIGINT NOT NULL DEFAULT 0,
    heard_at BIGINT NOT NULL,
    heard_wamid TEXT COLLATE "C" NOT NULL,
    burst_at BIGINT,
    burst_due BIGINT,
    timer_at BIGINT,
    due_at BIGINT,
    epoch BIGINT NOT NULL DEFAULT 0,
    owner TEXT,
    lease_until BIGINT,
    turn_id TEXT COLLATE "C",
    failures BIGINT NOT NULL DEFAULT 0,
    pending_turn TEXT COLLATE "C",
    memo_before TEXT,
    retractions BIGINT NOT NULL DEFAULT 0,
    memo TEXT,
    persona TEXT,
    stage TEXT NOT NULL DEFAULT 'novo',
    asked BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    UNIQUE (person_id, channel)
);
CREATE INDEX conversation_due ON conversation (due_at) WHERE due_at IS NOT NULL;

-- `turn_id` NULL: part of the open burst; set: frozen into that turn. `done`: 0 to be answered, 1 answered, 2 dead.
CREATE TABLE message (
    conversation_id TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    wamid TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    content TEXT NOT NULL,
    reply_to TEXT,
    referral TEXT,
    turn_id TEXT COLLATE "C",
    done BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (conversation_id, seq),
    UNIQUE (channel, wamid)
);
CREATE INDEX message_open ON message (conversation_id) WHERE done = 0;

-- Every update as it came, once: `key` is a digest of what makes it unique at Meta.
CREATE TABLE raw (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key TEXT COLLATE "C" NOT NULL UNIQUE,
    field TEXT NOT NULL,
    channel TEXT COLLATE "C",
    person_id TEXT COLLATE "C",
    received_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    why TEXT NOT NULL
);

CREATE TABLE raw_body (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    received_at BIGINT NOT NULL,
    body BYTEA NOT NULL,
    reason TEXT NOT NULL
);

-- A status that came before we knew its wamid and without our callback id.
CREATE TABLE stray_status (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel TEXT COLLATE "C" NOT NULL,
    wamid TEXT COLLATE "C" NOT NULL,
    received_at BIGINT NOT NULL,
    status TEXT NOT NULL
);
CREATE INDEX stray_status_wamid ON stray_status (channel, wamid);

CREATE TABLE timer (
    conversation_id TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    due_at BIGINT NOT NULL,
    payload TEXT NOT NULL,
    turn_id TEXT COLLATE "C",
    PRIMARY KEY (conversation_id, key)
);

-- `state`: waiting, sending, uncertain, accepted, failed, superseded (the lead wrote more), cancelled (opted out).
CREATE TABLE outbox (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    conversation_id TEXT COLLATE "C" NOT NULL,
    place BIGINT NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    turn_id TEXT COLLATE "C" NOT NULL,
    bubble TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    send_at BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    tries BIGINT NOT NULL DEFAULT 0,
    sending_at BIGINT,
    settled_at BIGINT,
    wamid TEXT COLLATE "C",
    rank BIGINT NOT NULL DEFAULT 0,
    sent_at BIGINT,
    delivered_at BIGINT,
    read_at BIGINT,
    failed_at BIGINT,
    pricing TEXT,
    code TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    resent BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX outbox_due ON outbox (send_at) WHERE state = 'waiting';
CREATE INDEX outbox_place ON outbox (conversation_id, place);
CREATE INDEX outbox_live ON outbox (conversation_id, place) WHERE state IN ('waiting', 'sending', 'uncertain');
CREATE INDEX outbox_wamid ON outbox (channel, wamid) WHERE wamid IS NOT NULL;
CREATE INDEX outbox_attention ON outbox (settled_at) WHERE state IN ('uncertain', 'failed');
CREATE INDEX outbox_turned_down ON outbox (settled_at) WHERE state IN ('superseded', 'cancelled');

CREATE TABLE decision (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    conversation_id TEXT COLLATE "C" NOT NULL,
    turn_id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX decision_conversation ON decision (conversation_id, at);

CREATE TABLE handoff (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    conversation_id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    by TEXT NOT NULL,
    reason TEXT NOT NULL,
    ended_at BIGINT,
    ended_by TEXT
);
CREATE UNIQUE INDEX handoff_open ON handoff (conversation_id) WHERE ended_at IS NULL;

-- What could not be worked on: a turn that kept failing (`id` is the turn) or an update that names nobody.
CREATE TABLE dead_letter (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    conversation_id TEXT COLLATE "C",
    at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    replayed_at BIGINT
);

CREATE TABLE operation_version (
    number BIGINT NOT NULL PRIMARY KEY,
    parent BIGINT,
    digest TEXT NOT NULL,
    document TEXT NOT NULL,
    by TEXT NOT NULL,
    at BIGINT NOT NULL,
    note TEXT NOT NULL
);

CREATE TABLE media (
    sha256 TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    content BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE media_key (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    sha256 TEXT COLLATE "C" NOT NULL
);

CREATE TABLE media_upload (
    channel TEXT COLLATE "C" NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    media_id TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (channel, sha256)
);
