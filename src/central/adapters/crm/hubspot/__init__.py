"""HubSpot as an outside CRM: built from its public documentation and API specifications, never run against it."""

from __future__ import annotations

from central.adapters.crm.hubspot.client import ADDRESS, PACE_MS, TONGUE, trust
from central.adapters.crm.hubspot.crm import HubspotCrm
from central.adapters.crm.hubspot.hints import HubspotEar

__all__ = ["ADDRESS", "PACE_MS", "TONGUE", "HubspotCrm", "HubspotEar", "trust"]
