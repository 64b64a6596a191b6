"""A card by the first words of its question: people do not know it by its id."""

from lpcards.english.printable import beginning
from lpcards.index.card_index import CardIndex
from lpcards.story.markup import runs_of, words_said

QUOTES = tuple('"“”„«»')
MOST = 48
"""Columns for the words: they stand in a sentence, and a terminal may be narrow."""


def question_of(index: CardIndex, card_id: str) -> str:
    """Return the question's first words as a quotation; the id of a card that is gone."""
    front = index.front(card_id)
    return quoted_words(front) if front else card_id


def quoted_words(front: str) -> str:
    """Return the first words of what a card asks, as a quotation and without Markdown."""
    said = words_said(front) or front
    words = "".join(run.words for run in runs_of(said)).strip()
    if words[:1] in QUOTES and words[-1:] in QUOTES:
        words = words[1:-1]
    return '"{}"'.format(beginning(words, MOST).replace('"', "'"))
