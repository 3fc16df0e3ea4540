-- What is searched is worked out once, when it is written; capital letters with accents are folded whatever the locale.
DROP INDEX spoken_words_text;
DROP INDEX spoken_words_names;
DROP INDEX spoken_words_name;
ALTER TABLE spoken_words ADD COLUMN folded TEXT GENERATED ALWAYS AS (
    CASE WHEN kind = 'nome' THEN translate(lower(words), 'áàâãäéèêëíìîïóòôõöúùûüçñÁÀÂÃÄÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÇÑ', 'aaaaaeeeeiiiiooooouuuucnaaaaaeeeeiiiiooooouuuucn') END) STORED;
ALTER TABLE spoken_words ADD COLUMN terms TSVECTOR GENERATED ALWAYS AS (
    to_tsvector('simple', translate(lower(words), 'áàâãäéèêëíìîïóòôõöúùûüçñÁÀÂÃÄÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÇÑ', 'aaaaaeeeeiiiiooooouuuucnaaaaaeeeeiiiiooooouuuucn'))) STORED;
CREATE INDEX spoken_words_text ON spoken_words USING gin (terms) WHERE kind <> 'nome';
-- Names and phones have an index of their own: a word of many messages must not hide that no name has it.
CREATE INDEX spoken_words_names ON spoken_words USING gin (terms) WHERE kind = 'nome';
CREATE INDEX spoken_words_name ON spoken_words USING gin (folded gin_trgm_ops) WHERE kind = 'nome';

-- Who of the team writes in a conversation just now; `at` is when they last touched a key.
CREATE TABLE typing (
    conversation_id TEXT COLLATE "C" NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (conversation_id, account_id)
);

-- Our statements are short: compiling them costs more than it saves. Who may not set this goes without.
DO $$
BEGIN
    EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
EXCEPTION WHEN insufficient_privilege THEN
    NULL;
END $$;
