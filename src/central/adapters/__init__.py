"""One outside world each."""
