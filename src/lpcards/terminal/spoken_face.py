"""The question for ears: one thing a line, no signs, only what is new.

A screen reader says every line that is printed, so nothing is drawn, nothing is said twice, and
what a key did is said.
"""

from collections.abc import Iterable, Iterator

from lpcards.english.printable import printable, span
from lpcards.terminal.card_state import State
from lpcards.terminal.card_text import Seen, inline
from lpcards.terminal.footer import Buttons

_LONG = {"d": "day", "w": "week", "mo": "month", "y": "year"}


def spoken_lines(state: State) -> list[str]:
    """Return what is to be said of the card just now, a thing a line."""
    seen = state.seen(timed=False)
    lines = [*_head(seen), *_hints(state), *(_answer(state, seen) if seen.revealed else [])]
    lines += [seen.changed] if seen.changed and not seen.revealed else []
    lines += [seen.flag] if seen.flag else []
    lines += [*state.question.leech, state.message]
    return [said for line in lines for said in _plain(line).split("\n") if said.strip()]


def _plain(words: str) -> str:
    """Return words without Markdown and without signs that would be read out."""
    words = printable(inline(words).plain)
    return words.replace(" · ", ", ").replace(" -> ", " to ")


def _head(seen: Seen) -> Iterator[str]:
    yield f"Card {', '.join(reversed(seen.progress.split(' · ')))}."
    yield f"{_top(seen.top)}."
    yield seen.front
    for at, option in enumerate(seen.options):
        yield f"{chr(97 + at)}: {option}"


def _top(top: str) -> str:
    parts = top.replace(" -> ", " · told for ").split(" · ")
    return ", ".join(_seconds(part) for part in parts)


def _seconds(part: str) -> str:
    number, _, unit = part.partition(" ")
    return f"{number} seconds" if unit == "s" and number.isdigit() else part


def _hints(state: State) -> Iterator[str]:
    if not state.revealed:
        yield from (f"Hint: {line}" for line in state.hints.lines())


def _answer(state: State, seen: Seen) -> Iterator[str]:
    first, _, rest = seen.back.partition("\n")
    if first:
        yield f"Answer: {first}"
    yield from rest.split("\n")
    for at, (words, _, must) in enumerate(seen.items):
        note = f", {seen.notes[at]}" if at < len(seen.notes) and seen.notes[at] else ""
        yield f"Item {at + 1}{', must be said' if must else ''}{note}: {words}"
    yield from seen.below.split("\n")
    if state.question.card.seconds and state.typed is None:
        yield f"It took {round(state.elapsed)} seconds of {state.question.card.seconds}."
    yield from _typed(state)
    yield from _changes(seen)
    yield state.hints.told()


def _typed(state: State) -> Iterator[str]:
    typed = state.typed
    if typed is None or not state.is_typed:
        return
    if not state.question.items:
        yield f"Your answer: {', '.join(state.notes)}."
    for start, end, remedy in typed.slips():
        yield f'You said "{" ".join(typed.line.text[start:end].split())}": {remedy}'


def _changes(seen: Seen) -> Iterator[str]:
    if seen.changes:
        yield seen.changed
    for before, after in seen.changes:
        yield f"It was: {before}"
        yield f"It is now: {after}"


def spoken_footer(state: State) -> list[str]:
    """Return what the keys do, in a line or two."""
    question = state.question
    if not state.revealed:
        return [_front(state)]
    if question.card.unanswered:
        return ["Press w to write the answer in a line, e for your editor, space to leave it."]
    if state.proposed is not None and not state.overruling:
        return [*_proposal(state)]
    return [f"Grade: {_grades(state.buttons, question.intervals)}"]


def _front(state: State) -> str:
    if state.question.card.unanswered:
        return "Press w to write the answer in a line. Space: more. Question mark: all keys."
    first = "Space shows the answer."
    if state.typed is not None:
        first = "Enter to type the answer. Space shows it."
    hint = " h: hint." if state.hints.offered else ""
    return f"{first}{hint} Question mark: all keys."


def _proposal(state: State) -> Iterator[str]:
    count, buttons = len(state.question.items), state.buttons
    told = f"{len(state.ticked)} of {count} ticked, proposed" if count else "Proposed"
    grade = buttons.word(state.proposed or 0)
    yield f"{told}: {grade}{_interval(state.question.intervals, state.proposed or 0)}."
    ticks = "A digit ticks an item, a ticks all, Enter takes the grade, g another."
    yield ticks if count else "Enter takes it, a digit another."


def _interval(intervals: tuple[int, ...], grade: int) -> str:
    return f", back in {_span(intervals[grade])}" if intervals else ""


def _span(days: int) -> str:
    number, _, unit = span(days).partition(" ")
    return f"{number} {_LONG[unit]}{'' if number == '1' else 's'}"


def _grades(buttons: Buttons, intervals: tuple[int, ...]) -> str:
    """Return the grades, those with one interval together."""
    if not intervals:
        return ", ".join(f"{key} {word}" for key, _, word in buttons.named()) + "."
    told: list[tuple[str, list[str]]] = []
    for key, grade, word in buttons.named():
        back = _span(intervals[grade])
        if not told or told[-1][0] != back:
            told.append((back, []))
        told[-1][1].append(f"{key} {word}")
    return _sentences(f"{', '.join(words)}: {back}" for back, words in told)


def _sentences(told: Iterable[str]) -> str:
    return " ".join(f"{one}." for one in told)
