"""A send to 10,000 people by a Central that is killed five times: who got it once, twice, or not at all.

    python -m bench.campaign [--people 10000] [--kills 5] [--smoke]

The last line is JSON: people, got, twice, silent (nobody got it and nobody knows), unknown (Meta has it and we doubt).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.acceptance.campaign import campaign

PEOPLE, KILLS, QUIET_S = 10_000, 5, 45.0


def main() -> int:
    """Run it; 1 when somebody got it twice or got lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--smoke", action="store_true")
    arguments = parser.parse_args()
    people, kills = (200, 2) if arguments.smoke else (arguments.people, arguments.kills)
    with tempfile.TemporaryDirectory() as folder:
        told = asyncio.run(campaign(Path(folder) / "um", people, kills, quiet_s=QUIET_S))
    print(json.dumps(asdict(told)))
    return 1 if told.twice or told.silent or told.unknown else 0


if __name__ == "__main__":
    raise SystemExit(main())
