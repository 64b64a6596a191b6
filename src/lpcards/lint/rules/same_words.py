"""Two stories that share more than three runs of five words.

Stories that are told in the same words are one story to an interviewer, and their cards disturb one
another. Say it in this story's own words.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, filterfalse

from lpcards.lint.finding import Clash, Gist, shown
from lpcards.lint.words import RUN, lowered, runs_of, spot_of, tokens_of

MOST = 3
"""Runs that two stories may share."""
HOLDERS = 2
"""Stories that a run is known to stand in; one that stands in more is told of these."""
ENOUGH = 200
"""Runs after which it is plain that a story is another's."""
WINDOW, OVERLAP = 600, 300
"""Characters of a file that are searched at a time for what it shares, and how far beyond them."""

BAD = (
    "overview: I read a month of complaints in one go, and they were all about line 8.\n",
    "overview: I read a month of complaints in one go, and they were all about the lift.\n",
)
GOOD = (
    "overview: I read a month of complaints in one go, and they were all about line 8.\n",
    "overview: Nobody had counted the calls about the lift, so I did, on a sheet by the door.\n",
)


Holders = dict[int, tuple[int, ...]]


def between(gists: Sequence[Gist]) -> Iterator[Clash]:
    """Yield for each story the one before it that it shares most with."""
    gists = [gist for gist in gists if gist.type == "scenario"]
    holders: Holders = {}
    for n, gist in enumerate(gists):
        held = list(filter(holders.__contains__, gist.runs))
        other, count = _sharing(held[:ENOUGH], holders)
        if count > MOST:
            yield _clash(gist, gists[other])
        if len(held) < ENOUGH:  # else it is another's story, and those like it are told of that
            _note(held, n, holders)
        holders.update(dict.fromkeys(filterfalse(holders.__contains__, gist.runs), (n,)))


def _sharing(held: Iterable[int], holders: Holders) -> tuple[int, int]:
    """Return the number of the story that holds most of these runs, and how many."""
    shared = Counter(chain.from_iterable(map(holders.__getitem__, held)))
    return next(iter(shared.most_common(1)), (0, 0))


def _note(held: Iterable[int], number: int, holders: Holders) -> None:
    for run in held:
        if len(holders[run]) < HOLDERS:
            holders[run] += (number,)


def _clash(gist: Gist, other: Gist) -> Clash:
    shared = {*gist.runs}.intersection(other.runs)
    line, column, words = _passage(gist.text(), shared)
    told = f"{len(shared)} runs of five words are in `{other.name}` too"
    example = f", as {shown(words)}" if words else ""
    return Clash(gist.path, line, column, f"{told}{example}: say it in this story's own words")


def _passage(text: str, shared: set[int]) -> tuple[int, int, str]:
    """Return the first passage of a file that holds one of the shared runs: its place and words."""
    for start in range(0, len(text), WINDOW):
        part = text[start : start + WINDOW + OVERLAP]
        words = _words_in(part, shared)
        found = spot_of(words, lowered(part)) if words else None
        if found:
            at, last = start + found[0], start + found[1]
            return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), text[at:last]
    return 1, 1, ""


def _words_in(text: str, shared: set[int]) -> str:
    """Return the words of the first passage in a text that holds one of the shared runs."""
    tokens = tokens_of(text)
    found = list(map(shared.__contains__, runs_of(tokens)))
    if True not in found:
        return ""
    first = found.index(True)
    last = next((at for at in range(first, len(found)) if not found[at]), len(found)) - 1
    return " ".join(tokens[first : last + RUN])
