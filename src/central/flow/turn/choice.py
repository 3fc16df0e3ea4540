"""The decision points as one mechanism: who answers when a turn asks what to choose."""

from __future__ import annotations

import logging
from dataclasses import replace

from central.core.learning.belief import unlearned
from central.core.learning.design import Design
from central.core.learning.fitting import FLOOR
from central.core.learning.safety import CONTROL_FIRST, CONTROL_LATER, control_share, group_draw
from central.core.learning.saved import load_serving
from central.core.learning.serving import Serving
from central.core.learning.taking import take
from central.core.ledger import RULES, Standing, standing
from central.core.replying.choice import SENSITIVE, Asked, By, Chosen, by_rule
from central.ports import Clock
from central.ports.learning import Ledger, Pulse

log = logging.getLogger("central.choice")


class RuleChooser:
    """The owner's rules, recorded like any other choice."""

    async def choose(self, asked: Asked) -> Chosen:
        return by_rule(asked)


class LearningChooser:
    """The rules where they must decide, what was learned where it may. `refresh` takes new beliefs and acts in."""

    def __init__(self, ledger: Ledger, clock: Clock, seed: int) -> None:
        self._ledger, self._clock, self._seed = ledger, clock, seed
        self._serving = Serving(seed, Design(), unlearned(seed), floor=FLOOR)
        self._standing = Standing()
        self._pulse = Pulse(0, 0, 0)
        self._people = 0

    @property
    def snapshot(self) -> int:
        """The number of the belief that answers."""
        return self._serving.snapshot.number

    async def refresh(self) -> None:
        """Serve from the belief in force and obey the acts that hold now."""
        now = self._clock.now()
        pulse = await self._ledger.pulse(now)
        if pulse.acts != self._pulse.acts or self._timed:
            self._standing = standing(await self._ledger.acts(), now)
        if pulse.belief != self._pulse.belief or self._wanted(pulse) != self.snapshot:
            await self._adopt(self._wanted(pulse))
        self._pulse = pulse

    async def choose(self, asked: Asked) -> Chosen:
        try:
            control = await self._is_control(asked.person)
            by, why = self._must(asked, control)
            if by is not None:
                return replace(by_rule(asked, by, why), control=control, snapshot=self.snapshot)
            return take(asked, self._serving, self._standing.limits)
        except Exception:
            log.exception("choice %s fell to the rules", asked.id)
            return by_rule(asked, "regra", "o aprendizado falhou; valeu a regra")

    @property
    def _timed(self) -> bool:
        """Some act ends by itself."""
        return any(act.until is not None for act in self._standing.limits)

    def _wanted(self, pulse: Pulse) -> int:
        return pulse.belief if self._standing.serve is None else self._standing.serve

    async def _adopt(self, number: int) -> None:
        body = await self._ledger.belief(number) if number != RULES else None
        if body is None:
            self._serving = Serving(self._seed, Design(), unlearned(self._seed), floor=FLOOR)
            return
        self._serving = load_serving(body)
        found = await self._ledger.beliefs(1)
        self._people = found[0].people if found else 0

    async def _is_control(self, person: str) -> bool:
        """Only whoever lies between the two shares needs a look at what was stored."""
        drawn = group_draw(person, self._seed)
        if not CONTROL_LATER <= drawn < CONTROL_FIRST:
            return drawn < CONTROL_LATER
        stored = await self._ledger.control(person)
        return stored if stored is not None else drawn < control_share(self._people)

    def _must(self, asked: Asked, control: bool) -> tuple[By | None, str]:
        """Why the rules decide here, if they do."""
        if asked.fixed:
            return "fixo", asked.fixed
        if asked.intent in SENSITIVE:
            return "fixo", "assunto sensível"
        if asked.phase != "aprendizado":
            return "regra", ""
        if control:
            return "controle", "grupo de controle"
        if self._standing.serve == RULES:
            return "freio", self._standing.brake
        return None, ""
