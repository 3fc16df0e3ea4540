-- The journal, the operation and the media library. Times are epoch milliseconds UTC; ids are 32 hex digits.

-- Who writes to us, and every name they are known by inside one WhatsApp business portfolio.
CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    portfolio TEXT NOT NULL,
    name TEXT,
    persona TEXT,
    persona_turn TEXT,
    merged_into TEXT,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE alias (
    portfolio TEXT NOT NULL,
    kind INTEGER NOT NULL,
    value TEXT NOT NULL,
    person_id TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    PRIMARY KEY (portfolio, kind, value)
) WITHOUT ROWID;

CREATE TABLE identity_conflict (
    portfolio TEXT NOT NULL,
    kind INTEGER NOT NULL,
    value TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    claimant_id TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    PRIMARY KEY (portfolio, kind, value, claimant_id)
) WITHOUT ROWID;

CREATE TABLE optout (
    person_id TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    words TEXT NOT NULL,
    turn_id TEXT NOT NULL
) WITHOUT ROWID;

-- One person on one channel. `due_at` is when it may be claimed: the end of the open burst or the next timer while it
-- is idle, the end of the lease while a turn runs, the next try after a failure.
CREATE TABLE conversation (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    wa_id TEXT,
    bsuid TEXT,
    last_seq INTEGER NOT NULL,
    said_seq INTEGER NOT NULL DEFAULT 0,
    heard_at INTEGER NOT NULL,
    heard_wamid TEXT NOT NULL,
    burst_at INTEGER,
    burst_due INTEGER,
    timer_at INTEGER,
    due_at INTEGER,
    epoch INTEGER NOT NULL DEFAULT 0,
    owner TEXT,
    lease_until INTEGER,
    turn_id TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    pending_turn TEXT,
    memo_before TEXT,
    retractions INTEGER NOT NULL DEFAULT 0,
    memo TEXT,
    persona TEXT,
    stage TEXT NOT NULL DEFAULT 'novo',
    asked INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    UNIQUE (person_id, channel)
);
CREATE INDEX conversation_due ON conversation (due_at) WHERE due_at IS NOT NULL;

-- `turn_id` NULL: part of the open burst; set: frozen into that turn. `done`: 0 to be answered, 1 answered, 2 dead.
CREATE TABLE message (
    conversation_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    channel TEXT NOT NULL,
    wamid TEXT NOT NULL,
    at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    content TEXT NOT NULL,
    reply_to TEXT,
    referral TEXT,
    turn_id TEXT,
    done INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (conversation_id, seq),
    UNIQUE (channel, wamid)
) WITHOUT ROWID;
CREATE INDEX message_open ON message (conversation_id) WHERE done = 0;

-- Every update as it came, once: `key` is a digest of what makes it unique at Meta.
CREATE TABLE raw (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    field TEXT NOT NULL,
    channel TEXT,
    person_id TEXT,
    received_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    why TEXT NOT NULL
);

CREATE TABLE raw_body (
    id INTEGER PRIMARY KEY,
    received_at INTEGER NOT NULL,
    body BLOB NOT NULL,
    reason TEXT NOT NULL
);

-- A status that came before we knew its wamid and without our callback id.
CREATE TABLE stray_status (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    wamid TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    status TEXT NOT NULL
);
CREATE INDEX stray_status_wamid ON stray_status (channel, wamid);

CREATE TABLE timer (
    conversation_id TEXT NOT NULL,
    key TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    payload TEXT NOT NULL,
    turn_id TEXT,
    PRIMARY KEY (conversation_id, key)
) WITHOUT ROWID;

-- `state`: waiting, sending, uncertain, accepted, failed, superseded (the lead wrote more), cancelled (opted out).
CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    channel TEXT NOT NULL,
    turn_id TEXT NOT NULL,
    bubble TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    send_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    tries INTEGER NOT NULL DEFAULT 0,
    sending_at INTEGER,
    settled_at INTEGER,
    wamid TEXT,
    rank INTEGER NOT NULL DEFAULT 0,
    sent_at INTEGER,
    delivered_at INTEGER,
    read_at INTEGER,
    failed_at INTEGER,
    pricing TEXT,
    code TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    resent INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX outbox_due ON outbox (send_at) WHERE state = 'waiting';
CREATE INDEX outbox_place ON outbox (conversation_id, place);
CREATE INDEX outbox_live ON outbox (conversation_id, place) WHERE state IN ('waiting', 'sending', 'uncertain');
CREATE INDEX outbox_wamid ON outbox (channel, wamid) WHERE wamid IS NOT NULL;
CREATE INDEX outbox_attention ON outbox (settled_at) WHERE state IN ('uncertain', 'failed');
CREATE INDEX outbox_turned_down ON outbox (settled_at) WHERE state IN ('superseded', 'cancelled');

CREATE TABLE decision (
    id TEXT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    turn_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX decision_conversation ON decision (conversation_id, at);

CREATE TABLE handoff (
    id TEXT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    reason TEXT NOT NULL,
    ended_at INTEGER,
    ended_by TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX handoff_open ON handoff (conversation_id) WHERE ended_at IS NULL;

-- What could not be worked on: a turn that kept failing (`id` is the turn) or an update that names nobody.
CREATE TABLE dead_letter (
    id TEXT NOT NULL PRIMARY KEY,
    conversation_id TEXT,
    at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    replayed_at INTEGER
) WITHOUT ROWID;

CREATE TABLE operation_version (
    number INTEGER NOT NULL PRIMARY KEY,
    parent INTEGER,
    digest TEXT NOT NULL,
    document TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    note TEXT NOT NULL
);

CREATE TABLE media (
    sha256 TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    content BLOB NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE media_key (
    key TEXT NOT NULL PRIMARY KEY,
    sha256 TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE media_upload (
    channel TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    media_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (channel, sha256)
) WITHOUT ROWID;
