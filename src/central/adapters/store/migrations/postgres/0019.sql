-- Consent by purpose and with its proof: the words that asked, the words that answered. Who read what, found quickly.
ALTER TABLE consent ADD COLUMN purpose TEXT NOT NULL DEFAULT 'avisos e ofertas';
ALTER TABLE consent ADD COLUMN asked TEXT NOT NULL DEFAULT '';
ALTER TABLE consent ADD COLUMN answer TEXT NOT NULL DEFAULT '';
CREATE INDEX audit_conversation ON audit (conversation_id, at) WHERE conversation_id IS NOT NULL;
