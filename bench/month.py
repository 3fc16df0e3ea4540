"""A month of leads through the whole product on a clock that leaps: calling back, templates and orders included.

    python -m bench.month [--leads 5000] [--days 30] [--seed 1] [--smoke]

``bench.month_judge`` sees only the pretend Cloud API's side. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json

from bench.month_judge import Judge
from central.app.simulation.report import Summary
from central.app.simulation.run import Options, simulate
from central.core.money import reais

SMOKE_LEADS, SMOKE_DAYS = 40, 6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leads", type=int, default=5_000)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--phase", default="", choices=("", "scripts", "regras", "aprendizado"))
    parser.add_argument("--smoke", action="store_true")
    asked = parser.parse_args()
    leads, days = (SMOKE_LEADS, SMOKE_DAYS) if asked.smoke else (asked.leads, asked.days)
    judge = Judge()
    summary = simulate(Options(leads=leads, days=days, seed=asked.seed, phase=asked.phase), judge)
    for line in _said(judge, summary):
        print(line)
    figures = _figures(judge, summary)
    print(json.dumps(figures, ensure_ascii=False), flush=True)
    return int(bool(judge.violations or judge.cost_mismatch))


def _said(judge: Judge, summary: Summary) -> list[str]:
    uplift, low, high = judge.uplift()
    (sold, called), (alone, untouched) = judge.groups[False], judge.groups[True]
    return [
        *summary.lines(),
        f"Unasked messages: {dict(judge.unasked)}, {judge.lapsed} held back at the end of their day.",
        f"Violations: {dict(judge.violations) or 'none'}.",
        *judge.examples,
        f"Meta: {judge.billed} delivered and priced, {reais(judge.micro // 10_000)}; {judge.cost_mismatch} differ.",
        f"A person came in: {judge.involved:.1%}; hard fails: {judge.failed:.2%}; neither: {judge.without_person:.1%}.",
        f"Of those nobody came in for, answered to the point throughout: {judge.resolved:.1%}.",
        f"Called back {sold}/{called} bought, untouched {alone}/{untouched}: {uplift:+.1%} [{low:+.1%}, {high:+.1%}].",
    ]


def _figures(judge: Judge, summary: Summary) -> dict[str, object]:
    uplift, low, high = judge.uplift()
    return {
        "violations": sum(judge.violations.values()),
        "cost_mismatch": judge.cost_mismatch,
        "without_person": round(judge.without_person, 4),
        "answered": round(judge.answered, 4),
        "uplift": round(uplift, 4),
        "uplift_low": round(low, 4),
        "uplift_high": round(high, 4),
        "leads": summary.leads,
        "lost": summary.lost,
        "doubled": summary.doubled,
        "false_facts": summary.false_facts,
        "unasked": dict(judge.unasked),
        "lapsed": judge.lapsed,
        "violated": dict(judge.violations),
        "involved": round(judge.involved, 4),
        "resolved": round(judge.resolved, 4),
        "billed": judge.billed,
        "bought": judge.bought,
        "wall_s": summary.wall_s,
    }


if __name__ == "__main__":
    raise SystemExit(main())
