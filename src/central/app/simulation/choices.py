"""Who wrote what in a simulation as learning went on: shares of the tiers by intent, window after window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from central.adapters.operation import digest, read_yaml, to_json
from central.adapters.store import Store
from central.core.selling.budget import NO_BUDGET

WINDOW = 150
TIERS = ("script", "mini", "forte")
Shares = dict[str, list[dict[str, float]]]


async def set_phase(store: Store, files: Path, phase: str, now: int) -> None:
    """Put all personas of the operation in these files in this phase.

    Its budget is a small shop's, and would take the models away from so many leads before they were learned about.
    """
    document = read_yaml(files)
    personas = tuple(replace(p, phase=phase) for p in document.personas)
    changed = replace(document, personas=personas, budget=NO_BUDGET)
    await store.operations.publish(to_json(changed), digest(changed), "ensaio", now, f"fase {phase}")


async def tiers_by_intent(store: Store) -> Shares:
    """Of every `WINDOW` choices that learning made for an intent, how many fell to each tier."""
    facts = await store.ledger.facts(2**53)
    taken: dict[str, list[str]] = {}
    for chosen in sorted(facts.choices, key=lambda c: (c.asked.at, c.asked.id)):
        if chosen.by == "aprendizado" and chosen.asked.point == "turno":
            taken.setdefault(chosen.asked.intent, []).append(chosen["ia"])
    return {intent: _windows(tiers) for intent, tiers in sorted(taken.items()) if len(tiers) >= WINDOW}


def lines(shares: Shares) -> Iterator[str]:
    """For people."""
    for intent, windows in shares.items():
        said = " ".join("/".join(f"{window[tier]:.0%}" for tier in TIERS) for window in windows)
        yield f"{intent}: script/mini/forte a cada {WINDOW} decisões: {said}"


def _windows(tiers: list[str]) -> list[dict[str, float]]:
    portions = [tiers[start : start + WINDOW] for start in range(0, len(tiers) - WINDOW + 1, WINDOW)]
    return [{tier: round(portion.count(tier) / WINDOW, 3) for tier in TIERS} for portion in portions]
