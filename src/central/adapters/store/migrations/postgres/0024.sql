-- Who approved or refused which words, and the sentences that people wrote in a persona's place.

-- `digest` is that of `said`, the words as JSON; the last line on a digest counts.
CREATE TABLE approval (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    item TEXT COLLATE "C" NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    said TEXT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    by TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL
);

-- What somebody of the team made of a draft, without what was the lead's own; `turn_id` is the draft's.
CREATE TABLE voice_example (
    turn_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    conversation_id TEXT COLLATE "C" NOT NULL,
    persona TEXT COLLATE "C" NOT NULL,
    intent TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    by TEXT COLLATE "C" NOT NULL,
    words TEXT NOT NULL
);
CREATE INDEX voice_example_persona ON voice_example (persona, at);
CREATE INDEX voice_example_conversation ON voice_example (conversation_id);
