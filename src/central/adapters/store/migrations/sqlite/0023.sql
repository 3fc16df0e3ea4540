-- Replies that did not go out by themselves: one at most is open in a conversation.

-- `mode`: supervisionado (somebody sends, edits or refuses it) or sombra (only shown). `bubbles` are what it says,
-- `body` what is written if it goes out. `wish`, `words` and `wished_by` are what somebody decided, `ended` what
-- became of it, `ended_by` whose hand that was.
CREATE TABLE draft (
    turn_id TEXT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    mode TEXT NOT NULL,
    persona TEXT NOT NULL,
    tier TEXT NOT NULL,
    intent TEXT NOT NULL,
    due_at INTEGER,
    bubbles TEXT NOT NULL,
    body TEXT NOT NULL,
    wish TEXT,
    words TEXT,
    wished_by TEXT,
    wished_at INTEGER,
    ended TEXT,
    ended_by TEXT,
    settled_at INTEGER
) WITHOUT ROWID;
CREATE UNIQUE INDEX draft_open ON draft (conversation_id) WHERE settled_at IS NULL;
CREATE INDEX draft_conversation ON draft (conversation_id, at);
