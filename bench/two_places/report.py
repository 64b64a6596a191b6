"""The page about two schedulers: what the simulated weeks came to."""

from collections.abc import Mapping, Sequence
from math import sqrt
from statistics import fmean, stdev

from two_places.weeks import DAYS, PROBES, STORIES, Way, Weeks

HEAD = """\
# Two schedulers

Written by `make both-places`, seeds 1 to {seeds}. A made-up learner has {cards} cards of her own, all questions, and {days} days. The phone is real Anki with
its default options and the package that `lpcards build` wrote; the terminal is lpcards with its defaults. Only her memory is made up: half of the seeds have
the family *power*, half *half-life* ([simulation.md](simulation.md)), and each answer's luck is the same wherever it is given. Every question counts, Anki's
learning steps and the terminal's drills, too. Where the phone is used at all, `lpcards pull` reads its collection every day. *Carried over* means that the phone is told
every day what was answered in the terminal, in the rows that `lpcards sync anki` writes. Anki shuffles by the clock, so a second run differs a little.

## How many questions

Recall is the true chance to know a card the day after the last, as the mean over all cards. Intervals are 95% intervals of the mean.

| Anki's scheduler | where she answers | questions on the phone | in the terminal | in all | against the phone alone | recall |
| --- | --- | --- | --- | --- | --- | --- |
"""
WAITING = """
## What `due` says beside the phone

She answers on the phone alone, pulls every day, and looks at the terminal when the phone is done: how many reviews each calls due on an average day.

| Anki's scheduler | `follow` | due in the terminal | due in Anki |
| --- | --- | --- | --- |
"""
END = """
## What to make of it

{words}
"""


Found = Mapping[tuple[str, Way], Sequence[Weeks]]
"""The weeks by Anki's scheduler and way, a learner each."""


def line(scheduler: str, way: Way, weeks: Sequence[Weeks], alone: Sequence[Weeks]) -> str:
    """Return a row of the first table."""
    ratio = [one.asked / other.asked for one, other in zip(weeks, alone, strict=True)]
    cells = (
        scheduler,
        way.name,
        f"{fmean(one.phone for one in weeks):.0f}",
        f"{fmean(one.desk for one in weeks):.0f}",
        _mean([one.asked for one in weeks], 0),
        "1" if weeks is alone else f"x{_mean(ratio, 2)}",
        f"{100 * fmean(one.recall for one in weeks):.1f}%",
    )
    return f"| {' | '.join(cells)} |"


def waiting_line(scheduler: str, way: Way, weeks: Sequence[Weeks]) -> str:
    """Return a row of the second table."""
    follows = "anki" if way.settings else "none"
    waiting, wanted = (
        _mean([getattr(one, name) for one in weeks], 1) for name in ("waiting", "wanted")
    )
    return f"| {scheduler} | `{follows}` | {waiting} | {wanted} |"


def document(
    found: Found, ways: Sequence[Way], looks: Sequence[Way], seeds: int, words: str
) -> str:
    """Return the page."""
    schedulers = list(dict.fromkeys(scheduler for scheduler, _ in found))
    alone = ways[0]
    first = [
        line(name, way, found[name, way], found[name, alone]) for name in schedulers for way in ways
    ]
    second = [waiting_line(name, way, found[name, way]) for name in schedulers for way in looks]
    head = HEAD.format(seeds=seeds, cards=STORIES * PROBES, days=DAYS)
    return (
        head
        + "\n".join(first)
        + "\n"
        + WAITING
        + "\n".join(second)
        + "\n"
        + END.format(words=words)
    )


def _mean(values: Sequence[float], places: int) -> str:
    mean = f"{fmean(values):.{places}f}"
    if len(values) < 2:
        return mean
    return f"{mean} ± {1.96 * stdev(values) / sqrt(len(values)):.{places}f}"
