"""What stands in for a word: the learner's own words, else `Person A`, that no list can hold."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, count, islice
from string import ascii_uppercase

from lpcards.english.slugs import slug
from lpcards.story.redact_list import ListedWord

_NOUNS = {
    "names": ("Person", "Somebody", "Human"),
    "employers": ("Company", "Firm", "House"),
    "others": ("Thing", "Something", "Matter"),
}
_MONEY, _DATES = ("amount", "sum", "figure"), ("date", "day", "time")


class StandIns:
    """The stand-ins for a list's words, money and dates.

    None that is found has a word of the list in it: what replaces a word is not another.
    """

    def __init__(self, entries: Iterable[ListedWord], is_listed: Callable[[str], bool]) -> None:
        """Find one for each word, by its section and its number there."""
        entries = list(entries)
        self._is_listed = is_listed
        self.nouns = {section: self._free(words) for section, words in _NOUNS.items()}
        labels = list(islice(self.labels(), max((one.number for one in entries), default=0) + 1))
        self.found = [f"{self.nouns[one.section]} {labels[one.number]}" for one in entries]
        self.told = [one.to or found for one, found in zip(entries, self.found, strict=True)]
        self.money = f"[{self._free(_MONEY)}]"
        self.date = f"[{self._free(_DATES)}]"

    def labels(self) -> Iterator[str]:
        """Yield A, B, ... Z, AA, AB and so on, but those that are on the list."""
        return (
            label
            for label in _labels()
            if not any(self._is_listed(f"{noun} {label}") for noun in self.nouns.values())
        )

    def _free(self, words: tuple[str, ...]) -> str:
        more = (f"{words[0]}{'x' * length}" for length in count(1))
        return next(word for word in chain(words, more) if not self._is_listed(word))


def _labels() -> Iterator[str]:
    yield from ascii_uppercase
    for before in _labels():
        yield from (f"{before}{letter}" for letter in ascii_uppercase)


def as_address(standin: str) -> str:
    """Return a stand-in as part of an address or an id: `person-a`; "" if nothing is left of it."""
    return slug(standin, len(standin))
