"""What is sold, ordered, paid, spent, and told to CRMs and ad platforms."""
