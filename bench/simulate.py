"""Let made-up learners prepare for an interview, and write docs/simulation.md.

python bench/simulate.py [--seeds N]

With another number of seeds nothing is written. It leaves with 1 if a promise is not kept.
"""

import argparse
import os
import sys

from simulator.families import FAMILIES
from simulator.report import document, line
from simulator.study import CAPS, CASES, SECONDS, pairs, sitting, verdict

SEEDS, FEW = 40, 10
DOCUMENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs", "simulation.md")


def main() -> int:
    """Simulate; 1 if a promise is not kept."""
    seeds = _seeds()
    few = range(1, min(FEW, seeds) + 1)
    found = []
    for case in CASES:
        for family in FAMILIES:
            for pair in pairs(family, case, range(1, seeds + 1)):
                print(line(pair), flush=True)
                found.append(pair)
    verdicts = [verdict(case._replace(cap=cap), few) for case in CASES for cap in CAPS[case]]
    sittings = [sitting(family, seconds, few) for family in FAMILIES for seconds in SECONDS]
    if seeds == SEEDS:
        _write(document(found, verdicts, sittings, SEEDS, FEW))
    return 0 if all(pair.kept for pair in found if pair.is_bound) else 1


def _seeds() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=SEEDS, metavar="N", help=f"default {SEEDS}")
    return parser.parse_args().seeds


def _write(text: str) -> None:
    with open(DOCUMENT, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    sys.exit(main())
