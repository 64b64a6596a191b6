"""The stories that stand in the decks to be read before their cards."""

from collections.abc import Container, Iterator

from lpcards.anki.edition import Known
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

    def notes(self, ids: Container[str]) -> Iterator[Note]:
        """Yield the notes that have these `ids`."""
        wanted = {name for name in self._stories if reading_id(name) in ids}
        return (note for _, note in self._made(wanted))

    def by_story(self, stories: Container[str]) -> dict[str, Note]:
        """Return the notes of those of `stories` that have one, by the story's id."""
        return dict(self._made({name for name in self._stories if name in stories}))

    def _made(self, stories: set[str]) -> Iterator[tuple[str, Note]]:
        media = self._index.media()
        for name, sections in self._index.sections_by_story(stories):
            files = media.get(name, {}).values()
            names = {one.target: one.name for one in files if one.name}
            yield name, story_note(self._stories[name], sections, names)
