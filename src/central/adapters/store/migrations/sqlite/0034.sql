-- Examples of a voice that came from an old conversation wait for somebody's word: models do not read them before.
ALTER TABLE voice_example ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;
