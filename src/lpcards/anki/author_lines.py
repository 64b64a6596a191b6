"""The author's key: what tells the guids of one's own stories from everybody else's. Pure.

It is a line of a small text file beside the stories. A further line names a story that goes on
with another key than the file's, or with none: it was shipped before there was a key, or by
another machine before the two met. Lines may come in any order and twice, as a merge leaves them.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lpcards.anki.manifest import MARKS
from lpcards.system.problem import UserFault

HEAD = """\
# Whose stories these are: so your cards in Anki stay apart from other people's of the same name.
# Keep this file beside the stories wherever they go (git, backup, your other machine), and leave
# its lines as they are. It is no secret. More about it: `lpcards docs anki`.
"""
NO_KEY = "none"
KEY = re.compile(r"[0-9a-f]{16}")


class Author(NamedTuple):
    """What such a file says: its keys, of which the first in the alphabet counts; stories' own.

    The key of a story is "" where it has none.
    """

    keys: tuple[str, ...] = ()
    stories: Mapping[str, str] = {}

    @property
    def key(self) -> str:
        """The key of all other stories; "": there is none yet."""
        return self.keys[0] if self.keys else ""

    def key_of(self, names: Iterable[str]) -> str | None:
        """Return the key that a line gives a story, by its names; None: no line does."""
        return next((self.stories[name] for name in names if name in self.stories), None)


def read_author(text: str, path: str) -> Author:
    """Return what a file says; raise UserFault for a line that cannot be read.

    Of two lines for one story the one without a key counts: that was shipped first.
    """
    keys, stories = set[str](), dict[str, str]()
    for at, line in enumerate(text.splitlines(), 1):
        match line.split():
            case []:
                pass
            case [word, *_] if word.startswith(("#", *MARKS)):
                pass
            case ["key", key] if KEY.fullmatch(key):
                keys.add(key)
            case ["story", name, key] if _is_key(key):
                key = "" if key == NO_KEY else key
                stories[name] = min(key, stories.get(name, key))
            case _:
                raise UserFault(
                    f"{path}:{at}: this line cannot be read; put the file back as it was, from "
                    "git or a copy: with another key every card would come twice in Anki"
                )
    return Author(tuple(sorted(keys)), stories)


def _is_key(text: str) -> bool:
    return text == NO_KEY or bool(KEY.fullmatch(text))


def author_text(author: Author) -> str:
    """Return a file that says it."""
    keys = (f"key {key}\n" for key in author.keys)
    stories = (f"story {name} {key or NO_KEY}\n" for name, key in sorted(author.stories.items()))
    return HEAD + "".join((*keys, *stories))
