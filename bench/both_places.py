"""Let made-up learners answer on a phone and in the terminal, and write docs/two-schedulers.md.

python bench/both_places.py [--seeds N]

It needs a Python with the `anki` wheel (LPCARDS_ANKI, or the one that `make` builds). With another
number of seeds nothing is written.
"""

import argparse
import os
import sys
import time
from tempfile import TemporaryDirectory

from simulator.families import FAMILIES
from two_places.places import midday_zone
from two_places.report import document, line, waiting_line
from two_places.weeks import Way, weeks_of

SEEDS = 12
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
DOCUMENT = os.path.join(ROOT, "docs", "two-schedulers.md")
NEVER, EVEN, ODD, ALWAYS = 0, 1, 2, 3
FOLLOW = "follow: anki\n"
ALONE = Way("phone only", ALWAYS, NEVER)
WAYS = (
    ALONE,
    Way("terminal only", NEVER, ALWAYS),
    Way("in turn, a day each", EVEN, ODD),
    Way("in turn, `follow: anki`", EVEN, ODD, FOLLOW),
    Way("in turn, answers carried over", EVEN, ODD, carries=True),
    Way("in turn, carried over, `follow: anki`", EVEN, ODD, FOLLOW, carries=True),
)
LOOKS = (ALONE, Way("phone only, `follow: anki`", ALWAYS, NEVER, FOLLOW))
SCHEDULERS = {"SM-2": False, "FSRS": True}
WORDS = """\
- **One place asks least**, whichever it is. In turn, and with nothing carried over, Anki asks again what was answered in the terminal.
- **`lpcards sync anki`** carries the terminal's answers over and saves about half of that.
- **`follow: anki`** is for whoever reviews mostly on the phone: without it `due` counts cards on days on which Anki has none. In turn it goes with `sync anki`: under FSRS
  it saves questions again, and a little of what is known, because Anki's days are later than SM-2's; under SM-2 it changes little. With `pull` alone it is no help
  in turn: Anki does not know of the terminal's answers, and its days cost three or four points of recall.
- **To review in the terminal**, leave `follow` at `none`, and take the phone for a look."""


def main() -> int:
    """Simulate, and write the page."""
    seeds = _seeds()
    families = list(FAMILIES)
    found = {}
    with TemporaryDirectory() as home:
        _settle_in(home)
        for scheduler, fsrs in SCHEDULERS.items():
            for way in dict.fromkeys((*WAYS, *LOOKS)):
                found[scheduler, way] = [
                    weeks_of(way, families[seed % len(families)], seed, _python(), fsrs=fsrs)
                    for seed in range(1, seeds + 1)
                ]
                print(
                    line(scheduler, way, found[scheduler, way], found[scheduler, ALONE]), flush=True
                )
                print(waiting_line(scheduler, way, found[scheduler, way]), flush=True)
    if seeds == SEEDS:
        with open(DOCUMENT, "w", encoding="utf-8") as file:
            file.write(document(found, WAYS, LOOKS, SEEDS, WORDS))
    return 0


def _settle_in(home: str) -> None:
    """Leave this learner's own files alone; what follows has a home of its own, at noon."""
    for name in ("HOME", *(f"XDG_{kind}_HOME" for kind in ("DATA", "CACHE", "STATE", "CONFIG"))):
        os.environ[name] = home
    os.environ["TZ"] = midday_zone()
    time.tzset()


def _python() -> str:
    return os.environ.get("LPCARDS_ANKI") or os.path.join(ROOT, ".venv-anki", "bin", "python")


def _seeds() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=SEEDS, metavar="N", help=f"default {SEEDS}")
    return parser.parse_args().seeds


if __name__ == "__main__":
    sys.exit(main())
