-- Sums of closed days, so that months are read at once. Built from the ledgers; may be thrown away at any time.
CREATE TABLE metric_day (
    day INTEGER NOT NULL,
    channel TEXT NOT NULL,
    persona TEXT NOT NULL,
    product TEXT NOT NULL,
    campaign TEXT NOT NULL,
    ad TEXT NOT NULL,
    source TEXT NOT NULL,
    what TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (day, channel, persona, product, campaign, ad, source, what)
) WITHOUT ROWID;

-- Which days are summed, and when that was done.
CREATE TABLE metric_built (
    day INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
);
CREATE INDEX conversation_created ON conversation (created_at);
CREATE INDEX outbox_by_people ON outbox (created_at) WHERE author IS NOT NULL;
CREATE INDEX order_outcome_at ON order_outcome (at);
CREATE INDEX order_outcome_received ON order_outcome (received_at);
