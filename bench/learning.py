"""What the learner earns against the rules and the best fixed policy, beside the bandit libraries.

    python -m bench.learning [--smoke] [--decisions 20000] [--seeds 5] [--first 0] [--market FILE]

Without --market it plays the small shop of `bench.shop`. With --market it plays a simulator module that offers
`judge(make_policy, n, seeds, scenario, mode)`, `COST` and `PRICES` (conversations too). JSON on the last line.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from bench.learning_peers import installed
from bench.shop import play
from central.core.learning import new_policy

Row = dict[str, Any]


def main() -> None:
    options = _options()
    peers, missing = installed()
    policies = {"Central": new_policy, **peers}
    if missing:
        print(f"não instalados (scripts/install peers): {', '.join(missing)}")
    seeds = range(options.first, options.first + options.seeds)
    market = _load(options.market) if options.market else None
    rows = []
    for prices in ("2024", "2026"):
        for name, make in policies.items():
            rows.append({"policy": name, "prices": prices, **_measure(make, options.decisions, seeds, prices, market)})
            print(_line(rows[-1]), flush=True)
    if market is not None:
        rows.append({"policy": "Central", "mode": "conversation", **_conversations(market, options.leads, seeds)})
        print(f"{'Central':14s} conversas: {rows[-1]['captured']:.2f} do que falta às regras")
    world = "market" if market else "shop"
    setting = {"decisions": options.decisions, "first": options.first, "seeds": options.seeds, "world": world}
    print(json.dumps({"bench": "learning", **setting, "missing": missing, "rows": rows}, ensure_ascii=False))


def _options() -> argparse.Namespace:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--smoke", action="store_true")
    ask.add_argument("--decisions", type=int, default=20_000)
    ask.add_argument("--leads", type=int, default=1_500)
    ask.add_argument("--seeds", type=int, default=5)
    ask.add_argument("--first", type=int, default=0)
    ask.add_argument("--market", type=Path)
    options = ask.parse_args()
    if options.smoke:
        options.decisions, options.leads, options.seeds = 500, 60, 1
    return options


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("market", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["market"] = module
    spec.loader.exec_module(module)
    return module


def _measure(make: Callable[[int], Any], decisions: int, seeds: range, prices: str, market: ModuleType | None) -> Row:
    spent: dict[str, list[float]] = {"choose": [], "learn": []}

    def timed(seed: int) -> Any:
        return _Timed(make(seed), spent)

    if market is not None:
        market.COST.update(market.PRICES[prices])
        worlds = [market.judge(timed, decisions, [s]) for s in seeds]
        over = [(w["lift"][0], w["lift_best_fixed"][0]) for w in worlds]
    else:
        found = [play(timed, s, decisions, prices) for s in seeds]
        over = [(f["profit"] / f["rules"] - 1, f["profit"] / f["best_fixed"] - 1) for f in found]
    rules, fixed = np.array(over).T
    return {
        "over_rules": _percent(rules.mean()), "over_rules_worst": _percent(rules.min()),
        "over_best_fixed": _percent(fixed.mean()), "over_best_fixed_worst": _percent(fixed.min()),
        "choose_us": round(1e6 * float(np.mean(spent["choose"])), 1),
        "choose_p99_us": round(1e6 * float(np.percentile(spent["choose"], 99)), 1),
        "learn_us": round(1e6 * float(np.sum(spent["learn"])) / len(spent["choose"]), 1),
    }  # fmt: skip


def _conversations(market: ModuleType, leads: int, seeds: range) -> Row:
    market.COST.update(market.PRICES["2024"])
    worlds = [market.judge(new_policy, leads, [s], None, "conversation") for s in seeds]
    captured = [w["captured"][0] for w in worlds]
    return {"leads": leads, "captured": round(float(np.mean(captured)), 3), "worst": round(min(captured), 3)}


class _Timed:
    """The same policy, with a stopwatch."""

    def __init__(self, policy: Any, spent: dict[str, list[float]]) -> None:
        self.policy, self.spent = policy, spent

    def choose(self, context: dict[str, Any], arms: list[dict[str, Any]]) -> Any:
        start = time.perf_counter()
        choice = self.policy.choose(context, arms)
        self.spent["choose"].append(time.perf_counter() - start)
        return choice

    def learn(self, decision_id: str, event: str, value: float, now: float) -> None:
        start = time.perf_counter()
        self.policy.learn(decision_id, event, value, now)
        self.spent["learn"].append(time.perf_counter() - start)

    def tick(self, now: float) -> None:
        start = time.perf_counter()
        self.policy.tick(now)
        self.spent["learn"].append(time.perf_counter() - start)


def _percent(share: float) -> float:
    return round(100 * float(share), 2)


def _line(row: Row) -> str:
    return (
        f"{row['policy']:14s} preços {row['prices']}: sobre as regras {row['over_rules']:+6.1f} % "
        f"(pior {row['over_rules_worst']:+.1f}), sobre a melhor fixa {row['over_best_fixed']:+6.1f} % "
        f"(pior {row['over_best_fixed_worst']:+.1f}); "
        f"escolher {row['choose_us']:.0f} µs (p99 {row['choose_p99_us']:.0f}), aprender {row['learn_us']:.0f} µs"
    )


if __name__ == "__main__":
    main()
