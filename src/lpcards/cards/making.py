"""How a card comes into being: identity, checklist, and the words that all kinds share."""

from collections.abc import Sequence
from typing import Protocol

from lpcards.cards.card import Card
from lpcards.cards.kind import Kind
from lpcards.english.vocabulary import number_word
from lpcards.story.markup import apart
from lpcards.story.models import Guide, KeyPhrase, Point, Scenario
from lpcards.story.positions import Place
from lpcards.story.principles import PRINCIPLES

TOP_WIDTH = 42
"""A top line fits on one line of a phone or of a narrow terminal."""


def top_line(*parts: str, join: str = " · ") -> str:
    """Return the parts as one line of at most 42 characters; the longest gives way."""
    shortened = [" ".join(part.split()) for part in parts]
    over = len(join.join(shortened)) - TOP_WIDTH
    if over > 0:
        at = max(range(len(shortened)), key=lambda number: len(shortened[number]))
        shortened[at] = shortened[at][: -over - 1].rstrip() + "…"
    return join.join(shortened)


def quoted(text: str) -> str:
    """Return the text as speech; quotation marks of the author's stay as they are.

    Pictures stand behind the speech.
    """
    words, media = apart(text)
    if media:
        return f"{quoted(words)} {media}" if words else media
    if text[0] in '"“„«' and text[-1] in '"”“»':
        return text
    return '"' + text.replace('"', "'") + '"'


def phrase_item(text: str, fact: str | None) -> str:
    """Return a key phrase as an item: the marker, and the fact it stands for."""
    return f"{quoted(text)}: {fact}" if fact else text


def lines(*texts: str | None) -> str:
    """Return those of the lines that say something."""
    return "\n".join(line for line in texts if line)


def after_label(label: str, text: str | None) -> str | None:
    """Return `label: text`, or nothing where there is no text."""
    return f"{label}: {text}" if text else None


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `three moves`."""
    count = number_word(number)
    return f"{count} {noun}" if number == 1 else f"{count} {noun}s"


def principle_name(file: Scenario | Guide) -> str:
    """Return the full name of the file's principle."""
    name = file.name if isinstance(file, Guide) else None
    return name or PRINCIPLES.get(file.principle, file.short)


File = Scenario | Guide


FEWEST, MOST = 2, 5
"""How many items a checklist may have. Fewer are no list; more are never remembered whole."""


class Named(Protocol):
    """A part of a file that has an id, and may have had others."""

    @property
    def id(self) -> str | None: ...  # noqa: D102
    @property
    def was(self) -> tuple[str, ...]: ...  # noqa: D102


def slots(part: Named, role: str = "", *, under: str = "") -> tuple[str, ...]:
    """Return the slot of a part, then those of its former ids.

    `under` and `role` are what code adds before and after the author's id: `action.` and `.mend`
    make `step/action.find` and `disqualifier/told-to.mend`.
    """
    return tuple(f"{under}{name}{role}" for name in (part.id, *part.was))


def blank_card(kind: Kind, file: File, slots: Sequence[str], place: Place) -> Card:
    """Return a card with an identity and nothing to say yet.

    The first of `slots` is its present one, the others are former ones. Until its kind says
    otherwise it is its own group: nothing gives it away.
    """
    ids = [f"{name}/{kind.name}/{slot}" for name in (file.id, *file.was) for slot in slots]
    return Card(
        id=ids[0],
        kind=kind.name,
        scenario=file.id,
        principle=file.principle,
        group=ids[0],
        top="",
        front="",
        back="",
        was=tuple(dict.fromkeys(name for name in ids[1:] if name != ids[0])),
        place=place,
        spoken=kind.spoken,
        unanswered=kind.unanswered,
        writes=kind.writes,
        asked_of_stories=kind.asked_of_stories,
        one_of_stories=kind.one_of_stories,
        note=kind.note,
    )


def with_items(
    card: Card,
    lines: Sequence[str],
    must: Sequence[int] = (),
    accept: Sequence[tuple[str, ...]] = (),
) -> Card:
    """Return the card as a checklist of `lines`; one line, or too many, become its back instead.

    `must` are the positions that may not be missed, `accept` other words for each line.
    """
    items = tuple(" ".join(line.split()) for line in lines)
    others = tuple(accept) if any(accept) and len(items) <= MOST else ()
    if FEWEST <= len(items) <= MOST:
        return card._replace(items=items, must=tuple(must), accept=others)
    card = card if card.back else card._replace(accept=others)
    return card._replace(back="\n".join(line for line in (card.back, *items) if line))


def with_phrases(card: Card, phrases: Sequence[KeyPhrase]) -> Card:
    """Return the card as a checklist of key phrases; those marked `must` may not be missed."""
    must = [at for at, phrase in enumerate(phrases) if phrase.must]
    items = [phrase_item(phrase.text, phrase.fact) for phrase in phrases]
    return with_items(card, items, must, [phrase.accept for phrase in phrases])


def with_points(card: Card, points: Sequence[Point]) -> Card:
    """Return the card as a checklist of an answer's points."""
    return with_items(
        card, [point.text for point in points], accept=[point.accept for point in points]
    )


def words_of(phrases: Sequence[KeyPhrase]) -> list[str | None]:
    """Return what the author wrote in `phrases`, for a fingerprint."""
    return [value for phrase in phrases for value in (phrase.text, phrase.fact)]
