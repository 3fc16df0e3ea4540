"""Pretend CRMs: built from documentation and other connectors' tests, never run against Flowlu, Zendesk or HubSpot.

Each has the habits a connector must survive, goes wrong when told to, and has people who work in it.

Flowlu: errors under HTTP 200 in two shapes, ids as numbers or texts, creations that answer an id only, at most 100
records a page, filters on ids, the portal's own time zone, 429 with and without Retry-After, unsigned webhooks.
Zendesk: Basic authorization, an anonymous user for whoever it does not know, idempotency keys that outlive what they
made, `external_id`, closed tickets that take no change and follow-ups, an assignee it chooses itself, cursors, an
export that leaves the last minute out, a search that lags, signed webhooks.
HubSpot: a Bearer token, upserts by a unique property, 207 with errors, a search that lags, 429 with a policy's name,
409 for a contact with a known e-mail, merged deals, webhooks signed over their address.
"""

from __future__ import annotations

from central.pretend.crm.faults import Faults
from central.pretend.crm.flowlu import Portal
from central.pretend.crm.http import crm_app
from central.pretend.crm.hubspot import HubAccount
from central.pretend.crm.office import Card, Hook, Office
from central.pretend.crm.zendesk import Desk

__all__ = ["Card", "Desk", "Faults", "Hook", "HubAccount", "Office", "Portal", "crm_app"]
