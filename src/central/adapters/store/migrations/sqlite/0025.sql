-- Who of the team writes in a conversation just now; `at` is when they last touched a key.
CREATE TABLE typing (
    conversation_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, account_id)
) WITHOUT ROWID;
