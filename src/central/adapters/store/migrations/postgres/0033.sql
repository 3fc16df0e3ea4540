-- Where a conversation begins with somebody of a send who never wrote; forgotten once it has begun.
ALTER TABLE broadcast_person ADD COLUMN channel TEXT;
