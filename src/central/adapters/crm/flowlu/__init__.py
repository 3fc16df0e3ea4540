"""Flowlu as an outside CRM: built from its public documentation and other connectors' tests, never run against it."""

from __future__ import annotations

from central.adapters.crm.flowlu.client import FlowluClient, address_of
from central.adapters.crm.flowlu.crm import FlowluCrm
from central.adapters.crm.flowlu.hints import refs_of
from central.adapters.crm.flowlu.setup import Found, Plan, discover, plan

__all__ = ["FlowluClient", "FlowluCrm", "Found", "Plan", "address_of", "discover", "plan", "refs_of"]
