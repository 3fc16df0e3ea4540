"""Contacts from the owner's own files."""
