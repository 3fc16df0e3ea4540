"""Configuration, wiring and the ways in: the only floor that knows every concrete class."""
