"""The pretend Cloud API; its HTTP and WebSocket contract is docs/pretend.md."""

from __future__ import annotations

from central.pretend.cloud.cloud import PretendCloud, Settings
from central.pretend.cloud.delivery import NO_DELAYS, Delays
from central.pretend.cloud.faults import Faults
from central.pretend.cloud.http import pretend_app
from central.pretend.cloud.lead import Lead, Number
from central.pretend.cloud.report import report
from central.pretend.cloud.thread import Post

__all__ = [
    "NO_DELAYS",
    "Delays",
    "Faults",
    "Lead",
    "Number",
    "Post",
    "PretendCloud",
    "Settings",
    "pretend_app",
    "report",
]
