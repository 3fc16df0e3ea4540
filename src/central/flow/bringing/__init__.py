"""Bringing leads back: reminders, offers after a purchase, sends to a segment, and the templates they need."""
