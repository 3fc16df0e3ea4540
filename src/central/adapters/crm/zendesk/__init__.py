"""Zendesk Support as an outside CRM: built from its public documentation, never run against it."""

from __future__ import annotations

from central.adapters.crm.zendesk.client import PACE_MS, PATH, TONGUE, trust
from central.adapters.crm.zendesk.crm import ZendeskCrm
from central.adapters.crm.zendesk.hints import ZendeskEar

__all__ = ["PACE_MS", "PATH", "TONGUE", "ZendeskCrm", "ZendeskEar", "trust"]
