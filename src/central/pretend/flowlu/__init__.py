"""A pretend Flowlu: built from documentation and other connectors' tests, never run against Flowlu.

It has the habits a connector must survive: errors under HTTP 200 in two shapes, ids as numbers or texts, creations that
answer an id only, at most 100 records a page, filters on ids, the portal's own time zone, 429 with and without
Retry-After, unsigned webhooks, and people who work in it.
"""

from __future__ import annotations

from central.pretend.flowlu.faults import Faults
from central.pretend.flowlu.http import flowlu_app
from central.pretend.flowlu.portal import Portal

__all__ = ["Faults", "Portal", "flowlu_app"]
