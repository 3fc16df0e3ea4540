-- Sums of closed days, so that months are read at once. Built from the ledgers; may be thrown away at any time.
CREATE TABLE metric_day (
    day BIGINT NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    persona TEXT COLLATE "C" NOT NULL,
    product TEXT COLLATE "C" NOT NULL,
    campaign TEXT COLLATE "C" NOT NULL,
    ad TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (day, channel, persona, product, campaign, ad, source, what)
);

-- Which days are summed, and when that was done.
CREATE TABLE metric_built (
    day BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);
CREATE INDEX conversation_created ON conversation (created_at);
CREATE INDEX outbox_by_people ON outbox (created_at) WHERE author IS NOT NULL;
CREATE INDEX order_outcome_at ON order_outcome (at);
CREATE INDEX order_outcome_received ON order_outcome (received_at);
