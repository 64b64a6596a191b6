"""What another company calls our principles, by the maps of guides: its words to their ids."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple

from lpcards.english.slugs import slug
from lpcards.story.fault import quoted
from lpcards.story.principle_naming import likely_principles, principles_called, words_in

WORDS_OF_ID = 10
"""A company's id is made of so many words of its name at most."""


class MappedTheme(NamedTuple):
    """A theme of a guide's map: its `name`, its `principles`, and each company's words for it."""

    name: str
    principles: Sequence[str]
    words: Mapping[str, str]


class Asked(NamedTuple):
    """What a company asks about: principles by id, and what it calls those that it has words for.

    `unknown` are the places of names that lead to none.
    """

    principles: tuple[str, ...]
    words: dict[str, str]
    unknown: tuple[int, ...] = ()


def asked_by(
    company: str, names: Sequence[str], themes: Iterable[MappedTheme], known: Iterable[str]
) -> Asked:
    """Return the principles that are meant by `names`: ids, our names, or the company's words."""
    mapped, ids = _of(company, themes), list(known)
    words: dict[str, str] = {}
    unknown = []
    found: dict[str, None] = {}
    for at, name in enumerate(names):
        ours = principles_called(name, ids)
        theirs = () if ours else tuple(_theirs(name, mapped, slug(company, WORDS_OF_ID)))
        found |= dict.fromkeys((*ours, *theirs))
        words = dict.fromkeys(theirs, name) | words
        unknown += [] if ours or theirs else [at]
    return Asked((*found,), words, (*unknown,))


def order_of(company: str, themes: Iterable[MappedTheme]) -> Asked:
    """Return the principles in the order of the company's themes: the first of each, and so on."""
    mapped, key = _of(company, themes), slug(company, WORDS_OF_ID)
    rounds = zip_longest(*(theme.principles for theme in mapped))
    order = dict.fromkeys(name for name in chain.from_iterable(rounds) if name)
    words: dict[str, str] = {}
    for theme in mapped:
        words = dict.fromkeys(theme.principles, theme.words[key]) | words
    return Asked((*order,), words)


def unknown_words(company: str, name: str, themes: Iterable[MappedTheme], known: list[str]) -> str:
    """Return what is wrong with a name that leads to no principle, and the remedy."""
    if mapped := _of(company, themes):
        theirs = f"the themes with words of {company} are {', '.join(one.name for one in mapped)}"
        return f"{quoted(name)} is neither a principle nor in the words of {company}; {theirs}"
    likely = likely_principles(name, known)
    meant = f"; did you mean {' or '.join(map(quoted, likely))}?" if likely else ""
    return (
        f"{quoted(name)} is not a principle, and no guide's `themes` have words of {company}{meant}"
    )


def _of(company: str, themes: Iterable[MappedTheme]) -> list[MappedTheme]:
    key = slug(company, WORDS_OF_ID)
    return [theme for theme in themes if key in theme.words]


def _theirs(name: str, themes: Iterable[MappedTheme], key: str) -> Iterator[str]:
    """Yield the principles of each theme that is called so, or whose words have the name in them.

    Whole words count: `growth` is in `growth mindset`, `row` is not.
    """
    for theme in themes:
        if words_in(name) == words_in(theme.name) or _is_in(name, theme.words[key]):
            yield from theme.principles


def _is_in(name: str, text: str) -> bool:
    asked = words_in(name)
    return bool(asked) and f" {' '.join(asked)} " in f" {' '.join(words_in(text))} "
