"""Names made from a page's texts: ids, a short name, levels, principles."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from lpcards.drafts.page.walkthrough import Walkthrough
from lpcards.english.slugs import Unused, slug
from lpcards.english.vocabulary import WORDS_OF_TITLES

MOST_WORDS = 4
UNTITLED = "Untitled story"
LONGEST_ID = 50
LONGEST_SHORT = 24
WORDS_OF_SHORT = 2

_MEANING = re.compile(r"\A(.+?)(?<!\s)\s++[-–—]\s++What It Means\b", re.IGNORECASE)
_ROMAN = {"i": "1", "ii": "2", "iii": "3"}


class Names(NamedTuple):
    """What a story goes by: its id, and two or three words for the top of its cards."""

    id: str
    short: str


def names_of(title: str, taken: Collection[str] = ()) -> Names:
    """Return names made from a title; a number makes an id that is `taken` another one."""
    title = title or UNTITLED
    found = _MEANING.match(title)
    telling = _telling(found[1] if found else title)
    words = [slug(word, 1) for word in telling[:MOST_WORDS]] + (["example"] if found else [])
    name = Unused(taken).name(_joined(words) or "imported-story")
    return Names(name, _short(telling, title))


def ids_of(texts: Iterable[str], otherwise: str) -> list[str]:
    """Return an id for each text, no two alike; the same texts always give the same."""
    unused = Unused(())
    return [unused.name(_id_of(text) or otherwise) for text in texts]


def _id_of(text: str) -> str:
    words = [slug(word, 1) for word in _telling(text)[:MOST_WORDS]]
    return _joined(words) or _joined([slug(text)])


def _joined(words: Iterable[str]) -> str:
    return "-".join(word for word in words if word)[:LONGEST_ID].strip("-")


def _telling(text: str) -> list[str]:
    """Return the words of a text that say what it is about."""
    words = re.findall(r"[^\W_][\w'’]*", text)
    return [word for word in words if slug(word.replace("’", ""), 1) not in {*WORDS_OF_TITLES, ""}]


def _short(telling: list[str], title: str) -> str:
    """Return two words of a title, nouns rather than what was done: that would give it away."""
    things = [word for word in telling if not word.endswith("ed")]
    words = things if len(things) >= WORDS_OF_SHORT else telling
    short = " ".join(word if word.isupper() else word.lower() for word in words[:WORDS_OF_SHORT])
    named = short if 0 < len(short) <= LONGEST_SHORT else short.split(" ")[0]
    named = named or " ".join(title.split())
    return (named[0].upper() + named[1:])[:LONGEST_SHORT].strip()


def level_id(name: str) -> str:
    """Return a level's id: `SDE 2` and `SDE II` are `sde2`, `Senior SDE` is `senior`."""
    plain = slug(name)
    found = re.fullmatch(r"sde-?(\d|i{1,3})", plain)
    if found:
        return f"sde{_ROMAN.get(found[1], found[1])}"
    return "senior" if plain in ("senior", "senior-sde") else _joined([plain]) or "level"


def principle_named(name: str, known: Mapping[str, str]) -> str:
    """Return the id that a principle's name or id means, "" if none; only letters count.

    `known` are official names by id.
    """
    letters = _letters(name)
    same = (id_ for id_, full in known.items() if letters in (_letters(id_), _letters(full)))
    return next(same, "")


def _letters(name: str) -> str:
    return re.sub("[^a-z]", "", name.casefold().replace("&", "and"))


def principle_of_title(title: str, known: Mapping[str, str]) -> str:
    """Return the principle that a title `X - What It Means ...` names, "" if it names none."""
    found = _MEANING.match(title)
    return principle_named(found[1], known) if found else ""


def spoken_of(page: Walkthrough, known: Mapping[str, str]) -> list[str]:
    """Return the principles that a page speaks of by their names, its pivots' aside: a hint.

    A name of one word is a word like others and says nothing.
    """
    others = {principle_named(pivot.name, known) for pivot in page.pivots}
    text = repr(page._replace(pivots=()))
    long = ((id_, name) for id_, name in known.items() if id_ not in others and " " in name)
    return [id_ for id_, name in long if name in text]
