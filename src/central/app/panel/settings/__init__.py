"""Ajustes: the owner's operation on pages; every change is a new version that can be undone."""

from __future__ import annotations

from central.app.panel.settings import (
    approvals,
    begin,
    bringing,
    channels,
    connections,
    forms,
    personas,
    products,
    ready,
    rules,
    suggestions,
    tabs,
    team,
    templates,
    versions,
    wizard,
)

SECTIONS = (
    tabs.section,
    begin.section,
    ready.section,
    products.section,
    bringing.section,
    personas.section,
    wizard.section,
    rules.section,
    suggestions.section,
    forms.section,
    templates.section,
    approvals.section,
    channels.section,
    connections.section,
    versions.section,
    team.section,
)
"""What Ajustes adds to the panel."""
