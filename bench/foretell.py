"""Let made-up learners go by SM-2 and by FSRS, and print the table of docs/fsrs.md.

python bench/foretell.py [--seeds N]
"""

import argparse
from statistics import fmean

from simulator.families import FAMILIES
from simulator.foretelling import RULES, TRUTH, foretold_learner

CARDS, DAYS = 200, 45
NAMES = {"sm2": "SM-2", "fsrs": "FSRS"}


def main() -> None:
    """Print a row for each family and scheduler."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=20)
    seeds = range(1, parser.parse_args().seeds + 1)
    print("| memory | goes by | reviews | recall at the end | SM-2 | FSRS | the truth |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for family in FAMILIES:
        for by in RULES:
            lives = [foretold_learner(family, by, seed, CARDS, DAYS) for seed in seeds]
            count = fmean(len(life.reviews[TRUTH]) for life in lives)
            losses = [fmean(life.losses()[name] for life in lives) for name in (*RULES, TRUTH)]
            shares = (f"{fmean(life.recall for life in lives):.1%}", *(f"{x:.3f}" for x in losses))
            print(f"| {family} | {NAMES[by]} | {count:,.0f} | {' | '.join(shares)} |")


if __name__ == "__main__":
    main()
