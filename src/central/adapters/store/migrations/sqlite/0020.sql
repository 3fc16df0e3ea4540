-- Alerts: what is wrong, who was told of it how often, what each of the team wants, which browsers may be pushed to.
CREATE TABLE alert (
    key TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL,
    ref TEXT NOT NULL,
    over_at INTEGER
) WITHOUT ROWID;

CREATE TABLE alert_ring (
    key TEXT NOT NULL,
    account_id TEXT NOT NULL,
    way TEXT NOT NULL,
    times INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (key, account_id, way)
) WITHOUT ROWID;

-- `kinds_off` and `ways` are JSON lists; quiet hours in minutes of the local day.
CREATE TABLE alert_wish (
    account_id TEXT NOT NULL PRIMARY KEY,
    kinds_off TEXT NOT NULL,
    ways TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    quiet_from INTEGER NOT NULL,
    quiet_to INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE push_device (
    endpoint TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX push_device_account ON push_device (account_id);
