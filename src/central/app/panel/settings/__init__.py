"""Ajustes: the owner's operation on pages; every change is a new version that can be undone."""

from __future__ import annotations

from central.app.panel.settings import personas, products, tabs, versions

SECTIONS = (tabs.section, products.section, personas.section, versions.section)
"""What Ajustes adds to the panel."""
