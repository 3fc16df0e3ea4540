"""A process at the door: it reads, verifies and parses Meta's webhooks on a core of its own; the house stores them."""
