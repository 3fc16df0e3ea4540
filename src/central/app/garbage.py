"""Garbage of a process that serves for long."""

from __future__ import annotations

import gc


def spare_collecting() -> None:
    """What is open now stays for good: garbage is looked for among what comes later only, and less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
