"""Ad platforms: sales told back to them, and what they cost."""

from __future__ import annotations

from central.adapters.ads.google import GooglePlatform
from central.adapters.ads.kwai import KwaiPlatform
from central.adapters.ads.meta import MetaPlatform

__all__ = ["GooglePlatform", "KwaiPlatform", "MetaPlatform"]
