"""A decision point as plain values: what is asked, what was chosen, and what became of it.

The same shape serves every point: `abertura`, `turno` (`ia` × `gatilho`, drawn together), `retomada`, `complemento`.
The record holds ids, labels and numbers only, never what a lead wrote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from central.core.decision import Tier
from central.core.records import swift

Point = Literal["abertura", "turno", "retomada", "complemento"]
Slot = Literal["ia", "abertura", "gatilho", "retomada", "complemento"]
By = Literal["regra", "aprendizado", "controle", "fixo", "freio"]
EventName = Literal["resolved", "stage", "purchase", "refund", "chargeback", "expired", "void"]

NONE = "nenhum"
"""The label of a slot that adds nothing: no trigger, no template, no offer."""
SENSITIVE = frozenset({"pos_venda", "humano", "sair"})
"""Intents that are never an experiment."""
PUT_OFF = "objecao_adiamento"
"""Until it is paid "vou pensar" is a polite silence: the doubt before it was not settled."""
ANSWER_WINDOW_MS = 24 * 3600 * 1000
"""A burst this long after a reply is no answer to it."""
REPLY_COSTS: Mapping[Tier, int] = {"script": 0, "mini": 700, "forte": 6_200}
"""What one reply of a tier costs on average, micro-units of R$, by the list below."""
REPLY_PRICES, MEASURED_PRICES = "2026-11", "2026-11, acertada pelo que se gastou"
LIST_REPLIES = 200
"""How many replies the list is worth against what replies really cost."""
_ORDER = ("perdido", "novo", "interessado", "pediu_desconto", "checkout", "comprado", "pos_venda")


@swift
@dataclass(frozen=True, slots=True)
class Option:
    """One label of a slot, unique in it. `refused` says in Portuguese why it may not be used now; empty when it may.

    `cost` is what one reply with it costs in micro-units of R$; `keeps` the basis points of the listed margin that a
    sale keeps (8500 after 15 % off); `ref` names the record behind the label, for whoever asked.
    """

    slot: Slot
    label: str
    cost: int = 0
    keeps: int = 10_000
    refused: str = ""
    ref: str = ""


@swift
@dataclass(frozen=True, slots=True)
class Asked:
    """A choice to be made. `id` keys the draws: `<turn>.<point>`, so a replay chooses the same again.

    `rule` is what the owner's rules choose, a label for every slot; `margin` centavos a sale brings; `touch` how often
    this doubt was answered before; `used` the messages this conversation has had (`slot:label`), oldest first.
    """

    id: str
    point: Point
    at: int
    person: str
    conversation: str
    phase: str
    options: tuple[Option, ...]
    rule: tuple[tuple[Slot, str], ...]
    stage: str = "novo"
    intent: str = "outro"
    persona: str | None = None
    product: str | None = None
    campaign: str | None = None
    source: str | None = None
    complex: bool = False
    touch: int = 0
    margin: int = 0
    used: tuple[str, ...] = ()
    fixed: str = ""
    """Why the rules alone decide (danger, a minor, a rule that ends the talk), in Portuguese; else empty."""
    prices: str = ""
    """Name of the price list the costs come from."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots drawn together, in the order of the options."""
        return tuple(dict.fromkeys(option.slot for option in self.options))

    def arms(self) -> tuple[tuple[Option, ...], ...]:
        """Every combination of options that may be used now, one of each slot.

        >>> ask = Asked("t", "turno", 0, "p", "c", "regras", (
        ...     Option("ia", "script"), Option("ia", "mini"), Option("gatilho", "nenhum"),
        ...     Option("gatilho", "escassez", refused="estoque 9, acima de 5")), ())
        >>> [arm_id(arm) for arm in ask.arms()]
        ['script|nenhum', 'mini|nenhum']
        """
        return tuple(product(*([o for o in self.options if o.slot == s and not o.refused] for s in self.slots)))

    def rule_arm(self) -> tuple[Option, ...]:
        """What the rules choose; where they name nothing that may be used, the first option of the slot."""
        found: dict[Slot, Option] = {}
        for option in self.options:
            before, fits = found.get(option.slot), not option.refused
            if before is None or (fits and (before.refused or (option.slot, option.label) in self.rule)):
                found[option.slot] = option
        return tuple(found.values())


@swift
@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen, with everything that explains it and lets it be chosen again.

    `shares` is the chance of every arm that was left, in their order, as `arms` names them; empty when the rules
    decided. `slot_shares` is the chance of each label taken, whatever came with it.
    """

    asked: Asked
    taken: tuple[Option, ...]
    propensity: float = 1.0
    by: By = "regra"
    snapshot: int = 0
    arms: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    slot_shares: tuple[tuple[Slot, float], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    """Arms the owner's limits took away, and why."""
    draw: int = -1
    control: bool = False
    why: str = ""

    def __getitem__(self, slot: Slot) -> str:
        """The label taken in this slot."""
        return self.option(slot).label

    def option(self, slot: Slot) -> Option:
        """The option taken in this slot."""
        return next(option for option in self.taken if option.slot == slot)


