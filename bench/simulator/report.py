"""docs/simulation.md: what came of the made-up learners."""

from collections.abc import Iterable

from simulator.learner import START
from simulator.study import LONGEST, MINUTES, MORE_RECALL, OWN, USUAL, Mean, Pair, Sitting, Verdict

INTRODUCTION = """\
# The interview date, simulated

Written by `make simulate`, seeds 1 to {pairs} ({others} in the second and third table). Made-up learners answer
through the program's own queue, SM-2 and overlay (`bench/simulator/`); only their memories are made up. There are two
families, unlike each other and unlike SM-2's own idea of forgetting:

- *power*: recall falls as a power of time; stability and difficulty grow and shrink in the manner of FSRS;
- *half-life*: recall halves at a fixed pace; the half-life grows by what was nearly forgotten.

Both are tuned to one thing: with plain SM-2 about nine of ten reviews pass. Recall is the true chance, on the morning of the
interview, to know a card, as the mean over all cards; one never asked counts nothing. Each answer's luck depends on seed
and card alone, so that the two runs of a seed differ in nothing but the date.

"""
PAIRS = """\
## With the date against plain SM-2

Plain SM-2 has to be told how many new cards a day to bring. *{usual} a day* is what Anki does unasked, *the plan's pace* what somebody
would set who had worked it out. Against both is promised: at least {more} points more recall, at most x{minutes:.2f} the minutes, no fuller
peak day, no day over the cap. *{own} a day* is lpcards without a date: cheaper, because it is still bringing new cards when the
interview is there. The differences have 95% intervals of the paired values.

"""
VERDICTS = """
## What `plan` says, and what comes of it

Said before the first day, from nothing but the number of cards. The simulated recall is the mean of both families.

"""
SITTINGS = """
## Ten minutes a day

150 cards in 21 days; the day is cut to ten minutes at the pace that the learner's answers so far show, a guess at first.
The pace is measured at the end, drills included.

"""


def document(
    pairs: Iterable[Pair],
    verdicts: Iterable[Verdict],
    sittings: Iterable[Sitting],
    seeds: int,
    few: int,
) -> str:
    """Return the text of docs/simulation.md."""
    paces = PAIRS.format(usual=USUAL, own=OWN, more=MORE_RECALL, minutes=MINUTES)
    return "".join(
        [
            INTRODUCTION.format(pairs=seeds, others=few),
            paces,
            _table(PAIR_HEAD, map(_pair, pairs)),
            VERDICTS,
            _table(VERDICT_HEAD, map(_verdict, verdicts)),
            SITTINGS,
            _table(SITTING_HEAD, map(_sitting, sittings)),
        ]
    )


PAIR_HEAD = (
    "family",
    "cards, days, cap",
    "plain SM-2",
    "recall",
    "points more",
    "minutes",
    "peak day",
    "days over the cap",
)
VERDICT_HEAD = ("cards, days, cap", "`plan` says", "ways out", "foretold", "simulated")
SITTING_HEAD = (
    "family",
    "pace",
    f"days within {LONGEST:.0f} minutes",
    "longest day",
    "recall",
    "`plan` says",
)


def line(pair: Pair) -> str:
    """Return a pair as one line of text."""
    mark = "    " if not pair.is_bound else "ok  " if pair.kept else "FAIL"
    return f"{mark} {'  '.join(_pair(pair))}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, ("---",) * len(head), *rows))


def _pair(pair: Pair) -> tuple[str, ...]:
    case = pair.case
    paces = {USUAL: f"{USUAL} a day", OWN: f"{OWN} a day"}
    return (
        pair.family,
        f"{case.cards}, {case.days}, {case.cap}",
        paces.get(pair.new, f"the plan's pace ({pair.new})"),
        f"{100 * pair.recall[0]:.1f} -> {100 * pair.recall[1]:.1f}%",
        _with_reach(pair.gain, "+.2f"),
        f"x{_with_reach(pair.minutes, '.3f')}",
        f"{pair.peak[0]:.0f} -> {pair.peak[1]:.0f} ({_with_reach(pair.higher, '+.1f')})",
        str(pair.over),
    )


def _with_reach(mean: Mean, form: str) -> str:
    return f"{mean.value:{form}} ± {mean.reach:{form.lstrip('+')}}"


def _verdict(one: Verdict) -> tuple[str, ...]:
    case = one.case
    return (
        f"{case.cards}, {case.days}, {case.cap}",
        "met" if one.forecast.is_met else "cannot be met",
        _ways(one),
        f"{100 * one.forecast.recall:.1f}%",
        f"{100 * one.recall:.1f}%",
    )


def _ways(one: Verdict) -> str:
    if one.ways is None:
        return ""
    days = f"{(one.ways.on - START).days} days" if one.ways.on else "no date"
    return f"{one.ways.cards_a_day or 'no number'} a day, {one.ways.cards} cards, or {days}"


def _sitting(one: Sitting) -> tuple[str, ...]:
    return (
        one.family,
        f"{one.pace:.1f} s a card",
        f"{100 * one.within:.1f}%",
        f"{one.longest:.1f} min",
        f"{100 * one.recall:.1f}%",
        "met" if one.is_met else "cannot be met",
    )
