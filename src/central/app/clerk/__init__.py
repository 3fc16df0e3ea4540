"""A process that takes turns which need words only, on a core of its own; the house claims, finishes and sends them."""