@swift
@dataclass(frozen=True, slots=True)
class Awaiting:
    """Choices whose answer is not known yet; a conversation remembers them until its next burst."""

    choices: tuple[str, ...]
    at: int
    intent: str
    stage: str


@dataclass(frozen=True, slots=True)
class Reward:
    """What became of a choice. `value` is 1 or 0 for `resolved`, the stage's place for `stage`, centavos for money.

    `id` is `<turn that told it>:<choice>:<event>`, the same whenever the same thing is told again. `void` says of a
    whole turn, named in `choice`, that its reply never reached the lead: its choices do not count, nor, where it was
    taken back (1), what it told.
    """

    id: str
    choice: str
    event: EventName
    value: int
    at: int


def reply_costs(spent: Mapping[str, tuple[int, int]]) -> tuple[dict[Tier, int], str]:
    """What one reply of each tier costs (micro-units of R$, two digits of it) and by which list.

    `spent` is what the ledger of costs knows by tier: replies and what they cost together.

    >>> reply_costs({"mini": (800, 400_000), "script": (5, 0)})
    ({'script': 0, 'mini': 540, 'forte': 6200}, '2026-11, acertada pelo que se gastou')
    >>> reply_costs({})[1]
    '2026-11'
    """
    costs = dict(REPLY_COSTS)
    for tier, listed in REPLY_COSTS.items():
        replies, micro = spent.get(tier, (0, 0))
        if listed and replies:
            mean = (LIST_REPLIES * listed + micro) // (LIST_REPLIES + replies)
            costs[tier] = round(mean, 2 - len(str(mean)))
    return costs, REPLY_PRICES if costs == REPLY_COSTS else MEASURED_PRICES


def by_rule(asked: Asked, by: By = "regra", why: str = "") -> Chosen:
    """The rules' own choice, with certainty."""
    return Chosen(asked, asked.rule_arm(), by=by, why=why)


def arm_id(options: Sequence[Option]) -> str:
    """The name of a combination."""
    return "|".join(option.label for option in options)


def awaiting(chosen: Sequence[Chosen], at: int, intent: str, stage: str) -> Awaiting | None:
    """What to remember of a turn's choices; nothing once the sale is made, for then silence and words say nothing."""
    if not chosen or stage in ("comprado", "pos_venda"):
        return None
    return Awaiting(tuple(c.asked.id for c in chosen), at, intent, stage)


def answered(
    before: Awaiting | None, turn: str, intents: Sequence[str], stage: str, now: int, opted_out: bool = False
) -> tuple[Reward, ...]:
    """What the lead's next burst, answered by `turn`, says of the last choices: the doubt came back or not, the sale
    moved or not.

    >>> last = Awaiting(("t1.turno",), 0, "frete", "interessado")
    >>> [(r.event, r.value) for r in answered(last, "t2", ["compra"], "checkout", 60_000)]
    [('resolved', 1), ('stage', 4)]
    >>> [(r.event, r.value) for r in answered(last, "t2", ["frete"], "interessado", 60_000)]
    [('resolved', 0)]
    >>> [r.value for r in answered(last, "t2", ["objecao_adiamento"], "checkout", 60_000) if r.event == "resolved"]
    [0]
    >>> answered(last, "t2", ["compra"], "checkout", ANSWER_WINDOW_MS)
    ()
    """
    if before is None or now - before.at >= ANSWER_WINDOW_MS:
        return ()
    fell = place(stage) < place(before.stage)
    put_off = PUT_OFF in intents and place(stage) < place("comprado")
    settled = not (opted_out or fell or put_off or before.intent in intents)
    found = [Reward(f"{turn}:{c}:resolved", c, "resolved", int(settled), now) for c in before.choices]
    if stage != before.stage:
        found += [Reward(f"{turn}:{c}:stage", c, "stage", place(stage), now) for c in before.choices]
    return tuple(found)


def void(turn: str, at: int) -> Reward:
    """The record that a turn's reply was taken back unsent."""
    return Reward(f"{turn}:void", turn, "void", 1, at)


def undelivered(turn: str, at: int) -> Reward:
    """What says that a turn's reply never reached the lead; what the turn had heard before it still counts."""
    return Reward(f"{turn}:undelivered", turn, "void", 0, at)


def place(stage: str) -> int:
    """How far a stage is; a lost sale lies before the beginning."""
    return _ORDER.index(stage)
