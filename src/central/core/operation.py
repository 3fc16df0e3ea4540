"""The operation: one numbered, immutable version of everything the owner decided."""

from __future__ import annotations

from dataclasses import dataclass

from central.core.attribution import Campaign
from central.core.catalog import Catalog
from central.core.channel import AppSpec, ChannelSpec
from central.core.persona import Persona
from central.core.rules import Rule
from central.core.script import Script


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

    def persona(self, id: str | None) -> Persona | None:
        """The persona with this id."""
        return next((p for p in self.personas if p.id == id), None)

    def channel(self, id: str) -> ChannelSpec | None:
        """The channel with this phone number id."""
        return next((c for c in self.channels if c.id == id), None)

    def campaign(self, id: str | None) -> Campaign | None:
        """The campaign with this id."""
        return next((c for c in self.campaigns if c.id == id), None)

    def script(self, id: str, persona: str) -> Script | None:
        """A script by its id: the persona's own wording first, then the one for all."""
        mine = (s for s in self.scripts if s.id == id and s.persona == persona)
        return next(mine, None) or next((s for s in self.scripts if s.id == id and s.persona is None), None)
