"""How well each scheduler foretells the learner's own answers, for people and for scripts."""

from collections.abc import Iterator
from typing import NamedTuple

from lpcards.english.printable import counted, percent
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.log import Log
from lpcards.memory.calibration import (
    ENOUGH,
    Calibration,
    Foretold,
    better,
    calibration_of,
    constant_loss,
    share_passed,
)
from lpcards.system.installed import fsrs_version

NAMES = {"sm2": "SM-2", "fsrs": "FSRS"}
HEADS = ("expected", "passed", "reviews")
MISSING = "FSRS-6 is not installed; `pip install 'lpcards[fsrs]'` compares it."


class ComparedSchedulers(NamedTuple):
    """What each scheduler that is there expected of the same reviews, by its name."""

    reviews: dict[str, list[Foretold]]

    @property
    def _any(self) -> list[Foretold]:
        return self.reviews["sm2"]

    @property
    def calibrations(self) -> dict[str, Calibration]:
        """How well each foretold them; empty without any."""
        found = {name: calibration_of(reviews) for name, reviews in self.reviews.items()}
        return {name: calibration for name, calibration in found.items() if calibration}

    @property
    def better(self) -> str:
        """The name of the one that foretold them better; "" where that may be chance."""
        if len(self.reviews) < len(NAMES):
            return ""
        return ("", *self.reviews)[better(*self.reviews.values())]

    @property
    def verdict(self) -> str:
        """Whether both are there, and reviews enough to judge; then what they say."""
        if len(self.reviews) < len(NAMES):
            return MISSING
        count = len(self._any)
        if count < ENOUGH:
            return f"Too few to judge: {counted(count, 'review')}, and it takes {ENOUGH}."
        if not self.better:
            return "Neither foretells your answers better: the difference may be chance."
        return f"{NAMES[self.better]} foretells your answers better: that is more than chance."


def compared_schedulers(index: CardIndex, log: Log, chosen: Selection) -> ComparedSchedulers:
    """Return what the schedulers expected of the reviews of the chosen cards.

    This replays the whole log, once for each.
    """
    cards = None if chosen == Selection() else set(index.card_ids(chosen))
    there = (name for name in NAMES if name == "sm2" or fsrs_version())
    return ComparedSchedulers({name: log.foretold(name, cards) for name in there})


def compared_json(compared: ComparedSchedulers) -> dict[str, object]:
    """Return it as scripts read it."""
    reviews = compared.reviews["sm2"]
    return {
        "reviews": len(reviews),
        "passed": sum(passed for _, passed in reviews),
        "constant": round(constant_loss(reviews), 4) if reviews else None,
        "enough": len(reviews) >= ENOUGH,
        "better": compared.better or None,
        "schedulers": [
            {
                "scheduler": name,
                "log_loss": round(found.log_loss, 4),
                "bins": [
                    one._asdict() | {"expected": round(one.expected, 4)} for one in found.bins
                ],
            }
            for name, found in compared.calibrations.items()
        ],
    }


def compared_words(compared: ComparedSchedulers) -> Iterator[str]:
    """Yield a sentence or two on the whole: how many reviews, and what they say."""
    reviews = compared.reviews["sm2"]
    if reviews:
        share = percent(share_passed(reviews))
        yield (
            f"{counted(len(reviews), 'review')}, {share} passed. Log loss, smaller is better; "
            f"a constant guess of {share} has {constant_loss(reviews):.3f}."
        )
    yield compared.verdict


def bins_table(name: str, found: Calibration) -> Iterator[str]:
    """Yield the bins of a scheduler as a small table."""
    yield f"{NAMES[name]}, log loss {found.log_loss:.3f}"
    yield "".join(f"{head:>10}" for head in HEADS)
    for one in found.bins:
        cells = (percent(one.expected), percent(one.passed / one.reviews), f"{one.reviews:,}")
        yield "".join(f"{cell:>10}" for cell in cells)


def bins_sentences(name: str, found: Calibration) -> Iterator[str]:
    """Yield the bins of a scheduler, a sentence each."""
    yield f"{NAMES[name]}, log loss {found.log_loss:.3f}."
    for one in found.bins:
        passed = percent(one.passed / one.reviews)
        yield f"{percent(one.expected)} expected: {passed} of {one.reviews:,} passed."
