"""Texts whose lines two machines unite: the manifest of the decks, the author's keys. Pure.

There is no conflict in them: which of two lines counts is settled, whoever sees them first.
"""

import json
from collections.abc import Iterable

from lpcards.anki.author_lines import Author, author_text, read_author
from lpcards.anki.manifest import Shipped, keyed, line_of, read_line
from lpcards.anki.notes import Note
from lpcards.system.problem import UserFault

MOST_LINES = 200_000
AHEAD = 86_400
"""Seconds that another machine's clock may be ahead."""


def united_manifests(texts: Iterable[str], path: str, now: int) -> str:
    """Return one manifest of several: of each guid the later edition, and the earlier beginning.

    Raises UserFault for a line that cannot be read, or is dated more than a day after `now` (Unix
    seconds): the cards of that edition could not be changed any more.
    """
    found: dict[str, tuple[Shipped, tuple[str, ...]]] = {}
    for text in texts:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > MOST_LINES:
            raise UserFault(f"{path} has too many lines")
        for number, line in enumerate(lines, 1):
            _, shipped, fields = read_line(line, number, path)
            if shipped.mod > now + AHEAD:
                raise UserFault(f"{path}:{number}: this line is dated later than today")
            known = found.get(shipped.guid, (shipped, fields))
            since = min(shipped.since, known[0].since)
            later = max(known, (shipped, fields), key=_rank)
            found[shipped.guid] = (later[0]._replace(since=since), later[1])
    keys = {shipped.guid: key for key, shipped in keyed(one for one, _ in found.values()).items()}
    written = {keys[guid]: _line(keys[guid], *one) for guid, one in found.items()}
    return "".join(f"{written[key]}\n" for key in sorted(written))


def _rank(edition: tuple[Shipped, tuple[str, ...]]) -> tuple[int, bool, str]:
    shipped, fields = edition
    return shipped.mod, shipped.retired, json.dumps([*shipped[2:7], fields])


def _line(key: str, shipped: Shipped, fields: tuple[str, ...]) -> str:
    note = Note(shipped.card, shipped.type, fields, shipped.tags, shipped.deck)
    return line_of(
        key, shipped.guid, shipped.mod, note, retired=shipped.retired, since=shipped.since
    )


def united_authors(texts: Iterable[str], path: str) -> str:
    """Return one author's file of several: all their keys and stories. Raises UserFault."""
    found = [read_author(text, path) for text in texts]
    keys = sorted({key for author in found for key in author.keys})
    stories: dict[str, str] = {}
    for author in found:
        for name, key in author.stories.items():
            stories[name] = min(key, stories.get(name, key))
    return author_text(Author((*keys,), stories))
