"""Two stories that share more than three runs of five words.

Stories that are told in the same words are one story to an interviewer, and their cards disturb one
another. Say it in this story's own words.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, filterfalse, pairwise

from lpcards.advice.finding import Clash, FileSummary, excerpt
from lpcards.english.word_roots import RUN, lowered, runs_of, spot_of, words_of

NAME = "same-words"

MOST = 3
"""Runs that two stories may share."""
HOLDERS = 2
"""Stories that a run is known to stand in; of more only these are named."""
AT_ONCE = 500_000
"""Runs that are looked at together: some 40 MB of them."""
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


def between(summaries: Sequence[FileSummary]) -> Iterator[Clash]:
    """Yield for each story the one before it that it shares most with."""
    stories = [summary for summary in summaries if summary.type == "scenario"]
    shared: list[Counter[int]] = [Counter() for _ in stories]
    for low, high in _ranges(sum(len(story.runs) for story in stories)):
        _count([_within(story.runs, low, high) for story in stories], shared)
    for story, counts in zip(stories, shared, strict=True):
        for other, count in counts.most_common(1):
            if count > MOST:
                yield _clash(story, stories[other])


def _ranges(count: int) -> list[tuple[int, int]]:
    """Return the ranges of codes to look at one after the other: all at once may be too many."""
    parts = count // AT_ONCE + 1
    bounds = [2**64 * part // parts - 2**63 for part in range(parts + 1)]
    return list(pairwise(bounds))


def _within(runs: Sequence[int], low: int, high: int) -> Sequence[int]:
    return runs[bisect_left(runs, low) : bisect_left(runs, high)]


def _count(stories: Iterable[Sequence[int]], shared: Sequence[Counter[int]]) -> None:
    """Add to what each story shares with those before it, in these runs of theirs."""
    holders: Holders = {}
    for n, runs in enumerate(stories):
        held = list(filter(holders.__contains__, runs))
        if (
            shared[n].total() < ENOUGH
        ):  # else it is another's story, and others need not be compared
            shared[n].update(chain.from_iterable(map(holders.__getitem__, held[:ENOUGH])))
            _note(held, n, holders)
        holders.update(dict.fromkeys(filterfalse(holders.__contains__, runs), (n,)))


def _note(held: Iterable[int], number: int, holders: Holders) -> None:
    for run in held:
        if len(holders[run]) < HOLDERS:
            holders[run] += (number,)


def _clash(summary: FileSummary, other: FileSummary) -> Clash:
    shared = {*summary.runs}.intersection(other.runs)
    line, column, words = _passage(summary.text(), shared)
    message = f"{len(shared)} runs of five words are in `{other.name}` too"
    example = f", as {excerpt(words)}" if words else ""
    remedy = "say it in this story's own words"
    return Clash(summary.path, line, column, f"{message}{example}: {remedy}")


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
    tokens = words_of(text)
    found = list(map(shared.__contains__, runs_of(tokens)))
    if True not in found:
        return ""
    first = found.index(True)
    last = next((at for at in range(first, len(found)) if not found[at]), len(found)) - 1
    return " ".join(tokens[first : last + RUN])
