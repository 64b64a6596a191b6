"""A bad line or scene: what went wrong, and what cures it?"""

from collections.abc import Iterator

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import File, after_label, blank_card, lines, top_line
from lpcards.story.models import STEPS, Guide, Mistake
from lpcards.story.positions import Place
from lpcards.story.principles import EVERY_STORY

KIND = Kind(
    "mistake",
    leech_tip="Put in the mistake that you make yourself.",
    compared_by="question",
    parts=("story", "general"),
)


def cards(file: File) -> Iterator[Card]:
    """Yield the usual mistake of each step, where the author says what is wrong with it."""
    for step in STEPS:
        if isinstance(file, Guide):
            mistake: Mistake | None = getattr(file.mistakes, step)
            place: Place = ("mistakes", step)
        else:
            mistake = getattr(file.steps, step).mistake
            place = ("steps", step, "mistake")
        if mistake and mistake.diagnosis:
            yield _card(file, step, place, mistake)


def _card(file: File, step: str, place: Place, mistake: Mistake) -> Card:
    is_general = file.principle == EVERY_STORY
    whose = () if is_general else (file.short,)
    return blank_card(KIND, file, (step,), place)._replace(
        part="general" if is_general else "story",
        top=top_line("What's off?", *whose, step.capitalize()),
        front=mistake.line,
        back=lines(mistake.diagnosis, after_label("Cure", mistake.cure)),
        hint=mistake.hint or "",
        fingerprint=fingerprint_of(KIND.name, (mistake.line, mistake.diagnosis, mistake.cure)),
    )
