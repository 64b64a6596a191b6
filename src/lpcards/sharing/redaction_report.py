"""A redaction in lines for the learner: each thing and its stand-in, and what was left."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lpcards.cards.card import Card
from lpcards.english.printable import counted
from lpcards.sharing.redacted_cards import TEXTS, SharedCard
from lpcards.sharing.redactor import ADDRESSES, DATES, MONEY, NUMBERS, Redactor, Replaced
from lpcards.sharing.suspects import (
    EMPLOYERS,
    FIGURES,
    NAMES,
    Suspect,
    common_words,
    count_by_story,
    parts_of,
    suspects_in,
    words_in,
)

MOST_SUSPECTS, MOST_STORIES, MOST_FORMS = 40, 5, 5


class SharedTitle(NamedTuple):
    """A story's title as it is shared, and what was replaced in it."""

    text: str
    replaced: list[Replaced]


class Redaction(NamedTuple):
    """What is shared, and of which stories: `own` lie with the learner, the rest are examples.

    `titles` are those of the stories, before and after.
    """

    cards: list[Card]
    shared: list[SharedCard]
    own: frozenset[str]
    titles: dict[str, SharedTitle]


class Replacements(NamedTuple):
    """What became of one thing: its stand-in, how often in which story, and in which forms."""

    standin: str
    stories: Counter[str]
    forms: dict[str, None]


def replaced_lines(redaction: Redaction) -> Iterator[str]:
    """Yield what was replaced in own stories thing by thing, and how much in examples."""
    pairs = list(zip(redaction.cards, redaction.shared, strict=True))
    changed = sum(bool(shared.replaced) for _, shared in pairs)
    yield f"Replaced something in {changed} of {counted(len(pairs), 'card')}."
    tallies: dict[tuple[str, str], Replacements] = {}
    examples: Counter[str] = Counter()
    for story, replaced in _all_replaced(redaction):
        if story in redaction.own or replaced.section not in _AMOUNTS:
            _count(tallies, story, replaced)
        else:
            examples[replaced.section] += 1
    for (_, word), tally in sorted(tallies.items()):
        yield f"  {word} -> {tally.standin}: {_often(tally.stories)}{_forms(word, tally.forms)}"
    if examples:
        what = " and ".join(
            f"{_AMOUNTS[section]} {count}" for section, count in sorted(examples.items())
        )
        yield f"  in the examples: {what}"


def _all_replaced(redaction: Redaction) -> Iterator[tuple[str, Replaced]]:
    for story, title in redaction.titles.items():
        yield from ((story, replaced) for replaced in title.replaced)
    for card, shared in zip(redaction.cards, redaction.shared, strict=True):
        yield from ((card.scenario, replaced) for replaced in shared.replaced)


_AMOUNTS = {
    MONEY: "amounts:",
    DATES: "dates:",
    ADDRESSES: "addresses:",
    NUMBERS: "numbers:",
}


def _count(tallies: dict[tuple[str, str], Replacements], story: str, replaced: Replaced) -> None:
    word = " ".join(replaced.word.split())
    tally = tallies.setdefault(
        (replaced.section, word), Replacements(replaced.standin, Counter(), {})
    )
    tally.stories[story] += 1
    tally.forms[" ".join(replaced.text.split())] = None


def _often(stories: Counter[str]) -> str:
    names = [name for name, _ in stories.most_common(MOST_STORIES)]
    more = len(stories) - len(names)
    inside = ", ".join([*names, *([f"{more} more"] if more else [])])
    return f"{counted(stories.total(), 'time')} ({inside})"


def _forms(word: str, forms: Iterable[str]) -> str:
    others = [form for form in forms if form != word]
    some = ", ".join(f'"{form}"' for form in others[:MOST_FORMS])
    return f", also as {some}{' ...' if len(others) > MOST_FORMS else ''}" if others else ""


def left_lines(
    redaction: Redaction, redactor: Redactor, everything: list[Card], path: str
) -> Iterator[str]:
    """Yield what was left and looks like a name, contact data, money or a date.

    Names are yielded as a list to be pasted into `path` where there is none.

    `everything` are all cards that there are: their words in small letters are no names.
    """
    common = common_words(text for card in everything for text in _texts(card))
    parts = parts_of(entry.word for entry in redactor.entries)
    standin = re.compile(rf"\b(?:{'|'.join(redactor.standins.nouns.values())}) [A-Z]+(?![^\W_])")
    own = {word for entry in redactor.entries for word in entry.to.split()}
    texts = [(story, standin.sub("-", text)) for story, text in _all_left(redaction)]
    once = [found for _, text in texts for found in suspects_in(text, common, parts)]
    parts |= words_in(once) - common  # a name within a sentence is one at its beginning, too
    found = count_by_story(
        (story, suspect)
        for story, text in texts
        for suspect in suspects_in(text, common, parts)
        if not own.issuperset(suspect.text.split())
        if not any(suspect.text in word for word in redactor.keep)
    )
    yield from _names_left(found, path, has_list=bool(redactor.entries))
    for kind, words in _LEFT.items():
        these = {suspect: stories for suspect, stories in found.items() if suspect.kind == kind}
        if these:
            yield f"left, and may be {words}: {_listed(these)}"


_LEFT = {
    ADDRESSES: "an address",
    NUMBERS: "somebody's number",
    DATES: "a date",
    FIGURES: "money",
}


def _all_left(redaction: Redaction) -> Iterator[tuple[str, str]]:
    """Yield all texts of own stories as they are shared."""
    own = ((story, title) for story, title in redaction.titles.items() if story in redaction.own)
    yield from ((story, title.text) for story, title in own)
    for card, shared in zip(redaction.cards, redaction.shared, strict=True):
        if card.scenario in redaction.own:
            yield from ((card.scenario, text) for text in _texts(shared.card))


def _texts(card: Card) -> Iterator[str]:
    yield from (getattr(card, name) for name in TEXTS)
    yield from (*card.items, *card.options)


def _names_left(found: dict[Suspect, Counter[str]], path: str, *, has_list: bool) -> Iterator[str]:
    kinds = {NAMES, EMPLOYERS}
    names = {suspect: stories for suspect, stories in found.items() if suspect.kind in kinds}
    if has_list:
        if names:
            yield f"Looks like a name, and was left: {_listed(names)}"
        return
    yield f"No names or employers were replaced: {path} does not list any."
    if names:
        yield "These look like names. Paste the real ones into that file:"
        yield from _block(names)


def _listed(found: dict[Suspect, Counter[str]]) -> str:
    listed = [f"{suspect.text}: {_often(stories)}" for suspect, stories in found.items()]
    more = [f"{len(listed) - MOST_SUSPECTS} more"] if len(listed) > MOST_SUSPECTS else []
    return "; ".join([*listed[:MOST_SUSPECTS], *more])


def _block(found: dict[Suspect, Counter[str]]) -> Iterator[str]:
    """Yield the lines of a list: YAML, ready to be pasted."""
    some = dict([*found.items()][:MOST_SUSPECTS])
    for kind in (NAMES, EMPLOYERS):
        these = {suspect: stories for suspect, stories in some.items() if suspect.kind == kind}
        yield from [f"{kind}:"] if these else []
        for suspect, stories in these.items():
            yield f"  - {suspect.text}  # {_often(stories)}"
    if len(found) > MOST_SUSPECTS:
        yield f"  # and {len(found) - MOST_SUSPECTS} more: the next export names them"
