-- Sales told back to ad platforms, and what ads cost.

-- One sale for one platform, once. `state`: due, sending, sent, skipped (`reason` says why), dead, uncertain (the
-- platform may have taken it, and it cannot tell repeats).
CREATE TABLE conversion (
    platform TEXT COLLATE "C" NOT NULL,
    order_id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C",
    at BIGINT NOT NULL,
    value BIGINT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at BIGINT,
    tries BIGINT NOT NULL DEFAULT 0,
    settled_at BIGINT,
    code TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (platform, order_id)
);
CREATE INDEX conversion_due ON conversion (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX conversion_order ON conversion (order_id);
CREATE INDEX conversion_attention ON conversion (settled_at) WHERE state IN ('dead', 'uncertain');

-- Which lines about orders were looked at for conversions.
CREATE TABLE conversion_seen (
    position BIGINT NOT NULL PRIMARY KEY
);

-- What an ad cost on a day of its account's own time zone. `spend` in hundredths of `currency`; `ad` empty: a whole
-- campaign's or account's figure. Reading a span of days again replaces it.
CREATE TABLE ad_spend (
    platform TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    campaign TEXT COLLATE "C" NOT NULL,
    ad TEXT COLLATE "C" NOT NULL,
    adset TEXT NOT NULL,
    campaign_name TEXT NOT NULL,
    ad_name TEXT NOT NULL,
    spend BIGINT NOT NULL,
    currency TEXT NOT NULL,
    impressions BIGINT NOT NULL,
    clicks BIGINT NOT NULL,
    by TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (platform, account, day, campaign, ad)
);
CREATE INDEX ad_spend_day ON ad_spend (day);
