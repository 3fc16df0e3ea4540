"""The imperative shell: short, asynchronous, it knows ports only."""
