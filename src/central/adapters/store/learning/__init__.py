"""The reward ledger and the beliefs that come of it."""
