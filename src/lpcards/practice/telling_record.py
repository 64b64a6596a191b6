"""A telling: the seconds of each part, and what of it was missed. As a value, and as JSON."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from lpcards.memory.event import Event
from lpcards.practice.script import SpokenPart
from lpcards.practice.speech import Speech

REHEARSE, MOCK = "rehearse", "mock"
MOST = 10_000_000
"""No number in an event of ours is larger."""


class PartResult(NamedTuple):
    """One part that was said. `again` counts repeats; `peeked`: its key phrases were looked at.

    `of` is how many things had to be heard, `missed` those that were not (None: nobody said).
    `words` is how many words a command that listens wrote down (0: none listened).
    """

    card: str
    step: str
    title: str
    seconds: float
    target: int
    again: int = 0
    peeked: bool = False
    of: int = 0
    missed: tuple[str, ...] | None = None
    words: int = 0

    @property
    def over(self) -> int:
        """Whole seconds over the target (0: none)."""
        return max(0, int(self.seconds) - self.target)


class Telling(NamedTuple):
    """A story that was told, in a rehearsal or a mock interview. `at` is its event's id.

    `finished`: it was not broken off. `question` is what it answered, in a mock interview.
    """

    at: str
    day: str
    kind: str
    story: str
    parts: tuple[PartResult, ...]
    finished: bool
    question: str = ""

    @property
    def steps(self) -> tuple[PartResult, ...]:
        """The story itself."""
        return tuple(part for part in self.parts if part.step != "probe")

    @property
    def probes(self) -> tuple[PartResult, ...]:
        """The follow-ups."""
        return tuple(part for part in self.parts if part.step == "probe")

    @property
    def seconds(self) -> float:
        """How long the story took, its follow-ups left out."""
        return sum(part.seconds for part in self.steps)

    @property
    def speech(self) -> Speech:
        """What of it was heard by a command that listens, its follow-ups left out."""
        heard = [part for part in self.steps if part.words]
        return Speech(sum(part.words for part in heard), sum(part.seconds for part in heard))

    @property
    def target(self) -> int:
        """How long it should have taken."""
        return sum(part.target for part in self.steps)

    @property
    def missed(self) -> tuple[str, ...]:
        """All that was missed."""
        return tuple(words for part in self.parts for words in part.missed or ())

    @property
    def of(self) -> int:
        """How many things had to be heard, where somebody said what was."""
        return sum(part.of for part in self.parts if part.missed is not None)


def part_result(
    part: SpokenPart, seconds: float, *, again: int = 0, peeked: bool = False
) -> PartResult:
    """Return a part that took so many seconds; what was missed is not known yet."""
    card = part.card
    name = part.title if part.step != "probe" else card.front
    return PartResult(
        card.id, part.step, name, round(seconds, 1), part.seconds, again, peeked, len(card.items)
    )


def with_misses(result: PartResult, items: Iterable[str], ticked: Iterable[int]) -> PartResult:
    """Return it with what was missed: the `items` whose positions are not among the `ticked`."""
    ticked = frozenset(ticked)
    return result._replace(missed=tuple(item for at, item in enumerate(items) if at not in ticked))


def as_details(parts: Iterable[PartResult], *, finished: bool) -> dict[str, Any]:
    """Return what the event of a telling holds."""
    return {"finished": finished, "parts": [_details(part) for part in parts]}


def _details(part: PartResult) -> dict[str, Any]:
    """Return a part as it is kept; the words only where somebody listened."""
    details = part._asdict()
    return details if part.words else {key: details[key] for key in details if key != "words"}


def telling_of(event: Event) -> Telling | None:
    """Return the telling that an event is about; None for one of another kind."""
    parts = event.details.get("parts")
    if event.kind not in {REHEARSE, MOCK} or not event.card or not isinstance(parts, list):
        return None
    return Telling(
        at=event.id,
        day=event.day.isoformat(),
        kind=event.kind,
        story=event.card,
        parts=tuple(part for part in map(_part, parts) if part is not None),
        finished=bool(event.details.get("finished")),
        question=str(event.details.get("question", "")),
    )


def _part(part: Any) -> PartResult | None:  # noqa: ANN401  whatever stands in the log
    """Return one part; None where a log from elsewhere holds something else."""
    try:
        missed = part["missed"]
        return PartResult(
            card=str(part["card"]),
            step=str(part["step"]),
            title=str(part["title"]),
            seconds=float(_sound(part["seconds"])),
            target=int(_sound(part["target"])),
            again=int(_sound(part["again"])),
            peeked=bool(part["peeked"]),
            of=int(_sound(part["of"])),
            missed=None if missed is None else tuple(map(str, missed)),
            words=int(_sound(part.get("words", 0))),
        )
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        return None


def _sound(number: float) -> float:
    """Return a number that a telling can have; ValueError for another, such as infinity."""
    if not 0 <= number <= MOST:
        raise ValueError(f"{number} is too large or too small")
    return number


def tellings_of(events: Iterable[Event]) -> list[Telling]:
    """Return the tellings among `events`, oldest first."""
    return [telling for telling in map(telling_of, events) if telling is not None]


def last_results(tellings: Iterable[Telling]) -> dict[str, PartResult]:
    """Return for each part (by its card) how it went the last time; `tellings` oldest first."""
    return {part.card: part for telling in tellings for part in telling.parts}
