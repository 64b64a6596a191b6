"""A question with options: which one, and why?"""

from collections.abc import Iterator

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import File, after_label, blank_card, lines, slots, top_line
from lpcards.story.models import Guide, Quiz

KIND = Kind(
    "quiz",
    leech_tip="Ask for the reason, not for the option.",
    carries_over=True,
    long_question=True,
    compared_by="question",
)


def cards(file: File) -> Iterator[Card]:
    """Yield the story's quizzes; the options are shuffled where the card is shown."""
    if isinstance(file, Guide):
        return
    for at, quiz in enumerate(file.quizzes):
        if quiz.answer:
            yield _card(file, at, quiz)


def _card(file: File, at: int, quiz: Quiz) -> Card:
    return blank_card(KIND, file, slots(quiz), ("quizzes", at))._replace(
        top=top_line(file.short, "choose, say why"),
        front=quiz.ask,
        back=lines(quiz.answer, after_label("Because", quiz.why)),
        hint=quiz.hint or "",
        options=quiz.options,
        fingerprint=fingerprint_of(KIND.name, (quiz.ask, quiz.answer, quiz.why, *quiz.options)),
    )
