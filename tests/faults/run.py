"""Inject faults into every command that writes, and say what became of them.

Needs the shim loaded before libc, as `python -m faults` does.
"""

import argparse
import os
import random
import sys
import time
from collections import Counter
from functools import partial
from multiprocessing import get_context

from faults.child import import_everything, is_armed
from faults.homes import CACHED, TRIALS
from faults.killing import killed
from faults.trying import Place, folder

EVERY = [*TRIALS, *CACHED]
MOST_WORKERS = 4
PLACES = {}
"""The place of each worker, made when it is first asked for."""


def main():
    """Run as the command line says; leave with 1 if anything did not hold."""
    options = _options()
    assert is_armed(), "the shim is not loaded"
    print(f"seed {options.seed}", flush=True)
    import_everything()
    begun = time.monotonic()
    with folder() as within:
        results, kills = _everything(options, within)
    wrong = sum(bool(one.wrong) for one in (*results, *kills))
    met = sum(one.was_met for one in results)
    seconds = round(time.monotonic() - begun)
    print(f"{met} faults met, {len(kills)} reviews killed, {wrong} wrong; {seconds} s")
    if options.table:
        from faults.table import write

        write(options.table, results, kills)
    sys.exit(1 if wrong else 0)


def _options():
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--most", type=int, default=10**9, help="faults a command, by chance")
    parser.add_argument("--trials", type=int, default=len(EVERY), help="commands, by chance")
    parser.add_argument("--kills", type=int, default=120, help="reviews to kill")
    parser.add_argument("--only", default="", help="one command's name")
    parser.add_argument("--table", default="", help="where to write the figures")
    return parser.parse_args()


def _everything(options, within):
    numbers = [at for at, one in enumerate(EVERY) if options.only in {"", one.name}]
    random.Random(options.seed).shuffle(numbers)
    with get_context("fork").Pool(min(os.cpu_count() or 1, MOST_WORKERS)) as pool:
        killing = pool.imap_unordered(partial(_killed, within, options.seed), range(options.kills))
        tried = partial(_tried, within, options.seed, options.most)
        trying = pool.imap_unordered(tried, numbers[: options.trials])
        results = [_noticed(one) for some in trying for one in some]
        return results, [_noticed(one) for one in killing]


def _noticed(one):
    """Say at once what did not hold."""
    if one.wrong:
        print(f"WRONG {one}", flush=True)
    return one


def _place(within):
    path = within / str(os.getpid())
    if path not in PLACES:
        PLACES[path] = Place(path)
    return PLACES[path]


def _tried(within, seed, most, number):
    chance = random.Random(f"{seed} {number}")
    tried = _place(within).tried(EVERY[number])
    return [tried.meet(fault) for fault in _chosen(list(tried.faults()), most, chance)]


def _chosen(faults, most, chance):
    """Return at most so many faults, of each sort as many as of the others if there are."""
    chance.shuffle(faults)
    turns, ranked = Counter(), []
    for at, one in enumerate(faults):
        turns[one.sort] += 1
        ranked.append((turns[one.sort], at))
    return [faults[at] for _, at in sorted(ranked)[:most]]


def _killed(within, seed, number):
    return killed(_place(within), random.Random(f"{seed} kill {number}"))


if __name__ == "__main__":
    main()
