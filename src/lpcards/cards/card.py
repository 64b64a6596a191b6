"""A card: one prompt, one answer, one id. Made from a scenario, asked in a terminal or in Anki."""

import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lpcards.story.positions import Place

WORDS_A_MINUTE = 150
"""So many words one says aloud in a minute."""
READ, PRESSED = 4, 3
"""Words that are read in a second; seconds for what is neither read nor said."""
USUAL_SECONDS = 20
"""Seconds of a card of which nobody knows better: the mean of the library's."""

_JSON = json.JSONEncoder(ensure_ascii=False)


class Card(NamedTuple):
    """One card. Texts are plain text with a little Markdown.

    `id` is `scenario/kind/slot`; it outlives the texts. `group` names the siblings: cards that
    would give one another away on the same day. `top` is the small line above the question.
    The first line of `back` is what the mouth says, further lines are why. `items` is what a
    checklist card asks for (empty: not a checklist), `must` the positions in it that may not be
    missed. `accept` holds for each item (without items: for the answer) other words that are as
    right when typed. `below` stands under the items. `options` are a quiz's answers to choose from.
    `seconds` is the target for saying it aloud (0: none). `level` limits the card to learners of
    that level ("": everybody). `after` holds ids that must have been answered on an earlier
    day. `was` holds the ids this card had before. `fingerprint` covers the content's values, not
    our wording around them. `place` leads to the card's source inside its file (`("probes", 2)`);
    `path` and `line` (1-based) say the same for people. What `spoken`, `unanswered`, `writes`,
    `one_of_stories`, `asked_of_stories` and `note` mean, `Kind` says.
    `variants` are other words for `front`. `part` is which part of its kind the card is ("": the
    kind has none): `hear` of `disqualifier`. `media` are the pictures and sounds in its texts: as
    the author names each, and its name in decks.
    """

    id: str
    kind: str
    scenario: str
    principle: str
    group: str
    top: str
    front: str
    back: str
    hint: str = ""
    items: tuple[str, ...] = ()
    must: tuple[int, ...] = ()
    below: str = ""
    options: tuple[str, ...] = ()
    seconds: int = 0
    level: str = ""
    after: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    fingerprint: str = ""
    place: "Place" = ()
    path: str = ""
    line: int = 1
    accept: tuple[tuple[str, ...], ...] = ()
    spoken: bool = False
    unanswered: bool = False
    one_of_stories: bool = False
    note: str = "question"
    variants: tuple[str, ...] = ()
    writes: str = ""
    asked_of_stories: bool = False
    part: str = ""
    media: tuple[tuple[str, str], ...] = ()


class Outline(NamedTuple):
    """What is known of a card without its texts.

    `own` is false for an example's card; a `guide`'s card belongs to no single story. `note` is
    the type of its note in Anki ("": it has none). `seconds` are those of `seconds_of`, `reading`
    is the card's share of the seconds in which its story is read.
    """

    id: str
    kind: str
    scenario: str
    principle: str
    group: str
    after: tuple[str, ...]
    own: bool
    guide: bool
    was: tuple[str, ...] = ()
    note: str = "question"
    seconds: int = USUAL_SECONDS
    reading: int = 0


def seconds_of(card: Card) -> int:
    """Return the seconds that a card takes whoever knows it: read, said aloud, compared, graded.

    What it has no target for is said as fast as people speak.
    """
    answer = " ".join((card.back.partition("\n")[0], *card.items))
    said = card.seconds or 60 * _words(answer) / WORDS_A_MINUTE
    return round(said + _words(card.front, card.back, *card.items, *card.options) / READ + PRESSED)


def seconds_to_read(text: str) -> float:
    """Return the seconds in which a text is read."""
    return _words(text) / READ


def _words(*texts: str) -> int:
    return sum(len(_said(text).split()) for text in texts)


def _said(text: str) -> str:
    if "](" not in text:
        return text
    from lpcards.story.markup import words_said  # here: its import costs a prompt's time

    return words_said(text)


def worded(card: Card, on: date) -> Card:
    """Return the card as it is asked on a study day: its wordings take turns, day by day."""
    wordings = (card.front, *card.variants)
    return card._replace(front=wordings[on.toordinal() % len(wordings)])


def fingerprint_of(role: str, values: Iterable[str | None]) -> str:
    """Return 16 hex digits that change when one of the content's `values` does.

    `role` tells apart cards that ask the same values in different ways.
    """
    import hashlib  # here: its import costs a prompt's time

    text = _JSON.encode([role, *(value or "" for value in values)])
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def card_json(card: Card) -> dict[str, object]:
    """Return the card as scripts read it: the contract's keys first, ours after them."""
    return {
        "id": card.id,
        "kind": card.kind,
        "scenario": card.scenario,
        "principle": card.principle,
        "group": card.group,
        "top": card.top,
        "front": card.front,
        "back": card.back,
        "hint": card.hint,
        "items": list(card.items),
        "source": {"path": card.path, "line": card.line},
        "must": list(card.must),
        "below": card.below,
        "options": list(card.options),
        "seconds": card.seconds,
        "level": card.level,
        "after": list(card.after),
        "was": list(card.was),
        "fingerprint": card.fingerprint,
        "accept": [list(others) for others in card.accept],
    }
