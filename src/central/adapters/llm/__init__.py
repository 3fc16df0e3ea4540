"""Readers and writers: the lexical one without a model."""
