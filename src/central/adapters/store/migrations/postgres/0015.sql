-- What charts of a day look up.
CREATE INDEX touch_at ON touch (at);
CREATE INDEX decision_at ON decision (at);
