"""Where a lead comes from, and which persona answers because of it."""
