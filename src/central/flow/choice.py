"""The decision points: who answers when a turn asks what to choose."""

from __future__ import annotations

from central.core.choice import Asked, Chosen, by_rule


class RuleChooser:
    """The owner's rules, recorded like any other choice."""

    async def choose(self, asked: Asked) -> Chosen:
        return by_rule(asked)
