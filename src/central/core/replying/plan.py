"""What a turn decided to do, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

from central.core.decision import Tier
from central.core.messaging.conversation import Memo
from central.core.people.persona import Persona
from central.core.reading.meaning import Reading
from central.core.records import replace, swift
from central.core.replying.burst import Burst
from central.core.replying.opening import Opening
from central.core.replying.rules import Deed
from central.core.replying.script import HUMAN
from central.core.replying.trigger import NONE, Kind, Trigger
from central.core.selling.catalog import Catalog, Product


@swift
@dataclass(frozen=True, slots=True)
class Plan:
    """What a turn decided to do, before anything is written."""

    persona: Persona
    product: Product | None
    memo: Memo
    reading: Reading
    rule: str
    action: str
    tier: Tier
    script: str
    opening: str | None = None
    """The first sentence the rule wishes for; None leaves it open."""
    trigger: Kind = NONE
    """The sales trigger the rule wishes for."""
    begins: Opening | None = None
    """The first sentence that was chosen."""
    nudges: Trigger | None = None
    """The sales trigger that was chosen."""
    fixed: str = ""
    """Why nothing of this may be chosen otherwise, in Portuguese; empty where it may."""
    aside: str = ""
    """Whose product it is, when it is new and not the persona's own."""
    deed: Deed = ""
    """What the rule wants done before the reply."""
    slots: tuple[tuple[str, str], ...] = ()
    """What was done, as values of slots."""
    told: tuple[str, ...] = ()
    """What was found out while doing it, so that the reply may say it."""
    done: tuple[str, ...] = ()
    """What was done, as the guard names it."""
    consent: str = ""
    """Where the lead allowed messages they did not ask for, if they did now."""
    reserved_for: str | None = None
    """The adult persona whose number the lead is shown."""
    switched_from: str | None = None
    facts: tuple[str, ...] = ()
    """Facts the burst asked for besides, told where the script does not."""
    others: tuple[Product, ...] = ()
    """Further products it asked for."""
    beside: tuple[str, ...] = ()
    """Scripts that answer what else it asked."""
    calls_for: str = ""
    """Why a person has to come, in Portuguese; empty while the lead asked or nobody has to."""

    def in_cart(self, catalog: Catalog) -> tuple[Product, ...]:
        """The products the lead wants together."""
        ids = dict.fromkeys(pick.product for pick in self.memo.cart)
        return tuple(product for id in ids if (product := catalog.product(id)) is not None)


def handed(plan: Plan, rule: str, why: str, script: str = HUMAN) -> Plan:
    """The same turn, answered by calling a person, who is told why."""
    return replace(
        plan,
        rule=rule,
        action="chamar_pessoa",
        tier="script",
        script=script,
        opening=None,
        trigger=NONE,
        begins=None,
        nudges=None,
        fixed=why,
        aside="",
        facts=(),
        others=(),
        beside=(),
        calls_for=why,
    )


def fixed(burst: Burst, rule: str, script: str, why: str, action: str = "responder") -> Plan:
    """A turn of which nothing may be chosen otherwise, for a reason in Portuguese."""
    return Plan(burst.persona, burst.product, burst.memo, burst.reading, rule, action, "script", script, fixed=why)
