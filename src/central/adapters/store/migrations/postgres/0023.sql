-- Replies that did not go out by themselves: one at most is open in a conversation.

-- `mode`: supervisionado (somebody sends, edits or refuses it) or sombra (only shown). `bubbles` are what it says,
-- `body` what is written if it goes out. `wish`, `words` and `wished_by` are what somebody decided, `ended` what
-- became of it, `ended_by` whose hand that was.
CREATE TABLE draft (
    turn_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    conversation_id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    mode TEXT COLLATE "C" NOT NULL,
    persona TEXT COLLATE "C" NOT NULL,
    tier TEXT COLLATE "C" NOT NULL,
    intent TEXT COLLATE "C" NOT NULL,
    due_at BIGINT,
    bubbles TEXT NOT NULL,
    body TEXT NOT NULL,
    wish TEXT COLLATE "C",
    words TEXT,
    wished_by TEXT COLLATE "C",
    wished_at BIGINT,
    ended TEXT COLLATE "C",
    ended_by TEXT COLLATE "C",
    settled_at BIGINT
);
CREATE UNIQUE INDEX draft_open ON draft (conversation_id) WHERE settled_at IS NULL;
CREATE INDEX draft_conversation ON draft (conversation_id, at);
