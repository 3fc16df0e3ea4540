"""The owner's web panel: server-rendered pages, htmx for what people ask, one WebSocket a tab for what moves."""

from __future__ import annotations

from central.app.panel.application import panel_app
from central.app.panel.panel import Panel

__all__ = ["Panel", "panel_app"]
