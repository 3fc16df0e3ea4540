"""What to say: rules, scripts, openings, triggers, quotes, and what a turn may choose among."""
