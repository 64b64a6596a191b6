"""Measure syncs with folders and with a hub full of learners, and write tables into docs/sync.md.

PYTHONPATH=tests python bench/sync.py [--quick] [--page FILE] [PART ...]

A hub needs PostgreSQL (Debian's `postgresql`), which this starts and ends. With `--quick`, and
without `--page`, nothing is written.
"""

import argparse
import compileall
import os
import signal
import sys

from sync_load import page
from sync_load.many_learners import many_learners
from sync_load.many_segments import many_segments
from sync_load.usual_day import usual_day

import lpcards

PARTS = {"many-segments": many_segments, "usual-day": usual_day, "many-learners": many_learners}
DOCUMENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs", "sync.md")


def main() -> int:
    """Measure what is asked for, and write it."""
    chosen = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the server ends, too
    compileall.compile_dir(os.path.dirname(lpcards.__file__), quiet=1)
    into = chosen.page or (None if chosen.quick else DOCUMENT)
    for name in chosen.parts or PARTS:
        part = PARTS[name](chosen.quick)
        print(page.text_of(part), flush=True)
        if into:
            page.write(into, [part])
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="little of everything, no page")
    parser.add_argument("--page", metavar="FILE", help="write the tables into this page")
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return chosen


if __name__ == "__main__":
    sys.exit(main())
