-- Who approved or refused which words, and the sentences that people wrote in a persona's place.

-- `digest` is that of `said`, the words as JSON; the last line on a digest counts.
CREATE TABLE approval (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    digest TEXT NOT NULL,
    said TEXT NOT NULL,
    state TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID;

-- What somebody of the team made of a draft, without what was the lead's own; `turn_id` is the draft's.
CREATE TABLE voice_example (
    turn_id TEXT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    persona TEXT NOT NULL,
    intent TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    words TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX voice_example_persona ON voice_example (persona, at);
CREATE INDEX voice_example_conversation ON voice_example (conversation_id);
