"""The faces that somebody drew for personas, shared with the phone page."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def sprite() -> str:
    """All faces as one SVG file, each a symbol `face-<id>`."""
    text = files("central.pretend.phone").joinpath("templates/faces.svg").read_text(encoding="utf-8")
    return text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


@cache
def faces() -> frozenset[str]:
    """The ids of the faces that were drawn."""
    return frozenset(re.findall(r'id="face-([a-z0-9_-]+)"', sprite()))
