"""How many lies leave and how many honest drafts are held back, beside a plain guard of regular expressions.

    python -m bench.guard [--drafts 20000] [--seed 4711] [--smoke]

Drafts are born with their list of lies (`tests/core/guard/lies.py`) in shops drawn by the seed; honest ones are true
sentences and small talk. The plain guard is what most products have: it finds amounts, percents, instalments and
links by pattern and looks each up among what the shop's catalogue says of anything.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence

from central.core.guard import Facts, inspect, passes
from central.core.guard.money import figure
from tests.core.guard.drafts import Written, honest, hostile, shown

HONEST_SHARE = 0.15
MOST_BLOCKED_PCT = 1.0
SHOWN = 10
_MONEY = re.compile(r"R\$\s*(\d+(?:\.\d{3})*(?:,\d{2})?)|(\d+(?:,\d{2})?)\s*reais", re.I)
_PERCENT = re.compile(r"(\d+)\s*%")
_TIMES = re.compile(r"\b(\d{1,2})\s*(?:x|vezes)\b", re.I)
_LINK = re.compile(r"https?://[^\s?#]+|www\.[^\s?#]+")


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    lies, truths = hostile(options.drafts, options.seed), honest(int(options.drafts * HONEST_SHARE), options.seed + 1)
    began = time.perf_counter()
    left = [w for w in lies if passes(inspect(w.bubbles, w.facts))]
    blocked = [w for w in truths if not passes(inspect(w.bubbles, w.facts))]
    seconds = time.perf_counter() - began
    _show("lie left", left)
    _show("honest draft held back", blocked)
    plain_left = [w for w in lies if plain_passes(w)]
    print("plain guard, lies left by kind:", dict(Counter(w.lies[0][0] for w in plain_left).most_common()))
    blocked_pct = round(100 * len(blocked) / len(truths), 2)
    print(
        json.dumps(
            {
                "hostile": len(lies),
                "honest": len(truths),
                "false_left": len(left),
                "honest_blocked_pct": blocked_pct,
                "regex_false_left": len(plain_left),
                "regex_honest_blocked_pct": round(100 * sum(not plain_passes(w) for w in truths) / len(truths), 2),
                "drafts_per_s": round((len(lies) + len(truths)) / seconds),
            }
        )
    )
    return 0 if not left and blocked_pct <= MOST_BLOCKED_PCT else 1


def plain_passes(written: Written) -> bool:
    """The plain guard: each figure it can find must be somewhere in the catalogue."""
    text, facts = "\n".join(written.bubbles), written.facts
    amounts, percents, most, links = _carried(facts)
    money = all(figure(m[1] or m[2]) in amounts for m in _MONEY.finditer(text))
    shares = all(int(m[1]) in percents for m in _PERCENT.finditer(text))
    times = all(int(m[1]) <= most for m in _TIMES.finditer(text))
    return money and shares and times and all(m[0].rstrip(".,)") in links for m in _LINK.finditer(text))


def _carried(facts: Facts) -> tuple[set[int], set[int], int, set[str]]:
    catalog = facts.book.operation.catalog
    amounts = {r.price for r in catalog.regions} | {r.free_above or 0 for r in catalog.regions}
    most, links = 1, {facts.book.operation.site}
    for product in catalog.products:
        links.add(product.link)
        for price in {product.price, *(v.price for v in product.variants if v.price is not None)}:
            count, each = catalog.payment.times(price)
            most = max(most, count)
            amounts |= {price, catalog.payment.pix(price), each}
    return amounts, {catalog.payment.pix_percent}, most, links


def _show(what: str, drafts: list[Written]) -> None:
    for written in drafts[:SHOWN]:
        print(f"{what}: {written.lies} {written.disguise} | {shown(written)}")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--drafts", type=int, help="hostile ones (20,000; 1,000 with --smoke)")
    parser.add_argument("--seed", type=int, default=4711)
    parser.add_argument("--smoke", action="store_true", help="a few seconds")
    options = parser.parse_args(arguments)
    options.drafts = options.drafts or (1000 if options.smoke else 20_000)
    return options


if __name__ == "__main__":
    sys.exit(main())
