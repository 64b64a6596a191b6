"""What a mock interview came to, read from its events, and what to do next."""

from collections.abc import Iterable, Iterator
from shlex import join, quote
from typing import Any, NamedTuple

from lpcards.english.printable import counted
from lpcards.memory.event import Event
from lpcards.practice.telling_record import MOCK, MOST, PartResult, Telling, telling_of
from lpcards.story.principles import EVERY_STORY

MOST_STORIES, MOST_CARDS = 3, 5
"""How many stories and cards are named to go on with: more would not be done."""
TOLERANCE = 1.1
"""A telling may take a tenth longer before that is worth a rehearsal."""


class Slip(NamedTuple):
    """A phrase that weakens a story and was said: its card, its words, what to say instead."""

    card: str
    phrase: str
    instead: str


class Round(NamedTuple):
    """A question of the loop and the story that answered it (None: there was none)."""

    question: str
    principle: str
    telling: Telling | None
    own: bool = False


class Debrief(NamedTuple):
    """A loop. `minutes` were planned, `seconds` were used; `said`: None if nobody asked for it."""

    loop: str
    day: str
    seed: int
    minutes: int
    seconds: float
    rounds: tuple[Round, ...]
    said: tuple[Slip, ...] | None = None


class NextStep(NamedTuple):
    """A command to go on with, and why."""

    command: str
    why: str


def loop_of(event: Event) -> str:
    """Return the name of the mock interview that an event belongs to; "" if to none."""
    loop = event.details.get("loop")
    return loop if event.kind == MOCK and isinstance(loop, str) else ""


def last_loop(events: Iterable[Event]) -> list[Event]:
    """Return the events of the last mock interview among `events`, oldest first."""
    mine = [event for event in events if loop_of(event)]
    return [event for event in mine if loop_of(event) == loop_of(mine[-1])]


def debrief_of(events: Iterable[Event]) -> Debrief | None:
    """Return what a loop's `events`, oldest first, come to; None without any."""
    mine = [event for event in events if loop_of(event)]
    if not mine:
        return None
    first, last = mine[0], mine[-1]
    ticked = [slips for event in mine if (slips := _slips(event)) is not None]
    return Debrief(
        loop=loop_of(first),
        day=first.day.isoformat(),
        seed=int(_number(first.details.get("seed"))),
        minutes=int(_number(first.details.get("minutes"))),
        seconds=_number(last.details.get("seconds")),
        rounds=tuple(_round(event) for event in mine if "question" in event.details),
        said=ticked[-1] if ticked else None,
    )


def _number(value: Any) -> float:  # noqa: ANN401  whatever stands in the log
    return float(value) if isinstance(value, int | float) and 0 <= value <= MOST else 0.0


def _round(event: Event) -> Round:
    details = event.details
    principle = str(details.get("principle", ""))
    return Round(str(details["question"]), principle, telling_of(event), bool(details.get("own")))


def _slips(event: Event) -> tuple[Slip, ...] | None:
    slips = event.details.get("said")
    if not isinstance(slips, list):
        return None
    names = Slip._fields
    whole = [slip for slip in slips if isinstance(slip, dict) and slip.keys() >= set(names)]
    return tuple(Slip(*(str(slip[name]) for name in names)) for slip in whole)


def advice_of(debrief: Debrief) -> list[NextStep]:
    """Return what to do next: stories to rehearse, phrases to unlearn, stories to write."""
    return [*_stories(debrief), *_phrases(debrief), *_gaps(debrief)]


def _stories(debrief: Debrief) -> list[NextStep]:
    tellings = [each.telling for each in debrief.rounds if each.telling is not None]
    weak = [telling for telling in tellings if _weakness(telling) > 0]
    weak.sort(key=_weakness, reverse=True)
    return [
        NextStep(f"lpcards rehearse {quote(telling.story)}", _why(telling))
        for telling in weak[:MOST_STORIES]
    ]


def _weakness(telling: Telling) -> float:
    """Return a number that grows with what was missed and with the time over the target."""
    over = telling.seconds / telling.target if telling.target else 0.0
    return len(telling.missed) + (over if over > TOLERANCE else 0.0)


def _why(telling: Telling) -> str:
    """Return what speaks for a rehearsal: steps missed, follow-ups missed, seconds over."""
    steps = [short(words) for part in telling.steps for words in part.missed or ()]
    probes = sum(bool(part.missed) for part in telling.probes)
    over = int(telling.seconds) - telling.target
    missed = [*steps, *([counted(probes, "follow-up")] if probes else [])]
    misses = [f"missed: {', '.join(missed)}"] if missed else []
    return "; ".join([*misses, *([f"{over} s over"] if over > 0 else [])])


def missed_parts(telling: Telling) -> list[str]:
    """Return the titles of the parts of which something was missed; of a whole story its steps."""
    return [
        title
        for part in telling.parts
        if part.missed
        for title in (map(short, part.missed) if part.step == "story" else (part.title,))
    ]


def short(words: str) -> str:
    """Return the words without what explains them: `Task: not my team; ...` is `Task`."""
    head = words.partition(": ")[0]
    return head if head.isalpha() else words


def _phrases(debrief: Debrief) -> Iterator[NextStep]:
    cards = [slip.card for slip in debrief.said or ()][:MOST_CARDS]
    if cards:
        yield NextStep(f"lpcards review --cram {join(cards)}", "phrases you said")


def _gaps(debrief: Debrief) -> Iterator[NextStep]:
    """Yield the principles for which no story of one's own was told, with how to begin one."""
    rounds = (question for question in debrief.rounds if not question.own)
    principles = dict.fromkeys(question.principle for question in rounds)
    names = [name for name in principles if name not in {"", EVERY_STORY}]
    if names:
        why = f"you told no story of your own for {', '.join(names)}"
        yield NextStep(f"lpcards new NAME --principle {quote(names[0])}", why)


def debrief_json(debrief: Debrief) -> dict[str, object]:
    """Return the debrief as scripts read it."""
    return {
        "loop": debrief.loop,
        "day": debrief.day,
        "seed": debrief.seed,
        "minutes": debrief.minutes,
        "seconds": debrief.seconds,
        "questions": [_round_json(question) for question in debrief.rounds],
        "said": None if debrief.said is None else [slip._asdict() for slip in debrief.said],
        "next": [step._asdict() for step in advice_of(debrief)],
    }


def _round_json(question: Round) -> dict[str, object]:
    telling = question.telling
    return {
        "question": question.question,
        "principle": question.principle,
        "own": question.own,
        "story": telling.story if telling else None,
        "seconds": round(telling.seconds, 1) if telling else None,
        "target": telling.target if telling else None,
        "missed": list(telling.missed) if telling else [],
        "parts": [part_json(part) for part in telling.parts] if telling else [],
    }


def part_json(part: PartResult) -> dict[str, object]:
    """Return a part of a telling as scripts read it."""
    return {**part._asdict(), "missed": None if part.missed is None else list(part.missed)}


def telling_json(telling: Telling) -> dict[str, object]:
    """Return a telling as scripts read it."""
    return {
        "event": telling.at,
        "day": telling.day,
        "kind": telling.kind,
        "story": telling.story,
        "question": telling.question,
        "finished": telling.finished,
        "seconds": round(telling.seconds, 1),
        "target": telling.target,
        "missed": list(telling.missed),
        "parts": [part_json(part) for part in telling.parts],
    }
