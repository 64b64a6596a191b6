"""SM-2, exactly. What is remembered of a card, and what one answer makes of it.

Integers only: ease in hundredths, intervals in study days. Binary floats round some ordinary
histories up by a day: after five perfect answers 2.5 + 5 * 0.1 sums up to a little over 3.0, and
140 days times that to 421.
"""

from datetime import date
from typing import NamedTuple

FIRST_EASE = 250
LEAST_EASE = 130
FIRST_INTERVAL = 1
SECOND_INTERVAL = 6
PASS = 3
CHANGES = (-80, -54, -32, -14, 0, 10)

GRADES = ("blackout", "wrong", "nearly", "hard", "good", "perfect")
"""By grade: 0; 1, known on sight; 2, wrong but nearly; 3, with difficulty; 4; 5."""
RATINGS = (1, 1, 1, 2, 3, 4)
"""By grade, as Anki and FSRS count four buttons: everything failed is the first, `again`."""
BUTTONS = {"1": (1, "again"), "2": (3, "hard"), "3": (4, "good"), "4": (5, "easy")}
"""Of four buttons each key's grade and word."""


class Memory(NamedTuple):
    """What is remembered of one card. A card never answered has none (`None`).

    `ease` is in hundredths, `interval` in study days; `due`, `last` and `first` are study days:
    when it comes next, when it was last and when it was first counted. `lapses` counts failed
    answers but the first. `fingerprint` names the text last shown ("": not known). `was_due` is
    the day that it was due on before the last answer, None before the second one.

    FSRS has no ease (0) but `stability`, the days after which nine of ten come to mind, and
    `difficulty`, from 1 to 10; SM-2 has neither (0).
    """

    repetitions: int
    ease: int
    interval: int
    due: date
    lapses: int
    last: date
    first: date
    fingerprint: str = ""
    was_due: date | None = None
    stability: float = 0.0
    difficulty: float = 0.0


def memory_json(memory: Memory | None) -> dict[str, object] | None:
    """Return a card's memory as scripts read it; None if it is new."""
    if memory is None:
        return None
    return {
        "repetitions": memory.repetitions,
        "ease": ease_number(memory.ease),
        "interval": memory.interval,
        "due": memory.due.isoformat(),
        "lapses": memory.lapses,
        "last": memory.last.isoformat(),
        **({key: round(value, 4) for key, value in strengths(memory)} if memory.stability else {}),
    }


def ease_number(ease: int) -> float | None:
    """Return an ease in hundredths as a number; None where there is none."""
    return ease / 100 if ease else None


def strengths(memory: Memory) -> tuple[tuple[str, float], ...]:
    """Return what FSRS knows of a card in place of an ease, by name."""
    return ("stability", memory.stability), ("difficulty", memory.difficulty)


def strength_words(memory: Memory) -> str:
    """Return the ease in words; where there is none stability and difficulty."""
    if not memory.stability:
        return f"ease {memory.ease / 100:.2f}"
    return f"stability {memory.stability:,.2f} days, difficulty {memory.difficulty:.2f}"


class Rules(NamedTuple):
    """What the learner's settings decide: `lapse_ease` is `formula` or `keep`.

    `overlays` says whether the days count that an overlay chose when a card was answered, `follow`
    whether those do that another program has the cards due on. `scheduler` is a name of
    `schedulers`; `retention` is the recall at which FSRS has a card come back.
    """

    lapse_ease: str = "formula"
    max_interval: int = 36_500
    overlays: bool = True
    follow: bool = False
    scheduler: str = "sm2"
    retention: float = 0.9


DEFAULT = Rules()


def schedule(memory: Memory | None, grade: int, on: date, rules: Rules = DEFAULT) -> Memory:
    """Return the memory after an answer graded `grade` (0-5) on the study day `on`.

    The old ease multiplies, and the formula changes it after every grade, a failed one too.
    With `lapse_ease = "keep"` no failed answer changes the ease, the very first one neither
    (Wozniak's rule 6 read by itself: start from the beginning, E-Factor unchanged). An answer
    before its time follows the rule for early answers. No grade ever overflows a date: the last
    one there is stands for all later ones. Whether the answer counts at all is for `counts`.

    Raises ValueError for a grade that is none.
    """
    check_grade(grade)
    if memory is None:
        return _first(grade, on, rules)
    if grade < PASS:
        return _failed(memory, grade, on, rules)
    if early(memory, on):
        return _ahead(memory, grade, on, rules)
    return _passed(memory, grade, on, rules)


def check_grade(grade: int) -> None:
    """Raise ValueError for a grade that is none."""
    if type(grade) is not int or not 0 <= grade < len(CHANGES):
        raise ValueError(f"a grade is a whole number from 0 to 5, not {grade!r}")


def counts(memory: Memory | None, on: date) -> bool:
    """Tell whether an answer on `on` is a repetition: the first of its study day, time going on."""
    return memory is None or on > memory.last


def early(memory: Memory, on: date) -> bool:
    """Tell whether fewer study days went by than the interval, whatever day an overlay chose."""
    return on.toordinal() - memory.last.toordinal() < memory.interval


def _eased(ease: int, grade: int) -> int:
    return max(LEAST_EASE, ease + CHANGES[grade])


def _times(days: int, ease: int) -> int:
    return -(-days * ease // 100)


def day_after(on: date, interval: int) -> date:
    """Return the day so many days after a day; the last one there is stands for all later ones."""
    try:
        return date.fromordinal(on.toordinal() + interval)
    except (ValueError, OverflowError):
        return date.max


def _first(grade: int, on: date, rules: Rules) -> Memory:
    interval = min(FIRST_INTERVAL, rules.max_interval)
    kept = grade < PASS and rules.lapse_ease == "keep"
    ease = FIRST_EASE if kept else _eased(FIRST_EASE, grade)
    return Memory(int(grade >= PASS), ease, interval, day_after(on, interval), 0, on, on)


def _failed(memory: Memory, grade: int, on: date, rules: Rules) -> Memory:
    interval = min(FIRST_INTERVAL, rules.max_interval)
    ease = memory.ease if rules.lapse_ease == "keep" else _eased(memory.ease, grade)
    due, lapses = day_after(on, interval), memory.lapses + 1
    first, fingerprint = memory.first, memory.fingerprint
    return Memory(0, ease, interval, due, lapses, on, first, fingerprint, memory.due)


def _passed(memory: Memory, grade: int, on: date, rules: Rules) -> Memory:
    repetitions, ease, interval, was_due, lapses, _, first, fingerprint, *_ = memory
    if repetitions == 0:
        interval = FIRST_INTERVAL
    elif repetitions == 1:
        interval = SECOND_INTERVAL
    else:
        interval = _times(interval, ease)
    interval = min(interval, rules.max_interval)
    ease, due = _eased(ease, grade), day_after(on, interval)
    return Memory(repetitions + 1, ease, interval, due, lapses, on, first, fingerprint, was_due)


def _ahead(memory: Memory, grade: int, on: date, rules: Rules) -> Memory:
    repetitions, ease, interval, was_due, lapses, last, first, fingerprint, *_ = memory
    elapsed = on.toordinal() - last.toordinal()
    grown = min(rules.max_interval, max(interval, _times(elapsed, ease)))
    repetitions += grown > interval
    ease, due = min(ease, _eased(ease, grade)), day_after(on, grown)
    return Memory(repetitions, ease, grown, due, lapses, on, first, fingerprint, was_due)
