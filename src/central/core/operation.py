"""The operation: one numbered, immutable version of everything the owner decided."""

from __future__ import annotations

from dataclasses import dataclass

from central.core.alert import DEFAULT_ALERTS, AlertRules
from central.core.messaging.channel import AppSpec, ChannelSpec
from central.core.messaging.template import Template
from central.core.once import once_per
from central.core.origin.campaign import Campaign
from central.core.people.persona import Persona
from central.core.people.privacy import DEFAULT_PRIVACY, Privacy
from central.core.replying.answer_scripts import ANSWER_SCRIPTS
from central.core.replying.hours import NO_HOURS, Hours
from central.core.replying.knowledge import Article
from central.core.replying.mode import Mode
from central.core.replying.opening import Opening
from central.core.replying.order_scripts import ORDER_SCRIPTS
from central.core.replying.reengage import DEFAULT_RESTRAINT, Reengagement, Restraint
from central.core.replying.rules import Rule
from central.core.replying.script import ARTICLE, BUILT_IN, Script
from central.core.replying.trigger import Trigger
from central.core.selling.budget import NO_BUDGET, Budget
from central.core.selling.catalog import Catalog
from central.core.selling.checkout import CheckoutSpec
from central.core.selling.complement import Complement
from central.core.selling.conversion import NO_ADS, AdsSpec
from central.core.selling.crm import NO_CRM, CrmSpec

_HOUSE = BUILT_IN | ORDER_SCRIPTS | ANSWER_SCRIPTS


@dataclass(frozen=True, slots=True)
class Operation:
    """What a turn reads; `version` is logged with every decision."""

    version: int
    digest: str
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

    def persona(self, id: str | None) -> Persona | None:
        """The persona with this id."""
        return next((p for p in self.personas if p.id == id), None)

    def channel(self, id: str) -> ChannelSpec | None:
        """The channel with this phone number id."""
        return next((c for c in self.channels if c.id == id), None)

    def home(self, persona: str | None, portfolio: str = "") -> ChannelSpec | None:
        """Where people of this persona write: her own number, else one she shares, else the first (of a portfolio)."""
        known = [one for one in self.channels if not portfolio or one.portfolio == portfolio]
        hers = [one for one in known if persona in one.personas]
        own = [one for one in hers if len(one.personas) == 1]
        return next(iter(own or hers or known), None)

    def campaign(self, id: str | None) -> Campaign | None:
        """The campaign with this id."""
        return next((c for c in self.campaigns if c.id == id), None)

    def link(self, slug: str) -> Campaign | None:
        """The campaign that this address under `/r/` belongs to."""
        return self.campaign(slug) or next((c for c in self.campaigns if slug in c.links), None)

    def script(self, id: str, persona: str) -> Script | None:
        """A script by its id: the persona's own wording first, then the one for all, then ours if there is one.

        The answer of an article is a script of its own.
        """
        if id.startswith(ARTICLE):
            told = next((a for a in self.knowledge if a.id == id.removeprefix(ARTICLE)), None)
            return Script(id, ((told.answer,),), otherwise="outro") if told is not None else None
        own = _by_name(self.scripts)
        return own.get((id, persona)) or own.get((id, None)) or _HOUSE.get(id)


@once_per
def _by_name(scripts: tuple[Script, ...]) -> dict[tuple[str, str | None], Script]:
    """Scripts by id and persona; of two alike the first one."""
    return {(script.id, script.persona): script for script in reversed(scripts)}
