"""The operation as it is stored: one JSON text, the same bytes for the same content, and its digest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields

import msgspec

from central.core.alert import DEFAULT_ALERTS, AlertRules
from central.core.messaging.channel import AppSpec, ChannelSpec
from central.core.messaging.template import Template
from central.core.operation import Operation
from central.core.origin.campaign import Campaign
from central.core.people.persona import Persona
from central.core.people.privacy import DEFAULT_PRIVACY, Privacy
from central.core.replying.hours import NO_HOURS, Hours
from central.core.replying.knowledge import Article
from central.core.replying.mode import Mode
from central.core.replying.opening import Opening
from central.core.replying.reengage import DEFAULT_RESTRAINT, Reengagement, Restraint
from central.core.replying.rules import Rule
from central.core.replying.script import Script
from central.core.replying.trigger import Trigger
from central.core.selling.budget import NO_BUDGET, Budget
from central.core.selling.catalog import Catalog
from central.core.selling.checkout import CheckoutSpec
from central.core.selling.complement import Complement
from central.core.selling.conversion import NO_ADS, AdsSpec
from central.core.selling.crm import NO_CRM, CrmSpec


@dataclass(frozen=True, slots=True)
class Document:
    """Everything the owner decided, checked; it becomes an Operation when the store gives it a number.

    Stored JSON outlives this class: a new field needs a default, a field that goes away is ignored when read.
    """

    seller: str
    site: str
    personas: tuple[Persona, ...]
    apps: tuple[AppSpec, ...]
    channels: tuple[ChannelSpec, ...]
    catalog: Catalog
    campaigns: tuple[Campaign, ...]
    rules: tuple[Rule, ...]
    scripts: tuple[Script, ...]
    triggers: tuple[Trigger, ...] = ()
    openings: tuple[Opening, ...] = ()
    hours: Hours = NO_HOURS
    checkouts: tuple[CheckoutSpec, ...] = ()
    crm: CrmSpec = NO_CRM
    ads: AdsSpec = NO_ADS
    budget: Budget = NO_BUDGET
    templates: tuple[Template, ...] = ()
    reengagements: tuple[Reengagement, ...] = ()
    restraint: Restraint = DEFAULT_RESTRAINT
    knowledge: tuple[Article, ...] = ()
    modes: tuple[Mode, ...] = ()
    complements: tuple[Complement, ...] = ()
    privacy: Privacy = DEFAULT_PRIVACY
    alerts: AlertRules = DEFAULT_ALERTS


def to_json(document: Document) -> str:
    """The canonical JSON: keys sorted, no spaces; equal documents give equal text."""
    return msgspec.json.encode(document, order="sorted").decode()


def from_json(text: str) -> Document:
    """The document of a stored JSON; raises `msgspec.ValidationError` where it is not one."""
    return _decoder.decode(text)


def digest(document: Document) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(to_json(document).encode()).hexdigest()


def document_of(operation: Operation) -> Document:
    """A version as the document it was made of."""
    return Document(**{field.name: getattr(operation, field.name) for field in fields(Document)})


def parse(number: int, digest: str, document_json: str) -> Operation:
    """The operation of a stored version: its number, its digest and what `to_json` wrote."""
    return numbered(number, digest, from_json(document_json))


def numbered(number: int, digest: str, document: Document) -> Operation:
    """A document as the version with this number."""
    return Operation(
        version=number,
        digest=digest,
        seller=document.seller,
        site=document.site,
        personas=document.personas,
        apps=document.apps,
        channels=document.channels,
        catalog=document.catalog,
        campaigns=document.campaigns,
        rules=document.rules,
        scripts=document.scripts,
        triggers=document.triggers,
        openings=document.openings,
        hours=document.hours,
        checkouts=document.checkouts,
        crm=document.crm,
        ads=document.ads,
        budget=document.budget,
        templates=document.templates,
        reengagements=document.reengagements,
        restraint=document.restraint,
        knowledge=document.knowledge,
        modes=document.modes,
        complements=document.complements,
        privacy=document.privacy,
        alerts=document.alerts,
    )


_decoder = msgspec.json.Decoder(Document)
