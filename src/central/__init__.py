"""Central: the brain between ads, WhatsApp, AI and CRM of one Brazilian seller.

The floors, lowest first: core, ports, flow, adapters and pretend, app. A lower floor never imports a higher one.
"""

from __future__ import annotations

from importlib.metadata import version

__version__ = version("central")
