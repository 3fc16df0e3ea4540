-- The panel: who may enter, the ledger that tells tabs what moved, and what people add to conversations by hand.

-- Somebody of the seller's team. `password` is an argon2 hash; NULL until they chose one.
CREATE TABLE account (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    login TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password TEXT,
    created_at BIGINT NOT NULL,
    closed_at BIGINT,
    closed_by TEXT
);

-- A browser that is signed in; `token` is the SHA-256 of what its cookie holds.
CREATE TABLE session (
    token TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account_id TEXT COLLATE "C" NOT NULL,
    csrf TEXT NOT NULL,
    agent TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX session_account ON session (account_id);

-- A link that lets in once: without an account it makes the owner. `token` is the SHA-256 of what the link holds.
CREATE TABLE entry_link (
    token TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account_id TEXT COLLATE "C",
    by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

-- Failed tries to enter by login, address or both; forgotten after a success or a while.
CREATE TABLE entry_failure (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    tries BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);

-- What moved, without a word of content. `kind`: ouviu, respondeu, enviou, recibo, pessoa, devolveu, nota, reposto …
CREATE TABLE event (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    conversation_id TEXT COLLATE "C" NOT NULL
);

CREATE INDEX conversation_heard ON conversation (heard_at);
CREATE INDEX conversation_paid ON conversation (heard_at) WHERE stage IN ('comprado', 'pos_venda');

-- Who of the team said a bubble; NULL is the bot.
ALTER TABLE outbox ADD COLUMN author TEXT COLLATE "C";

CREATE TABLE note (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    conversation_id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    by TEXT NOT NULL,
    words TEXT NOT NULL
);
CREATE INDEX note_conversation ON note (conversation_id, at);

CREATE TABLE quick_reply (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    at BIGINT NOT NULL,
    by TEXT NOT NULL
);

-- A reading put right by a person; `words` is the burst as the reader saw it, so that it can learn from it.
CREATE TABLE correction (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    decision_id TEXT COLLATE "C" NOT NULL UNIQUE,
    conversation_id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    by TEXT NOT NULL,
    words TEXT NOT NULL,
    read TEXT NOT NULL,
    meant TEXT NOT NULL
);
CREATE INDEX correction_at ON correction (at);

-- Words to search; `kind`: nome (with phones), lead, nos. Filled behind the ledger.
CREATE TABLE spoken_words (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    ref TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    words TEXT NOT NULL,
    UNIQUE (conversation_id, kind, ref)
);
CREATE INDEX spoken_words_text ON spoken_words USING gin (to_tsvector('simple', translate(lower(words), 'áàâãäéèêëíìîïóòôõöúùûüçñ', 'aaaaaeeeeiiiiooooouuuucn'))) WHERE kind <> 'nome';
-- Names and phones have an index of their own: a word of many messages must not hide that no name has it.
CREATE INDEX spoken_words_names ON spoken_words USING gin (to_tsvector('simple', translate(lower(words), 'áàâãäéèêëíìîïóòôõöúùûüçñ', 'aaaaaeeeeiiiiooooouuuucn'))) WHERE kind = 'nome';
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX spoken_words_name ON spoken_words USING gin ((translate(lower(words), 'áàâãäéèêëíìîïóòôõöúùûüçñ', 'aaaaaeeeeiiiiooooouuuucn')) gin_trgm_ops) WHERE kind = 'nome';

-- Up to which position of the ledger a follower has worked.
CREATE TABLE follower (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL
);
