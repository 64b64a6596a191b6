"""Answers as candidates write and say them, and how well the coach judges them.

Each file of `advice/coaching/answers/` is an answer and, below a line `== findings`, what is right
to say of it: `rule: words` where it is about words, else `rule` or `rule: what is lacking`. The
answers in `seen` were there while the rules were written, those in `kept` were not looked at.
`python tests/coached_answers.py` prints the table of docs/coach.md.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lpcards.advice.coaching import answer_of, coached
from lpcards.drafts.files import text_of_file
from lpcards.practice.judging import Phrase
from lpcards.story.models import SECONDS, Guide, Scenario
from lpcards.story.reading import read_source

ROOT = Path(__file__).parent
ANSWERS = ROOT / "advice" / "coaching" / "answers"
CONTENT = ROOT.parent / "content"
HALVES, KINDS = ("seen", "kept"), ("strong", "weak")
HEAD = "\n== findings\n"
UNCOUNTED = "seconds"
"""The rule that is left out: how long an answer is, is no question of judgment."""


class Finding(NamedTuple):
    """A rule, and the words that it is about: from where to where they stand, -1 for none."""

    rule: str
    words: str = ""
    start: int = -1
    end: int = -1

    def is_met_by(self, other: "Finding") -> bool:
        """Say whether both are about the same: the words of one are some of the other's."""
        return self.rule == other.rule and self.start <= other.end and other.start <= self.end


class Answer(NamedTuple):
    """An answer of the corpus: where it is from, its step ("": all of them), what is right."""

    half: str
    kind: str
    name: str
    step: str
    text: str
    right: tuple[Finding, ...]


class Judged(NamedTuple):
    """What the coach said of an answer: rightly, wrongly, and what was not said."""

    answer: Answer
    right: tuple[Finding, ...]
    false: tuple[Finding, ...]
    missed: tuple[Finding, ...]


def answers(half: str = "", kind: str = "") -> list[Answer]:
    """Return the answers, all or those of a half or a kind."""
    paths = sorted(ANSWERS.glob(f"{half or '*'}/{kind or '*'}/*.txt"))
    return [_read(path) for path in paths]


def _read(path: Path) -> Answer:
    given, _, listed = path.read_text(encoding="utf-8").partition(HEAD)
    text = text_of_file(given.encode(), path.name).text  # of a transcript the candidate's lines
    name, _, step = path.stem.partition(".")
    rows = [line.partition(": ") for line in listed.splitlines() if line]
    right = (_found(text, rule, words) for rule, _, words in rows)
    return Answer(path.parts[-3], path.parts[-2], name, step, text, tuple(dict.fromkeys(right)))


def _found(text: str, rule: str, words: str) -> Finding:
    if rule in {"result", "boundary", "missing"} or not words:
        return Finding(rule)
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    spot = re.search(pattern, text, re.IGNORECASE)
    if spot is None:
        message = f"{words!r} is not in the answer that begins with {text[:40]!r}"
        raise ValueError(message)
    return Finding(rule, words, *spot.span())


@cache
def phrases() -> tuple[Phrase, ...]:
    """Return the phrases that the library names, each with what to say instead."""
    found: dict[str, Phrase] = {}
    for path in sorted(CONTENT.glob("*/*.yaml")):
        file = read_source(str(path), path.read_bytes()).file
        if isinstance(file, Guide | Scenario):
            for one in file.disqualifiers:
                found.setdefault(
                    one.phrase, Phrase(one.phrase, one.instead or "", one.signals or "")
                )
    return tuple(found.values())


def judged(answer: Answer) -> Judged:
    """Hold what the coach says of an answer against what is right."""
    remarks = coached(answer_of(answer.text, SECONDS, answer.step), phrases()).remarks
    said = dict.fromkeys(
        Finding(one.rule, one.words, one.start, one.end) if one.is_placed else Finding(one.rule)
        for one in remarks
        if one.rule != UNCOUNTED
    )
    left, right, false = list(answer.right), list[Finding](), list[Finding]()
    for one in said:
        met = next((other for other in left if one.is_met_by(other)), None)
        if met:
            left.remove(met)
            right.append(one)
        elif not any(one.is_met_by(other) for other in answer.right):
            false.append(one)
    return Judged(answer, tuple(right), tuple(false), tuple(left))


class Score(NamedTuple):
    """Findings of one rule, counted."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what is said that is right."""
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        """The share of what is right that is said."""
        return self.right / max(1, self.right + self.missed)


def scores(several: Sequence[Judged]) -> dict[str, Score]:
    """Return the scores by rule, `all` last."""
    sums = [Counter[str](), Counter[str](), Counter[str]()]
    for one in several:
        for count, found in zip(sums, (one.right, one.false, one.missed), strict=True):
            count.update(finding.rule for finding in found)
    right, false, missed = sums
    rules = sorted({*right, *false, *missed})
    by_rule = {rule: Score(right[rule], false[rule], missed[rule]) for rule in rules}
    return {**by_rule, "all": Score(right.total(), false.total(), missed.total())}


def false_in_five(half: str = "") -> float:
    """Return how many false findings there are in five strong answers."""
    strong = [judged(answer) for answer in answers(half, "strong")]
    return 5 * sum(len(one.false) for one in strong) / len(strong)


def table() -> Iterator[str]:
    """Yield the lines of docs/coach.md that say how well the coach judges."""
    halves = [scores([judged(answer) for answer in answers(half)]) for half in HALVES]
    yield "| rule | precision, seen | recall, seen | precision, kept | recall, kept |"
    yield "| --- | --: | --: | --: | --: |"
    for rule in (*(one for one in sorted({*halves[0], *halves[1]}) if one != "all"), "all"):
        cells = [cell for half in halves for cell in _cells(half.get(rule))]
        name = "**all**" if rule == "all" else f"`{rule}`"
        yield f"| {name} | {' | '.join(cells)} |"
    falses = [f"{false_in_five(half):.1f}" for half in HALVES]
    yield f"| false in five strong ones | {falses[0]} | | {falses[1]} | |"


def _cells(score: Score | None) -> tuple[str, str]:
    if score is None:
        return "", ""
    said, wanted = score.right + score.false, score.right + score.missed
    shares = (score.precision, said), (score.recall, wanted)
    return tuple(f"{100 * share:.0f}% of {of}" if of else "" for share, of in shares)  # type: ignore[return-value]


def _details(half: str) -> Iterator[str]:
    for answer in answers(half):
        one = judged(answer)
        if one.false or one.missed:
            yield f"{answer.kind} {answer.name}"
            yield from (f"    false: {found.rule}: {found.words}" for found in one.false)
            yield from (f"    missed: {found.rule}: {found.words}" for found in one.missed)


if __name__ == "__main__":
    import sys

    print("\n".join(_details(sys.argv[1]) if sys.argv[1:] else table()))
