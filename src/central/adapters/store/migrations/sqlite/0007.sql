-- Tickets: the built-in HelpCenter, its API's tokens, its outgoing webhooks, and the outboxes of outside CRMs.

-- What a turn changed about a sale, until it is applied to its ticket.
CREATE TABLE move (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
);

-- One purchase intent of a person. `status`: interessado, pediu_desconto, comprado, perdido; `value` in centavos.
CREATE TABLE ticket (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL,
    conversation_id TEXT,
    status TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    reason TEXT NOT NULL,
    value INTEGER,
    persona TEXT,
    product TEXT,
    campaign TEXT,
    ad TEXT,
    source TEXT,
    name TEXT,
    phone TEXT,
    email TEXT,
    tags TEXT NOT NULL,
    closed_at INTEGER
) WITHOUT ROWID;
CREATE INDEX ticket_person ON ticket (person_id, opened_at);
CREATE INDEX ticket_status ON ticket (status, id);
CREATE INDEX ticket_updated ON ticket (updated_at);

-- The history of a ticket: `version` is the one it led to.
CREATE TABLE ticket_event (
    ticket_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    status TEXT,
    value INTEGER,
    PRIMARY KEY (ticket_id, version)
) WITHOUT ROWID;

-- A key to the HelpCenter's API; the token itself is nowhere.
CREATE TABLE api_token (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL UNIQUE,
    may_write INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) WITHOUT ROWID;

-- What a request with an Idempotency-Key was answered.
CREATE TABLE api_once (
    token_id TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    at INTEGER NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (token_id, key)
) WITHOUT ROWID;
CREATE INDEX api_once_at ON api_once (at);

-- Who is told of every line of history; their secret is derived, never kept.
CREATE TABLE hook (
    id TEXT NOT NULL PRIMARY KEY,
    url TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    removed_at INTEGER
) WITHOUT ROWID;

-- `due_at` NULL: delivered (`dead` 0) or given up (1).
CREATE TABLE hook_delivery (
    hook_id TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    due_at INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    dead INTEGER NOT NULL DEFAULT 0,
    settled_at INTEGER,
    code TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (hook_id, ticket_id, version)
) WITHOUT ROWID;
CREATE INDEX hook_delivery_due ON hook_delivery (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX hook_delivery_dead ON hook_delivery (settled_at) WHERE dead = 1;

-- A ticket in an outside CRM: the version it should show (`wanted`) and shows (`shown`). `state`: idle, due, doubt (a
-- creation whose outcome is unknown), dead. `known` is what we last saw there, `checkpoint` where to look for doubts.
CREATE TABLE crm_link (
    crm TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    ref TEXT,
    contact_ref TEXT,
    wanted INTEGER NOT NULL,
    shown INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'due',
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    known TEXT,
    checkpoint TEXT,
    settled_at INTEGER,
    code TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (crm, ticket_id)
) WITHOUT ROWID;
CREATE INDEX crm_link_due ON crm_link (crm, due_at) WHERE state IN ('due', 'doubt');
CREATE INDEX crm_link_dead ON crm_link (settled_at) WHERE state = 'dead';
CREATE INDEX crm_link_ref ON crm_link (crm, ref) WHERE ref IS NOT NULL;

-- A record of a CRM that may have changed there and has to be read again.
CREATE TABLE crm_hint (
    crm TEXT NOT NULL,
    ref TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (crm, ref)
) WITHOUT ROWID;

-- How far a CRM was from us, each time the two were compared.
CREATE TABLE crm_drift (
    crm TEXT NOT NULL,
    at INTEGER NOT NULL,
    checked INTEGER NOT NULL,
    drift INTEGER NOT NULL,
    mended INTEGER NOT NULL,
    PRIMARY KEY (crm, at)
) WITHOUT ROWID;

-- Which ticket took a word about an order, so that it is taken once and a refund finds the sale.
CREATE TABLE ticket_order (
    position INTEGER NOT NULL PRIMARY KEY,
    order_id TEXT NOT NULL,
    ticket_id TEXT
);
CREATE INDEX ticket_order_order ON ticket_order (order_id);

-- Which process has the one line to a CRM.
CREATE TABLE crm_line (
    crm TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    until INTEGER NOT NULL
) WITHOUT ROWID;
