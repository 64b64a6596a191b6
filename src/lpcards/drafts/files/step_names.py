"""What a name in a sheet's header, or in front of a colon, means in a story."""

from lpcards.story.headings.heading_words import LETTERS, OBSTACLE, TITLE, kinds_named
from lpcards.story.part import STEPS

_STEPS = frozenset((*STEPS, OBSTACLE))
_TITLES = frozenset("story|name|example|topic|project|story title|title".split("|"))


def is_part_name(name: str) -> bool:
    """Say whether a name is a heading of ours, be it of a step or not."""
    return bool(_kinds(name)) or is_title(name)


def is_step(name: str) -> bool:
    """Say whether a name is that of a step."""
    return not _STEPS.isdisjoint(_kinds(name))


def is_title(name: str) -> bool:
    """Say whether a column of that name has the titles of stories."""
    return TITLE in _kinds(name) or name.strip().casefold() in _TITLES


def _kinds(name: str) -> tuple[str, ...]:
    bare = name.strip(" *_#:\t")
    letter = LETTERS.get(bare.casefold())
    return (letter,) if letter else kinds_named(bare)[0]
