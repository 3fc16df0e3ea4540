"""The built-in HelpCenter for other programs: tickets over a JSON API."""

from __future__ import annotations

from central.app.helpcenter.api import helpcenter_app
from central.app.helpcenter.desk import Counter

__all__ = ["Counter", "helpcenter_app"]
