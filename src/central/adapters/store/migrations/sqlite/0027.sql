-- How far the first set-up has come: one row a step, no secret in it.
CREATE TABLE setup_step (
    step TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL,
    said TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL
);
