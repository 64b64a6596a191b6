"""An interviewer's question: which story, for which principle, and how does it begin?

How many stories fit, and which is second choice, only all files together can tell: see `choices`.
"""

from collections.abc import Iterator

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import File, blank_card, lines, quoted, top_line
from lpcards.cards.open import is_settled
from lpcards.english.sentences import sentences
from lpcards.english.slugs import question_ids
from lpcards.story.models import Guide, Met, Question, Scenario
from lpcards.story.positions import Place
from lpcards.story.principles import short_principle

KIND = Kind(
    "ask",
    leech_tip="Tie the question to the first picture of the story, not to its name.",
    own_only=True,
    one_of_stories=True,
)
FIRST_LINE = 80


def cards(file: File) -> Iterator[Card]:
    """Yield the questions that a story answers, or those met in interviews that have a story.

    Of an example only those with an `opening`: what is learned of it is how to begin.
    """
    if isinstance(file, Guide):
        yield from _met(file)
        return
    for at, (name, question) in enumerate(_named(file.asked)):
        if file.own is False and not question.opening:
            continue
        principle = question.principle or file.principle
        opening = question.opening or _opening(file, principle)
        card = _blank_card(file, name, question, ("asked", at))
        yield _asking(card, question, file.short, principle, opening)


def _named(asked: tuple[Question, ...]) -> list[tuple[str, Question]]:
    names = question_ids((question.id or "", question.ask) for question in asked)
    return list(zip(names, asked, strict=True))


def _met(file: Guide) -> Iterator[Card]:
    for at, (name, met) in enumerate(_named(file.met)):
        if isinstance(met, Met) and is_settled(met):
            story = (met.story or "").replace("-", " ").capitalize()
            card = _blank_card(file, name, met, ("met", at))
            yield _asking(card, met, story, met.principle or "", met.opening)


def _blank_card(file: File, name: str, question: Question, place: Place) -> Card:
    return blank_card(KIND, file, (name, *question.was), place)


def _asking(
    card: Card, question: Question, story: str, principle: str, opening: str | None
) -> Card:
    served = short_principle(principle) if principle else ""
    named = f"{story}, as {served}" if served else story
    whole = f"{named}: {quoted(opening)}" if opening else named
    return card._replace(
        principle=principle or card.principle,
        top=top_line("Which story? Which first sentence?"),
        front=quoted(question.ask),
        back=whole if len(whole) <= FIRST_LINE else lines(named, quoted(opening or "")),
        hint=question.hint or served,
        fingerprint=fingerprint_of(KIND.name, (question.ask, story, principle, opening)),
    )


def _opening(file: Scenario, principle: str) -> str | None:
    """Return how the story opens for a principle: as its pivot says, or by its first sentence."""
    leads = (
        pivot.lead_with for pivot in file.pivots if pivot.principle == principle and pivot.lead_with
    )
    example = file.steps.situation.example
    own = sentences(example)[0] if example and principle == file.principle else None
    return next(leads, own)
