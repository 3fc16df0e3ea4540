-- An order may be given back in several parts; `part` is all that was given back with one, 0 for every other outcome.
ALTER TABLE order_outcome ADD COLUMN part BIGINT NOT NULL DEFAULT 0;
ALTER TABLE order_outcome DROP CONSTRAINT order_outcome_pkey;
ALTER TABLE order_outcome ADD PRIMARY KEY (order_id, status, part);
