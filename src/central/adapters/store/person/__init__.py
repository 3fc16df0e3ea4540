"""People: who is who, what is kept of them, for how long, and their rights over it."""
