"""What a sitting came to."""

from collections.abc import Iterator

from lpcards.cards.card import Card
from lpcards.english.printable import counted, duration
from lpcards.study.notices import ends_of
from lpcards.study.question_words import question_of
from lpcards.study.today import day_of, limits_reached
from lpcards.study.workspace import Workspace


class SittingTally:
    """Counts of this sitting. Undone answers are taken back."""

    def __init__(self) -> None:
        """Start from nothing."""
        self._answers: list[tuple[str, str, float, bool]] = []
        self._earlier: list[tuple[str, str]] = []

    @property
    def answers(self) -> int:
        """How many answers were given, drills included."""
        return len(self._answers)

    def add(self, card: Card, counted_as: str, seconds: float, *, lapsed: bool) -> None:
        """Take an answer down."""
        self._answers.append((card.id, counted_as, seconds, lapsed))

    def add_earlier(self, card: Card, counted_as: str) -> None:
        """Take down that an answer came which was given on an earlier day."""
        self._earlier.append((card.id, counted_as))

    @property
    def earlier(self) -> int:
        """How many answers came that were given on an earlier day."""
        return len(self._earlier)

    def take_back(self, card: str, kind: str) -> None:
        """Forget the last answer of that kind to `card`, if it was given in this sitting."""
        for at in range(len(self._answers) - 1, -1, -1):
            if self._answers[at][:2] == (card, kind):
                del self._answers[at]
                return
        if (card, kind) in self._earlier:
            self._earlier.remove((card, kind))

    @property
    def seconds(self) -> float:
        """How long the answers took together."""
        return sum(seconds for _, _, seconds, _ in self._answers)

    def of(self, *kinds: str) -> int:
        """Return how many answers were of these kinds."""
        return sum(kind in kinds for _, kind, _, _ in self._answers)

    @property
    def lapsed(self) -> list[str]:
        """The cards that were known before and failed."""
        return [card for card, _, _, lapsed in self._answers if lapsed]


def summary_lines(tally: SittingTally, workspace: Workspace) -> Iterator[str]:
    """Yield how many, how long, what lapsed, what is left, what comes and the next step."""
    from lpcards.study.outlook import outlook_lines  # here: the first card need not wait for it
    from lpcards.study.planner import planner_in

    log, on = workspace.writing(), workspace.moment().day
    yield from _done(tally)
    for card in tally.lapsed:
        yield f"  lapsed: {question_of(workspace.index, card)}"
    day = day_of(workspace.index, log, on)
    queue = day.queue
    if queue.total or queue.drills:
        counts = ((queue.total, "card"), (len(queue.drills), "drill"))
        left = ", ".join(counted(count, noun) for count, noun in counts if count)
        yield f"Still open today: {left}."
    elif day.is_whole and not limits_reached(workspace.index, log, on):
        yield from ends_of(workspace.index, queue)
    planner = planner_in(workspace.index, log, workspace.rules, on)
    yield from outlook_lines(workspace.index, log, planner)


def _done(tally: SittingTally) -> Iterator[str]:
    if tally.earlier:
        yield f"{counted(tally.earlier, 'answer')} of earlier days recorded."
    if not tally.answers:
        if not tally.earlier:
            yield "Nothing answered."
        return
    parts = (
        (tally.of("review", "ahead"), "card"),
        (tally.of("drill"), "drill"),
        (tally.of("cram"), "crammed card"),
    )
    answered = " and ".join(counted(count, noun) for count, noun in parts if count)
    yield f"{answered} in {duration(tally.seconds)}."
