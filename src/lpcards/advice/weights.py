"""Which advice matters most: what loses an interview first comes first, the style of cards last."""

from collections.abc import Iterable
from typing import NamedTuple

from lpcards.system.problem import Problem

PARTED = "missing"
"""The rule whose advice weighs differently, as it is about any part of a story."""


class Weight(NamedTuple):
    """Advice that weighs the same: what it is about, why it weighs so, and the rules that give it.

    `missing` are words of what the rule of that name says of parts that weigh so.
    """

    about: str
    because: str
    rules: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def _of_step(name: str) -> tuple[str, str]:
    """Return words of what is said where a step, or all that it says, is missing."""
    return f"no `{name}`: ", f"add the {name} as you would say it"


WEIGHTS = (
    Weight(
        "What you did yourself",
        "An interviewer writes down what you did. Who hears only that it was done writes nothing.",
        ("without-i", "we", "passive"),
        _of_step("action"),
    ),
    Weight(
        "A Result in figures",
        'Without from, to and worth a story ends in an opinion, and is "inclined" at best.',
        ("result",),
        _of_step("result"),
    ),
    Weight(
        "An answer to what they ask next",
        "The story is followed by questions, how you know the figure first of all. Silence there"
        " undoes it.",
        ("source",),
        ("no answer yet", "add follow-up questions"),
    ),
    Weight(
        "What counts against you",
        "A story that sounds assigned, or that anybody could tell, is marked down however it ends.",
        ("disqualified", "boundary", "vague"),
    ),
    Weight(
        "Whether it is yours and true",
        "A guess that nobody confirmed, half of a text, or another story's figure is learned as it"
        " stands, and does not survive a question.",
        ("proposed", "comment", "same-figure"),
    ),
    Weight(
        "The rest of the story",
        "They have to ask for what is not told, and that is their time for follow-ups.",
        ("reflection",),
        (*_of_step("situation"), *_of_step("task"), *_of_step("reflection")),
    ),
    Weight(
        "Its length",
        "Who talks too long is stopped before the Result; but a long story can be cut while told.",
        ("seconds", "minutes"),
    ),
    Weight(
        "How answers are told",
        "The answer is there, and comes out less sharp than it could.",
        ("takeaway", "alike"),
        ("no `answer`: add it as you would say it", "no `weak` answer"),
    ),
    Weight(
        "Cards that are not there yet",
        "The story is strong without them; you only learn it less well.",
        (PARTED, "question-id", "phrase-id", "key-phrase"),
    ),
    Weight(
        "The style of cards",
        "Nobody but you ever sees them.",
        (
            "giveaway",
            "measure",
            "letters",
            "hear",
            "quiz",
            "misquote",
            "own-pivot",
            "same-card",
            "same-words",
            "percent",
            "ignore",
        ),
    ),
)
"""From what weighs most to what weighs least."""


def weight_of(problem: Problem) -> tuple[int, int]:
    """Return where a piece of advice stands among `WEIGHTS`, and where in its weight.

    (0, 0) weighs most. What no rule gave (a folder without stories) stands behind them all.
    """
    for place, weight in enumerate(WEIGHTS):
        if problem.rule == PARTED:
            for within, words in enumerate(weight.missing, len(weight.rules)):
                if words in problem.message:
                    return place, within
        if problem.rule in weight.rules:
            return place, weight.rules.index(problem.rule)
    return len(WEIGHTS), 0


def by_weight(advice: Iterable[Problem]) -> list[Problem]:
    """Return the advice on one file, the heaviest first, else as it stands in the file."""
    return sorted(advice, key=lambda one: (weight_of(one), one.line, one.column))


def heaviest(advice: Iterable[Problem], most: int) -> list[Problem]:
    """Return the `most` pieces of advice on one file that matter most, the heaviest first.

    One of each weight, as long as there are others: six sentences without "I" are one point.
    """
    of_weight: dict[int, list[Problem]] = {}
    for problem in by_weight(advice):
        of_weight.setdefault(weight_of(problem)[0], []).append(problem)
    firsts = [first for first, *_ in of_weight.values()]
    others = [one for _, *others in of_weight.values() for one in others]
    return by_weight([*firsts, *others][:most])
