"""Flowlu as an outside CRM: built from its public documentation and other connectors' tests, never run against it."""

from __future__ import annotations

from central.adapters.crm.flowlu.client import PACE_MS, PATH, WHO, FlowluClient
from central.adapters.crm.flowlu.crm import FlowluCrm
from central.adapters.crm.flowlu.hints import FlowluEar

__all__ = ["PACE_MS", "PATH", "WHO", "FlowluClient", "FlowluCrm", "FlowluEar"]
