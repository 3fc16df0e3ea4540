-- Alerts: what is wrong, who was told of it how often, what each of the team wants, which browsers may be pushed to.
CREATE TABLE alert (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    ref TEXT COLLATE "C" NOT NULL,
    over_at BIGINT
);

CREATE TABLE alert_ring (
    key TEXT COLLATE "C" NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL,
    way TEXT COLLATE "C" NOT NULL,
    times BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (key, account_id, way)
);

-- `kinds_off` and `ways` are JSON lists; quiet hours in minutes of the local day.
CREATE TABLE alert_wish (
    account_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kinds_off TEXT COLLATE "C" NOT NULL,
    ways TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C" NOT NULL,
    phone TEXT COLLATE "C" NOT NULL,
    quiet_from BIGINT NOT NULL,
    quiet_to BIGINT NOT NULL
);

CREATE TABLE push_device (
    endpoint TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account_id TEXT COLLATE "C" NOT NULL,
    p256dh TEXT COLLATE "C" NOT NULL,
    auth TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX push_device_account ON push_device (account_id);
