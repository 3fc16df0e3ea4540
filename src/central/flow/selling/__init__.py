"""What became of the sale, told around: orders in, tickets to CRMs and hooks, conversions to ad platforms."""
