-- The panel: who may enter, the ledger that tells tabs what moved, and what people add to conversations by hand.

-- Somebody of the seller's team. `password` is an argon2 hash; NULL until they chose one.
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password TEXT,
    created_at INTEGER NOT NULL,
    closed_at INTEGER,
    closed_by TEXT
) WITHOUT ROWID;

-- A browser that is signed in; `token` is the SHA-256 of what its cookie holds.
CREATE TABLE session (
    token TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL,
    csrf TEXT NOT NULL,
    agent TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER
) WITHOUT ROWID;
CREATE INDEX session_account ON session (account_id);

-- A link that lets in once: without an account it makes the owner. `token` is the SHA-256 of what the link holds.
CREATE TABLE entry_link (
    token TEXT NOT NULL PRIMARY KEY,
    account_id TEXT,
    by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) WITHOUT ROWID;

-- Failed tries to enter by login, address or both; forgotten after a success or a while.
CREATE TABLE entry_failure (
    key TEXT NOT NULL PRIMARY KEY,
    tries INTEGER NOT NULL,
    last_at INTEGER NOT NULL
) WITHOUT ROWID;

-- What moved, without a word of content. `kind`: ouviu, respondeu, enviou, recibo, pessoa, devolveu, nota, reposto …
CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    conversation_id TEXT NOT NULL
);

CREATE INDEX conversation_heard ON conversation (heard_at);
CREATE INDEX conversation_paid ON conversation (heard_at) WHERE stage IN ('comprado', 'pos_venda');

-- Who of the team said a bubble; NULL is the bot.
ALTER TABLE outbox ADD COLUMN author TEXT;

CREATE TABLE note (
    id TEXT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    words TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX note_conversation ON note (conversation_id, at);

CREATE TABLE quick_reply (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL
) WITHOUT ROWID;

-- A reading put right by a person; `words` is the burst as the reader saw it, so that it can learn from it.
CREATE TABLE correction (
    id TEXT NOT NULL PRIMARY KEY,
    decision_id TEXT NOT NULL UNIQUE,
    conversation_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    words TEXT NOT NULL,
    read TEXT NOT NULL,
    meant TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX correction_at ON correction (at);

-- Words to search; `kind`: nome (with phones), lead, nos. Filled behind the ledger.
CREATE TABLE spoken_words (
    id INTEGER PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    ref TEXT NOT NULL,
    at INTEGER NOT NULL,
    words TEXT NOT NULL,
    UNIQUE (conversation_id, kind, ref)
);
CREATE VIEW spoken_texts AS SELECT id, words FROM spoken_words WHERE kind <> 'nome';
CREATE VIEW spoken_names AS SELECT id, words FROM spoken_words WHERE kind = 'nome';
CREATE VIRTUAL TABLE fts_words USING fts5(words, content = 'spoken_texts', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
CREATE TRIGGER fts_words_added AFTER INSERT ON spoken_words WHEN new.kind <> 'nome' BEGIN
    INSERT INTO fts_words (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER fts_words_gone AFTER DELETE ON spoken_words WHEN old.kind <> 'nome' BEGIN
    INSERT INTO fts_words (fts_words, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER fts_words_changed AFTER UPDATE OF words ON spoken_words WHEN new.kind <> 'nome' BEGIN
    INSERT INTO fts_words (fts_words, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO fts_words (rowid, words) VALUES (new.id, new.words);
END;
-- Names and phones have an index of their own: a word of many messages must not hide that no name has it.
CREATE VIRTUAL TABLE fts_names USING fts5(words, content = 'spoken_names', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
CREATE TRIGGER fts_names_added AFTER INSERT ON spoken_words WHEN new.kind = 'nome' BEGIN
    INSERT INTO fts_names (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER fts_names_gone AFTER DELETE ON spoken_words WHEN old.kind = 'nome' BEGIN
    INSERT INTO fts_names (fts_names, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER fts_names_changed AFTER UPDATE OF words ON spoken_words WHEN new.kind = 'nome' BEGIN
    INSERT INTO fts_names (fts_names, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO fts_names (rowid, words) VALUES (new.id, new.words);
END;

-- Up to which position of the ledger a follower has worked.
CREATE TABLE follower (
    name TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL
) WITHOUT ROWID;
