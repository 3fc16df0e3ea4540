-- What nobody asked for goes out before the hours of rest begin, or not at all.
ALTER TABLE outbox ADD COLUMN until INTEGER;
