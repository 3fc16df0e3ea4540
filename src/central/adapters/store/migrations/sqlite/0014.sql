-- Sales told back to ad platforms, and what ads cost.

-- One sale for one platform, once. `state`: due, sending, sent, skipped (`reason` says why), dead, uncertain (the
-- platform may have taken it, and it cannot tell repeats).
CREATE TABLE conversion (
    platform TEXT NOT NULL,
    order_id TEXT NOT NULL,
    person_id TEXT,
    at INTEGER NOT NULL,
    value INTEGER NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    settled_at INTEGER,
    code TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (platform, order_id)
) WITHOUT ROWID;
CREATE INDEX conversion_due ON conversion (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX conversion_order ON conversion (order_id);
CREATE INDEX conversion_attention ON conversion (settled_at) WHERE state IN ('dead', 'uncertain');

-- Which lines about orders were looked at for conversions.
CREATE TABLE conversion_seen (
    position INTEGER NOT NULL PRIMARY KEY
);

-- What an ad cost on a day of its account's own time zone. `spend` in hundredths of `currency`; `ad` empty: a whole
-- campaign's or account's figure. Reading a span of days again replaces it.
CREATE TABLE ad_spend (
    platform TEXT NOT NULL,
    account TEXT NOT NULL,
    day TEXT NOT NULL,
    campaign TEXT NOT NULL,
    ad TEXT NOT NULL,
    adset TEXT NOT NULL,
    campaign_name TEXT NOT NULL,
    ad_name TEXT NOT NULL,
    spend INTEGER NOT NULL,
    currency TEXT NOT NULL,
    impressions INTEGER NOT NULL,
    clicks INTEGER NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (platform, account, day, campaign, ad)
) WITHOUT ROWID;
CREATE INDEX ad_spend_day ON ad_spend (day);
