-- Where the bot is switched off, and what Meta's API says of each number.

-- `scope`: numero (`id` is the channel) or persona.
CREATE TABLE halt (
    scope TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    by TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (scope, id)
);

-- `day_limit`: people a day that may be written to unasked, NULL without a limit or unknown; `trouble`: what keeps the
-- account from sending, in Meta's words.
CREATE TABLE channel_reading (
    channel TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    quality TEXT NOT NULL,
    day_limit BIGINT,
    throughput TEXT NOT NULL,
    name_status TEXT NOT NULL,
    verification TEXT NOT NULL,
    trouble TEXT NOT NULL
);
