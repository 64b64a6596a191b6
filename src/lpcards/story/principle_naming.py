"""A principle as people name it: by its id, its name, or some words of it."""

from collections.abc import Iterable

from lpcards.story.fault import closest
from lpcards.story.principles import PRINCIPLES, short_principle

RIGHT_QUOTE = "\N{RIGHT SINGLE QUOTATION MARK}"


def principles_meant(words: str, known: Iterable[str] = PRINCIPLES) -> list[str]:
    """Return the ids of the `known` principles that `words` may mean; one alone is certain.

    `Have Backbone`, `backbone` and `disagree` mean the same.
    """
    asked, ids = words_in(words), dict.fromkeys(known)
    same = [name for name in ids if asked in _namings(name)]
    return same or [name for name in ids if asked and _has_all(asked, words_in(name))]


def principles_called(words: str, known: Iterable[str] = PRINCIPLES) -> list[str]:
    """Return the `known` principle whose id, name or short name the words are, [] for none."""
    asked = words_in(words)
    return [name for name in dict.fromkeys(known) if asked in _namings(name)]


def not_a_principle(words: str, known: Iterable[str]) -> str:
    """Say what to write in place of `words`, which are not the id of a principle."""
    ids = list(dict.fromkeys(known))
    if likely := likely_principles(words, ids):
        return f"did you mean {' or '.join(f'`{name}`' for name in likely)}?"
    return f"the principles are {', '.join(ids)}"


def likely_principles(words: str, known: Iterable[str]) -> list[str]:
    """Return which principles may be meant, be it with a slip of the pen."""
    ids = list(known)
    return principles_meant(words, ids) or list(filter(None, [closest(words, ids)]))


def _namings(principle: str) -> list[list[str]]:
    names = principle, PRINCIPLES.get(principle, principle), short_principle(principle)
    return [words_in(name) for name in names]


def _has_all(asked: list[str], words: list[str]) -> bool:
    """Say whether each word asked for begins one of `words`."""
    return all(any(word.startswith(begun) for word in words) for begun in asked)


def words_in(text: str) -> list[str]:
    """Return the words that a name is compared by: no case, no marks."""
    folded = text.casefold().replace("'", "").replace(RIGHT_QUOTE, "").replace("&", " and ")
    return "".join(char if char.isalnum() else " " for char in folded).split()
