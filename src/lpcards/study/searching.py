"""Words looked for in stories, guides and cards."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lpcards.cards.card import Card
from lpcards.english.search_words import Wanted, spans_of, wanted_in
from lpcards.index.cache_file import discard
from lpcards.index.card_index import OF_ANOTHER_SHAPE, CardIndex
from lpcards.index.search_index import DAMAGED, Findings, FoundText, open_search
from lpcards.index.search_tables import has_full_text
from lpcards.index.selection import Selection
from lpcards.story.text_on_lines import TextOnLines
from lpcards.study.workspace import Workspace
from lpcards.system.folders import cache_folder
from lpcards.system.problem import UserFault

MOST_WORDS = 100
"""In all: each of a phrase costs as much as one that stands alone."""


class Hit(NamedTuple):
    """A line with words that were looked for: of the card `id`, or of that story or guide."""

    id: str
    path: str
    line: int
    text: str


class FoundPassage(NamedTuple):
    """A text that was found, and the card that is about it, else its story or guide."""

    id: str
    story: str
    path: str
    text: TextOnLines

    def hits(self, wanted: Iterable[Wanted]) -> list[Hit]:
        """Return the lines with the words that are wanted, in order."""
        found = {
            self.text.line_at(start): self.text.words_on(start)
            for start, _ in spans_of(wanted, self.text.text)
        }
        return [Hit(self.id, self.path, line, text) for line, text in found.items()]


class Search(NamedTuple):
    """What came of looking for words: the best passages, and how many more there are.

    `apart`: no passage has all the words; these are of stories that have them in several. Where
    there are no passages at all, `missing` are the words that none has. `everywhere`: not only in
    some stories.
    """

    wanted: tuple[Wanted, ...]
    passages: list[FoundPassage]
    more: int
    apart: bool
    missing: tuple[str, ...]
    everywhere: bool

    @property
    def remark(self) -> str:
        """What to say of it besides: that nothing was found, or not in one passage; else ""."""
        if not self.passages:
            missing = " or ".join(f'"{words}"' for words in self.missing)
            where = "no story, guide or card" if self.everywhere else "nothing that was searched"
            return f"{where} has {missing or 'all of these words'}"
        apart = "no passage has all of these words; these stories have them in several"
        return apart if self.apart else ""


def search(workspace: Workspace, query: str, chosen: Selection, most: int | None = None) -> Search:
    """Look for the words of `query` in the chosen stories; raise UserFault where it has none."""
    wanted = wanted_in(query)
    if not wanted:
        raise UserFault("name a word to look for: there is none in that")
    if sum(len(one.terms) for one in wanted) > MOST_WORDS:
        raise UserFault(f"look for fewer words: {MOST_WORDS} at most")
    index = workspace.index
    try:
        found = _found(workspace, wanted, chosen, most, cache_folder())
    except (sqlite3.Error, *OF_ANOTHER_SHAPE) as fault:  # damage, or somebody else's rows
        if getattr(fault, "sqlite_errorcode", None) in {None, *DAMAGED} and (
            kept := cache_folder()
        ):
            discard(kept)
        found = _found(workspace, wanted, chosen, most, None)
    cards = _CardsByFile(index)
    missing = tuple(" ".join(one.terms) for one in found.missing)
    passages = [FoundPassage(cards.id_of(text), *text) for text in found.texts]
    return Search(wanted, passages, found.more, found.apart, missing, chosen == Selection())


def _found(
    workspace: Workspace,
    wanted: Sequence[Wanted],
    chosen: Selection,
    most: int | None,
    cache: str | None,
) -> Findings:
    ranked = has_full_text()
    with open_search(workspace.index, workspace.sources, cache, ranked=ranked) as words:
        return words.found(wanted, chosen, most)


class _CardsByFile:
    """The cards of files, each file's read once."""

    def __init__(self, index: CardIndex) -> None:
        self._index = index
        self._known: dict[str, list[tuple[Card, str]]] = {}

    def id_of(self, found: FoundText) -> str:
        """Return the card that shows a text, the nearest above it; else its story's id."""
        if found.path not in self._known:
            cards = self._index.cards_in(found.path)
            self._known[found.path] = [(card, _words(_shown(card))) for card in cards]
        text, line = _words([found.text.text]), found.text.lines[0][1]
        near = [
            card for card, words in self._known[found.path] if card.line <= line and text in words
        ]
        return max(near, key=lambda card: card.line).id if near else found.story


def _shown(card: Card) -> Iterable[str]:
    return (card.front, card.back, *card.items, card.below, *card.options, *card.variants)


def _words(texts: Iterable[str]) -> str:
    return " ".join(" ".join(texts).split())
