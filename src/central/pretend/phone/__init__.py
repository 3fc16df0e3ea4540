"""The phone in the browser: a WhatsApp-like page where an owner plays the leads of the demo."""

from __future__ import annotations

from central.pretend.phone.routes import phone_routes

__all__ = ["phone_routes"]
