-- Templates as Meta judges them, and every time a silent lead was called back, or could have been.

CREATE TABLE template (
    waba TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    status TEXT NOT NULL,
    category TEXT NOT NULL,
    quality TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (waba, name, language)
) WITHOUT ROWID;

-- `said`: the script or template, empty when nothing was said; `why` then tells why. `price` in micro-reais, as known
-- before the send.
CREATE TABLE callback (
    id TEXT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    rule TEXT NOT NULL,
    said TEXT NOT NULL,
    price INTEGER NOT NULL,
    why TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX callback_person ON callback (person_id, at);
CREATE INDEX callback_at ON callback (at);
