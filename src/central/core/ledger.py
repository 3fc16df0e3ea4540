"""The reward ledger as values: what was chosen, what came of it, and what people did about learning.

It holds facts only. What follows from time alone is worked out when it is read: 24 h of silence (the doubt was not
settled) and the end of the window (no sale came) are no rows, so they are the same however late the ledger is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from central.core.replying.choice import Chosen, Reward

ActKind = Literal[
    "fixar", "congelar", "limitar", "aposentar", "soltar", "teto", "voltar", "seguir", "freio", "sinal", "mudanca",
    "novo",
]  # fmt: skip
LIMITS = ("fixar", "congelar", "limitar", "aposentar")
RULES = 0
"""The number of the belief that knows nothing: serving from it is obeying the rules."""


@dataclass(frozen=True, slots=True)
class Act:
    """What the owner did about learning, or a brake or the refitter (`by` says who).

    fixar pins a label of a slot, congelar stops trying, limitar caps a label at `share`, aposentar retires it, `where`
    narrows all four; soltar undoes the act `ref`. teto is the month's ceiling on replies (`amount` centavos, 0 = none).
    voltar and freio serve from belief `number`, seguir from the newest again. sinal stops using the short signal.
    mudanca says that coefficient `name` broke with its past (`z` how surely), novo that a label was seen first.
    """

    id: str
    kind: ActKind
    by: str
    at: int
    slot: str = ""
    label: str = ""
    share: float = 1.0
    where: tuple[tuple[str, str], ...] = ()
    until: int | None = None
    number: int = RULES
    amount: int = 0
    ref: str = ""
    name: tuple[str, ...] = ()
    z: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the acts amount to now. `serve` is the belief to serve from, None the newest; `brake` why it is not."""

    limits: tuple[Act, ...] = ()
    serve: int | None = None
    brake: str = ""
    ceiling: int = 0
    use_signal: bool = True
    changes: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Sale:
    """What an order became. `value` centavos of the whole order; `at` when it happened, not when we heard."""

    order: str
    person: str
    status: Literal["approved", "refunded", "chargeback"]
    value: int
    at: int
    product: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that beliefs are made of. `people` gives the person of a choice today, after merges."""

    choices: Sequence[Chosen] = ()
    rewards: Sequence[Reward] = ()
    sales: Sequence[Sale] = ()
    people: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Belief:
    """A numbered belief without its body. `facts` counts its choices, `people` their persons; `digest` is of its
    bytes. What it hands on: `reference`, the belief that breaks are told against; the pacer's multiplier on costs; when
    brakes were last looked for.
    """

    number: int
    at: int
    until: int
    facts: int
    digest: str
    note: str = ""
    reference: int = 0
    cost_weight: float = 1.0
    looked_at: int = 0
    people: int = 0


def standing(acts: Iterable[Act], now: int) -> Standing:
    """The acts that hold now, in whatever order they come.

    >>> cap = Act("b", "limitar", "ana", 2, "ia", "forte", 0.2)
    >>> acts = [Act("a", "freio", "central", 1, reason="rendeu menos"), cap]
    >>> found = standing(acts, 9)
    >>> found.serve, found.brake, [a.id for a in found.limits]
    (0, 'rendeu menos', ['b'])
    >>> standing([*acts, Act("c", "seguir", "ana", 3), Act("d", "soltar", "ana", 4, ref="b")], 9)
    Standing(limits=(), serve=None, brake='', ceiling=0, use_signal=True, changes=())
    """
    done = sorted((a for a in acts if a.at <= now), key=lambda a: (a.at, a.id))
    undone = {a.ref for a in done if a.kind == "soltar"}
    live = [a for a in done if a.id not in undone and (a.until is None or a.until > now)]
    limits = tuple(a for a in live if a.kind in LIMITS)
    course = next((a for a in reversed(live) if a.kind in ("voltar", "freio", "seguir")), None)
    back = course if course is not None and course.kind != "seguir" else None
    ceiling = next((a.amount for a in reversed(live) if a.kind == "teto"), 0)
    return Standing(
        limits,
        back.number if back is not None else None,
        back.reason if back is not None else "",
        ceiling,
        not any(a.kind == "sinal" for a in live),
        tuple(a for a in live if a.kind == "mudanca"),
    )
