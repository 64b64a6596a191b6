"""A story as a note: read in Anki before its cards. It is a card there, and none in lpcards."""

from collections.abc import Iterable, Mapping, Sequence

from lpcards.anki.fields import NO_MEDIA, escaped, field_of, prose
from lpcards.anki.notes import BLANK, DECK, OWN_TAG, STORY, Note, tags_of
from lpcards.cards.card import seconds_to_read
from lpcards.cards.choices import Story
from lpcards.english.printable import counted
from lpcards.story.passages import SectionRead, without_answers
from lpcards.story.principles import EVERY_STORY, short_principle

READ = "read"
"""What stands in the id of a story's note in the place of a card's kind and slot."""

LONG = 20
"""Seconds of reading from which on the parts are folded away on the front."""


def reading_id(story: str) -> str:
    """Return the id of a story's note: `webhook-drops/read`."""
    return f"{story}/{READ}"


def story_note(
    story: Story, whole: Sequence[SectionRead], media: Mapping[str, str] = NO_MEDIA
) -> Note:
    """Return the note of a story or guide whose text is `whole`, in the order of the telling.

    `media` has the names in decks of its pictures and sounds, by what the author calls them.

    The answers to its questions are left out: an edit of one of them changes its card alone.
    """
    sections = without_answers(whole)
    begins = story.type == "guide" or not sections[0][0]
    overview, parts = (sections[:1], sections[1:]) if begins else ((), sections)
    fields = (
        reading_id(story.id),
        escaped(f"{_principle(story)} · {_sort(story)}"),
        field_of(story.title),
        _html(overview, media),
        escaped(_fold(story, parts)),
        _html(parts, media),
    )
    tags = tags_of(READ, "", story.principle, story.id)
    whose = (OWN_TAG,) if story.own else ()
    return Note(fields[0], STORY, (*fields, *BLANK), (*tags, *whose), DECK)


def _principle(story: Story) -> str:
    return "Every story" if story.principle == EVERY_STORY else short_principle(story.principle)


def _sort(story: Story) -> str:
    return "guide" if story.type == "guide" else "story"


def _html(sections: Iterable[SectionRead], media: Mapping[str, str]) -> str:
    return "".join(
        f"{_heading(heading, seconds)}{prose(text, media)}" for heading, text, seconds in sections
    )


def _heading(heading: str, seconds: int) -> str:
    target = f" <small>· {seconds} s</small>" if seconds else ""
    return f"<h3>{field_of(heading)}{target}</h3>" if heading else ""


def _fold(story: Story, parts: Sequence[SectionRead]) -> str:
    """Return what stands on the fold of the parts; "" where they are too short for one."""
    seconds = sum(seconds_to_read(text) for _, text, _ in parts)
    if seconds < LONG:
        return ""
    minutes = counted(max(1, round(seconds / 60)), "minute")
    return f"The {_sort(story)} in {counted(len(parts), 'part')}, {minutes} to read"
