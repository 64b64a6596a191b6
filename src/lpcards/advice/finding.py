"""What a rule finds in a file, and what files have to know of one another."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from lpcards.story.positions import Place


class Finding(NamedTuple):
    """Something to improve: where in the file, what to do, and the words it is about.

    `words` stand at `place` as they are quoted; "" if it is about the whole of it.
    """

    place: Place
    message: str
    words: str = ""


class Mention(NamedTuple):
    """Something that other files have to know of: where it is, and the words that tell it."""

    place: Place
    words: str


class PlacedWords(NamedTuple):
    """Words of a file, and its line and column (from 1) where they stand."""

    line: int
    column: int
    words: str


class FileSummary(NamedTuple):
    """What the rules between files know of a file.

    `mentions` holds, by rule, what that rule noted. `runs` are the codes of its runs of five words,
    sorted, and `text` returns what they stand in, the whole file: it has to be fetched.
    """

    path: str
    id: str
    type: str
    principle: str
    mentions: Mapping[str, Sequence[PlacedWords]]
    runs: Sequence[int]
    text: Callable[[], str]

    @property
    def name(self) -> str:
        """The file's name with the folder it lies in: many files are called `guide.yaml`."""
        return "/".join(self.path.rsplit("/", 2)[-2:])


class Clash(NamedTuple):
    """Something to improve in one file because of another."""

    path: str
    line: int
    column: int
    message: str


def excerpt(words: str, most: int = 60) -> str:
    """Return words of the author's in quotation marks, at most so many characters of them."""
    flat = " ".join(words.split()).replace('"', "'")
    return f'"{flat}"' if len(flat) <= most else f'"{flat[: most - 3]}..."'
