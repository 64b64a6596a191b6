"""A story is read passage by passage, each before the first card that it answers."""

from collections.abc import Iterable, Iterator, Sequence

from lpcards.index.file_index import StoryPassages
from lpcards.practice.card_view import CardView
from lpcards.study.workspace import Workspace
from lpcards.terminal.terminal import Terminal

MOST_WORDS = 90
"""Words on one page: short passages that follow one another are read together."""

Section = tuple[str, str, int]


class StoryIntroductions:
    """Shows each passage once in a sitting, and not if a card that it answers was answered before.

    What was read before the log knows: nothing else is kept.
    """

    def __init__(self, workspace: Workspace, terminal: Terminal) -> None:
        """Begin with nothing read."""
        self._workspace = workspace
        self._terminal = terminal
        self._read: set[tuple[str, int]] = set()

    def introduce(self, view: CardView) -> bool:
        """Show what is to be read before the card; say whether to go on."""
        if view.kind not in {"new", "cram"}:
            return True
        story = view.card.scenario
        known = self._workspace.index.passages(story)
        unread = list(self._unread(view.card.id, story, known))
        if not unread:
            return True
        self._read.update((story, at) for at in unread)
        return self._goes_on(story, known, [known.passages[at] for at in unread])

    def _unread(self, card: str, story: str, known: StoryPassages) -> Iterator[int]:
        """Yield the passages that the card needs and that were not read yet."""
        needed = [at for at in known.needed.get(card, ()) if (story, at) not in self._read]
        if not needed:
            return
        others = {at: [other for other, ats in known.needed.items() if at in ats] for at in needed}
        ids = {other for several in others.values() for other in several}
        answered = self._workspace.writing().memory(ids)
        yield from (at for at in needed if not any(other in answered for other in others[at]))

    def _goes_on(self, story: str, known: StoryPassages, unread: Sequence[Section]) -> bool:
        from lpcards.study.reviewing.reading_pages import PassagePages  # here: many see none

        index = self._workspace.index
        found = next(listed for listed in index.stories() if listed.id == story)
        whole = index.sections(story)
        pages = PassagePages(found, [*_pages(unread)], whole, self._terminal)
        goes_on = pages.run()
        if pages.has_enough:
            self._read.update((story, at) for at in range(len(known.passages)))
        return goes_on


def _pages(passages: Iterable[Section]) -> Iterator[list[Section]]:
    """Yield the passages that go on one page together."""
    page: list[Section] = []
    for passage in passages:
        if page and sum(len(text.split()) for _, text, _ in (*page, passage)) > MOST_WORDS:
            yield page
            page = []
        page.append(passage)
    yield page
