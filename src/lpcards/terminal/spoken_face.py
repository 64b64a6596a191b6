"""The question for ears: one thing a line, no signs, only what is new.

A screen reader reads every line that is printed, so nothing is drawn, nothing is printed twice,
and what a key did is printed.
"""

from collections.abc import Iterable, Iterator

from lpcards.english.printable import printable
from lpcards.practice.card_view import Buttons, CardView
from lpcards.practice.coming_back import back_aloud
from lpcards.terminal.text_lines import inline

WRITES = {
    "answer": "w writes it in a line.",
    "story": "w names your story for it.",
    "probe": "w writes your answer in a line.",
    "": "",
}


def spoken_lines(view: CardView) -> list[str]:
    """Return what to print of the card just now, a thing a line."""
    lines = [*_head(view), *_hints(view), *(_answer(view) if view.revealed else [])]
    lines += [view.changed] if view.changed and not view.revealed else []
    lines += [view.flag] if view.flag else []
    lines += [*view.remarks, view.message]
    return [row for line in lines for row in _plain(line).split("\n") if row.strip()]


def _plain(words: str) -> str:
    """Return words without Markdown and without signs that would be read out."""
    words = printable(inline(words).plain)
    return words.replace(" · ", ", ").replace(" -> ", " to ")


def _head(view: CardView) -> Iterator[str]:
    yield f"Card {', '.join(reversed(view.progress.split(' · ')))}."
    yield f"{_top(view.card.top)}."
    yield view.card.front
    for at, option in enumerate(view.options):
        yield f"{chr(97 + at)}: {option}"


def _top(top: str) -> str:
    parts = top.replace(" -> ", " · told for ").split(" · ")
    return ", ".join(_seconds(part) for part in parts)


def _seconds(part: str) -> str:
    number, _, unit = part.partition(" ")
    return f"{number} seconds" if unit == "s" and number.isdigit() else part


def _hints(view: CardView) -> Iterator[str]:
    if not view.revealed:
        yield from (f"Hint: {line}" for line in view.hint)


def spoken_items(view: CardView) -> Iterator[str]:
    """Yield the items that are asked, each with its number."""
    for at, item in enumerate(view.asked_items()):
        note = f", {item.note}" if item.note else ""
        yield f"Item {at + 1}{', must be said' if item.must else ''}{note}: {item.text}"


def _answer(view: CardView) -> Iterator[str]:
    card = view.card
    first, _, rest = card.back.partition("\n")
    if first:
        yield f"Answer: {first}"
    yield from rest.split("\n")
    yield from spoken_items(view)
    yield from card.below.split("\n")
    if card.seconds and (view.typed is None or view.typed.speech):
        yield f"It took {round(view.elapsed or 0)} seconds of {card.seconds}."
    yield from _typed(view)
    yield from _changes(view)
    yield view.hint_cost


def _typed(view: CardView) -> Iterator[str]:
    typed = view.typed
    if typed is None or not typed.is_done:
        return
    if not view.items:
        yield f"Your answer: {', '.join(view.notes)}."
    for slip in typed.slips:
        yield f"You said {typed.quoted(slip)}: {slip.remedy}"


def _changes(view: CardView) -> Iterator[str]:
    if view.changes:
        yield view.changed
    for before, after in view.changes:
        yield f"It was: {before}"
        yield f"It is now: {after}"


def spoken_footer(view: CardView) -> list[str]:
    """Return what the keys do, in a line or two."""
    if not view.revealed:
        return [_front(view)]
    if view.card.unanswered:
        return ["Press w to write the answer in a line, e for your editor, space to leave it."]
    if view.proposed is not None and not view.overruling:
        return [*_proposal(view)]
    return [f"Grade: {_grades(view.buttons, view.intervals)}"]


def _front(view: CardView) -> str:
    if view.card.unanswered:
        return "Press w to write the answer in a line. Space: more. Question mark: all keys."
    first = "Space shows the answer."
    if view.typed is not None:
        say_it = " Ctrl-L to say it." if view.listens else ""
        first = f"Enter to type the answer.{say_it} Space shows it."
    hint = " h: hint." if view.offers_hint else ""
    return f"{first}{hint} Question mark: all keys."


def _proposal(view: CardView) -> Iterator[str]:
    count, grade = len(view.items), view.proposed or 0
    head = f"{len(view.ticked)} of {count} ticked, proposed" if count else "Proposed"
    yield f"{head}: {view.buttons.word(grade)}{_interval(view.intervals, grade)}."
    ticks = "A digit ticks an item, a ticks all, Enter takes the grade, g another."
    yield ticks if count else "Enter takes it, a digit another."
    yield WRITES[view.card.writes]


def _interval(intervals: tuple[int, ...], grade: int) -> str:
    return f", back {back_aloud(intervals, grade)}" if intervals else ""


def _grades(buttons: Buttons, intervals: tuple[int, ...]) -> str:
    """Return the grades, those that bring the card back at the same time together."""
    if not intervals:
        return ", ".join(f"{key} {word}" for key, _, word in buttons.named()) + "."
    by_interval: list[tuple[str, list[str]]] = []
    for key, grade, word in buttons.named():
        back = back_aloud(intervals, grade)
        if not by_interval or by_interval[-1][0] != back:
            by_interval.append((back, []))
        by_interval[-1][1].append(f"{key} {word}")
    return _sentences(f"{', '.join(words)}: {back}" for back, words in by_interval)


def _sentences(lines: Iterable[str]) -> str:
    return " ".join(f"{line}." for line in lines)
