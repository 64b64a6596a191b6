"""The stories that stand in the decks to be read before their cards."""

from collections.abc import Container, Iterable, Iterator

from lpcards.anki.edition import Known
from lpcards.anki.manifest import Shipped
from lpcards.anki.notes import STORY, Note
from lpcards.anki.story_note import reading_id, story_note
from lpcards.index.card_index import CardIndex


class StoriesToRead:
    """The stories and guides with a text to read, known by their ids."""

    def __init__(self, index: CardIndex) -> None:
        """Take the stories as they are listed; their texts are read where notes are made."""
        self._index = index
        self._stories = {story.id: story for story in index.stories() if story.readable}

    def ids(self, story: str) -> tuple[str, ...]:
        """Return the id of a story's note; () if it has none."""
        return (reading_id(story),) if story in self._stories else ()

    def known(self, story: str, wanted: Container[str]) -> Iterator[Known]:
        """Yield what decides the course of a story's note, if it has one, and is `wanted`."""
        for name in self.ids(story):
            was = tuple(map(reading_id, self._stories[story].was))
            yield Known(name, STORY, was, name in wanted)

    def notes(self, ids: Container[str], shipped: Iterable[Shipped]) -> Iterator[Note]:
        """Yield the notes that have these `ids`, each in the deck of the cards `shipped` of it."""
        wanted = {name for name in self._stories if reading_id(name) in ids}
        decks = _decks_of(shipped)
        for name, note in self._made(wanted):
            yield note._replace(deck=decks.get(name, note.deck))

    def by_story(self, stories: Container[str]) -> dict[str, Note]:
        """Return the notes of those of `stories` that have one, by the story's id."""
        return dict(self._made({name for name in self._stories if name in stories}))

    def _made(self, stories: set[str]) -> Iterator[tuple[str, Note]]:
        media = self._index.media()
        for name, sections in self._index.sections_by_story(stories):
            files = media.get(name, {}).values()
            names = {one.target: one.name for one in files if one.name}
            yield name, story_note(self._stories[name], sections, names)


def _decks_of(shipped: Iterable[Shipped]) -> dict[str, str]:
    """Return the deck of each story's cards; of several the one that Anki comes to first.

    Earlier editions had a deck a principle, below the one that there is now.
    """
    decks: dict[str, str] = {}
    for line in shipped:
        if line.deck and not line.retired:
            story = line.card.partition("/")[0]
            decks[story] = min(line.deck, decks.get(story, line.deck))
    return decks
