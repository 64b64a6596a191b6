"""Measure, in ratios, and write docs/benchmarks.md. `--quick` and a choice of rows write nothing.

python bench/run.py [--quick] [NAME ...]
"""

import argparse
import compileall
import os
import sys

import commands
import decks
import files
import large
import searching
import serving
import short
import streams
from report import document, line

import log
import lpcards

MEASURES = {
    "prompts": commands.prompts,
    "short": short.shell_prompt,
    "first-card": commands.first_card,
    "thousand": files.thousand,
    "cold": files.cold,
    "advised": files.advised,
    "search": searching.searching,
    "decks": decks.decks,
    "unchanged-decks": decks.unchanged,
    "answer": log.answer,
    "replay": log.replay,
    "long-log": log.long_log,
    "large-log": large.large_log,
    "large-replay": large.replay,
    "streams": streams.streams,
    "page-first-card": serving.first_card,
    "page-answer": serving.next_card,
    "pages": serving.pages,
}
DOCUMENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs", "benchmarks.md")


def main() -> int:
    """Measure what is asked for; 1 if a limit is not kept."""
    chosen = _arguments()
    compileall.compile_dir(os.path.dirname(lpcards.__file__), quiet=1)
    findings = []
    for name in chosen.names or MEASURES:
        for found in MEASURES[name](chosen.quick):
            print(line(found), flush=True)
            findings.append(found)
    if not (chosen.quick or chosen.names):
        _write(document(findings))
    return 0 if all(found.kept for found in findings) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument("--quick", action="store_true", help="fewer pairs, no document")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(MEASURES):
        parser.error(f"no measure {', '.join(sorted(unknown))}; there are {', '.join(MEASURES)}")
    return chosen


def _write(text: str) -> None:
    with open(DOCUMENT, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    sys.exit(main())
