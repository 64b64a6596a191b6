"""A story is read passage by passage, each before the first card that it answers."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lpcards.cards.choices import Story
from lpcards.index.file_index import StoryPassages
from lpcards.practice.card_view import CardView
from lpcards.study.workspace import Workspace

MOST_WORDS = 90
"""Words on one page: short passages that follow one another are read together."""

Section = tuple[str, str, int]


class PassagesToRead(NamedTuple):
    """What of a story is to be read before a card: `pages` of sections, out of the `whole`.

    A section is (heading, text, target seconds); `places` are the passages' in the story.
    """

    story: Story
    pages: list[list[Section]]
    whole: list[Section]
    places: tuple[int, ...]


class StoryIntroductions:
    """Asks for each passage once in a sitting, and not if a card that it answers was answered.

    What was read before the log knows: nothing else is kept.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Begin with nothing read."""
        self._workspace = workspace
        self._read: set[tuple[str, int]] = set()
        self._enough: set[str] = set()

    def before(self, view: CardView) -> PassagesToRead | None:
        """Return what is to be read before the card; None if nothing is."""
        name = view.card.scenario
        if view.kind not in {"new", "cram"} or name in self._enough:
            return None
        index = self._workspace.index
        known = index.passages(name)
        unread = tuple(self._unread(view.card.id, name, known))
        if not unread:
            return None
        story = next(listed for listed in index.stories() if listed.id == name)
        pages = [*_pages(known.passages[at] for at in unread)]
        return PassagesToRead(story, pages, [*index.sections(name)], unread)

    def have_read(self, passages: PassagesToRead) -> None:
        """Take note that these were read."""
        self._read.update((passages.story.id, at) for at in passages.places)

    def have_enough(self, story: str) -> None:
        """Take note that all of a story was read, or that no more of it is to be."""
        self._enough.add(story)

    def _unread(self, card: str, story: str, known: StoryPassages) -> Iterator[int]:
        """Yield the passages that the card needs and that were not read yet."""
        needed = [at for at in known.needed.get(card, ()) if (story, at) not in self._read]
        if not needed:
            return
        others = {at: [other for other, ats in known.needed.items() if at in ats] for at in needed}
        ids = {other for several in others.values() for other in several}
        answered = self._workspace.writing().memory(ids)
        yield from (at for at in needed if not any(other in answered for other in others[at]))


def _pages(passages: Iterable[Section]) -> Iterator[list[Section]]:
    """Yield the passages that go on one page together."""
    page: list[Section] = []
    for passage in passages:
        if page and sum(len(text.split()) for _, text, _ in (*page, passage)) > MOST_WORDS:
            yield page
            page = []
        page.append(passage)
    yield page
