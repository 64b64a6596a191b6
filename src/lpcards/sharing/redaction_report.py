"""What is said of a redaction: each thing and its stand-in, and what was left."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lpcards.cards.card import Card
from lpcards.english.printable import counted
from lpcards.sharing.redacted_cards import TEXTS, Shared
from lpcards.sharing.redactor import DATES, MONEY, Redactor, Replaced
from lpcards.sharing.suspects import (
    ADDRESSES,
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


class Title(NamedTuple):
    """A story's title as it is shared, and what was replaced in it."""

    text: str
    replaced: list[Replaced]


class Outcome(NamedTuple):
    """What is shared, and of which stories: `own` lie with the learner, the rest are examples.

    `titles` are those of the stories, before and after.
    """

    cards: list[Card]
    shared: list[Shared]
    own: frozenset[str]
    titles: dict[str, Title]


class Tally(NamedTuple):
    """What became of one thing: its stand-in, how often in which story, and in which forms."""

    standin: str
    stories: Counter[str]
    forms: dict[str, None]


def replaced_lines(outcome: Outcome) -> Iterator[str]:
    """Yield what was replaced in own stories thing by thing, and how much in examples."""
    pairs = list(zip(outcome.cards, outcome.shared, strict=True))
    changed = sum(bool(one.replaced) for _, one in pairs)
    yield f"replaced in {changed} of {counted(len(pairs), 'card')}:"
    tallies: dict[tuple[str, str], Tally] = {}
    examples: Counter[str] = Counter()
    for story, told in _all_replaced(outcome):
        if story in outcome.own or told.sort not in {MONEY, DATES}:
            _count(tallies, story, told)
        else:
            examples[told.sort] += 1
    for (_, word), tally in sorted(tallies.items()):
        yield f"  {word} -> {tally.standin}: {_often(tally.stories)}{_forms(word, tally.forms)}"
    if examples:
        what = " and ".join(f"{_AMOUNTS[sort]} {count}" for sort, count in sorted(examples.items()))
        yield f"  in examples, which are nobody's: {what}"


def _all_replaced(outcome: Outcome) -> Iterator[tuple[str, Replaced]]:
    for story, title in outcome.titles.items():
        yield from ((story, told) for told in title.replaced)
    for card, one in zip(outcome.cards, outcome.shared, strict=True):
        yield from ((card.scenario, told) for told in one.replaced)


_AMOUNTS = {MONEY: "amounts:", DATES: "dates:"}


def _count(tallies: dict[tuple[str, str], Tally], story: str, told: Replaced) -> None:
    word = " ".join(told.word.split())
    tally = tallies.setdefault((told.sort, word), Tally(told.standin, Counter(), {}))
    tally.stories[story] += 1
    tally.forms[" ".join(told.text.split())] = None


def _often(stories: Counter[str]) -> str:
    names = [name for name, _ in stories.most_common(MOST_STORIES)]
    more = len(stories) - len(names)
    inside = ", ".join([*names, *([f"{more} more"] if more else [])])
    return f"{counted(stories.total(), 'time')} ({inside})"


def _forms(word: str, forms: Iterable[str]) -> str:
    others = [form for form in forms if form != word]
    told = ", ".join(f'"{form}"' for form in others[:MOST_FORMS])
    return f", also as {told}{' ...' if len(others) > MOST_FORMS else ''}" if others else ""


def left_lines(
    outcome: Outcome, redactor: Redactor, everything: list[Card], path: str
) -> Iterator[str]:
    """Yield what looks like a name and was left; without a list as one to be pasted into `path`.

    `everything` are all cards that there are: their words in small letters are no names.
    """
    common = common_words(text for card in everything for text in _texts(card))
    parts = parts_of(one.word for one in redactor.entries)
    standin = re.compile(rf"\b(?:{'|'.join(redactor.standins.nouns.values())}) [A-Z]+(?![^\W_])")
    own = {word for one in redactor.entries for word in one.to.split()}
    texts = [(story, standin.sub("-", text)) for story, text in _all_left(outcome)]
    once = [one for _, text in texts for one in suspects_in(text, common, parts)]
    parts |= words_in(once) - common  # a name within a sentence is one at its beginning, too
    found = count_by_story(
        (story, suspect)
        for story, text in texts
        for suspect in suspects_in(text, common, parts)
        if not own.issuperset(suspect.text.split())
    )
    yield from _names_left(found, path, has_list=bool(redactor.entries))
    for sort, words in ((ADDRESSES, "addresses left"), (FIGURES, "left, and may be money")):
        these = {one: stories for one, stories in found.items() if one.sort == sort}
        if these:
            yield f"{words}: {_listed(these)}"


def _all_left(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """Yield all texts of own stories as they are shared."""
    yield from ((one, title.text) for one, title in outcome.titles.items() if one in outcome.own)
    for card, one in zip(outcome.cards, outcome.shared, strict=True):
        if card.scenario in outcome.own:
            yield from ((card.scenario, text) for text in _texts(one.card))


def _texts(card: Card) -> Iterator[str]:
    yield from (getattr(card, name) for name in TEXTS)
    yield from (*card.items, *card.options)


def _names_left(found: dict[Suspect, Counter[str]], path: str, *, has_list: bool) -> Iterator[str]:
    names = {one: stories for one, stories in found.items() if one.sort in {NAMES, EMPLOYERS}}
    if has_list:
        if names:
            yield f"looks like a name, and was left: {_listed(names)}"
        return
    yield f"no names and no employers were replaced: there is no list of them in {path}"
    if names:
        yield "these look like some; paste into that file what is one:"
        yield from _block(names)


def _listed(found: dict[Suspect, Counter[str]]) -> str:
    told = [f"{one.text}: {_often(stories)}" for one, stories in found.items()]
    more = [f"{len(told) - MOST_SUSPECTS} more"] if len(told) > MOST_SUSPECTS else []
    return "; ".join([*told[:MOST_SUSPECTS], *more])


def _block(found: dict[Suspect, Counter[str]]) -> Iterator[str]:
    """Yield the lines of a list: YAML, ready to be pasted."""
    some = dict([*found.items()][:MOST_SUSPECTS])
    for sort in (NAMES, EMPLOYERS):
        these = {one: stories for one, stories in some.items() if one.sort == sort}
        yield from [f"{sort}:"] if these else []
        yield from (f"  - {one.text}  # {_often(stories)}" for one, stories in these.items())
    if len(found) > MOST_SUSPECTS:
        yield f"  # and {len(found) - MOST_SUSPECTS} more: the next export names them"
