"""Fakes that are products: a Cloud API with faults, a phone, a writer that rehearses."""
