"""Which conversations stand behind the figures of learning: the newest of each, by the figure's name in an address."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from central.app.panel import labels
from central.core.learning.reward import Decision, Result

MOST = 60
"""So many conversations of each figure are kept, the newest."""
LEARNED, CONTROL, TRIED, SOLD = "aprendizado", "controle", "experimentos", "venda"
_WHOLE = {LEARNED: "decisões em aprendizado", CONTROL: "grupo de controle", TRIED: "sorteios do mês"}
Where = tuple[tuple[str, str], ...]
Uses = Mapping[str, Sequence[str]]


def key_of(slot: str, where: Where, label: str = "", sold: bool = False) -> str:
    """The name of a figure of the three tables: an option's uses somewhere or all uses there, or those that sold.

    >>> key_of("tier", (("stage", "novo"),), "mini", sold=True)
    'tier|stage=novo|mini|venda'
    """
    parts = (slot, ",".join(f"{name}={value}" for name, value in where), label, SOLD if sold else "")
    return "|".join(parts)


def slice_key(start: int, tier: str) -> str:
    """The name of a tier's replies in one slice of the time there was."""
    return f"fatia|{start}|{tier}"


def subject_key(intent: str) -> str:
    """The name of the drawn replies about one subject."""
    return f"assunto|{intent}"


def said(key: str) -> str:
    """A figure in words.

    >>> said("tier|stage=novo|mini|venda"), said("controle")
    ('GPT mini (novo), com venda', 'grupo de controle')
    """
    kind, _, rest = key.partition("|")
    if kind in _WHOLE:
        return _WHOLE[kind]
    if kind == "assunto":
        return f"respostas sorteadas sobre {labels.INTENTS.get(rest, rest)}"
    where, _, rest = rest.partition("|")
    label, _, sold = rest.partition("|")
    name = labels.TIERS.get(label, label.removeprefix("abertura:").partition(":")[0].replace("_", " ")) or "usos"
    if kind == "fatia":
        return f"respostas por {name}"
    place = ", ".join(labels.STAGES.get(v, v) for _, _, v in (part.partition("=") for part in where.split(",")))
    return f"{name} ({place}){', com venda' if sold else ''}"


@dataclass(slots=True)
class Collected:
    """Takes results, the newest first, and keeps the conversations of each figure."""

    found: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, keys: Iterable[str], conversation: str) -> None:
        """Once a conversation and figure, as long as there is room."""
        for key in keys:
            mine = self.found.setdefault(key, {})
            if len(mine) < MOST:
                mine[conversation] = None

    def uses(self) -> Uses:
        """The conversations of each figure, the newest first."""
        return {key: tuple(mine) for key, mine in self.found.items()}


def table_keys(result: Result, slot: str, where: Where | None, label: object) -> list[str]:
    """The figures of a table that a result counts for."""
    if where is None or label is None:
        return []
    keys = [key_of(slot, where), key_of(slot, where, str(label))]
    return keys if result.sold_at is None else [*keys, key_of(slot, where, str(label), sold=True)]


def whole_keys(decision: Decision, month: int, tried: bool, starts: Sequence[int], tier: object) -> list[str]:
    """The figures of the whole page that a decision counts for; `starts` are those of the slices of time."""
    learned = decision.phase == "aprendizado"
    keys = [LEARNED] if learned else []
    keys += [CONTROL] if decision.control else []
    keys += [TRIED] if tried and decision.at >= month else []
    if tier is None or decision.context["slot"] != "turno":
        return keys
    if learned and not decision.control:
        keys.append(subject_key(str(decision.context["intent"])))
    place = bisect_right(starts, decision.at)
    return [*keys, slice_key(starts[place - 1], str(tier))] if place else keys
