"""Two stories that share more than three runs of five words.

Stories that are told in the same words are one story to an interviewer, and their cards disturb one
another. Say it in this story's own words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from lpcards.lint.finding import Clash, Gist, shown
from lpcards.lint.words import RUN, bare, runs_of, tokens_of

MOST = 3
"""Runs that two stories may share."""
HOLDERS = 3
"""Stories that a run is known to stand in; one that stands in more is told of these."""
WINDOW, OVERLAP = 2000, 400
"""Characters of a file that are searched at a time for what it shares, and how far beyond them."""

BAD = (
    "overview: I read a month of complaints in one go, and they were all about line 8.\n",
    "overview: I read a month of complaints in one go, and they were all about the lift.\n",
)
GOOD = (
    "overview: I read a month of complaints in one go, and they were all about line 8.\n",
    "overview: Nobody had counted the calls about the lift, so I did, on a sheet by the door.\n",
)


def between(gists: Sequence[Gist]) -> Iterator[Clash]:
    """Yield for each story the one before it that it shares most with."""
    gists = [gist for gist in gists if gist.type == "scenario"]
    holders: dict[int, tuple[int, ...]] = {}
    full: set[int] = set()
    for n, gist in enumerate(gists):
        runs = set(gist.runs)
        held = runs & holders.keys()
        shared = Counter(chain.from_iterable(map(holders.__getitem__, held)))
        for other, count in shared.most_common(1):
            if count > MOST:
                yield _clash(gist, gists[other], count)
        for run in held - full:
            holders[run] += (n,)
            if len(holders[run]) == HOLDERS:
                full.add(run)
        holders.update(dict.fromkeys(runs - held, (n,)))


def _clash(gist: Gist, other: Gist, count: int) -> Clash:
    line, column, words = _passage(gist.text(), {*gist.runs}.intersection(other.runs))
    told = f"{count} runs of five words are in `{other.name}` too"
    example = f", as {shown(words)}" if words else ""
    return Clash(gist.path, line, column, f"{told}{example}: say it in this story's own words")


def _passage(text: str, shared: set[int]) -> tuple[int, int, str]:
    """Return the first passage of a file that holds one of the shared runs: its place and words."""
    for start in range(0, len(text), WINDOW):
        words = _words_in(text[start : start + WINDOW + OVERLAP], shared)
        found = words and re.compile(r"\W+".join(map(re.escape, words))).search(text, start)
        if found:
            at = found.start()
            return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), found[0]
    return 1, 1, ""


def _words_in(text: str, shared: set[int]) -> list[str]:
    """Return the words of the first passage in a text that holds one of the shared runs."""
    tokens = tokens_of(text)
    found = [run in shared for run in runs_of(tokens)]
    if not any(found):
        return []
    first = found.index(True)
    last = next((at for at in range(first, len(found)) if not found[at]), len(found)) - 1
    return [bare(token) for token in tokens[first : last + RUN]]
