"""The page of learning: what is known of tiers, openings and triggers, what it earned, and the owner's acts."""
