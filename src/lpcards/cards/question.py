"""An interviewer's plain question: which principle it is after, and what the answer must show.

One that is answered by itself asks what to say; no story is named for it.
"""

from collections.abc import Iterator

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import (
    File,
    blank_card,
    quoted,
    top_line,
    with_points,
)
from lpcards.english.slugs import question_ids
from lpcards.story.models import Guide, PlainQuestion, Point
from lpcards.story.principles import EVERY_STORY, short_principle

KIND = Kind(
    "question",
    leech_tip="Answer it with a story of yours: w names it.",
    writes="story",
)


def cards(file: File) -> Iterator[Card]:
    """Yield the questions of a guide that say what their answer must show."""
    if not isinstance(file, Guide):
        return
    names = question_ids((one.id or "", one.ask) for one in file.questions)
    for at, (name, question) in enumerate(zip(names, file.questions, strict=True)):
        if question.shows:
            yield _asked(file, name, at, question)


def _asked(file: Guide, name: str, at: int, question: PlainQuestion) -> Card:
    points = (*_principle(file, question), *question.shows)
    card = blank_card(KIND, file, (name, *question.was), ("questions", at))._replace(
        top=top_line("What must the answer show?" if question.story else "What do you say?"),
        writes=KIND.writes if question.story else "",
        front=quoted(question.ask),
        hint=question.hint or "",
        variants=tuple(quoted(words) for words in question.variants),
        fingerprint=fingerprint_of(KIND.name, (question.ask, *(one.text for one in points))),
    )
    return with_points(card, points)


def fitting(file: Guide, question: PlainQuestion) -> tuple[str, ...]:
    """Return the principles that a question may be after; none for a theme."""
    return question.fits or ((file.principle,) if file.principle != EVERY_STORY else ())


def _principle(file: Guide, question: PlainQuestion) -> tuple[Point, ...]:
    """Return the first thing to say, one of the principles that fit; none for a theme."""
    names = [short_principle(principle) for principle in fitting(file, question)]
    return (Point(text=" or ".join(names), accept=tuple(names)),) if names else ()
